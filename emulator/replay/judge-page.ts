import type { PageLine } from '../recording/format.ts';
import type { CallIssue } from '../sandbox/api-calls.ts';
import type { Guest } from '../sandbox/compartment.ts';
import type { PageIssue } from '../sandbox/protocol.ts';
import { checkInput } from './check.ts';
import { countRecords } from './count-records.ts';
import { type EndedCall, invokeHook, type Outcome } from './invoke.ts';
import type { CalledPage, Judge, ReadPage } from './judge.ts';
import { findEndingCall, warnOfCalls } from './judge-calls.ts';
import { judgeResult } from './judge-result.ts';
import { breachError, failPage, type Judgement, makeJudgement, ofPage, pageError } from './judgement.ts';
import { showPath } from './show.ts';

/**
 * Takes one page through the hook and judges it: recorded options, call, contract, comparison.
 * `guest` is null when the script did not load within its limits: then every page fails.
 */
export async function judgePage(judge: Judge, guest: Guest | null, read: ReadPage): Promise<Judgement> {
  const { contract, assumptions } = judge;
  const { page, inexact } = read;
  const { options, seq } = page;
  const input = { value: options, schema: judge.inputSchema, validate: judge.validateInput, root: 'options' };
  const faults = checkInput(contract, input, assumptions);
  if (faults.length > 0) {
    return makeJudgement(seq, {
      records: countRecords(contract, options),
      status: 'unjudged',
      issues: faults.map(ofPage),
    });
  }

  const records = contract.countRecords(options);
  const numbers = inexact.map(inexactNumber);
  if (guest === null) return failPage(page, { records, status: 'failed', issues: numbers, stored: null });
  if (guest.hook === null) return judgeLoadProblem(judge, guest, { page, records });

  const facts = contract.facts(options, judge.setup);
  const call = await invokeHook(guest.hook, options, {
    calls: contract.calls,
    awaits: contract.calls.awaits(assumptions),
    timers: guest.timers,
    stopsBefore: guest.stopsBefore,
    frozen: contract.frozen?.(assumptions) ?? [],
  });
  judge.observe?.(call.outcome);
  const made = judge.takeCalls();
  const own = judgeOutcome(judge, call.outcome, {
    ...read,
    facts,
    records,
    ending: findEndingCall(made, call.outcome),
  });
  const afterwards = [...judgeAfterwards(judge, call), ...warnOfCalls(made, call.outcome)];
  const broke = afterwards.some(({ severity }) => severity === 'error');
  const status = own.status === 'passed' && broke ? 'broke' : own.status;
  return {
    ...own,
    status,
    failedRecords: status === own.status ? own.failedRecords : records,
    issues: [...numbers, ...own.issues, ...afterwards],
    assumed: [...own.assumed, ...made.assumed],
    calls: made.calls,
  };
}

function judgeOutcome(
  judge: Judge,
  outcome: Outcome,
  called: CalledPage & { readonly ending: CallIssue | undefined },
): Judgement {
  const { contract, assumptions } = judge;
  const { rules } = contract;
  const { page, records, ending } = called;
  const broke = (issue: PageIssue): Judgement =>
    failPage(page, { records, status: 'broke', issues: [issue], stored: breachError(contract) });
  switch (outcome.status) {
    case 'threw': {
      const { thrown, notModelled } = outcome;
      const message = thrown.name === '' ? thrown.message : `${thrown.name}: ${thrown.message}`;
      const recorded =
        page.error === undefined ? '' : ` (the recording holds ${page.error.code}: ${page.error.message})`;
      const code = notModelled ? 'not-modelled' : 'hook-threw';
      const issue = {
        ...pageError(ending?.code ?? code, ending?.rule ?? rules.threw, `${message}${recorded}`),
        at: thrown.at,
      };
      return failPage(page, {
        records,
        status: 'failed',
        issues: [issue],
        stored: contract.storedError(thrown, assumptions),
      });
    }
    case 'not-serializable': {
      const message = `the result cannot be turned into JSON: ${outcome.why.message}`;
      return broke({ ...pageError('not-serializable', rules.json, message), at: outcome.why.at });
    }
    case 'promise': {
      const message =
        'the hook returned a promise, and the platform does not wait for one: make the function synchronous';
      return broke(pageError('bad-shape', rules.promise, message));
    }
    case 'never-called-back': {
      const message =
        contract.calls.forms !== 'return'
          ? 'the hook ended without calling its callback, and nothing is left that could call it'
          : 'the hook returned a promise that nothing is left to settle';
      return broke(pageError('never-called-back', rules.callback, message));
    }
    case 'returned':
      return judgeResult(judge, outcome, called);
  }
}

/** The script was loaded and gave no function; the report says why once, each page only fails. */
function judgeLoadProblem(
  { contract, assumptions }: Judge,
  { problem }: Guest,
  { page, records }: { readonly page: PageLine; readonly records: number },
): Judgement {
  const [name = '', ...rest] = (problem?.message ?? '').split(': ');
  const stored = contract.storedError({ name, message: rest.join(': '), code: null }, assumptions);
  return failPage(page, { records, status: 'failed', issues: [], stored });
}

/** The first outcome stands, but what comes after it breaks the contract (S-158, S-163). */
function judgeAfterwards(judge: Judge, { repeats, form, isOddForm }: EndedCall): readonly PageIssue[] {
  const { rules, calls } = judge.contract;
  const times = repeats === 1 ? 'once more' : `${repeats} more times`;
  const again = `the hook gave a result and then another one ${times} (callback, return or throw); the first one counts`;
  const late = 'after the hook had ended, a promise that nobody awaits was rejected: ';
  const odd =
    form === 'return'
      ? 'the function takes a second parameter, but a script gets options alone and its returned value is read'
      : 'the function takes no callback, but a stack answers through it and a returned value is not read';
  return [
    ...(isOddForm ? [{ ...pageError('wrong-form', calls.callbackRule, odd), severity: 'warning' as const }] : []),
    ...(repeats > 0 ? [pageError('called-back-twice', rules.callback, again)] : []),
    ...judge.takeLateErrors().map((message) => pageError('late-error', rules.promise, `${late}${message}`)),
  ];
}

function inexactNumber(path: string): PageIssue {
  const message = `${showPath(path, 'options')} is an integer beyond 2^53: reading has changed its last digits; send it as a string`;
  return ofPage({ code: 'inexact-number', rule: 'R-214', severity: 'warning', path, message });
}
