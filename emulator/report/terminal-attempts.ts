import { readHeader } from '../../sdk/http/exchange.ts';
import type { Attempt, HttpStepOutcome, LogLine, Series } from '../../sdk/http/http-step.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import type { SentPage } from './report.ts';

const shownAttempts = 40;
const shownLogLines = 60;
/** Headers of a response that may have decided something. */
const telling = ['retry-after', 'x-retry-after', 'location'];

/** The attempts of each page of a step that sends HTTP requests. */
export function formatSent(
  pages: readonly SentPage[],
  { style, quiet }: { style: Style; quiet: boolean },
): readonly string[] {
  return pages.flatMap(({ recording, page, platform, step, status, series, log }) => [
    `${style.bold(`${platform} ${step}`)} ${safeText(recording)}, page ${page}: ${paintStatus(status, style)}`,
    ...(quiet ? [] : formatSeries(series, style)),
    ...(quiet ? [] : formatLog(log, style)),
  ]);
}

/**
 * The timeline of attempts: when each began, what came, what it means and why, and the wait that was chosen (H-274).
 *
 *     Tell the warehouse  success: 200 is within 200 to 299 (T-140)
 *       1  0 s      503  retryable   503 is not within 200 to 299  wait 1 s: fixed delay (T-148)
 *       2  1 s      200  success     200 is within 200 to 299
 */
export function formatSeries(all: readonly Series[], style: Style): readonly string[] {
  return all.flatMap(({ name, status, says, rule, attempts }) => {
    const shown = attempts.slice(0, shownAttempts);
    const rows = shown.map((attempt) => [
      String(attempt.n),
      formatTime(attempt.at),
      describeOutcome(attempt),
      attempt.class,
      safeText(attempt.why),
    ]);
    const widths = [0, 1, 2, 3].map((column) => Math.max(0, ...rows.map((row) => (row[column] ?? '').length)));
    return [
      `  ${style.bold(safeText(name))}  ${paintStatus(status, style)}: ${safeText(says)} ${style.dim(`(${rule})`)}`,
      ...shown.map((attempt, index) => {
        const cells = (rows[index] ?? []).map((cell, column) => cell.padEnd(widths[column] ?? 0));
        return `    ${paintClass(attempt, cells, style)}${style.dim(formatMore(attempt))}`.trimEnd();
      }),
      ...(attempts.length > shown.length
        ? [style.dim(`    … ${attempts.length - shown.length} more attempts; --json has them`)]
        : []),
    ];
  });
}

/** The run log. */
export function formatLog(log: readonly LogLine[], style: Style): readonly string[] {
  const shown = log.slice(0, shownLogLines);
  return [
    ...(shown.length === 0 ? [] : ['  log']),
    ...shown.map(({ at, level, text, rule }) => {
      const line = `${safeText(text).replaceAll('\n', ' ')}${rule === null ? '' : style.dim(` (${rule})`)}`;
      const paint = level === 'ERROR' ? style.red : level === 'WARN' ? style.yellow : style.dim;
      return `    ${style.dim(formatTime(at))}  ${paint(level.padEnd(5))}  ${line}`;
    }),
    ...(log.length > shown.length ? [style.dim(`    … ${log.length - shown.length} more lines; --json has them`)] : []),
  ];
}

/** A time since the beginning: `0 s`, `1.5 s`, `2 m 30 s`, `23 h 25 m`. */
export function formatTime(ms: number): string {
  if (ms < 60_000) return `${Number((ms / 1_000).toFixed(ms < 10_000 ? 1 : 0))} s`;
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 60) return `${minutes} m ${Math.round((ms % 60_000) / 1_000)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} m`;
}

function describeOutcome({ outcome }: Attempt): string {
  switch (outcome.kind) {
    case 'response':
      return String(outcome.response.status);
    case 'failure':
      return outcome.failure.code ?? outcome.failure.type;
    case 'forbidden':
      return 'not sent';
  }
}

function formatMore({ outcome, delay, guid }: Attempt): string {
  const headers =
    outcome.kind === 'response'
      ? telling.flatMap((name) => {
          const value = readHeader(outcome.response.headers, name);
          return value === undefined ? [] : [`${name}: ${safeText(value).slice(0, 60)}`];
        })
      : [];
  const parts = [
    ...headers,
    ...(guid === null ? [] : [`guid ${guid.slice(0, 8)}…`]),
    ...(delay === null ? [] : [`wait ${formatTime(delay.ms)}: ${safeText(delay.why)} (${delay.rule})`]),
  ];
  return parts.map((part) => `  ${part}`).join('');
}

function paintClass(attempt: Attempt, cells: readonly string[], style: Style): string {
  const paint = attempt.class === 'success' ? style.green : attempt.class === 'permanent' ? style.red : style.yellow;
  return cells.map((cell, column) => (column === 2 || column === 3 ? paint(cell) : cell)).join('  ');
}

function paintStatus(status: HttpStepOutcome['status'] | Series['status'], style: Style): string {
  if (status === 'success') return style.green(status);
  return status === 'failed' || status === 'refused' ? style.red(status) : style.yellow(status);
}
