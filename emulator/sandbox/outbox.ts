import { closeSync, ftruncateSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * The file through which a runner speaks: it appends, the parent looks from time to time.
 * A pipe would wake the parent for every page, which cost a runner about a twentieth of its time; a file wakes nobody,
 * and what was written stays when the runner is killed. The file has no name (where the system allows it), mode 0600.
 */
export interface Outbox {
  /** For the child's `stdio`. */
  readonly descriptor: number;
  /** What was appended since the last call; null when there is nothing. */
  read(): Buffer | null;
  /** Bytes that were read since the last `clear`. */
  readBytes(): number;
  /**
   * Gives the space of what was read back to the disk. Only while the child is quiet: what it writes meanwhile is lost.
   * The child goes on where it was, so the file keeps its length but holds nothing before that place.
   */
  clear(): void;
  close(): void;
}

const chunkBytes = 64 * 1024;

/** Makes an empty outbox in the system's folder for temporary files. */
export function openOutbox(): Outbox {
  const folder = mkdtempSync(join(tmpdir(), 'hooksmith-'));
  const descriptor = openSync(join(folder, 'outbox'), 'wx+', 0o600);
  const unnamed = remove(folder);
  const chunk = Buffer.allocUnsafeSlow(chunkBytes);
  let position = 0;
  let clearedAt = 0;
  let closed = false;

  return {
    descriptor,
    read() {
      if (closed) return null;
      const count = readSync(descriptor, chunk, 0, chunk.length, position);
      position += count;
      return count === 0 ? null : Buffer.from(chunk.subarray(0, count));
    },
    readBytes: () => position - clearedAt,
    clear() {
      if (closed) return;
      clearedAt = position;
      ftruncateSync(descriptor, 0);
    },
    close() {
      if (closed) return;
      closed = true;
      closeSync(descriptor);
      if (!unnamed) remove(folder);
    },
  };
}

/** Windows keeps the name of an open file; there it goes when the outbox is closed. */
function remove(folder: string): boolean {
  try {
    rmSync(folder, { recursive: true, force: true });
    return true;
  } catch {
    return false;
  }
}
