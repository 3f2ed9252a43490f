import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { HooksmithError } from '../errors.ts';
import type { AnswerScript, ScriptedAnswer } from './answers.ts';

/** A script whose files have been read. */
export interface LoadedAnswers extends Pick<AnswerScript, 'loops'> {
  readonly answers: readonly LoadedAnswer[];
}

/** One answer, ready to be sent. */
export interface LoadedAnswer extends Pick<ScriptedAnswer, 'text' | 'status' | 'delayMs' | 'ending'> {
  /** With a content type where there is a body. */
  readonly headers: ScriptedAnswer['headers'];
  /** The body itself, or how many bytes of no meaning it has. */
  readonly body: Buffer | number;
}

const maxFileBytes = 64 * 1024 * 1024;

/** Reads the files of a script, each once; paths are relative to `folder`. Throws ERR_USAGE for one that cannot be read. */
export function loadAnswers({ answers, loops }: AnswerScript, folder: string): LoadedAnswers {
  const files = new Map<string, Buffer>();
  return {
    loops,
    answers: answers.map(({ text, status, headers, body, delayMs, ending }) => {
      const bytes =
        body.kind === 'size'
          ? body.bytes
          : body.kind === 'text'
            ? Buffer.from(body.text)
            : read(body.path, folder, files);
      return { text, status, headers: withType(headers, bytes), body: bytes, delayMs, ending };
    }),
  };
}

function read(path: string, folder: string, files: Map<string, Buffer>): Buffer {
  const known = files.get(path);
  if (known !== undefined) return known;
  const bytes = readFile(path, folder);
  files.set(path, bytes);
  return bytes;
}

function readFile(path: string, folder: string): Buffer {
  try {
    const file = resolve(folder, path);
    const stat = statSync(file);
    if (!stat.isFile()) throw unreadable(path, 'it is no file');
    if (stat.size > maxFileBytes) throw unreadable(path, `it has ${stat.size} bytes, the most is ${maxFileBytes}`);
    return readFileSync(file);
  } catch (cause) {
    if (cause instanceof HooksmithError) throw cause;
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    throw unreadable(path, code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`, cause);
  }
}

function unreadable(path: string, why: string, cause?: unknown): HooksmithError {
  return new HooksmithError('ERR_USAGE', `--answers names ${JSON.stringify(path)} as a body: ${why}`, {
    place: { file: path },
    next: ['Name a file after @, or write the text itself: body=ok'],
    cause,
  });
}

function withType(headers: ScriptedAnswer['headers'], body: Buffer | number): ScriptedAnswer['headers'] {
  const isEmpty = typeof body === 'number' ? body === 0 : body.length === 0;
  if (isEmpty || headers.some(([name]) => name.toLowerCase() === 'content-type')) return headers;
  const isJson = typeof body !== 'number' && /^\s*[[{]/.test(body.subarray(0, 100).toString('utf8'));
  return [...headers, ['content-type', isJson ? 'application/json' : 'text/plain; charset=utf-8']];
}
