import type { AcceptedCall, StackConduct, StackError, StackProtocol } from '../../sdk/stack-protocol.ts';
import { type EndedCall, invokeHook } from '../replay/invoke.ts';
import { pageError } from '../replay/judgement.ts';
import { showPath } from '../replay/show.ts';
import { prepareJudge } from './judge-call.ts';
import type { PageIssue } from './protocol.ts';
import type { FoundFunction } from './served-functions.ts';

/** What goes back for a call of a guest's function. */
export interface GuestAnswer {
  /** Null: nothing at all, as from a process that crashed (C-711). */
  readonly status: number | null;
  /** JSON; empty where there is no result. */
  readonly text: string;
  /** What is wrong with the function or its result, for its author. */
  readonly issues: readonly PageIssue[];
}

/** What the answer depends on beside function and call. */
export interface AnswerSettings extends Pick<StackConduct, 'thrownStatus'> {
  readonly protocol: StackProtocol;
  /** In UTF-8 bytes, whatever the call allows. */
  readonly maxResultBytes: number;
  /** Messages of promises that were rejected and that nobody awaited. */
  takeLateErrors(): readonly string[];
}

/** Calls a function of a stack in its compartment and makes the answer of how it ended (C-708 to C-715). */
export async function answerGuest(
  found: FoundFunction,
  call: AcceptedCall,
  settings: AnswerSettings,
): Promise<GuestAnswer> {
  const judge = prepareJudge(found.attached, call.options);
  const calledBack: StackError[] = [];
  const { protocol } = settings;
  const hook = protocol.toCall(found.hook);

  /** An error in the callback is part of the protocol, a throw is not: only here are they told apart. */
  function callHook(options: unknown, callback: (error?: unknown, result?: unknown) => void): unknown {
    const noteError = Object.freeze((error?: unknown, result?: unknown): void => {
      if (error && calledBack.length === 0) calledBack.push(protocol.toError(error));
      callback(error, result);
    });
    return Reflect.apply(hook, found.self, [options, noteError]);
  }

  const ended = await invokeHook(callHook, call.options, {
    calls: { ...found.calls, forms: 'callback', plainResultRule: protocol.rules.plain, datesInCallbackForm: [] },
    awaits: false,
    frozen: [],
    timers: found.timers,
  });
  const answer = toAnswer(ended, { call, settings, calledBack: calledBack[0] });
  const judged = answer.status === 200 ? judge(answer.text) : [];
  return { ...answer, issues: [...answer.issues, ...judged, ...judgeAfterwards(ended, settings)] };
}

function toAnswer(
  { outcome }: EndedCall,
  {
    call,
    settings,
    calledBack,
  }: {
    readonly call: AcceptedCall;
    readonly settings: AnswerSettings;
    readonly calledBack: StackError | undefined;
  },
): GuestAnswer {
  const { protocol, thrownStatus } = settings;
  const { rules, failedStatus } = protocol;
  switch (outcome.status) {
    case 'returned': {
      const { text = '', unplain } = outcome;
      const tooLarge = text.length * 3 > settings.maxResultBytes && Buffer.byteLength(text) > settings.maxResultBytes;
      const limit = tooLarge ? Math.min(call.maxResponseSize, settings.maxResultBytes / 3) : call.maxResponseSize;
      const checked = protocol.checkText({ text: outcome.text, unplain }, Math.floor(limit));
      if (checked.status === 'passed') return { status: 200, text, issues: [] };
      const issue =
        unplain === undefined
          ? pageError(
              'too-large',
              rules.size,
              `the result has ${text.length} characters as JSON; the call allows ${limit}`,
            )
          : pageError(
              'not-serializable',
              rules.plain,
              `${showPath(unplain.path, 'result')} is ${unplain.what}, not plain JSON`,
            );
      return fail(failedStatus, checked.error, issue);
    }
    case 'not-serializable': {
      const { message, at } = outcome.why;
      return fail(failedStatus, protocol.notSerializable, {
        ...pageError('not-serializable', rules.plain, message),
        at,
      });
    }
    case 'threw': {
      const { name, message, at, code } = outcome.thrown;
      const text = name === '' ? message : `${name}: ${message}`;
      const isCalledBack = calledBack !== undefined;
      const issue = { ...pageError('hook-threw', isCalledBack ? rules.calledBack : rules.threw, text), at };
      const error = calledBack ?? { code: code || name, message };
      if (isCalledBack) return fail(failedStatus, error, issue);
      return thrownStatus === null ? { status: null, text: '', issues: [issue] } : fail(thrownStatus, error, issue);
    }
    case 'promise':
    case 'never-called-back': {
      const message =
        'the function ended without calling its callback, and nothing is left that could call it; a stack on your own host would never answer';
      return fail(500, { code: 'never-called-back', message }, pageError('never-called-back', rules.callback, message));
    }
  }
}

function fail(status: number, error: StackError, issue: PageIssue): GuestAnswer {
  return { status, text: JSON.stringify({ errors: [error] }), issues: [issue] };
}

/** The first outcome is the answer; what comes after it is worth a word (S-158, S-163). */
function judgeAfterwards(
  { repeats }: EndedCall,
  { protocol: { rules }, takeLateErrors }: AnswerSettings,
): readonly PageIssue[] {
  const again = 'the function gave a result and then another one; the first one was answered';
  const late = 'after the function had ended, a promise that nobody awaits was rejected: ';
  return [
    ...(repeats > 0 ? [pageError('called-back-twice', rules.callback, again)] : []),
    ...takeLateErrors().map((message) => pageError('late-error', rules.threw, `${late}${message}`)),
  ];
}
