import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';

/** Files that a command has written, for the terminal. */
export interface WrittenFiles {
  /** What was made, one line. */
  readonly title: string;
  readonly paths: readonly string[];
  /** The next commands. */
  readonly next: readonly string[];
}

/** What was made, its files, and what to do next. */
export function formatWritten({ title, paths, next }: WrittenFiles, style: Style): string {
  return [
    `${style.green('made')} ${safeText(title)}`,
    ...paths.map((path) => `  ${safeText(path)}`),
    '',
    ...next.map((command, index) => `${index === 0 ? 'Next: ' : '      '}${safeText(command)}`),
    '',
  ].join('\n');
}
