import { showJson, showPath } from '../replay/show.ts';
import type { Report } from '../report/report.ts';
import { formatFindings, formatTotals, type TerminalOptions } from '../report/terminal.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import { isSame } from './compare-runs.ts';
import type { EndedRun, RanUnit } from './session.ts';

const shownRanges = 8;
const shownResults = 3;

/** What became different in a unit, a line each; its new findings are told at the end of the run, where they are grouped. */
export function tellUnit({ unit, differences }: RanUnit, style: Style): readonly string[] {
  if (differences === null) return [];
  const of = ` of ${safeText(unit.recording)}`;
  const { mended, broken, otherResults } = differences;
  const groups = new Map<string, number[]>();
  for (const { page, codes } of broken) {
    const differs = codes.every((code) => code === 'result-changed');
    const what = differs ? 'from the recording' : codes.join(', ');
    groups.set(what, [...(groups.get(what) ?? []), page]);
  }
  const more = otherResults.length - shownResults;
  return [
    ...(mended.length === 0
      ? []
      : [`${style.green('✓')} ${namePages(mended)}${of} ${mended.length === 1 ? 'passes' : 'pass'} now`]),
    ...[...groups].map(([what, pages]) => {
      const one = pages.length === 1;
      const says =
        what === 'from the recording'
          ? `${one ? 'differs' : 'differ'} from the recording now`
          : `${one ? 'fails' : 'fail'} now: ${what}`;
      return `${style.red('✗')} ${namePages(pages)}${of} ${says}`;
    }),
    ...otherResults.slice(0, shownResults).map((other) => {
      const { page, record, path, before, now, more: others } = other;
      const place = record === null ? '' : `, record ${record},`;
      const rest = others === 0 ? '' : ` (and ${others} more ${others === 1 ? 'place' : 'places'} there)`;
      const values = `was ${safeText(showJson(before))} and is ${safeText(showJson(now))} now`;
      return `${style.yellow('~')} page ${page}${place}${of}: ${safeText(showPath(path, 'result'))} ${values}${rest}`;
    }),
    ...(more > 0 ? [`  … and ${more} more results${of}`] : []),
  ];
}

/** The findings of a run that were not there in the one before, as the report shows them; empty when there are none. */
export function tellFindings(ran: readonly RanUnit[], options: Pick<TerminalOptions, 'style' | 'sourceLine'>): string {
  const findings = ran.flatMap(({ differences }) => differences?.newFindings ?? []);
  return findings.length === 0 ? '' : `\n${formatFindings(findings, options)}\n\n`;
}

/** `page 7`, or `pages 0-4, 7, 9-24`. */
function namePages(pages: readonly number[]): string {
  const ranges: { readonly from: number; to: number }[] = [];
  for (const page of pages) {
    const last = ranges.at(-1);
    if (last !== undefined && last.to === page - 1) last.to = page;
    else ranges.push({ from: page, to: page });
  }
  const shown = ranges.slice(0, shownRanges).map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
  const rest = ranges.slice(shownRanges).reduce((sum, { from, to }) => sum + to - from + 1, 0);
  return `${pages.length === 1 ? 'page' : 'pages'} ${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

/** The line that ends a run: the verdict on everything, why something was run, what and how long. */
export function tellEnd(run: EndedRun, all: Report, style: Style, { refused }: { readonly refused: number }): string {
  const { ran, changed, durationMs } = run;
  const isClean = all.errors === 0 && refused === 0;
  const same = run.number > 1 && ran.every(({ differences }) => differences !== null && isSame(differences));
  const still = ran.reduce((sum, { differences }) => sum + (differences?.stillWrong.length ?? 0), 0);
  const names = [...new Set(ran.map(({ unit }) => unit.name))];
  const parts = [
    ...(same ? ['nothing is different'] : []),
    ...(still === 0 ? [] : [`${still} ${still === 1 ? 'page still fails' : 'pages still fail'}`]),
    ...(refused === 0 ? [] : [`${refused} ${refused === 1 ? 'recording' : 'recordings'} could not be replayed`]),
  ];
  const why = changed.length === 0 ? '' : ` as ${listWords(changed.map(safeText), 3)} changed`;
  const what = `${listWords(names.map(safeText), 3)} ran${why}, ${Math.round(durationMs)} ms`;
  const totals = `${isClean ? style.green('✓') : style.red('✗')} ${style.bold(formatTotals(all.totals))}`;
  return `${totals}${parts.map((part) => `; ${part}`).join('')} ${style.dim(`(${what})`)}\n`;
}

function listWords(words: readonly string[], most: number): string {
  const rest = words.length - most;
  return rest > 0 ? `${words.slice(0, most).join(', ')} and ${rest} more` : words.join(', ');
}
