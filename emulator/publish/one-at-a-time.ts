import { mkdirSync } from 'node:fs';
import { lockFolder } from '../folder-lock.ts';
import { keptFolder } from './contents.ts';

/**
 * Does something of which a project allows one at a time: two publications would mix their journals. What a process held that
 * has died is taken over.
 *
 * @throws HooksmithError `ERR_USAGE` while another process is at it.
 */
export async function oneAtATime<Result>(project: string, act: () => Promise<Result>): Promise<Result> {
  const folder = keptFolder(project);
  mkdirSync(folder, { recursive: true });
  const release = lockFolder(folder, { next: 'Wait until that process has published, pulled or rolled back.' });
  try {
    return await act();
  } finally {
    release();
  }
}
