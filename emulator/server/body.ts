import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';

/** A body as far as it could be read. */
export type ReadBody =
  | { readonly status: 'read'; readonly bytes: Buffer }
  | { readonly status: 'too-large' }
  | { readonly status: 'unsupported' }
  | { readonly status: 'broken' }
  /** The client has gone; nobody waits for an answer. */
  | { readonly status: 'gone' };

/** A body may unpack to so many times its size, watched from the first MiB on. */
const maxRatio = 200;
const ratioFreeBytes = 1024 * 1024;

/**
 * Reads a body of at most `maxBytes`, unpacked when it came compressed, unless it is wanted `asItCame`. What is too large is not kept: the rest of the request
 * flows by, for as long as the server's time for a request lasts, so that the client hears the answer.
 */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  { asItCame = false }: { readonly asItCame?: boolean } = {},
): Promise<ReadBody> {
  const unpack = asItCame ? null : chooseUnpack(request.headers['content-encoding']);
  if (unpack === undefined) return Promise.resolve({ status: 'unsupported' });
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) return Promise.resolve({ status: 'too-large' });

  return new Promise((resolve) => {
    const unpacker = unpack?.() ?? null;
    const chunks: Buffer[] = [];
    let packedBytes = 0;
    let bytes = 0;

    function end(outcome: ReadBody): void {
      request.off('data', countPacked);
      request.off('close', gone);
      if (unpacker !== null) {
        request.unpipe(unpacker);
        unpacker.destroy();
      }
      request.resume();
      resolve(outcome);
    }
    function countPacked(chunk: Buffer): void {
      packedBytes += chunk.length;
      if (unpacker === null) take(chunk);
    }
    function take(chunk: Buffer): void {
      bytes += chunk.length;
      const isBomb = unpacker !== null && bytes > ratioFreeBytes && bytes > packedBytes * maxRatio;
      if (bytes > maxBytes || isBomb) end({ status: 'too-large' });
      else chunks.push(chunk);
    }
    function done(): void {
      const [only, ...more] = chunks;
      end({ status: 'read', bytes: only !== undefined && more.length === 0 ? only : Buffer.concat(chunks) });
    }
    function gone(): void {
      if (!request.complete) end({ status: 'gone' });
    }

    request.on('data', countPacked);
    request.once('close', gone);
    request.once('error', () => end({ status: 'gone' }));
    if (unpacker === null) {
      request.once('end', done);
      return;
    }
    unpacker.on('data', take);
    unpacker.once('end', done);
    unpacker.on('error', () => end({ status: 'broken' }));
    request.pipe(unpacker);
  });
}

/** Null for a body that came as it is, undefined for a coding that is not known. */
function chooseUnpack(encoding: string | undefined): (() => Duplex) | null | undefined {
  switch (encoding?.toLowerCase()) {
    case undefined:
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip;
    case 'deflate':
      return createInflate;
    case 'br':
      return createBrotliDecompress;
    default:
      return undefined;
  }
}
