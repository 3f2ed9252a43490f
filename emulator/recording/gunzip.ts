import { Buffer } from 'node:buffer';
import { crc32, createInflateRaw } from 'node:zlib';

/** Why gzip data cannot be read on; the reader adds file, line and byte. */
export class GzipFault extends Error {
  override readonly name = 'GzipFault';
  /** `cut`: ends too early; `damaged`: no gzip any more, or a wrong checksum; `bomb`: expands too much. */
  readonly kind: 'cut' | 'damaged' | 'bomb';

  constructor(kind: 'cut' | 'damaged' | 'bomb', message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}

/** Uncompressed bytes, and how much of the compressed file they took. */
export interface InflatedChunk {
  readonly bytes: Buffer;
  readonly readBytes: number;
  /** Offset in the compressed file of the gzip member that holds the bytes. */
  readonly member: number;
}

// What one slice expands to is watched while it does: deflate gives 1,032 for 1 at most.
const sliceBytes = 64 * 1024;
const ratioFrom = 1024 * 1024;
const headerBytes = 128 * 1024;

/**
 * Unpacks gzip data of one or more members (RFC 1952), one after the other, checking each checksum and length.
 * Members are walked here and not by `createGunzip`, which takes bytes after a member that are no gzip for the end
 * without a word, and loses what it had unpacked when the data ends too early.
 *
 * @throws GzipFault when the data is cut short, damaged, or expands to more than `ratio` times its size.
 */
export async function* gunzipMembers(chunks: AsyncIterable<Buffer>, ratio: number): AsyncGenerator<InflatedChunk> {
  const input = makeInput(chunks);
  let unpacked = 0;
  while (await input.has(1)) {
    const member = input.taken();
    await skipHeader(input);

    const inflater = makeInflater();
    try {
      let crc = 0;
      let length = 0;
      let isDone = false;
      while (!isDone) {
        if (!(await input.has(1))) throw cutShort();
        const slice = input.peek(sliceBytes);
        const most = Math.max(ratioFrom, ratio * (input.taken() + slice.length));
        const { chunks: made, consumed } = await inflater.feed(slice, most - unpacked);
        input.take(consumed);
        isDone = consumed < slice.length;
        for (const bytes of made) {
          crc = crc32(bytes, crc);
          length += bytes.length;
          unpacked += bytes.length;
          if (unpacked > most) throw new GzipFault('bomb', `expands to more than ${ratio} times its size (R-215)`);
          yield { bytes, readBytes: input.taken(), member };
        }
      }
      if (!(await input.has(8))) throw cutShort();
      const trailer = input.take(8);
      if (trailer.readUInt32LE(0) !== crc || trailer.readUInt32LE(4) !== length % 2 ** 32) {
        throw new GzipFault('damaged', 'the checksum of the gzip data is wrong');
      }
    } finally {
      inflater.dispose();
    }
  }
}

/** Bytes waiting to be taken. */
interface Input {
  has(count: number): Promise<boolean>;
  peek(most: number): Buffer;
  take(count: number): Buffer;
  taken(): number;
}

function makeInput(chunks: AsyncIterable<Buffer>): Input {
  const source = chunks[Symbol.asyncIterator]();
  let waiting = Buffer.alloc(0);
  let taken = 0;
  return {
    async has(count) {
      while (waiting.length < count) {
        const next = await source.next();
        if (next.done === true) return false;
        // A copy: the source may fill its buffer again.
        waiting = Buffer.concat([waiting, next.value]);
      }
      return true;
    },
    peek: (most) => waiting.subarray(0, most),
    take(count) {
      const bytes = waiting.subarray(0, count);
      waiting = waiting.subarray(count);
      taken += count;
      return bytes;
    },
    taken: () => taken,
  };
}

function cutShort(): GzipFault {
  return new GzipFault('cut', 'the gzip data ends too early');
}

async function skipHeader(input: Input): Promise<void> {
  await input.has(10);
  const fixed = input.peek(10);
  if (fixed[0] !== 0x1f || (fixed.length > 1 && fixed[1] !== 0x8b)) {
    throw new GzipFault('damaged', 'expected the next gzip member, found something else');
  }
  if (fixed.length < 10) throw cutShort();
  const flags = fixed[3] ?? 0;
  if (fixed[2] !== 8 || (flags & 0xe0) !== 0) throw new GzipFault('damaged', 'the header of the gzip data is damaged');
  let length = 10;
  if ((flags & 4) !== 0) {
    if (!(await input.has(length + 2))) throw cutShort();
    length += 2 + input.peek(length + 2).readUInt16LE(length);
  }
  // File name and comment, each up to a zero byte.
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    let end = -1;
    while (end === -1) {
      if (length > headerBytes) throw new GzipFault('damaged', 'the header of the gzip data does not end');
      if (!(await input.has(length + 1))) throw cutShort();
      end = input.peek(length + 1)[length] === 0 ? length : -1;
      length += 1;
    }
  }
  if ((flags & 2) !== 0) length += 2;
  if (!(await input.has(length))) throw cutShort();
  input.take(length);
}

/** What one slice of compressed bytes became. */
interface Inflated {
  readonly chunks: readonly Buffer[];
  /** Less than the slice once the compressed data has ended. */
  readonly consumed: number;
}

interface Inflater {
  /** Unpacks one slice; stops early when it makes more than `most` bytes. */
  feed(slice: Buffer, most: number): Promise<Inflated>;
  dispose(): void;
}

function makeInflater(): Inflater {
  const inflate = createInflateRaw({ chunkSize: 128 * 1024 });
  let onData = (_chunk: Buffer): void => {};
  let onError = (_cause: Error): void => {};
  inflate.on('data', (chunk: Buffer) => onData(chunk));
  inflate.on('error', (cause) => onError(cause));
  return {
    feed: (slice, most) =>
      new Promise((resolve, reject) => {
        const chunks: Buffer[] = [];
        const before = inflate.bytesWritten;
        let size = 0;
        const finish = (): void => resolve({ chunks, consumed: inflate.bytesWritten - before });
        onData = (chunk) => {
          chunks.push(chunk);
          size += chunk.length;
          if (size > most) finish();
        };
        onError = (cause) => reject(new GzipFault('damaged', 'the gzip data is damaged', { cause }));
        inflate.write(slice, finish);
      }),
    dispose: () => inflate.destroy(),
  };
}
