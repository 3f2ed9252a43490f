import { realpath } from 'node:fs/promises';

/** The files that runners may read: recordings by their real paths, each once (Node 20 fails when a path is allowed twice). */
export async function readablePaths(recordings: readonly string[]): Promise<readonly string[]> {
  const paths = await Promise.all(recordings.map((recording) => realpath(recording).catch(() => recording)));
  return [...new Set(paths)];
}
