import { showJson, showPath } from '../replay/show.ts';
import type { Report } from '../report/report.ts';
import { formatFindings, formatTotals, type TerminalOptions } from '../report/terminal.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import { isSame } from './compare-runs.ts';
import type { EndedRun, RanUnit } from './session.ts';

const shownPages = 10;
const shownResults = 10;

/** What became different in a unit, with the findings that are new; empty when nothing did. Ends with a line break. */
export function tellUnit(
  { unit, differences }: RanUnit,
  options: Pick<TerminalOptions, 'style' | 'sourceLine'>,
): string {
  if (differences === null || isSame(differences)) return '';
  const { style } = options;
  const of = ` of ${safeText(unit.recording)}`;
  const { mended, broken, otherResults, newFindings } = differences;
  const lines = [
    ...shorten(mended, shownPages, 'pages pass now').map((page) =>
      typeof page === 'string' ? page : `${style.green('✓')} page ${page}${of} passes now`,
    ),
    ...shorten(broken, shownPages, 'pages fail now').map((wrong) => {
      if (typeof wrong === 'string') return wrong;
      const differs = wrong.codes.every((code) => code === 'result-changed');
      const what = differs ? 'differs from the recording now' : `fails now: ${wrong.codes.join(', ')}`;
      return `${style.red('✗')} page ${wrong.page}${of} ${what}`;
    }),
    ...shorten(otherResults, shownResults, 'results are others now').map((other) => {
      if (typeof other === 'string') return other;
      const { page, record, path, before, now, more } = other;
      const place = record === null ? '' : `, record ${record}`;
      const rest = more === 0 ? '' : ` (and ${more} more ${more === 1 ? 'place' : 'places'} there)`;
      const where = showPath(path, 'result');
      return `${style.yellow('~')} result of page ${page}${place}${of}: ${safeText(where)} was ${safeText(showJson(before))}, is ${safeText(showJson(now))} now${rest}`;
    }),
  ];
  const findings = newFindings.length === 0 ? [] : ['', formatFindings(newFindings, options), ''];
  return `${[...lines, ...findings].join('\n')}\n`;
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

/** The first of a list, and a line that counts the others. */
function shorten<T>(list: readonly T[], most: number, what: string): readonly (T | string)[] {
  return list.length <= most ? list : [...list.slice(0, most), `  … and ${list.length - most} more ${what}`];
}

function listWords(words: readonly string[], most: number): string {
  const rest = words.length - most;
  return rest > 0 ? `${words.slice(0, most).join(', ')} and ${rest} more` : words.join(', ');
}
