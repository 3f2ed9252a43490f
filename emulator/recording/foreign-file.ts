import { type Buffer, isUtf8 } from 'node:buffer';
import { toPointer } from '../../sdk/json-pointer.ts';
import type { SourceFile } from '../../sdk/recording-source.ts';
import { HooksmithError } from '../errors.ts';
import { recordingError } from './fault.ts';
import { inspectValue } from './inspect-value.ts';
import { placeJsonError } from './json-error.ts';
import { recordingLimits } from './limits.ts';
import { openRegular, unreadable } from './open-regular.ts';

/** A file that another tool wrote, read whole. */
export interface ForeignFile extends SourceFile {
  /** JSON Pointers of numbers beyond 2^53 in what was parsed so far; reading has rounded them. */
  readonly inexact: readonly string[];
}

/** Bytes of the largest file that is taken: it is held in memory, unlike a recording. */
export const foreignFileBytes = 64 * 1024 * 1024;

/**
 * Reads a file of another tool as UTF-8 text, with or without a byte order mark (C-515).
 *
 * @throws HooksmithError `ERR_RECORDING` for a missing, empty or too large file, a directory, and text that is not UTF-8.
 */
export async function readForeignFile(path: string): Promise<ForeignFile> {
  const bytes = await readBytes(path);
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw recordingError(path, 'is UTF-16 text, expected UTF-8', { next: ['Save it as UTF-8.'] });
  }
  if (!isUtf8(bytes)) throw recordingError(path, 'is not UTF-8 text', { next: ['Save it as UTF-8.'] });
  const text = bytes.toString('utf8').replace(/^\uFEFF/, '');
  if (text.trim() === '') {
    const what = bytes.length === 0 ? 'is empty' : 'holds nothing but white space';
    throw recordingError(path, what, { next: ['Save it again from where it came.'] });
  }
  const inexact: string[] = [];
  return {
    text,
    bytes: bytes.length,
    inexact,
    parseJson(from = 0, to = text.length) {
      const value = parsePart(path, text, { from, to });
      const inspected = inspectValue(value, { maxDepth: recordingLimits.depth });
      if (inspected.tooDeep) throw tooDeep(path, value);
      inexact.push(...inspected.inexact);
      return value;
    },
  };
}

async function readBytes(path: string): Promise<Buffer> {
  const { handle, stat } = await openRegular(path, 'a file');
  try {
    if (stat.size > foreignFileBytes) {
      const what = `has ${stat.size} bytes, the most is ${foreignFileBytes}`;
      throw recordingError(path, what, { next: ['Save less of it: fewer records, or a shorter time.'] });
    }
    return await handle.readFile();
  } catch (cause) {
    throw cause instanceof HooksmithError ? cause : unreadable(path, cause);
  } finally {
    await handle.close();
  }
}

function parsePart(path: string, text: string, { from, to }: { readonly from: number; readonly to: number }): unknown {
  const part = text.slice(from, to);
  try {
    return JSON.parse(part);
  } catch (cause) {
    const { line: lineInPart, column, what } = placeJsonError(part);
    const line = countLines(text, from) + lineInPart;
    throw new HooksmithError('ERR_RECORDING', `${path}:${line}:${column}: not JSON: ${what}`, {
      place: { file: path, line, column },
      next: ['Save it again from where it came; an editor that knows JSON marks the place.'],
      cause,
    });
  }
}

/** Line breaks before an index. */
function countLines(text: string, end: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

const shownKeys = 4;

function tooDeep(path: string, value: unknown): HooksmithError {
  const keys = findDeep(value, recordingLimits.depth) ?? [];
  const where = `${toPointer(keys.slice(0, shownKeys))}/…`;
  const what = `the value at ${where} is nested more than ${recordingLimits.depth} levels deep (R-213)`;
  return recordingError(path, what, { next: ['Flatten the value before it is recorded.'] });
}

/** Keys that lead to the first value below `levels` levels; null when there is none. */
function findDeep(value: unknown, levels: number): readonly string[] | null {
  if (typeof value !== 'object' || value === null) return null;
  if (levels === 0) return [];
  for (const [key, item] of Object.entries(value)) {
    const found = findDeep(item, levels - 1);
    if (found !== null) return [key, ...found];
  }
  return null;
}
