import type { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { isJsonObject } from '../../sdk/json-object.ts';
import { recordingError, restoreIt } from './fault.ts';
import { type FileSource, openSource } from './file-source.ts';
import { recordingLimits } from './limits.ts';
import { type LineStripe, makeLineCutter } from './lines.ts';

/** One line of a recording as its index knows it. */
export interface IndexEntry {
  /** Number of the line, from 0. */
  readonly line: number;
  /** Byte offset of the line in the uncompressed file. */
  readonly off: number;
  /** Bytes of the line, newline excluded. */
  readonly len: number;
  /** crc32 of those bytes, 8 lower-case hex digits. */
  readonly crc32: string;
  /** The line's own kind. */
  readonly kind: string;
  /** `seq` of a page line. */
  readonly seq?: number;
  /** Offset in the .gz file of the gzip member in which the line begins. */
  readonly member?: number;
}

/** First line of an index: which file it was made of. */
export interface IndexHeader {
  readonly format: typeof indexFormat;
  readonly version: 1;
  /** Bytes of the recording on disk. */
  readonly size: number;
  /** sha256 of its last 4,096 bytes on disk, where the trailer is. */
  readonly tail: string;
}

/** What the first line of an index says in `format`. */
export const indexFormat = 'hooksmith-index';

/** How much of the end of a recording its index remembers. */
export const indexTailBytes = 4096;

/** Names the index of a recording: `NAME.rec.idx` for `NAME.rec.jsonl` and `NAME.rec.jsonl.gz`. */
export function indexPath(path: string): string {
  return `${path.replace(/\.gz$/, '').replace(/\.jsonl$/, '')}.idx`;
}

/**
 * Makes the index of a recording, in place of one that is there, and gives its path.
 * Lines are taken as they are: make it of a file that is known to be good.
 *
 * @throws HooksmithError `ERR_RECORDING` when the recording cannot be read, or a line of it is not JSON.
 */
export async function buildIndex(path: string): Promise<string> {
  const source = await openSource(path, { ratio: recordingLimits.ratio });
  const target = indexPath(path);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.appendFile(`${JSON.stringify(await describeFile(source))}\n`);
      for await (const lines of indexLines(source)) await file.appendFile(lines);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (cause) {
    await rm(temporary, { force: true });
    throw cause;
  } finally {
    await source.close();
  }
  return target;
}

async function describeFile(source: FileSource): Promise<IndexHeader> {
  const tail = createHash('sha256')
    .update(await source.tail(indexTailBytes))
    .digest('hex');
  return { format: indexFormat, version: 1, size: source.identity.size, tail };
}

async function* indexLines(source: FileSource): AsyncGenerator<string> {
  const cutter = makeLineCutter({ file: source.path, limits: recordingLimits });
  // The members in which the lines not cut yet may begin, with the offset of their first byte.
  const members: { readonly member: number; readonly from: number }[] = [];
  let total = 0;
  for await (const { bytes, member } of source.chunks()) {
    if (member !== null && members.at(-1)?.member !== member) members.push({ member, from: total });
    total += bytes.length;
    for (const stripe of cutter.push(bytes)) yield describeStripe(source.path, stripe, members);
  }
  for (const stripe of cutter.end()) yield describeStripe(source.path, stripe, members);
}

function describeStripe(
  path: string,
  { bytes, firstLine, lineEnds, offset }: LineStripe,
  members: { readonly member: number; readonly from: number }[],
): string {
  let text = '';
  let start = 0;
  for (const [index, end] of lineEnds.entries()) {
    const line = bytes.subarray(start, end);
    const off = offset + start;
    while (members[1] !== undefined && members[1].from <= off) members.shift();
    const entry: IndexEntry = {
      line: firstLine - 1 + index,
      off,
      len: line.length,
      crc32: crcOf(line),
      ...kindOf(path, line, { line: firstLine + index, byte: off }),
      ...(members[0] === undefined ? {} : { member: members[0].member }),
    };
    text += `${JSON.stringify(entry)}\n`;
    start = end + 1;
  }
  return text;
}

function crcOf(bytes: Buffer): string {
  return crc32(bytes).toString(16).padStart(8, '0');
}

function kindOf(path: string, line: Buffer, place: { readonly line: number; readonly byte: number }) {
  try {
    const value: unknown = JSON.parse(line.toString('utf8'));
    if (!isJsonObject(value)) return { kind: '' };
    const kind = typeof value['kind'] === 'string' ? value['kind'] : '';
    return typeof value['seq'] === 'number' && kind === 'page' ? { kind, seq: value['seq'] } : { kind };
  } catch (cause) {
    throw recordingError(path, 'not JSON, so no index can be made', { place, next: [restoreIt], cause });
  }
}
