import type { Report } from './report.ts';

/**
 * The report as one JSON object (`--json`). Stable fields: `schema`, `totals`, `findings`; the rest may grow.
 * Two replays with the same seed give the same bytes apart from `durationMs`, which comes last.
 */
export function formatJson(report: Report): string {
  const { durationMs, ...rest } = report;
  return `${JSON.stringify({ ...rest, durationMs: Math.round(durationMs) }, null, 2)}\n`;
}
