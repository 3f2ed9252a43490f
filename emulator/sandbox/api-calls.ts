import type { FindingCode } from '../../sdk/codes.ts';
import type { Assumptions } from '../../sdk/contract.ts';
import type { ApiAnswer, ApiCall, ApiError, ApiVerdict, PlatformApi } from '../../sdk/platform-api.ts';
import type { RecordedCall } from '../recording/format.ts';
import { inspectValue } from '../recording/inspect-value.ts';
import { recordingLimits } from '../recording/limits.ts';
import { NotModelledError } from './endowments/require.ts';
import { type CallMocks, findMock, makeRecordedAnswers, type RecordedAnswers } from './match-call.ts';
import type { GuestPosition } from './protocol.ts';
import { findGuestFrame } from './thrown.ts';

/** The calls of the platform's module that the hooks of one job make, inside a runner. */
export interface ApiCalls {
  /** Carries one call, as `PagePowers` says. */
  call(name: string, argumentsText: string): string | undefined;
  /** Opens a page with its recorded answers; until then, and after `close`, every call throws. */
  open(recorded: readonly RecordedCall[]): void;
  /** What was called since the last time. */
  take(): MadeCalls;
  close(): void;
}

/** What a hook has called. */
export interface MadeCalls {
  /** Calls with their answers, in order; empty where nobody keeps them. */
  readonly calls: readonly RecordedCall[];
  /** Calls that were not carried out, each place once. */
  readonly issues: readonly CallIssue[];
  /** Rules without a source that the answers lean on. */
  readonly assumed: readonly string[];
}

/** A call that was not carried out, and the message of the error that it threw. */
export interface CallIssue {
  readonly code: FindingCode;
  readonly rule: string;
  readonly message: string;
  /** Where the hook called. */
  readonly at: GuestPosition | null;
}

/** A hook that calls without end must fill neither the outbox nor the report (S-207). */
const mostCalls = 10_000;
const mostIssues = 20;
const mostArgumentChars = 5 * 1024 * 1024;
/** Arguments that one job hands to the parent, in characters. */
const mostAskedChars = 256 * 1024 * 1024;
const shownChars = 700;
const callName = /^[A-Za-z]\w{0,60}(?:\.[\w$]{1,60})?$/;

/**
 * Makes the calls of one job. An answer comes from the recorded page, else from a mock, else from the host, which is
 * asked only for what a stand-in can carry out; else the call throws an error that says what to add.
 */
