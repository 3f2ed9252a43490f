import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Files that match a pattern below a folder, sorted; `*` stands for any part of one name, never for a folder border.
 * A pattern without `*` is the file itself, whether it exists or not: its reader says what is wrong.
 */
export function expandPattern(folder: string, pattern: string): readonly string[] {
  if (!pattern.includes('*')) return [join(folder, pattern)];
  return matchParts(folder, pattern.split('/'));
}

/** The folders below `folder` in which a new file or folder could make the pattern match more; none for a pattern without `*`. */
export function foldersOfPattern(folder: string, pattern: string): readonly string[] {
  const parts = pattern.split('/');
  return parts.flatMap((part, index) => {
    if (!part.includes('*')) return [];
    return index === 0 ? [folder] : matchParts(folder, parts.slice(0, index));
  });
}

function matchParts(folder: string, parts: readonly string[]): readonly string[] {
  return parts.reduce<readonly string[]>((found, part) => found.flatMap((base) => step(base, part)), [folder]);
}

function step(base: string, part: string): readonly string[] {
  if (!part.includes('*')) return exists(join(base, part)) ? [join(base, part)] : [];
  const expression = new RegExp(`^${part.split('*').map(escapePattern).join('.*')}$`);
  try {
    return readdirSync(base)
      .filter((name) => expression.test(name) && !name.startsWith('.'))
      .sort()
      .map((name) => join(base, name));
  } catch {
    return [];
  }
}

function exists(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false }) !== undefined;
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.|?+()[\]{}]/g, '\\$&');
}
