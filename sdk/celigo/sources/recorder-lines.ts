/** What every line of the recorder begins with; the number is the version of the form. */
export const recorderMark = 'hooksmith-recorder/1';

/** A piece of the JSON text of one call's options, as one line of a log holds it (C-550). */
export interface RecorderChunk {
  readonly hook: string;
  /** One life of the script's module variables: a job (C-332). Letters, digits and one dash. */
  readonly run: string;
  /** Number of the call within the run, from 0. */
  readonly page: number;
  /** Number of the chunk, from 1. */
  readonly index: number;
  /** How many chunks the call has. */
  readonly count: number;
  readonly text: string;
}

/** What a line of a log holds of the recorder. */
export type RecorderLine =
  | { readonly kind: 'chunk'; readonly chunk: RecorderChunk }
  /** A chunk whose text is not what was written: cut by the log, or changed. */
  | { readonly kind: 'damaged'; readonly chunk: RecorderChunk }
  /** The recorder could not write a call. */
  | { readonly kind: 'failed'; readonly message: string };

/**
 * Finds what the recorder wrote in a line of a log, whatever stands before and after it; null when there is nothing.
 * Takes time linear in the line.
 */
export function readRecorderLine(line: string): RecorderLine | null {
  const start = line.indexOf(recorderMark);
  if (start === -1) return null;
  const rest = line.slice(start + recorderMark.length);
  const failed = /^ failed (\w{1,40}): (.{0,300})/.exec(rest);
  if (failed !== null) return { kind: 'failed', message: `${failed[1]}: ${failed[2]}` };
  const head = headPattern.exec(rest);
  if (head === null) return null;
  const [all, hook = '', run = '', page = '', index = '', count = '', length = '', checksum = ''] = head;
  const text = rest.slice(all.length, all.length + Number(length));
  const chunk = { hook, run, page: Number(page), index: Number(index), count: Number(count), text };
  const isInside = chunk.index >= 1 && chunk.index <= chunk.count;
  if (!isInside) return null;
  // The head is covered as well: a chunk with a changed number would end up in another place.
  const covered = `${hook} ${run} ${page} ${index}/${count} ${text}`;
  return { kind: checksumOf(covered) === checksum && text.length === Number(length) ? 'chunk' : 'damaged', chunk };
}

/** FNV-1a over the UTF-16 code units of a text, 8 hexadecimal digits: the recorder hook computes the same in plain ES5. */
export function checksumOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

const headPattern =
  /^ (\w{1,40}) ([0-9a-z]{1,12}-[0-9a-z]{1,12}) (\d{1,9}) (\d{1,7})\/(\d{1,7}) (\d{1,7}) ([0-9a-f]{8}) \|/;
