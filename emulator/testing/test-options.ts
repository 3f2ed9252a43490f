import { fileURLToPath } from 'node:url';
import { HooksmithError } from '../errors.ts';
import type { ReplayOptions } from '../replay/replay-options.ts';

/** Options of a replay that make sense in a test. */
export type TestOptions = Pick<
  ReplayOptions,
  | 'assumptions'
  | 'bail'
  | 'maxFindings'
  | 'memoryMb'
  | 'moduleState'
  | 'now'
  | 'page'
  | 'seed'
  | 'standIn'
  | 'timeoutMs'
  | 'workers'
>;

/** A path as it is, that of a `file:` URL, or the error that names the option. */
export function toPath(option: string, value: unknown): string {
  if (typeof value === 'string' && value !== '') return value;
  if (value instanceof URL && value.protocol === 'file:') return fileURLToPath(value);
  throw new HooksmithError('ERR_USAGE', `${option} is ${value === '' ? 'empty' : typeof value}, expected a path`, {
    next: [`Give a path from the working directory, or a URL: new URL('./order-ids.ts', import.meta.url).`],
  });
}

/** Carries out work and puts what to do next into the message of its error: test runners print nothing else of it. */
export async function tellNext<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    if (!(cause instanceof HooksmithError) || cause.next.length === 0) throw cause;
    const { code, message, next, place } = cause;
    throw new HooksmithError(code, [message, ...next.map((step) => `  ${step}`)].join('\n'), { place, next, cause });
  }
}
