import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { relative, sep } from 'node:path';
import { fromPackages } from './bundle-script.ts';
import type { MadeScript } from './make-script.ts';
import { editText, type MappedText } from './mapped-text.ts';

/** The words of a header by which a built script is known. */
export const builtBy = 'built by hooksmith';

/** What the header of a built script says. */
export interface Header {
  /** Path of the source as the reader shall see it. */
  readonly source: string;
  /** `celigo/postSubmit` and the like. */
  readonly contract: string;
  readonly version: string;
  readonly sha256: string;
  readonly fileCount: number;
}

/**
 * Puts a script together: a header that says what it was made of, the opening lines, the body, and the name of its map.
 */
export function assembleScript({ opening, body }: MadeScript, header: Header, mapName: string): MappedText {
  const { text } = body;
  const lines = [...writeHeader(header), ...opening];
  const end = `${text.endsWith('\n') ? '' : '\n'}//# sourceMappingURL=${encodeURIComponent(mapName)}\n`;
  const first = text.search(/[^\n]/);
  // A hashbang can stand in the first line only, which is the header's now.
  const start = text.startsWith('#!') ? { end: 2, text: '//' } : { end: Math.max(first, 0), text: '' };
  return editText(body, [
    { start: 0, end: start.end, text: `${lines.join('\n')}\n\n${start.text}` },
    { start: text.length, end: text.length, text: end },
  ]);
}

function writeHeader({ source, contract, version, sha256, fileCount }: Header): readonly string[] {
  const files = fileCount === 1 ? 'source' : `${fileCount} sources`;
  return [
    `// ${contract}, ${builtBy} ${version} from ${inOneLine(source)}. Change that file, not this one.`,
    `// sha256 of the ${files}: ${sha256}`,
  ];
}

/** A path may hold anything, line ends too. */
function inOneLine(path: string): string {
  return path.replaceAll(/[\p{Cc}\u2028\u2029]/gu, '?');
}

/**
 * One hash for all files of a script: for a single file that of its bytes, for several that of the list which `sha256sum`
 * prints of them, sorted by path, each path from the given folder, or from `node_modules` for a package.
 */
export async function hashFiles(paths: readonly string[], folder: string): Promise<string> {
  const rows = await Promise.all(
    paths.map(async (path) => ({
      path: fromPackages(portable(relative(folder, path))),
      hash: sha256(await readFile(path)),
    })),
  );
  const [only] = rows;
  if (rows.length === 1 && only !== undefined) return only.hash;
  const sorted = rows.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return sha256(sorted.map(({ path, hash }) => `${hash}  ${path}\n`).join(''));
}

/** A path with slashes, as source maps and headers have it on every system. */
export function portable(path: string): string {
  return sep === '/' ? path : path.replaceAll(sep, '/');
}

function sha256(bytes: Buffer | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
