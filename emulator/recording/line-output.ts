import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { recordingLimits } from './limits.ts';
import { type OutputOptions, openOutput } from './output-file.ts';

/** Counts and hash of a finished recording, as its end line has them. */
export interface RecordingSummary {
  readonly pages: number;
  readonly records: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** The lines of a recording on their way to the disk; the file has its name only once it is committed. */
export interface LineOutput {
  /** Takes one line with its line break; resolves once the disk keeps pace. */
  write(line: Buffer): Promise<void>;
  /** Writes the end line and brings all to the disk; after a failure nothing is left there. */
  finish(counts: { readonly pages: number; readonly records: number }): Promise<RecordingSummary>;
  /** Gives the file its name, in place of a file that has it already. */
  commit(): Promise<void>;
  /** Gives up; nothing is left on the disk. */
  discard(): Promise<void>;
}

const plainBlockBytes = 64 * 1024;
const memberBytes = 1024 * 1024;

/**
 * Opens the file of a recording beside its later path; packed, it is made of gzip members of 1 MiB of lines and more
 * (R-507).
 *
 * @throws HooksmithError `ERR_RECORDING` when the file cannot be written; the methods reject with the same.
 */
export function openLineOutput(path: string, options: OutputOptions & { readonly isGzip: boolean }): LineOutput {
  const { isGzip } = options;
  const blockBytes = isGzip ? memberBytes : plainBlockBytes;
  const hash = createHash('sha256');
  const output = openOutput(path, options);
  let waiting: Buffer[] = [];
  let waitingBytes = 0;
  let written: Promise<void> = Promise.resolve();
  let bytes = 0;

  async function enqueue(line: Buffer): Promise<void> {
    waiting.push(line);
    waitingBytes += line.length;
    if (waitingBytes >= blockBytes) await flush();
  }

  function flush(): Promise<void> {
    const block = Buffer.concat(waiting);
    waiting = [];
    waitingBytes = 0;
    // One after the other, also for callers that do not await; after a failure all that follows fails with it.
    written = written.then(async () => output.append(isGzip ? await pack(block) : block));
    // The caller gets the rejection from the promise below; this one only keeps the order.
    written.catch(() => {});
    return written;
  }

  return {
    async write(line) {
      hash.update(line);
      bytes += line.length;
      await enqueue(line);
    },
    async finish({ pages, records }) {
      const summary = { pages, records, bytes, sha256: hash.digest('hex') };
      try {
        await enqueue(Buffer.from(`${JSON.stringify({ kind: 'end', ...summary })}\n`));
        await flush();
        await output.seal();
      } catch (cause) {
        await output.discard();
        throw cause;
      }
      return summary;
    },
    async commit() {
      try {
        await output.commit();
      } catch (cause) {
        await output.discard();
        throw cause;
      }
    },
    async discard() {
      await written.catch(() => {});
      await output.discard();
    },
  };
}

/** Packs one member; what packs so well that a reader would take it for a bomb is stored as it is. */
async function pack(block: Buffer): Promise<Buffer> {
  const packed = await promisify(gzip)(block);
  if (packed.length * (recordingLimits.ratio / 2) >= block.length) return packed;
  return promisify(gzip)(block, { level: 0 });
}
