import { Buffer } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { gunzipMembers } from './gunzip.ts';
import { openRegular, unreadable } from './open-regular.ts';

/** Tells one file from another, so that a process that opens the same path can see that it reads the same file. */
export interface FileIdentity {
  readonly device: number;
  readonly inode: number;
  /** Bytes on disk. */
  readonly size: number;
}

/** Uncompressed bytes in their order. */
export interface SourceChunk {
  /** Valid until the next chunk is asked for. */
  readonly bytes: Buffer;
  /** How much of the file on disk they and all before them took. */
  readonly readBytes: number;
  /** Offset of the gzip member that holds them; null for a plain file. */
  readonly member: number | null;
}

/** An open recording file, whatever it holds. */
export interface FileSource {
  readonly path: string;
  readonly identity: FileIdentity;
  /** Told by the first two bytes, not by the name. */
  readonly isGzip: boolean;
  /** Reads the file from its beginning, unpacked; each call starts anew. */
  chunks(): AsyncIterable<SourceChunk>;
  /** Reads the last bytes on disk, at most `most`. */
  tail(most: number): Promise<Buffer>;
  close(): Promise<void>;
}

const chunkBytes = 1024 * 1024;

/**
 * Opens a file for reading.
 *
 * @throws HooksmithError `ERR_RECORDING` when there is no such file, it is no regular file, or it cannot be read. Iterating
 *   `chunks` throws a `GzipFault` for gzip data that is cut short, damaged, or expands to more than `ratio` times its size.
 */
export async function openSource(path: string, options: { readonly ratio: number }): Promise<FileSource> {
  const { handle, stat } = await openRegular(path, 'a recording');
  try {
    const magic = Buffer.alloc(2);
    await handle.read(magic, 0, 2, 0);
    const isGzip = magic[0] === 0x1f && magic[1] === 0x8b;
    return {
      path,
      identity: { device: stat.dev, inode: stat.ino, size: stat.size },
      isGzip,
      chunks: () => (isGzip ? unpacked(path, handle, options.ratio) : plain(path, handle)),
      tail: (most) => readTail(path, handle, stat.size, most),
      close: () => handle.close(),
    };
  } catch (cause) {
    await handle.close();
    throw cause instanceof Error && 'syscall' in cause ? unreadable(path, cause) : cause;
  }
}

async function* plain(path: string, handle: FileHandle): AsyncGenerator<SourceChunk> {
  for await (const bytes of fileChunks(path, handle)) {
    yield { bytes: bytes.chunk, readBytes: bytes.end, member: null };
  }
}

function unpacked(path: string, handle: FileHandle, ratio: number): AsyncIterable<SourceChunk> {
  return gunzipMembers(compressedChunks(path, handle), ratio);
}

async function* compressedChunks(path: string, handle: FileHandle): AsyncGenerator<Buffer> {
  for await (const { chunk } of fileChunks(path, handle)) yield chunk;
}

async function* fileChunks(path: string, handle: FileHandle): AsyncGenerator<{ chunk: Buffer; end: number }> {
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  let end = 0;
  while (true) {
    const bytesRead = await readAt(path, handle, buffer, end);
    if (bytesRead === 0) return;
    end += bytesRead;
    yield { chunk: buffer.subarray(0, bytesRead), end };
  }
}

async function readTail(path: string, handle: FileHandle, size: number, most: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(size, most));
  const bytesRead = await readAt(path, handle, buffer, size - buffer.length);
  return buffer.subarray(0, bytesRead);
}

async function readAt(path: string, handle: FileHandle, buffer: Buffer, position: number): Promise<number> {
  try {
    return (await handle.read(buffer, 0, buffer.length, position)).bytesRead;
  } catch (cause) {
    throw unreadable(path, cause);
  }
}
