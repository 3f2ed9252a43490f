import { type Figure, type FigureGroup, markFigure, median } from './figures.ts';

/** The figures of a group as a table for a terminal. */
export function formatGroup({ title, figures, notes }: FigureGroup): string {
  const head = ['', 'median', 'min..max', 'at least', 'aim', ''];
  const rows = figures.map(formatFigure);
  const widths = head.map((_word, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  return `\n${title}\n${lines.map((line) => `  ${line}\n`).join('')}${notes.map((note) => `  - ${note}\n`).join('')}`;
}

function formatFigure(figure: Figure): readonly string[] {
  const { what, unit, values, wanted } = figure;
  const show = (value: number): string => formatNumber(value, unit);
  const range = values.length < 2 ? '' : `${show(Math.min(...values))}..${show(Math.max(...values))}`;
  const shown = [what, `${show(median(values))} ${unit}`, range];
  if (wanted === null) return [...shown, '', '', ''];
  const sign = wanted.better === 'lower' ? '<= ' : '';
  return [...shown, `${sign}${show(wanted.least)}`, `${sign}${show(wanted.aim)}`, markFigure(figure) ?? ''];
}

function formatNumber(value: number, unit: Figure['unit']): string {
  if (unit === 'x') return value.toFixed(3); // two digits would show a near miss as met
  return value.toFixed(unit === 'ms' ? 1 : 0);
}
