import type { Arguments, Flag } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { checkInspectHost, type Inspect } from '../sandbox/inspect.ts';
import { readCi } from '../terminal/ci.ts';

/** Flags that let a debugger attach. */
export const inspectFlags: Readonly<Record<string, Flag>> = {
  inspect: {
    type: 'string',
    value: '[HOST:]PORT',
    mayBeBare: true,
    says: 'Wait for a debugger, then run up to its breakpoints; no limits of time and memory. Default: 127.0.0.1:9229.',
  },
  'inspect-brk': {
    type: 'string',
    value: '[HOST:]PORT',
    mayBeBare: true,
    says: 'As --inspect, and stop before the first statement of the hook, in every page (with --page, in that one).',
  },
};

const defaultHost = '127.0.0.1';
const defaultPort = 9229; // Node's own, which editors look at
const lowestPort = 1024; // Node takes no lower one

/**
 * What the flags of `inspectFlags` say; undefined without them. Throws ERR_USAGE for an address that is not of this machine's
 * loopback, and where nobody could attach or nobody should.
 */
export function readInspect(given: Arguments, environment: NodeJS.ProcessEnv = process.env): Inspect | undefined {
  const [flag, ...others] = ['inspect', 'inspect-brk'].filter((name) => given.text(name) !== undefined);
  if (flag === undefined) return undefined;
  if (others.length > 0) throw usage('--inspect and --inspect-brk exclude one another', 'Leave one of them out.');
  if (given.has('update')) {
    throw usage(
      `--${flag} and --update exclude one another: values may be changed in a debugger`,
      'Accept the results in a replay without a debugger.',
    );
  }
  const ci = readCi(environment);
  if (ci !== null) {
    throw usage(
      `--${flag} waits for a debugger, which nobody would attach in CI (CI is ${ci})`,
      'Debug on your own machine.',
    );
  }
  const address = readAddress(flag, given.text(flag) ?? '');
  return { ...address, stops: flag === 'inspect-brk', say };
}

function readAddress(flag: string, text: string): Pick<Inspect, 'host' | 'port'> {
  if (text === '') return { host: defaultHost, port: defaultPort };
  const found = /^(?:(?:\[([^\]]*)\]|([^:]*)):)?(\d{1,5})$/.exec(text);
  const host = found?.[1] ?? found?.[2] ?? defaultHost;
  const port = Number(found?.[3] ?? Number.NaN);
  if (!(port === 0 || (port >= lowestPort && port <= 65_535))) {
    throw usage(
      `--${flag} is ${JSON.stringify(text)}; expected [HOST:]PORT with a port of 0, or from ${lowestPort} to 65535`,
      `The value comes behind an equals sign: --${flag}=9230`,
    );
  }
  // A name may be led elsewhere; this one is reserved for loopback.
  if (host === 'localhost') return { host: defaultHost, port };
  checkInspectHost(host);
  return { host, port };
}

/** Prints what Node says as it says it, since editors read it, and then what to do. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
  if (!line.startsWith('For help, see')) return;
  process.stderr.write(
    'The replay waits for a debugger: open chrome://inspect in Chrome, or attach VS Code to the port. Ctrl-C ends it.\n',
  );
}

function usage(message: string, next: string): HooksmithError {
  return new HooksmithError('ERR_USAGE', message, { next: [next] });
}
