import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** The first line that a child prints; throws when it ends before. */
export async function firstLine(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('the server has no stdout');
  const lines = createInterface(child.stdout);
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`the server ended with code ${code}`);
  });
  const [line]: string[] = await Promise.race([once(lines, 'line'), failed]);
  return line ?? '';
}
