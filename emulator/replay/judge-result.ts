import type { AnyContract } from '../../sdk/contract.ts';
import type { PageLine } from '../recording/format.ts';
import { inspectValue } from '../recording/inspect-value.ts';
import { recordingLimits } from '../recording/limits.ts';
import type { PageIssue } from '../sandbox/protocol.ts';
import { checkOutput } from './check.ts';
import type { Outcome } from './invoke.ts';
import type { CalledPage, Judge } from './judge.ts';
import { findChanges } from './judge-changes.ts';
import { breachError, failPage, type Judgement, makeJudgement, ofRecord, pageError, recordOf } from './judgement.ts';
import { showJson, showPath } from './show.ts';

/** Judges what a hook gave back: its size, its shape, the rules of the contract, and the recorded result. */
export function judgeResult(
  judge: Judge,
  { text, dates, unplain }: Extract<Outcome, { status: 'returned' }>,
  { page, line, facts, records }: CalledPage,
): Judgement {
  const { contract, assumptions } = judge;
  const tooLarge = text === undefined ? null : checkSize(judge, text);
  if (tooLarge !== null)
    return failPage(page, { records, status: 'broke', issues: [tooLarge], stored: breachError(contract) });

  const same = text !== undefined && 'result' in page && isRecordedText(line, text);
  const value: unknown = same ? page.result : text === undefined ? undefined : JSON.parse(text);
  const output = { value, schema: judge.outputSchema, validate: judge.validateOutput, root: 'result' };
  const plainRule = contract.calls.plainResultRule ?? contract.rules.json;
  const refusesDates = dates > 0 && unplain === undefined && assumptions['nonJsonValues'] === 'reject';
  const issues = [
    ...checkOutput(contract, output, { facts, assumptions }).map((issue) => ofRecord(contract, issue)),
    ...(unplain === undefined
      ? []
      : [
          pageError(
            'not-serializable',
            plainRule,
            `${showPath(unplain.path, 'result')} is ${unplain.what}; the callback form takes plain JSON only: Extension response is not serializable.`,
          ),
        ]),
    ...(refusesDates
      ? [pageError('not-serializable', contract.rules.json, 'the result holds a Date, and nonJsonValues is "reject"')]
      : []),
  ];
  const shared = {
    assumed: dates > 0 && !refusesDates ? [contract.rules.json] : [],
    result: judge.returnResults && text !== undefined ? text : null,
  };
  const errors = issues.filter(({ severity }) => severity === 'error');
  const failed = new Set(errors.map(({ record }) => record));
  if (errors.some((issue) => failsAll(contract, issue))) {
    return { ...failPage(page, { records, status: 'broke', issues, stored: breachError(contract) }), ...shared };
  }
  const changes = same ? [] : compareWithRecorded(contract, page, value);
  const judgement = makeJudgement(page.seq, { records, status: 'passed', issues: [...issues, ...changes] });
  return { ...judgement, ...shared, changed: changes.length > 0, failedRecords: failed.size };
}

/** Whether an error fails the call as a whole, and not one record of several alone. */
function failsAll({ failure }: AnyContract, { scope, record }: PageIssue): boolean {
  return failure === 'record' || scope !== 'record' || record === null;
}

/** The number of characters tells most results apart without counting bytes: UTF-8 needs at most 3 for each. */
function checkSize({ contract, maxResultBytes }: Judge, text: string): PageIssue | null {
  if (text.length * 3 <= maxResultBytes) return null;
  const bytes = Buffer.byteLength(text);
  if (bytes <= maxResultBytes) return null;
  return pageError(
    'too-large',
    contract.rules.size,
    `the result has ${bytes} bytes as JSON; the limit is ${maxResultBytes}`,
  );
}

const resultKey = ',"result":';

/**
 * Whether the page's line ends in this very result. Sound without parsing: the line is valid JSON, so a suffix
 * `,"result":<JSON text>}` can only be the top-level member.
 */
function isRecordedText(line: string, result: string): boolean {
  const end = line.length - 1;
  const start = end - result.length;
  // Slices are views and === compares them in one sweep; endsWith goes character by character.
  return (
    line[end] === '}' && line.slice(start - resultKey.length, start) === resultKey && line.slice(start, end) === result
  );
}

function compareWithRecorded(contract: AnyContract, page: PageLine, value: unknown): readonly PageIssue[] {
  if (page.error !== undefined) {
    const { code, message } = page.error;
    return [
      pageError(
        'result-changed',
        'R-101',
        `the recording holds the error ${showJson(code)} (${message}); now the page passes`,
      ),
    ];
  }
  if (!('result' in page)) return [];
  if (inspectValue(page.result, { maxDepth: recordingLimits.depth }).tooDeep) {
    return [
      pageError(
        'bad-recording',
        'R-213',
        `the recorded result is nested deeper than ${recordingLimits.depth} levels and cannot be compared`,
      ),
    ];
  }
  return findChanges(page.result, value, {
    root: 'result',
    recordOf: (path) => (contract.outputRecords === 'items' ? recordOf(path) : null),
  });
}
