import { readFileSync } from 'node:fs';

/** Line `line` (from 1) of a source file; undefined when there is no such file or line. */
export function readSourceLine(file: string, line: number): string | undefined {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[line - 1];
  } catch {
    return undefined;
  }
}
