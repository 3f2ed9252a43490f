import type { Finding, Issue } from '../../sdk/contract.ts';
import type { HttpStepOutcome, Series } from '../../sdk/http/http-step.ts';
import type { ReportBuilder } from '../report/build.ts';
import type { PageConsole, Report } from '../report/report.ts';

/** What a run of a step found: its own issues, those of its scripts, and that it failed; each once. */
export function findingsOf(
  { status, series, issues, assumed }: Pick<HttpStepOutcome, 'status' | 'series' | 'issues' | 'assumed'>,
  report: ReportBuilder,
): { readonly findings: readonly Finding[]; readonly console: readonly PageConsole[] } {
  for (const issue of issues) report.addFinding(toFinding(issue));
  const end = series.find((one) => one.status === 'failed' || one.status === 'refused');
  if ((status === 'failed' || status === 'refused') && end !== undefined) report.addFinding(toFinding(endIssue(end)));
  for (const rule of new Set(assumed)) report.assume(rule);
  const { findings, console }: Report = report.build({ durationMs: 0, stoppedEarly: null });
  const seen = new Set<string>();
  return { findings: findings.filter((finding) => isNew(seen, JSON.stringify({ ...finding, page: null }))), console };
}

/** Why the step ended, as a finding. */
function endIssue({ name, status, says, rule, attempts }: Series): Issue {
  const times = attempts.length === 1 ? '1 attempt' : `${attempts.length} attempts`;
  const message = status === 'refused' ? `${name}: ${says}` : `${name} failed after ${times}: ${says}`;
  return { code: status === 'refused' ? 'step-refused' : 'step-failed', rule, severity: 'error', path: '', message };
}

function toFinding(issue: Issue): Finding {
  const { scope = 'call', ...rest } = issue;
  return {
    ...rest,
    scope: issue.severity === 'error' ? scope : null,
    stage: null,
    recording: null,
    page: null,
    record: null,
    at: null,
  };
}

function isNew(seen: Set<string>, key: string): boolean {
  if (seen.has(key)) return false;
  seen.add(key);
  return true;
}
