import type { ContractRules, SourcePosition } from '../../sdk/contract.ts';
import { HooksmithError } from '../errors.ts';
import type { Stop } from '../sandbox/lane.ts';
import type { GuestPosition, PageIssue, ServeProblem } from '../sandbox/protocol.ts';
import { type CallOutcome, openResident } from '../sandbox/resident.ts';
import type { HookService, ServedCall, ServedIssue } from './hook-service.ts';
import type { LoadedStack, StackEntry } from './load-stack.ts';

/** For reading a call of 50 MB, however little time its function has. */
const readTimeoutMs = 10_000;

/**
 * Runs the functions of a stack in a sandboxed process of their own, which is replaced when a call goes beyond a limit.
 * Throws ERR_HOOK when a script cannot be loaded there, ERR_RUNNER when no process can be started.
 */
export async function openSandboxedHooks(stack: LoadedStack): Promise<HookService> {
  const longest = Math.max(...stack.functions.map((entry) => entry.timeoutMs));
  const timeoutMs = (index: number | null): number =>
    stack.functions[index ?? -1]?.timeoutMs ?? Math.max(longest, readTimeoutMs);
  const settings = { memoryMb: stack.memoryMb, readable: [], asksParent: false, timeoutMs, loadTimeoutMs: longest };
  const opened = await openResident(stack.job, settings);
  if (opened.status === 'failed') throw explainProblem(stack, opened.problem);
  if (opened.status === 'stopped') throw explainLoadStop(stack, opened.stop, longest);
  const { resident } = opened;

  return {
    call: async (body) => toServedCall(stack, await resident.call(body), timeoutMs),
    isReady: resident.isReady,
    dispose: resident.dispose,
  };
}

function toServedCall(
  stack: LoadedStack,
  outcome: CallOutcome,
  timeoutMs: (index: number | null) => number,
): ServedCall {
  switch (outcome.status) {
    case 'answered': {
      const { status, called, index, issues, console } = outcome.answer;
      return { status, body: outcome.text, called, issues: issues.map((issue) => place(stack, index, issue)), console };
    }
    case 'stopped':
      return toStoppedCall(stack, outcome, timeoutMs(outcome.index));
    case 'unavailable':
      return { ...failure('unavailable', `the functions cannot be called: ${outcome.why}`), called: null, issues: [] };
  }
}

/** The platform would wait for an answer until its own time is up; here the call ends and the next ones are served. */
function toStoppedCall(
  stack: LoadedStack,
  { index, stop }: Extract<CallOutcome, { status: 'stopped' }>,
  timeoutMs: number,
): ServedCall {
  const entry = index === null ? undefined : stack.functions[index];
  const [rule, message] = explainStop(stop, { timeoutMs, memoryMb: stack.memoryMb, rules: entry?.rules });
  const words = stop.lastWords.split('\n')[0] ?? '';
  const said = stop.reason === 'crashed' && words !== '' ? `: ${words}` : '';
  const issue: ServedIssue = {
    code: stop.reason,
    rule,
    severity: 'error',
    message: `${message}${said}`,
    at: entry === undefined ? null : stopAt(stop, entry),
  };
  const called = entry === undefined ? null : { type: null, name: entry.names[0] ?? '' };
  return { ...failure(stop.reason, message), called, issues: [issue] };
}

function explainStop(
  { reason }: Stop,
  limits: { readonly timeoutMs: number; readonly memoryMb: number; readonly rules: ContractRules | undefined },
): readonly [rule: string, message: string] {
  const { timeoutMs, memoryMb, rules } = limits;
  switch (reason) {
    case 'timed-out':
      return [rules?.time ?? 'S-180', `not finished within ${timeoutMs} ms (--timeout-ms): the call was stopped`];
    case 'out-of-memory':
      return [rules?.memory ?? 'S-180', `used more memory than ${memoryMb} MB (--memory-mb): the call was stopped`];
    case 'crashed':
      return ['S-180', 'the process that ran the call ended by itself'];
  }
}

/** A call that does not end is most likely in the only loop that need not end. */
function stopAt({ reason }: Stop, { loaded: { loopsAt, entryAt } }: StackEntry): SourcePosition {
  const [only, ...others] = loopsAt;
  return reason === 'timed-out' && only !== undefined && others.length === 0 ? only : entryAt;
}

function failure(code: string, message: string): Pick<ServedCall, 'status' | 'body' | 'console'> {
  return { status: 500, body: JSON.stringify({ errors: [{ code, message }] }), console: null };
}

/** A throw stands at its line; a wrong result comes from where the function gives it. */
function place(
  stack: LoadedStack,
  index: number | null,
  { code, rule, message, severity, at }: PageIssue,
): ServedIssue {
  return { code, rule, message, severity, at: code === 'bad-recording' ? null : locate(stack, index, at) };
}

function locate(stack: LoadedStack, index: number | null, at: GuestPosition | null): SourcePosition | null {
  const entry = index === null ? undefined : stack.functions[index];
  const script = index === null ? undefined : stack.scripts[stack.job.functions[index]?.script ?? -1];
  if (entry === undefined || script === undefined) return null;
  const { resultAt, entryAt } = entry.loaded;
  const [only, ...others] = resultAt;
  const thrown = at === null ? null : script.locate(at[0], at[1]);
  return thrown ?? (only !== undefined && others.length === 0 ? only : entryAt);
}

function explainProblem(stack: LoadedStack, { script, message, at }: ServeProblem): HooksmithError {
  const loaded = stack.scripts[script];
  const found = at === null ? null : (loaded?.locate(at[0], at[1]) ?? null);
  const file = loaded?.file ?? '';
  const shown = found === null ? file : `${found.file}:${found.line}:${found.column}`;
  return new HooksmithError('ERR_HOOK', `${shown}: the script cannot be loaded: ${message}`, {
    place: found ?? { file },
    next: ['Mend the script: nothing of it can be called before it loads.'],
  });
}

function explainLoadStop(stack: LoadedStack, { reason, lastWords }: Stop, timeoutMs: number): HooksmithError {
  if (reason === 'crashed')
    return new HooksmithError('ERR_RUNNER', `a runner process could not be started: ${lastWords}`);
  const files = stack.scripts.map(({ file }) => file).join(', ');
  const what = reason === 'timed-out' ? `did not load within ${timeoutMs} ms` : 'used too much memory while loading';
  return new HooksmithError('ERR_HOOK', `${files}: ${what}`, {
    next: ['Look at what runs at the top level of the script, outside the functions.'],
  });
}
