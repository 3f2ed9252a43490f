import { join } from 'node:path';
import type { TakenOver } from '../scaffold/take-over.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';

/** What was found in a folder of scripts, for the terminal. */
export function formatTakenOver({ folder, hooks, doubtful, unread }: TakenOver, style: Style): string {
  const width = Math.max(0, ...hooks.map(({ name }) => name.length));
  const count = `${hooks.length} ${hooks.length === 1 ? 'hook' : 'hooks'}`;
  return [
    `${style.green('made')} ${safeText(join(folder, 'hooksmith.json'))} with ${count}; no script was changed`,
    ...hooks.map(({ name, entry, why }) => {
      const place = entry.function === undefined ? entry.script : `${entry.script}#${entry.function}`;
      return `  ${safeText(name.padEnd(width))}  ${entry.platform}/${entry.hook}  ${safeText(place)}  ${style.dim(safeText(`(${why})`))}`;
    }),
    ...section('not sure, so left out', style, doubtful.map(tellDoubt)),
    ...section(
      'not read',
      style,
      unread.map(({ file, why }) => `${file}: ${why}`),
    ),
    '',
    `Next: ${next(hooks.length, doubtful.length)}`,
    '',
  ].join('\n');
}

function tellDoubt({ file, line, name, candidates, why }: TakenOver['doubtful'][number]): string {
  const what = candidates.length === 0 ? '' : ` may be ${candidates.join(' or ')}`;
  return `${file}:${line} ${name ?? 'module.exports'}${what}: ${why}`;
}

function section(title: string, style: Style, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', style.yellow(title), ...lines.map((line) => `  ${safeText(line)}`)];
}

function next(hooks: number, doubtful: number): string {
  if (hooks > 0) return 'add "recordings" to the hooks, or record some: hooksmith record --help';
  return doubtful > 0
    ? 'add the hooks to hooksmith.json by hand: only you know what they are'
    : 'no function looks like a hook; add them to hooksmith.json by hand';
}
