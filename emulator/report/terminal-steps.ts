import type { RecordOutcome, WayMark } from '../../sdk/step.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import type { ReplayedStep } from './report.ts';

const shownWays = 20;

/**
 * What became of the records of each pipeline: a line of counts, then the way of records through the stages. All records
 * are there when one page was replayed, else those that were not plainly successful.
 */
export function formatSteps(
  steps: readonly ReplayedStep[],
  { style, quiet }: { style: Style; quiet: boolean },
): readonly string[] {
  return steps.flatMap((step) => [formatCounts(step, style), ...(quiet ? [] : formatWays(step, style))]);
}

function formatCounts({ recording, platform, step, counts, out }: ReplayedStep, style: Style): string {
  const { numSuccess, numError, numIgnore, numHeld, numPagesGenerated, numPagesProcessed } = counts;
  const states = [
    `${numSuccess} success`,
    `${numError} error`,
    `${numIgnore} ignored`,
    ...(numHeld > 0 ? [`${numHeld} held while the connection is offline`] : []),
  ].join(', ');
  const pages =
    numPagesProcessed === numPagesGenerated ? '' : `, ${numPagesProcessed} of ${numPagesGenerated} pages processed`;
  return `${style.bold(`${platform} ${step}`)} ${safeText(recording)}: ${states}${pages}; ${out} go on to the next step`;
}

function formatWays({ ways, omitted }: ReplayedStep, style: Style): readonly string[] {
  const shown = ways.slice(0, shownWays);
  const width = Math.max(0, ...shown.map((way) => nameOf(way).length));
  const more = ways.length - shown.length + omitted;
  return [
    ...shown.map((way) => `  ${nameOf(way).padEnd(width)}  ${paint(way, style)}  ${formatWay(way.way, style)}`),
    ...(more > 0 ? [style.dim(`  … ${more} more; --page N shows all records of one page, --json has them`)] : []),
  ];
}

function nameOf({ page, slot, traceKey }: ReplayedStep['ways'][number]): string {
  const child = slot.at === slot.record ? '' : `, child ${slot.at}`;
  return `page ${page}, record ${slot.record}${child}${traceKey === null ? '' : ` (${safeText(traceKey)})`}`;
}

function paint({ state }: RecordOutcome, style: Style): string {
  const text = state.padEnd('success'.length);
  return state === 'error' ? style.red(text) : state === 'success' ? style.green(text) : style.yellow(text);
}

function formatWay(way: readonly WayMark[], style: Style): string {
  return way.map((mark) => formatMark(mark, style)).join(style.dim(' → '));
}

function formatMark({ stage, did, says }: WayMark, style: Style): string {
  const why = says === undefined ? '' : ` (${safeText(says)})`;
  switch (did) {
    case 'passed':
      return stage;
    case 'changed':
      return `${stage} changed`;
    case 'failed':
      return style.red(`${stage} failed${why}`);
    case 'ignored':
      return style.yellow(`${stage} ignored`);
    case 'held':
      return style.yellow(`${stage} held${why}`);
  }
}