export function makeApiCalls(given: {
  readonly api: PlatformApi;
  readonly assumptions: Assumptions;
  readonly mocks: CallMocks;
  /** Asks the parent and waits; null when nothing stands in for the platform. */
  readonly ask: ((call: ApiCall) => ApiAnswer) | null;
  /** Whether calls are kept with their answers. */
  readonly keeps: boolean;
}): ApiCalls {
  const { api, assumptions, mocks, ask, keeps } = given;
  let answers: RecordedAnswers | null = null;
  let count = 0;
  let askedChars = 0;
  let calls: RecordedCall[] = [];
  let issues: readonly CallIssue[] = [];
  let assumed = new Set<string>();

  function refuse(code: FindingCode, rule: string, message: string): Error {
    const error = showMessage(code === 'not-modelled' ? new NotModelledError(message) : new Error(message));
    note({ code, rule, message, at: findGuestFrame(String(error.stack)) });
    return error;
  }

  /** Each once; of too many the last stays, as it may be the one that ends the page. */
  function note(issue: CallIssue): void {
    const isKnown = issues.some(({ message, at }) => message === issue.message && String(at) === String(issue.at));
    if (!isKnown) issues = [...issues.slice(0, mostIssues - 1), issue];
  }

  function overLimit(message: string): Error {
    return refuse('not-modelled', api.rule, `${message} (a limit of hooksmith, not of the platform)`);
  }

  function answer(made: ApiCall, verdict: Extract<ApiVerdict, { status: 'known' }>, text: string): ApiAnswer {
    const ready = answers?.take(made.call, made.arguments, text) ?? findMock(mocks, made.call, made.arguments);
    if (ready !== undefined) return ready;
    if (ask === null || verdict.request === null) {
      const isKnown = answers?.knows(made.call) === true;
      throw refuse('not-modelled', api.rule, explainMissing(made, text, { isKnown, isAsked: ask !== null, api }));
    }
    askedChars += text.length;
    if (askedChars > mostAskedChars)
      throw overLimit(`the calls of this run have more than ${mostAskedChars} characters`);
    return ask(made);
  }

  return {
    call(name, argumentsText) {
      if (typeof name !== 'string' || typeof argumentsText !== 'string') throw new TypeError('a call is made of texts');
      if (!callName.test(name)) throw new TypeError('no call of the platform has such a name');
      if (answers === null) {
        const message = `${name} was called outside a page, while the script was loading: no recording can answer that, so call it inside the hook`;
        throw new NotModelledError(message);
      }
      count += 1;
      if (count > mostCalls) throw overLimit(`more than ${mostCalls} calls on one page`);
      if (argumentsText.length > mostArgumentChars) {
        throw overLimit(`the arguments of one call have more than ${mostArgumentChars} characters`);
      }
      const made = { call: name, arguments: parseArguments(argumentsText) };
      const verdict = api.judge(made, assumptions);
      if (verdict.status === 'refused') throw refuse('refused-call', verdict.rule, verdict.message);
      if (verdict.status === 'unmodelled') throw refuse('not-modelled', verdict.rule, verdict.message);

      const { result, error } = answer(made, verdict, argumentsText);
      for (const rule of verdict.assumed) assumed.add(rule);
      if (keeps) calls.push(error === undefined ? { ...made, result } : { ...made, error });
      if (error !== undefined) throw makeError(error);
      return result === undefined ? undefined : JSON.stringify(result);
    },
    open(recorded) {
      answers = makeRecordedAnswers(recorded);
      count = 0;
    },
    take() {
      const taken = { calls, issues, assumed: [...assumed] };
      calls = [];
      issues = [];
      assumed = new Set();
      return taken;
    },
    close() {
      answers = null;
    },
  };
}

/** The module's text makes them with `JSON.stringify`; what else comes here comes from a script that plays with it. */
function parseArguments(text: string): readonly unknown[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new TypeError('the arguments of a call are a list');
  if (inspectValue(value, { maxDepth: recordingLimits.depth }).tooDeep) {
    throw new TypeError(`the arguments of a call are nested deeper than ${recordingLimits.depth} levels (R-213)`);
  }
  return value;
}

/** An error of the platform: it can be caught, and its JSON says what happened (C-359). */
function makeError({ message, code }: ApiError): Error {
  const error = showMessage(new Error(message));
  if (code !== undefined) {
    Object.defineProperty(error, 'code', { value: code, enumerable: true, writable: true, configurable: true });
  }
  return error;
}

function showMessage(error: Error): Error {
  Object.defineProperty(error, 'message', { enumerable: true });
  return error;
}

/** What is missing, with all that a recording or a project file needs to answer the call. */
function explainMissing(
  { call, arguments: given }: ApiCall,
  text: string,
  why: { readonly isKnown: boolean; readonly isAsked: boolean; readonly api: PlatformApi },
): string {
  const recorded = why.isKnown
    ? `the page has no answer left for ${call} with these arguments`
    : `the page has no recorded answer for ${call}`;
  const asked = why.isAsked
    ? 'and no request of the stand-in platform does the same'
    : 'and --stand-in names no stand-in platform';
  const when = given.length === 0 ? '' : `"when": ${cut(JSON.stringify(given[0]))}, `;
  return [
    `${recorded}, hooksmith.json has no mock for it, ${asked} (${why.api.rule}).`,
    `Add to "calls" of the page: {"call": "${call}", "arguments": ${cut(text)}, "result": …};`,
    `or to "mocks" of hooksmith.json: "${call}": [{${when}"result": …}]`,
  ].join(' ');
}

function cut(text: string): string {
  return text.length > shownChars ? `${text.slice(0, shownChars)}… (${text.length} characters)` : text;
}
