import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { isJsonObject } from '../../sdk/json-object.ts';
import { HooksmithError } from '../errors.ts';
import { recordingError, restoreIt } from './fault.ts';
import { type FileSource, openSource } from './file-source.ts';
import { type IndexEntry, type IndexHeader, indexFormat, indexPath, indexTailBytes } from './index.ts';
import { frameLineBytes } from './limits.ts';
import { type LineStripe, makeLineCutter } from './lines.ts';

/** Compares a recording with its index while it streams by. */
export interface IndexCheck {
  /**
   * Compares the next lines; call it for all lines in their order.
   *
   * @throws HooksmithError `ERR_RECORDING` with line and byte of the first line that differs.
   */
  compare(stripe: LineStripe): Promise<void>;
  close(): Promise<void>;
}

/**
 * Opens the index beside a recording, when there is one that was made of this very file.
 * An index is never trusted over the file: one that is old, broken or ends early is left aside and `notify` told.
 */
export async function openIndexCheck(source: FileSource, notify: (notice: string) => void): Promise<IndexCheck | null> {
  const path = indexPath(source.path);
  const index = await openIndexFile(path, notify);
  if (index === null) return null;
  const entries = readEntries(index, source);
  let isOpen = true;

  async function close(): Promise<void> {
    if (isOpen) await index?.close();
    isOpen = false;
  }

  /** The next entry; null once the index is left aside. */
  async function next(): Promise<IndexEntry | null> {
    if (!isOpen) return null;
    try {
      const entry = await entries.next();
      if (entry.done !== true) return entry.value;
      notify(`the index ${path} ends before the recording does and was not used further (R-506)`);
    } catch (cause) {
      if (!(cause instanceof HooksmithError)) throw cause;
      notify(`the index was not used: ${cause.message} (R-506)`);
    }
    await close();
    return null;
  }

  return {
    close,
    async compare({ bytes, firstLine, lineEnds, offset }) {
      let start = 0;
      for (const [i, end] of lineEnds.entries()) {
        const entry = await next();
        if (entry === null) return;
        const crc = crc32(bytes.subarray(start, end)).toString(16).padStart(8, '0');
        const byte = offset + start;
        if (entry.crc32 !== crc || entry.off !== byte || entry.len !== end - start) {
          const was = `crc32 ${entry.crc32}, ${entry.len} bytes at ${entry.off}`;
          const what = `the line is damaged: crc32 ${crc}, ${end - start} bytes; its index says ${was} (R-506)`;
          throw recordingError(source.path, what, { place: { line: firstLine + i, byte }, next: [restoreIt] });
        }
        start = end + 1;
      }
    },
  };
}

/**
 * Reads the index of a recording.
 *
 * @throws HooksmithError `ERR_RECORDING` when there is none, it is broken, or it was made of another file.
 */
export async function* readIndex(path: string): AsyncGenerator<IndexEntry> {
  const source = await openSource(path, { ratio: 1 });
  try {
    const index = await openSource(indexPath(path), { ratio: 1 });
    try {
      yield* readEntries(index, source);
    } finally {
      await index.close();
    }
  } finally {
    await source.close();
  }
}

async function openIndexFile(path: string, notify: (notice: string) => void): Promise<FileSource | null> {
  try {
    return await openSource(path, { ratio: 1 });
  } catch (cause) {
    if (!(cause instanceof HooksmithError)) throw cause;
    const isMissing = cause.cause instanceof Error && 'code' in cause.cause && cause.cause.code === 'ENOENT';
    if (!isMissing) notify(`the index was not used: ${cause.message} (R-506)`);
    return null;
  }
}

async function* readEntries(index: FileSource, source: FileSource): AsyncGenerator<IndexEntry> {
  const cutter = makeLineCutter({ file: index.path, limits: { lineBytes: frameLineBytes } });
  const next = ['Delete the index, or make it anew.'];
  for await (const chunk of index.chunks()) {
    for (const stripe of cutter.push(chunk.bytes)) yield* readStripe(stripe);
  }
  for (const stripe of cutter.end()) yield* readStripe(stripe);
  const rest = cutter.rest();
  if (rest.bytes.length > 0 || rest.line === 1) {
    throw recordingError(index.path, 'the index is cut short', { place: rest, next });
  }

  async function* readStripe({ bytes, firstLine, lineEnds, offset }: LineStripe): AsyncGenerator<IndexEntry> {
    let start = 0;
    for (const [i, end] of lineEnds.entries()) {
      const place = { line: firstLine + i, byte: offset + start };
      const value = tryParse(bytes.toString('utf8', start, end));
      start = end + 1;
      if (place.line === 1) {
        if (!isIndexHeader(value)) throw recordingError(index.path, 'not the index of a recording', { place, next });
        const tail = createHash('sha256')
          .update(await source.tail(indexTailBytes))
          .digest('hex');
        if (value.size !== source.identity.size || value.tail !== tail) {
          throw recordingError(index.path, `made of another file than ${source.path}`, { place, next });
        }
      } else if (isIndexEntry(value)) {
        yield value;
      } else {
        throw recordingError(index.path, 'not a line of an index', { place, next });
      }
    }
  }
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isIndexHeader(value: unknown): value is IndexHeader {
  return isJsonObject(value) && value['format'] === indexFormat && value['version'] === 1;
}

function isIndexEntry(value: unknown): value is IndexEntry {
  if (!isJsonObject(value)) return false;
  const { line, off, len, crc32: crc, kind } = value;
  const counts = [line, off, len].every((count) => Number.isSafeInteger(count));
  return counts && typeof crc === 'string' && typeof kind === 'string';
}
