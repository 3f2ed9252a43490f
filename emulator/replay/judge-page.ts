import type { AnyContract, Assumptions, Issue, StoredError } from '../../sdk/contract.ts';
import { pointerKeys } from '../../sdk/json-pointer.ts';
import type { PageLine } from '../recording/format.ts';
import { inspectValue } from '../recording/inspect-value.ts';
import type { Guest } from '../sandbox/compartment.ts';
import type { PageIssue, PageStatus, PageVerdict } from '../sandbox/protocol.ts';
import { checkInput, checkOutput, type Validator } from './check.ts';
import { compareJson } from './compare.ts';
import { type EndedCall, invokeHook, type Outcome } from './invoke.ts';
import { showJson, showPath } from './show.ts';

/** Issues of one page that cross to the parent; the rest is counted. */
const maxIssues = 50;
/** Nesting of recorded options. */
const maxDepth = 128;

/** What stays the same for all pages of a job. */
export interface Judge {
  readonly contract: AnyContract;
  readonly validateInput: Validator;
  readonly validateOutput: Validator;
  readonly inputSchema: unknown;
  readonly outputSchema: unknown;
  readonly assumptions: Assumptions;
  readonly maxResultBytes: number;
  readonly returnResults: boolean;
  /** Messages of promises that were rejected during this page and that nobody awaited. */
  takeLateErrors(): readonly string[];
}

/** What the judge says of one page; the runner adds where the page stands and what it printed. */
export type Judgement = Omit<PageVerdict, 'kind' | 'stripe' | 'line' | 'console'>;

/**
 * Takes one page through the hook and judges it: recorded options, call, contract, comparison.
 * `text` is the page's line: its end is compared with the result before anything is parsed again.
 */
export async function judgePage(judge: Judge, guest: Guest | null, page: PageLine, text: string): Promise<Judgement> {
  const { contract, assumptions } = judge;
  const { options, seq } = page;
  const input = { value: options, schema: judge.inputSchema, validate: judge.validateInput, root: 'options' };
  const { tooDeep, inexact } = inspectValue(options, { maxDepth });
  const faults = tooDeep ? [deepIssue()] : checkInput(contract, input, assumptions);
  if (faults.length > 0) return verdict(seq, { records: 0, status: 'unjudged', issues: faults.map(withoutRecord) });

  const records = contract.countRecords(options);
  const numbers = inexact.map((path) => withoutRecord(inexactIssue(path)));
  if (guest === null) return verdict(seq, { records, status: 'failed', issues: numbers });
  if (guest.hook === null) return judgeLoadProblem(judge, guest, page, records);

  const facts = contract.facts(options);
  const call = await invokeHook(guest.hook, options, {
    calls: contract.calls,
    awaits: contract.calls.awaits(assumptions),
    timers: guest.timers,
  });
  const own = judgeOutcome(judge, call.outcome, { page, text, facts, records });
  const afterwards = [...judgeRepeats(contract, call), ...judge.takeLateErrors().map((message) => lateIssue(contract, message))];
  const status = own.status === 'passed' && afterwards.length > 0 ? 'broke' : own.status;
  return { ...own, status, issues: [...numbers, ...own.issues, ...afterwards] };
}

interface CallContext {
  readonly page: PageLine;
  readonly text: string;
  readonly facts: unknown;
  readonly records: number;
}

