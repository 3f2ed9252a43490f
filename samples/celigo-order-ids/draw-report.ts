import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Draws the report of this sample's faults as the README shows it: `npx tsx samples/celigo-order-ids/draw-report.ts [file]`.
 * Runs the built command line and turns its coloured text into an SVG.
 */
const root = join(import.meta.dirname, '..', '..');
const words = ['replay', 'faults', '--quiet'];
const { stdout } = spawnSync(process.execPath, [join(root, 'dist/emulator/cli.js'), ...words], {
  cwd: import.meta.dirname,
  encoding: 'utf8',
  env: { ...process.env, FORCE_COLOR: '1' },
});

const colours: Readonly<Record<string, string>> = {
  '31': '#f47067',
  '32': '#57ab5a',
  '33': '#e0b341',
  '36': '#6cb6ff',
};
const lineHeight = 18;
const charWidth = 7.9;

const lines = [`$ npx hooksmith ${words.slice(0, 2).join(' ')}`, ...stdout.trimEnd().split('\n')];
const width = Math.ceil(Math.max(...lines.map((line) => stripCodes(line).length)) * charWidth) + 32;
const height = lines.length * lineHeight + 28;
const rows = lines.map(
  (line, index) => `<text x="16" y="${index * lineHeight + 26}" xml:space="preserve">${paint(line)}</text>`,
);
const font = 'ui-monospace,SFMono-Regular,Menlo,Consolas,monospace';
writeFileSync(
  process.argv[2] ?? join(import.meta.dirname, 'report.svg'),
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="${font}" font-size="13" fill="#cdd9e5">`,
    '<title>Report of a replay: a lost record, a throw and a hang</title>',
    `<rect width="100%" height="100%" rx="8" fill="#1c2128"/>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n'),
);

/** One line with its colour codes turned into spans. */
function paint(line: string): string {
  const active = new Set<string>();
  return line
    .split('\u001b[')
    .map((part, index) => {
      const end = index === 0 ? -1 : part.indexOf('m');
      if (end >= 0) apply(part.slice(0, end), active);
      const text = part.slice(end + 1);
      return text === '' ? '' : `<tspan${attributes(active)}>${escapeXml(text)}</tspan>`;
    })
    .join('');
}

/** 1 and 2 begin bold and dim, 22 ends them; 3x begins a colour, 39 ends it. */
function apply(code: string, active: Set<string>): void {
  if (code === '22') for (const weight of ['1', '2']) active.delete(weight);
  else if (code === '39') for (const colour of Object.keys(colours)) active.delete(colour);
  else active.add(code);
}

function attributes(active: ReadonlySet<string>): string {
  const fill = [...active].map((code) => colours[code]).find((colour) => colour !== undefined);
  return [
    fill === undefined ? '' : ` fill="${fill}"`,
    active.has('1') ? ' font-weight="bold"' : '',
    active.has('2') ? ' opacity="0.6"' : '',
  ].join('');
}

function stripCodes(line: string): string {
  return line
    .split('\u001b[')
    .map((part, index) => (index === 0 ? part : part.slice(part.indexOf('m') + 1)))
    .join('');
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
