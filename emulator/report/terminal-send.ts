import type { Finding } from '../../sdk/contract.ts';
import type { SentStep } from '../delivery/send-step.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import { withoutSecretLines } from './secret-lines.ts';
import { formatLog, formatSeries, formatTime } from './terminal-attempts.ts';

/** What the text of a run needs beside its outcome. */
export interface RunOptions {
  readonly name: string;
  readonly style: Style;
  readonly quiet: boolean;
  /** Line `line` (from 1) of a source file, or undefined. */
  sourceLine(file: string, line: number): string | undefined;
  /** Where it was recorded, if it was. */
  readonly recording?: string;
}

const shownOutputChars = 2_000;

/** The outcome of `hooksmith send` for people: the verdict, the attempts, what scripts said, findings and notes. */
export function formatRun(sent: SentStep, { name, style, quiet, sourceLine, recording }: RunOptions): string {
  const { status, series, log, findings, output, console } = sent;
  const good = status === 'success' || status === 'ignored';
  const attempts = series.reduce((sum, one) => sum + one.attempts.length, 0);
  const verdict = `${name}: ${status}, ${attempts} ${attempts === 1 ? 'attempt' : 'attempts'} in ${formatTime(lastTime(sent))}`;
  const shownLine = withoutSecretLines(findings, sourceLine);
  const loud = findings.filter(({ severity }) => severity !== 'info');
  const notes = findings.filter(({ severity }) => severity === 'info');
  const parts: readonly (readonly string[])[] = [
    [`${good ? style.green('✓') : style.red('✗')} ${style.bold(safeText(verdict))}`],
    quiet ? [] : formatSeries(series, style),
    quiet ? [] : formatLog(log, style),
    quiet
      ? []
      : console.flatMap(({ lines }) => lines.map(([level, text]) => `  ${style.dim(level)} ${safeText(text)}`)),
    loud.flatMap((finding) => formatFinding(finding, { style, sourceLine: shownLine })),
    quiet || output === null ? [] : formatOutput(output),
    recording === undefined ? [] : [`recorded in ${recording}`],
    quiet ? [] : notes.map(({ rule, message }) => style.dim(`note: ${rule}: ${safeText(message)}`)),
    loud[0] === undefined ? [] : [`Why:       ${style.bold(`hooksmith explain ${loud[0].rule}`)}`],
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** When the last attempt ended, in ms since the step began. */
function lastTime({ series }: SentStep): number {
  const ends = series.flatMap(({ attempts }) =>
    attempts.map(({ at, outcome }) => at + (outcome.kind === 'forbidden' ? 0 : outcome.ms)),
  );
  return Math.max(0, ...ends);
}

function formatFinding(
  { code, rule, severity, stage, message, path, at }: Finding,
  { style, sourceLine }: Pick<RunOptions, 'style' | 'sourceLine'>,
): readonly string[] {
  const paint = severity === 'error' ? style.red : style.yellow;
  const where = [stage, path].filter((part) => part !== null && part !== '').join(' ');
  const line = at === null ? undefined : sourceLine(at.file, at.line);
  return [
    `${paint(`${severity} ${code}`)}  ${style.dim(rule)}${where === '' ? '' : `  ${safeText(where)}`}`,
    `  ${safeText(message)}`,
    ...(at === null ? [] : [`  ${style.cyan(`${at.file}:${at.line}:${at.column}`)}`]),
    ...(at === null || line === undefined || line.length > 400 ? [] : [`    ${at.line} | ${safeText(line)}`]),
  ];
}

function formatOutput(output: SentStep['output']): readonly string[] {
  const text = JSON.stringify(output, null, 2);
  const shown =
    text.length > shownOutputChars
      ? `${text.slice(0, shownOutputChars)}\n… ${text.length} characters; --json has them`
      : text;
  return [
    'output for later steps',
    ...safeText(shown)
      .split('\n')
      .map((line) => `  ${line}`),
  ];
}
