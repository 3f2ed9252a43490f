import { existsSync, readFileSync } from 'node:fs';
import { HooksmithError } from '../errors.ts';

/** JSON text that a user gave, and how messages call it. */
export interface GivenInput {
  readonly input: string;
  readonly inputName: string;
}

/** What `--input` stands for: a file (`@FILE`), standard input (`@-`), else the JSON itself. Throws ERR_USAGE for no such file. */
export function readInput(input: string): GivenInput {
  if (!input.startsWith('@') && existsSync(input)) {
    throw new HooksmithError('ERR_USAGE', `--input ${input} is the name of a file, not JSON`, {
      next: [`Read the file: --input @${input}`],
    });
  }
  if (!input.startsWith('@')) return { input, inputName: '--input' };
  const file = input.slice(1);
  try {
    return {
      input: readFileSync(file === '-' ? 0 : file, 'utf8').replace(/^\uFEFF/, ''),
      inputName: file === '-' ? 'standard input' : file,
    };
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a directory'
          : `it cannot be read (${code})`;
    throw new HooksmithError('ERR_USAGE', `--input ${input}: ${why}`, {
      place: { file },
      next: ['Check the path.'],
      cause,
    });
  }
}
