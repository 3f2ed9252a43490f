import type { Setup } from '../../sdk/contract.ts';
import { detectShape } from './detect.ts';
import { type RecordingPlace, recordingError, restoreIt } from './fault.ts';
import { type FileIdentity, type FileSource, openSource } from './file-source.ts';
import type { EndLine } from './format.ts';
import { type RecordingLimits, recordingLimits } from './limits.ts';
import { optionsLineStripes, optionsValueStripes } from './options-stripes.ts';
import { recordingStripes } from './recording-stripes.ts';
import type { Reading, Stripe } from './stripe.ts';

/** An open recording, read once from beginning to end, in bounded memory. */
export interface RecordingReader {
  /** Path as it was given. */
  readonly path: string;
  /** Tells this file from another at the same path. */
  readonly identity: FileIdentity;
  /** What each line of a stripe holds: a line of a recording, or bare `options`. */
  readonly form: 'recording' | 'options';
  /** What the header line says; nulls for bare options, `hook` null for a pipeline. */
  readonly header: {
    readonly platform: string | null;
    readonly hook: string | null;
    readonly createdAt: string | null;
    /** Step whose pages were recorded, such as `import`; null for a recording of one hook. */
    readonly step: string | null;
    /** How hook or step was configured on the platform; empty when the header does not say. */
    readonly setup: Setup;
  };
  /** The header line as it is, without its line break; null for bare options. */
  readonly headerText: string | null;
  /** Whether the bytes on disk are packed with gzip. */
  readonly isGzip: boolean;
  /** What the header says, else the first 16 hex digits of the sha256 of its line; 16 zeros for bare options. */
  readonly seed: string;
  /** Bytes on disk, for progress. */
  readonly sizeBytes: number;
  /** What the user should know after the last stripe: a part that was dropped, an index that was left aside; else null. */
  readonly notice: string | null;
  /**
   * Gives the stripes in their order; can be called once.
   *
   * @throws HooksmithError `ERR_RECORDING` naming line and byte, also after the last stripe, for the trailer.
   */
  stripes(): AsyncIterable<Stripe>;
  /**
   * Compares what the runners counted with the end line; call it after the last stripe. Does nothing when there is no end
   * line: for bare options, and for a truncated recording that was allowed.
   *
   * @throws HooksmithError `ERR_RECORDING` when a count differs.
   */
  verify(counts: { readonly pages: number; readonly records: number }): void;
  close(): Promise<void>;
}

/**
 * Opens a recording, or what people already have: one `options` object, an array of them, or JSON Lines of them, each
 * also packed with gzip; which it is, is told from the bytes (DESIGN 4, C-513, C-515).
 *
 * @throws HooksmithError `ERR_RECORDING` for a missing or empty file, a directory, and a header that is missing or wrong.
 * @example
 * const reader = await openRecording('orders.rec.jsonl');
 * for await (const stripe of reader.stripes()) await replay(stripe);
 * reader.verify({ pages, records });
 * await reader.close();
 */
export async function openRecording(
  path: string,
  options: {
    /** Takes the whole lines of a recording that ends too early. @default false */
    readonly allowTruncated?: boolean;
    /** Limits other than `recordingLimits`. */
    readonly limits?: Partial<RecordingLimits>;
  } = {},
): Promise<RecordingReader> {
  const limits = { ...recordingLimits, ...options.limits };
  const source = await openSource(path, { ratio: limits.ratio });
  try {
    return await makeReader(source, limits, options.allowTruncated ?? false);
  } catch (cause) {
    await source.close();
    throw cause;
  }
}

async function makeReader(
  source: FileSource,
  limits: RecordingLimits,
  allowTruncated: boolean,
): Promise<RecordingReader> {
  const { identity, path } = source;
  const notices: string[] = [];
  const reading: Reading = { source, limits, allowTruncated, notify: (notice) => void notices.push(notice) };
  const detected = await detectShape(reading);
  const header = detected.shape === 'recording' ? detected.header : null;
  const state: { end: { readonly line: EndLine; readonly place: RecordingPlace } | null; isRead: boolean } = {
    end: null,
    isRead: false,
  };

  function begin(): AsyncIterable<Stripe> {
    switch (detected.shape) {
      case 'recording':
        return recordingStripes(reading, detected.seed, (line, place) => {
          state.end = { line, place };
        });
      case 'lines':
        return optionsLineStripes(reading, detected.skip);
      case 'value':
        return optionsValueStripes(reading, detected.skip);
    }
  }

  return {
    path,
    identity,
    form: header === null ? 'options' : 'recording',
    header: {
      platform: header?.platform ?? null,
      hook: header?.hook ?? null,
      createdAt: header?.createdAt ?? null,
      step: header?.step ?? null,
      setup: header?.setup ?? {},
    },
    headerText: detected.shape === 'recording' ? detected.text : null,
    isGzip: source.isGzip,
    seed: header?.seed ?? (detected.shape === 'recording' ? detected.seed : '0'.repeat(16)),
    sizeBytes: identity.size,
    get notice() {
      return notices.length === 0 ? null : notices.join('; ');
    },
    stripes() {
      if (state.isRead) throw new Error('stripes() was called twice: a recording is read once');
      state.isRead = true;
      return begin();
    },
    verify({ pages, records }) {
      if (state.end === null) return;
      const { line, place } = state.end;
      for (const [name, said, counted] of [
        ['pages', line.pages, pages],
        ['records', line.records, records],
      ] as const) {
        if (said === counted) continue;
        throw recordingError(path, `the end line counts ${said} ${name}, the recording holds ${counted} (R-505)`, {
          place,
          next: [restoreIt],
        });
      }
    },
    close: () => source.close(),
  };
}
