import type { AnyContract, Issue, StoredError } from '../../sdk/contract.ts';
import { pointerKeys } from '../../sdk/json-pointer.ts';
import type { PageLine } from '../recording/format.ts';
import type { PageIssue, PageStatus, PageVerdict } from '../sandbox/protocol.ts';

/** Issues of one page that cross to the parent; the rest is counted. */
const maxIssues = 50;

/** What the judge says of one page; the runner adds where the page stands and what it printed. */
export interface Judgement extends Omit<PageVerdict, 'kind' | 'stripe' | 'line' | 'console' | 'reads'> {
  /** The error that the platform stores for a failed page; null for others, and when none is known. */
  readonly stored: StoredError | null;
}

/** A judgement without anything special. */
export function makeJudgement(
  seq: number,
  {
    records,
    status,
    issues,
  }: { readonly records: number; readonly status: PageStatus; readonly issues: readonly PageIssue[] },
): Judgement {
  const kept = issues.slice(0, maxIssues);
  return {
    seq,
    records,
    status,
    asRecorded: false,
    failedRecords: 0,
    changed: false,
    issues: kept,
    omittedIssues: issues.length - kept.length,
    assumed: [],
    result: null,
    step: null,
    stored: null,
    calls: [],
  };
}

/**
 * A page that fails: no finding when the recording says that it failed the same way.
 * `stored` is the error that the platform would keep; null when none is known.
 */
export function failPage(
  page: PageLine,
  failure: {
    readonly records: number;
    readonly status: 'failed' | 'broke';
    readonly issues: readonly PageIssue[];
    readonly stored: StoredError | null;
  },
): Judgement {
  const { records, status, issues, stored } = failure;
  const asRecorded = page.error !== undefined && stored !== null && isSameError(page.error, stored);
  const changed = !asRecorded && ('result' in page || page.error !== undefined);
  const judgement = makeJudgement(page.seq, { records, status, issues: asRecorded ? [] : issues });
  return { ...judgement, asRecorded, changed, stored, failedRecords: records };
}

/** The stored error of a broken contract: known by its code alone, as the platform words its own message (C-010). */
export function breachError(contract: AnyContract): StoredError | null {
  return contract.breachCode === null ? null : { code: contract.breachCode, message: '' };
}

function isSameError(recorded: StoredError, stored: StoredError): boolean {
  return (
    (stored.code === '' || recorded.code === stored.code) &&
    (stored.message === '' || recorded.message === stored.message)
  );
}

/** An issue that fails the page and concerns all of it. */
export function pageError(code: Issue['code'], rule: string, message: string): PageIssue {
  return ofPage({ code, rule, severity: 'error', path: '', message });
}

/** An issue about the page as a whole. */
export function ofPage(issue: Issue): PageIssue {
  return { ...issue, record: null, stage: null, at: null };
}

/** An issue about the record that its path begins with, where results have one element a record. */
export function ofRecord(contract: AnyContract, issue: Issue): PageIssue {
  return { ...issue, record: contract.outputRecords === 'items' ? recordOf(issue.path) : null, stage: null, at: null };
}

/** The index that a JSON Pointer begins with; null when it begins with no index. */
export function recordOf(path: string): number | null {
  const [first] = pointerKeys(path);
  return first !== undefined && /^\d+$/.test(first) ? Number(first) : null;
}
