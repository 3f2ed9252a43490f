import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HooksmithError } from '../../../emulator/errors.ts';
import type { PageLine } from '../../../emulator/recording/format.ts';
import type { RecordingLimits } from '../../../emulator/recording/limits.ts';
import { type LineFault, parsePageLine, type SkippedLine } from '../../../emulator/recording/page-line.ts';
import { openRecording, type RecordingReader } from '../../../emulator/recording/read.ts';

/** A header line without its newline. */
export const headerLine =
  '{"kind":"header","format":"hooksmith-recording","version":1,"platform":"celigo","hook":"postSubmit","createdAt":"2025-03-04T09:15:00.000Z"}';

/** A page line without its newline. */
export function pageLine(seq: number): string {
  return JSON.stringify({ kind: 'page', seq, options: { responseData: [{ statusCode: 200, id: `A-${seq}` }] } });
}

/** Adds the end line to lines that lack it. */
export function sealed(lines: readonly string[], records = lines.length - 1): string {
  const text = lines.map((line) => `${line}\n`).join('');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const pages = lines.length - 1;
  return `${text}${JSON.stringify({ kind: 'end', pages, records, bytes: Buffer.byteLength(text), sha256 })}\n`;
}

/** A whole recording of `count` pages of one record. */
export function recording(count: number): string {
  return sealed([headerLine, ...Array.from({ length: count }, (_, seq) => pageLine(seq))]);
}

/** A temporary folder for the tests of one `describe`. */
export interface Folder {
  /** Writes a file and gives its path. */
  file(name: string, content: string | Uint8Array): string;
  path(name: string): string;
}

/** Makes a folder that is gone after the tests. */
export function useFolder(): Folder {
  const folder = mkdtempSync(join(tmpdir(), 'hooksmith-recording-'));
  after(() => rmSync(folder, { recursive: true }));
  const path = (name: string): string => join(folder, name);
  return {
    path,
    file(name, content) {
      writeFileSync(path(name), content);
      return path(name);
    },
  };
}

/** What a whole reading gives. */
export interface ReadResult {
  readonly reader: RecordingReader;
  readonly lines: readonly { readonly text: string; readonly line: number; readonly byte: number }[];
  readonly parsed: readonly (PageLine | LineFault | SkippedLine)[];
}

/** Reads a file as the replay does: stripes from the host, their lines parsed by the runner. */
export async function readAll(
  path: string,
  options: { readonly allowTruncated?: boolean; readonly limits?: Partial<RecordingLimits> } = {},
): Promise<ReadResult> {
  const reader = await openRecording(path, options);
  const lines: { text: string; line: number; byte: number }[] = [];
  const parsed: (PageLine | LineFault | SkippedLine)[] = [];
  try {
    for await (const stripe of reader.stripes()) {
      const bytes = stripe.bytes ?? readFileSync(path).subarray(stripe.offset);
      let start = 0;
      for (const [i, end] of stripe.lineEnds.entries()) {
        const text = bytes.toString('utf8', start, end);
        lines.push({ text, line: stripe.lines?.[i] ?? stripe.firstLine + i, byte: stripe.offset + start });
        parsed.push(parsePageLine(text, reader.form, stripe.firstSeq + i));
        start = end + 1;
      }
    }
  } finally {
    await reader.close();
  }
  return { reader, lines, parsed };
}

/** The error of a reading that must fail; its path is cut off the message. */
export async function failureOf(
  path: string,
  attempt: Promise<unknown>,
): Promise<HooksmithError & { readonly short: string }> {
  try {
    await attempt;
  } catch (error) {
    if (!(error instanceof HooksmithError)) throw error;
    return Object.assign(error, { short: error.message.replaceAll(path, 'FILE') });
  }
  throw new Error('nothing was thrown');
}
