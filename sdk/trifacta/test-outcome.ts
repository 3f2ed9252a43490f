import type { HttpStepOutcome, LogLine } from '../http/http-step.ts';
import { signatureNotice } from './run-log.ts';
import type { TaskEnd } from './send-task.ts';

/** What the Test button says: nothing is kept as a run, so there is no output (T-126 to T-128). */
export function testOutcome({ series, isSigned, log, issues, assumed }: TaskEnd): HttpStepOutcome {
  const last = series.attempts.at(-1);
  const { outcome, at = 0 } = last ?? {};
  const status = outcome?.kind === 'response' ? outcome.response.status : null;
  const isPassed = series.status === 'success';
  const verdict: LogLine = {
    at,
    level: isPassed ? 'INFO' : 'ERROR',
    text: isPassed ? 'success' : `the test failed: ${series.says}`,
    rule: 'T-126',
  };
  const note: LogLine = { at, level: 'INFO', text: 'status is not 200', rule: 'T-127' };
  return {
    status: series.status === 'skipped' ? 'failed' : series.status,
    series: [series],
    output: null,
    log: [...signatureNotice(isSigned), ...log, verdict, ...(isPassed && status !== 200 ? [note] : [])],
    issues,
    assumed: [...new Set(assumed)],
  };
}
