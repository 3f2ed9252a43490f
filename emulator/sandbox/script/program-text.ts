import { SourceMap } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { SourcePosition } from '../../../sdk/contract.ts';
import { mapToItself, type SourceMapData } from '../../artefact/mapped-text.ts';
import type { HooksmithError } from '../../errors.ts';
import { indexLines } from './line-index.ts';
import { tokenStarts } from './parse-script.ts';
import type { Source } from './read-source.ts';
import { hookError, ScriptFault } from './script-fault.ts';

/** A program text, the author's own or a build of it, with the way back to the author's lines. */
export interface ProgramText {
  readonly text: string;
  /** The author's position of an offset; null when the place is not the author's (a package, or what a build adds). */
  at(offset: number): SourcePosition | null;
  /** Whether the offset comes from the named file itself, not from another that it imports. */
  isEntryFile(offset: number): boolean;
  /** Its source map, the sources relative to the folder of the author's file. */
  sourceMap(): SourceMapData;
  /** The line of the author's source at a position, when its text is at hand. */
  lineText(at: SourcePosition): string | undefined;
}

/** The author's file as it is. */
export function plainText({ file, text }: Source): ProgramText {
  const lines = indexLines(text);
  return {
    text,
    at: (offset) => ({ file, ...lines.positionAt(offset) }),
    isEntryFile: () => true,
    sourceMap: () => mapToItself(basename(file), text, tokenStarts(text)),
    lineText: ({ line }) => lines.lineText(line),
  };
}

type BuiltMap = ConstructorParameters<typeof SourceMap>[0] & {
  readonly sources: string[];
  readonly sourcesContent: string[];
};

/**
 * A build of the author's file with its source map, whose sources are relative to the folder of that file.
 * `authoredEnd` is where the build's own last lines begin.
 */
export function builtText(options: {
  readonly file: string;
  readonly text: string;
  readonly map: string;
  readonly authoredEnd: number;
}): ProgramText {
  const { file, text, authoredEnd } = options;
  const payload: BuiltMap = JSON.parse(options.map);
  const map = new SourceMap(payload);
  const lines = indexLines(text);
  const contents = new Map(
    payload.sources.map((source, index) => [authorPath(file, source), payload.sourcesContent[index]]),
  );

  function find(offset: number): (SourcePosition & { readonly source: string }) | null {
    if (offset >= authoredEnd) return null;
    const { line, column } = lines.positionAt(offset);
    const entry = map.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry) || !isAuthored(entry.originalSource)) return null;
    const { originalSource: source, originalLine, originalColumn } = entry;
    return { source, file: authorPath(file, source), line: originalLine + 1, column: originalColumn + 1 };
  }

  return {
    text,
    at(offset) {
      const found = find(offset);
      return found === null ? null : { file: found.file, line: found.line, column: found.column };
    },
    isEntryFile: (offset) => find(offset)?.source === basename(file),
    sourceMap: () => ({ ...payload, version: 3 }),
    lineText({ file: path, line }) {
      const content = contents.get(path);
      return content === undefined ? undefined : indexLines(content).lineText(line);
    },
  };
}

/** Turns a fault at an offset into an error at the author's line; anything else is thrown on as it is. */
export function placeFault(error: unknown, program: ProgramText, file: string): HooksmithError {
  if (!(error instanceof ScriptFault)) throw error;
  const at = program.at(error.offset) ?? { file, line: 1, column: 1 };
  const foreign = program.at(error.offset) === null;
  const message = foreign ? `in a package that the build includes: ${error.message}` : error.message;
  return hookError({
    at,
    message,
    lineText: foreign ? undefined : program.lineText(at),
    next: error.next,
    cause: error,
  });
}

/** A path as the user would write it: beside the file that the user named. */
export function authorPath(file: string, source: string): string {
  return source === basename(file) ? file : join(dirname(file), source);
}

function isAuthored(source: string): boolean {
  return !/(?:^|[\\/])node_modules[\\/]|^[a-z-]{2,}:/.test(source);
}