function judgeOutcome(judge: Judge, outcome: Outcome, context: CallContext): Judgement {
  const { contract } = judge;
  switch (outcome.status) {
    case 'threw': {
      const { thrown, notModelled } = outcome;
      const stored = contract.storedError(thrown, judge.assumptions);
      const code = notModelled ? 'not-modelled' : 'hook-threw';
      const message = thrown.name === '' ? thrown.message : `${thrown.name}: ${thrown.message}`;
      const issue: PageIssue = { ...error(code, contract.rules.threw, message), record: null, at: thrown.at };
      return failed(context, { issue, stored, status: 'failed' });
    }
    case 'not-serializable': {
      const message = `the result cannot be turned into JSON: ${outcome.why.message}`;
      return broke(contract, context, error('not-serializable', contract.rules.json, message), outcome.why.at);
    }
    case 'promise': {
      const message = 'the hook returned a promise, and the platform does not wait for one: make the function synchronous';
      return broke(contract, context, error('bad-shape', contract.rules.promise, message), null);
    }
    case 'never-called-back': {
      const message = contract.calls.callback
        ? 'the hook ended without calling its callback, and nothing is left that could call it'
        : 'the hook returned a promise that nothing is left to settle';
      return broke(contract, context, error('never-called-back', contract.rules.callback, message), null);
    }
    case 'returned':
      return judgeResult(judge, outcome, context);
  }
}

function judgeResult(
  judge: Judge,
  { text, dates }: Extract<Outcome, { status: 'returned' }>,
  context: CallContext,
): Judgement {
  const { contract, assumptions } = judge;
  const { page, facts, records } = context;
  if (text !== undefined && text.length * 3 > judge.maxResultBytes && Buffer.byteLength(text) > judge.maxResultBytes) {
    const message = `the result has ${Buffer.byteLength(text)} bytes as JSON; the limit is ${judge.maxResultBytes}`;
    return broke(contract, context, error('too-large', contract.rules.size, message), null);
  }
  const same = text !== undefined && 'result' in page && isRecordedText(context.text, text);
  const value: unknown = same ? page.result : text === undefined ? undefined : JSON.parse(text);
  const output = { value, schema: judge.outputSchema, validate: judge.validateOutput, root: 'result' };
  const found = checkOutput(contract, output, { facts, assumptions });
  const refusesDates = dates > 0 && assumptions['nonJsonValues'] === 'reject';
  const issues = (refusesDates ? [...found, dateIssue(contract)] : found).map((issue) => withRecord(contract, issue));
  const breach = issues.find((issue) => issue.severity === 'error');
  const assumed = dates > 0 ? [contract.rules.json] : [];
  const result = judge.returnResults && text !== undefined ? text : null;
  if (breach !== undefined) {
    const judgement = failed(context, { issue: breach, stored: breachError(contract), status: 'broke' });
    return { ...judgement, assumed, result, issues: judgement.asRecorded ? [] : unique([...issues, ...judgement.issues]) };
  }
  const changes = same ? [] : compareWithRecorded(contract, page, value);
  return {
    ...verdict(page.seq, { records, status: 'passed', issues: [...issues, ...changes] }),
    changed: changes.length > 0,
    assumed,
    result,
  };
}

/**
 * Whether the page's line ends in this very result. Sound without parsing: the line is valid JSON, so a suffix
 * `,"result":<JSON text>}` can only be the top-level member.
 */
function isRecordedText(line: string, result: string): boolean {
  return line.endsWith(`,"result":${result}}`);
}

