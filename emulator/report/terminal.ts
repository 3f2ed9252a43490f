import type { Finding, SourcePosition } from '../../sdk/contract.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import type { Report, Totals } from './report.ts';
import { withoutSecretLines } from './secret-lines.ts';
import { formatSent } from './terminal-attempts.ts';
import { formatSteps } from './terminal-steps.ts';

/** What the terminal format needs beside the report. */
export interface TerminalOptions {
  readonly style: Style;
  /** Line `line` (from 1) of a source file, or undefined. */
  sourceLine(file: string, line: number): string | undefined;
  /** The command that replays one page again. */
  reproduce(finding: Finding): string | null;
  /** Leave out console lines, notes and what leaned on assumptions. */
  readonly quiet: boolean;
}

/** Findings of one kind at one place of the hook. */
interface Group {
  readonly first: Finding;
  readonly all: readonly Finding[];
}

const shownPages = 8;
const shownGroups = 20;
const shownConsoleLines = 40;

/** The report for people: the verdict first, then findings by kind with the author's line, then how to reproduce one. */
export function formatTerminal(given: Report, asked: TerminalOptions): string {
  const options = { ...asked, sourceLine: withoutSecretLines(given.findings, asked.sourceLine) };
  const { style, quiet } = options;
  const report = makeSafe(given);
  const groups = groupFindings(report.findings);
  const loud = groups.filter(({ first }) => first.severity !== 'info');
  const parts = [
    [formatVerdict(report, style)],
    formatSteps(report.steps, { style, quiet }),
    formatSent(report.sent, { style, quiet }),
    ...loud.slice(0, shownGroups).map((group) => formatGroup(group, options)),
    loud.length > shownGroups ? [`… ${loud.length - shownGroups} more kinds of findings; --json has them all.`] : [],
    report.omittedFindings > 0
      ? [`${report.omittedFindings} more findings were counted but not kept; the totals above include them.`]
      : [],
    quiet ? [] : formatConsole(report, style),
    [...formatNotices(report, style), ...(quiet ? [] : formatNotes(report, groups, style))],
    formatReproduce(loud, options),
  ];
  return `${parts
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

/** Findings alone, as the report shows them: by kind, errors first, with the author's line. */
export function formatFindings(
  findings: readonly Finding[],
  { style, sourceLine }: Pick<TerminalOptions, 'style' | 'sourceLine'>,
): string {
  const options = { style, sourceLine: withoutSecretLines(findings, sourceLine) };
  const groups = groupFindings(findings.map(makeSafeFinding));
  const shown = groups.slice(0, shownGroups).map((group) => formatGroup(group, options).join('\n'));
  const more = groups.length - shown.length;
  return [...shown, ...(more > 0 ? [`… ${more} more kinds of findings.`] : [])].join('\n\n');
}

/** All of the report that comes from hooks, recordings and file names, without control characters. */
function makeSafe(report: Report): Report {
  return {
    ...report,
    findings: report.findings.map(makeSafeFinding),
    console: report.console.map((page) => ({
      ...page,
      lines: page.lines.map(([level, text]) => [level, safeText(text)] as const),
    })),
    recordings: report.recordings.map((recording) => ({ ...recording, notices: recording.notices.map(safeText) })),
  };
}

function makeSafeFinding(finding: Finding): Finding {
  const { message, recording } = finding;
  return { ...finding, message: safeText(message), recording: recording === null ? null : safeText(recording) };
}

/** `412 pages, 8,231 records: 410 pages pass, 1 fails as a whole, 1 breaks the contract`. */
export function formatTotals(totals: Totals): string {
  const {
    pages,
    records,
    passedPages,
    failedPages,
    brokenPages,
    failedAsRecorded,
    changedPages,
    unjudgedPages,
    unreachedPages,
  } = totals;
  const whole = failedPages - brokenPages - failedAsRecorded;
  const broken = brokenPages;
  const outcomes = [
    pages > 0 && passedPages === pages
      ? `all ${count(pages, 'page')} pass`.replace('all 1 page pass', 'the page passes')
      : `${count(passedPages, 'page')} ${verb(passedPages, 'passes', 'pass')}`,
    ...(whole > 0 ? [`${number(whole)} ${verb(whole, 'fails', 'fail')} as a whole`] : []),
    ...(broken > 0 ? [`${number(broken)} ${verb(broken, 'breaks', 'break')} the contract`] : []),
    ...(failedAsRecorded > 0
      ? [`${number(failedAsRecorded)} ${verb(failedAsRecorded, 'fails', 'fail')} as recorded`]
      : []),
    ...(unreachedPages > 0 ? [`${number(unreachedPages)} ${verb(unreachedPages, 'is', 'are')} not reached`] : []),
    ...(unjudgedPages > 0 ? [`${number(unjudgedPages)} cannot be judged`] : []),
    ...(changedPages > 0
      ? [`${number(changedPages)} ${verb(changedPages, 'differs', 'differ')} from the recording`]
      : []),
  ];
  const lost =
    totals.failedRecords > 0 && (failedPages === 0 || failedPages > failedAsRecorded)
      ? ` (${count(totals.failedRecords, 'record')} ${verb(totals.failedRecords, 'fails', 'fail')})`
      : '';
  return `${count(pages, 'page')}, ${count(records, 'record')}: ${outcomes.join(', ')}${lost}`;
}

function formatVerdict(report: Report, style: Style): string {
  const mark = report.errors > 0 ? style.red('✗') : style.green('✓');
  const early = report.stoppedEarly === 'bail' ? ' (stopped at the first error, --bail)' : '';
  const line = `${formatTotals(report.totals)}${early}`;
  return `${mark} ${style.bold(line)}`;
}

function groupFindings(findings: readonly Finding[]): readonly Group[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { code, rule, severity, stage, at } = finding;
    const key = JSON.stringify([
      code,
      rule,
      stage,
      severity,
      at,
      code === 'hook-threw' ? finding.message : finding.path.replaceAll(/\d+/g, '*'),
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  const weight = { error: 0, warning: 1, info: 2 } as const;
  return [...groups.values()]
    .flatMap((all) => (all[0] === undefined ? [] : [{ first: all[0], all }]))
    .sort((a, b) => weight[a.first.severity] - weight[b.first.severity]);
}

function formatGroup({ first, all }: Group, options: Pick<TerminalOptions, 'style' | 'sourceLine'>): readonly string[] {
  const { style } = options;
  const paint = first.severity === 'error' ? style.red : style.yellow;
  const where = formatPlaces(all);
  return [
    `${paint(`${first.severity} ${first.code}`)}  ${style.dim(first.rule)}${where === '' ? '' : `  ${where}`}${formatScope(first)}`,
    `  ${first.message}`,
    ...(first.at === null ? [] : formatSource(first.at, options)),
  ];
}

/** How much fails, where it is not the page. */
function formatScope({ scope }: Finding): string {
  return scope === 'record' ? ': fails that record alone' : scope === 'flow' ? ': stops the flow' : '';
}

/** `page 7 (3 records: 4, 5, 9)` or `pages 1, 4, 7 … and 12 more`. */
function formatPlaces(all: readonly Finding[]): string {
  const pages = [...new Set(all.flatMap(({ page }) => (page === null ? [] : [page])))];
  if (pages.length === 0) return '';
  const shown = pages.slice(0, shownPages).join(', ');
  const more = pages.length > shownPages ? ` and ${number(pages.length - shownPages)} more` : '';
  const records = all.flatMap(({ record, page }) => (record === null || page !== pages[0] ? [] : [record]));
  const which =
    pages.length > 1 || records.length === 0
      ? ''
      : `, ${records.length === 1 ? 'record' : 'records'} ${records.slice(0, shownPages).join(', ')}${records.length > shownPages ? ' …' : ''}`;
  const file = all[0]?.recording ?? '';
  const stage = all[0]?.stage ?? null;
  return `${stage === null ? '' : `${stage}, `}${pages.length === 1 ? 'page' : 'pages'} ${shown}${more}${which} of ${file}`;
}

function formatSource(
  { file, line, column }: SourcePosition,
  { style, sourceLine }: Pick<TerminalOptions, 'style' | 'sourceLine'>,
): readonly string[] {
  const place = `  ${style.cyan(`${file}:${line}:${column}`)}`;
  const text = sourceLine(file, line);
  if (text === undefined || text.length > 400) return [place];
  const gutter = String(line).length;
  const before = sourceLine(file, line - 1);
  return [
    place,
    ...(before === undefined || before.length > 400
      ? []
      : [style.dim(`    ${String(line - 1).padStart(gutter)} | ${safeText(before)}`)]),
    `    ${String(line).padStart(gutter)} | ${safeText(text)}`,
    style.dim(`    ${' '.repeat(gutter)} | ${text.slice(0, column - 1).replaceAll(/[^\t]/g, ' ')}^`),
  ];
}

function formatConsole(report: Report, style: Style): readonly string[] {
  const total = report.console.reduce(
    (sum, { lines, omitted }) => sum + lines.length + omitted,
    report.omittedConsoleLines,
  );
  if (total === 0) return [];
  const rows = report.console.flatMap(({ page, lines, omitted }) => [
    ...lines.map(
      ([level, text]) =>
        `  ${style.dim(page === null ? 'loading' : `page ${page}`)} ${level === 'log' ? '' : `${level}: `}${text}`,
    ),
    ...(omitted > 0
      ? [`  ${style.dim(page === null ? 'loading' : `page ${page}`)} … ${number(omitted)} more lines`]
      : []),
  ]);
  const rest = total - Math.min(rows.length, shownConsoleLines);
  return [
    `console (${count(total, 'line')})`,
    ...rows.slice(0, shownConsoleLines),
    ...(rest > 0 ? [`  … ${number(rest)} more; --page N shows one page, --json all`] : []),
  ];
}

/** What the reader of a verdict must know to trust it: said even when little else is. */
function formatNotices(report: Report, style: Style): readonly string[] {
  return [...new Set(report.recordings.flatMap((recording) => recording.notices))].map((line) =>
    style.dim(`note: ${line}`),
  );
}

function formatNotes(report: Report, groups: readonly Group[], style: Style): readonly string[] {
  const assumed = groups
    .filter(({ first }) => first.severity === 'info')
    .map(({ first: { code, rule, message, at } }) => {
      const place = code === 'clock-or-chance' && at !== null ? ` (${at.file}:${at.line})` : '';
      return `${rule}: ${message}${place}`;
    });
  const states = new Set(
    report.recordings.map(({ moduleState: { mode, why, at } }) => {
      const place = at === null ? '' : ` (${at.file}:${at.line})`;
      const says = {
        none: 'pages ran independently',
        job: 'pages ran in order in one process',
        fresh: 'each page ran in a fresh module',
      }[mode];
      return `module state: ${says}. ${why}${place}`;
    }),
  );
  return [...states, ...assumed].map((line) => style.dim(`note: ${line}`));
}

function formatReproduce(groups: readonly Group[], { style, reproduce }: TerminalOptions): readonly string[] {
  const first = groups.find(({ first: { page } }) => page !== null)?.first;
  const rule = groups[0]?.first.rule;
  const command = first === undefined ? null : reproduce(first);
  return [
    ...(command === null ? [] : [`Reproduce: ${style.bold(command)}`]),
    ...(rule === undefined ? [] : [`Why:       ${style.bold(`hooksmith explain ${rule}`)}`]),
  ];
}

function count(value: number, noun: string): string {
  return `${number(value)} ${noun}${value === 1 ? '' : 's'}`;
}

function number(value: number): string {
  return value.toString().replaceAll(/\B(?=(\d{3})+$)/g, ',');
}

function verb(value: number, one: string, many: string): string {
  return value === 1 ? one : many;
}
