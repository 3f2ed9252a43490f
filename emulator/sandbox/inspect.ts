import { isLoopback } from '../delivery/loopback.ts';
import { HooksmithError } from '../errors.ts';

/** A debugger for the code that runs in the sandbox. */
export interface Inspect {
  /** Where it listens: an address of this machine's loopback. Who can reach it can run code as the user. */
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Stop before the first statement of the hook, in every page that is asked for. */
  readonly stops: boolean;
  /** Takes each line that Node prints about the debugger, where it listens among them. */
  say(line: string): void;
}

/** Throws ERR_USAGE for an address that others can reach: who reaches a debugger runs any code as the user. */
export function checkInspectHost(host: string): void {
  if (isLoopback(host)) return;
  throw new HooksmithError('ERR_USAGE', `a debugger on ${host} would let others run any code as you`, {
    next: [
      'Listen on an address of this machine alone, as 127.0.0.1.',
      'From another machine, lead a port there: ssh -L 9229:127.0.0.1:9229 THIS-MACHINE',
    ],
  });
}

/**
 * Flags that have Node open its inspector in a runner and wait there until a debugger lets it run. Node does the waiting: were it
 * left to the runner, a debugger that attaches early would have said so before anybody listened. Throws as `checkInspectHost`.
 */
export function inspectFlags({ host, port }: Inspect): readonly string[] {
  checkInspectHost(host);
  return [`--inspect-wait=${host.includes(':') ? `[${host}]` : host}:${port}`];
}

/** Whether Node's inspector and its permission model go together: before version 24 the one silently leaves out the other. */
export function inspectsUnderPermission(): boolean {
  return process.allowedNodeEnvironmentFlags.has('--allow-inspector');
}

/** Takes what a runner writes to stderr and hands on, line by line, what Node says about its inspector. */
export function makeInspectorEar({ say }: Inspect): (text: string) => void {
  let rest = '';
  return (text) => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (aboutInspector.test(line)) say(line);
  };
}

const aboutInspector = /^(?:Debugger |For help, see: |Waiting for the debugger )/;

/** The error for a runner that could not be started, told from its last words. */
export function startError(lastWords: string): HooksmithError {
  const found = /^Starting inspector on (\S+) failed: (.+)$/m.exec(lastWords);
  if (found === null) {
    return new HooksmithError('ERR_RUNNER', `a runner process could not be started: ${lastWords}`);
  }
  const [, address, why] = found;
  return new HooksmithError('ERR_USAGE', `the debugger cannot listen on ${address}: ${why}`, {
    next: ['Name another port, as in --inspect=9230; --inspect=0 takes one that is free.'],
  });
}