function compareWithRecorded(contract: AnyContract, page: PageLine, value: unknown): readonly PageIssue[] {
  if (page.error !== undefined) {
    const message = `the recording holds the error ${showJson(page.error.code)} (${page.error.message}); now the page passes`;
    return [withoutRecord(error('result-changed', 'R-101', message))];
  }
  if (!('result' in page)) return [];
  const differences = compareJson(page.result, value, 1_000).map((difference) => ({
    ...difference,
    record: contract.outputRecords === 'items' ? recordOf(difference.path) : null,
  }));
  const records = [...new Set(differences.map((difference) => difference.record))];
  return records.flatMap((record) => {
    const [first, ...others] = differences.filter((difference) => difference.record === record);
    if (first === undefined) return [];
    const { path, expected, got } = first;
    const more = others.length;
    const rest = more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'difference' : 'differences'} here)`;
    const message = `${showPath(path, 'result')} was ${showJson(expected)} in the recording and is ${showJson(got)} now${rest}`;
    return [{ ...error('result-changed', 'R-101', message), path, record, at: null }];
  });
}

function judgeLoadProblem(judge: Judge, guest: Guest, page: PageLine, records: number): Judgement {
  const message = guest.problem?.message ?? '';
  const [name = '', ...rest] = message.split(': ');
  const stored = judge.contract.storedError({ name, message: rest.join(': '), code: null }, judge.assumptions);
  const same = page.error !== undefined && isSameError(page.error, stored);
  return { ...verdict(page.seq, { records, status: 'failed', issues: [] }), asRecorded: same };
}

function judgeRepeats(contract: AnyContract, { repeats }: EndedCall): readonly PageIssue[] {
  if (repeats === 0) return [];
  const times = repeats === 1 ? 'once more' : `${repeats} more times`;
  const message = `the hook gave a result and then another one ${times} (callback, return or throw); the first one counts`;
  return [withoutRecord(error('called-back-twice', contract.rules.callback, message))];
}

/** The first outcome stands, but what comes after it breaks the contract (S-158, S-163). */
function lateIssue(contract: AnyContract, message: string): PageIssue {
  const text = `after the hook had ended, a promise that nobody awaits was rejected: ${message}`;
  return withoutRecord(error('late-error', contract.rules.promise, text));
}

function broke(contract: AnyContract, context: CallContext, issue: Issue, at: PageIssue['at']): Judgement {
  return failed(context, {
    issue: { ...issue, record: null, at },
    stored: breachError(contract),
    status: 'broke',
  });
}

/** A failed page is no finding when the recording says that it failed the same way; when it says otherwise, that is one more. */
function failed(
  { page, records }: CallContext,
  { issue, stored, status }: { readonly issue: PageIssue; readonly stored: StoredError | null; readonly status: PageStatus },
): Judgement {
  const asRecorded = page.error !== undefined && stored !== null && isSameError(page.error, stored);
  const changed = !asRecorded && ('result' in page || page.error !== undefined);
  return { ...verdict(page.seq, { records, status, issues: asRecorded ? [] : [issue] }), asRecorded, changed };
}

/** A breach is known by its code alone: the platform words its own message (C-010). */
function isSameError(recorded: StoredError, stored: StoredError): boolean {
  return (stored.code === '' || recorded.code === stored.code) && (stored.message === '' || recorded.message === stored.message);
}

function breachError(contract: AnyContract): StoredError | null {
  return contract.breachCode === null ? null : { code: contract.breachCode, message: '' };
}

function verdict(
  seq: number,
  { records, status, issues }: { readonly records: number; readonly status: PageStatus; readonly issues: readonly PageIssue[] },
): Judgement {
  const kept = issues.slice(0, maxIssues);
  return {
    seq,
    records,
    status,
    asRecorded: false,
    changed: false,
    issues: kept,
    omittedIssues: issues.length - kept.length,
    assumed: [],
    result: null,
  };
}

function withRecord(contract: AnyContract, issue: Issue): PageIssue {
  return { ...issue, record: contract.outputRecords === 'items' ? recordOf(issue.path) : null, at: null };
}

function withoutRecord(issue: Issue): PageIssue {
  return { ...issue, record: null, at: null };
}

function recordOf(path: string): number | null {
  const [first] = pointerKeys(path);
  return first !== undefined && /^\d+$/.test(first) ? Number(first) : null;
}

function error(code: Issue['code'], rule: string, message: string): Issue {
  return { code, rule, severity: 'error', path: '', message };
}

function deepIssue(): Issue {
  return error('bad-recording', 'R-213', `options are nested deeper than ${maxDepth} levels`);
}

function inexactIssue(path: string): Issue {
  const message = `${showPath(path, 'options')} is an integer beyond 2^53: reading has changed its last digits; send it as a string`;
  return { code: 'inexact-number', rule: 'R-214', severity: 'warning', path, message };
}

function dateIssue(contract: AnyContract): Issue {
  return error('not-serializable', contract.rules.json, 'the result holds a Date, and nonJsonValues is "reject"');
}

function unique(issues: readonly PageIssue[]): readonly PageIssue[] {
  return [...new Set(issues)];
}
