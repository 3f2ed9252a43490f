import { readFile } from 'node:fs/promises';
import { HooksmithError } from '../../errors.ts';

/** An author's file as text. */
export interface Source {
  /** The path as the user gave it. */
  readonly file: string;
  /** Without a byte order mark. */
  readonly text: string;
  /** Source map of a text that a build has made of the file, its sources relative to the file's folder; absent for the file's own text. */
  readonly map?: string;
}

/** Reads a script as UTF-8. Throws ERR_HOOK for a file that is missing, a directory, empty, or not UTF-8 text. */
export async function readSource(file: string): Promise<Source> {
  const bytes = await readBytes(file);
  const text = decode(file, bytes);
  if (text.trim() === '') {
    throw new HooksmithError('ERR_HOOK', `${file} is empty: a script with a hook function was expected.`, {
      place: { file },
      next: ['Save the script into the file, or name another file.'],
    });
  }
  return { file, text };
}

async function readBytes(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const [message, next] = explainReadError(file, code);
    throw new HooksmithError('ERR_HOOK', message, { place: { file }, next: [next], cause });
  }
}

function explainReadError(file: string, code: string): readonly [message: string, next: string] {
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return [`${file} does not exist: a script file was expected.`, 'Check the path and the folder you are in.'];
    case 'EISDIR':
      return [`${file} is a folder: a script file was expected.`, 'Name a file in it.'];
    case 'EACCES':
    case 'EPERM':
      return [`${file} cannot be read: permission denied.`, 'Give yourself the right to read the file.'];
    default:
      return [`${file} cannot be read (${code === '' ? 'unknown reason' : code}).`, 'Check the file and its disk.'];
  }
}

function decode(file: string, bytes: Buffer): string {
  const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const nul = bytes.indexOf(0);
  if (wide || nul >= 0) {
    const what = wide ? 'is saved as UTF-16' : `holds a zero byte (at byte ${nul}), so it is no text`;
    throw notText(file, what, wide ? 0 : nul);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const at = firstInvalidByte(bytes);
    throw notText(file, `is not valid UTF-8 (at byte ${at})`, at);
  }
}

function notText(file: string, what: string, byte: number): HooksmithError {
  return new HooksmithError('ERR_HOOK', `${file} ${what}: a script saved as UTF-8 was expected.`, {
    place: { file, byte },
    next: ['Save the file as UTF-8, or name the script instead of a binary file.'],
  });
}

/** The lenient decoder puts U+FFFD where it met a bad byte: the first difference after encoding again is the place. */
function firstInvalidByte(bytes: Buffer): number {
  const again = Buffer.from(bytes.toString('utf8'), 'utf8');
  const length = Math.min(bytes.length, again.length);
  for (let index = 0; index < length; index += 1) {
    if (bytes[index] !== again[index]) return index;
  }
  return length;
}
