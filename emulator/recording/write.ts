import { Buffer } from 'node:buffer';
import { randomBytes } from 'node:crypto';
import type { JsonValue, Setup } from '../../sdk/contract.ts';
import { recordingError } from './fault.ts';
import type { RecordedCall, RecordedError } from './format.ts';
import { buildIndex } from './index.ts';
import { inspectValue } from './inspect-value.ts';
import { recordingFormat, recordingLimits, recordingVersion } from './limits.ts';
import { openLineOutput, type RecordingSummary } from './line-output.ts';
import type { AppendSome } from './output-file.ts';
import { makeRedactor, type RedactionPolicy, redactionVersion } from './redact.ts';

/** One page as it is written; values must be JSON, what is not is left out as `JSON.stringify` leaves it out. */
export interface RecordedPage<Options extends object = object> {
  /** What the platform passed to the hook. */
  readonly options: Options;
  /** Calls of the platform's module that the hook made, with what they gave. */
  readonly calls?: readonly RecordedCall[];
  /** What the hook gave back, when known. */
  readonly result?: unknown;
  /** How the page failed, when it did. */
  readonly error?: RecordedError;
  /** A pipeline's stages by name, in place of `result`. */
  readonly stages?: object;
  /** Where the page comes from; nothing of it is passed to the hook. */
  readonly origin?: object;
}

/** A recording in the making. Await each call: that is what holds back a source that is faster than the disk. */
export interface RecordingWriter<Options extends object = object> {
  /** Writes the next page, redacted, and gives its `seq`. */
  writePage(page: RecordedPage<Options>): Promise<number>;
  /** Writes one HAR 1.2 entry of a page that was written, redacted. */
  writeHttp(page: number, entry: object): Promise<void>;
  /** Writes the end line and gives the file its name. */
  end(): Promise<RecordingSummary>;
  /** Gives up; nothing is left on the disk. */
  abort(): Promise<void>;
  /** How many secrets were replaced so far. */
  readonly redactions: number;
}

/** What `createRecording` is told. */
export interface RecordingOptions<Options extends object = object> {
  /** `celigo`, `patchworks`. */
  readonly platform: string;
  /** Hook as the platform spells it; null for a pipeline. */
  readonly hook: string | null;
  /** Step of a pipeline, such as `import`; absent in a recording of one hook. */
  readonly step?: string;
  /** How hook or step is configured on the platform; absent when nothing is known. */
  readonly setup?: Setup;
  /** Where the pages come from, in words. */
  readonly source: unknown;
  /** What chance is seeded with in a replay. @default taken from the header line */
  readonly seed?: string;
  /** When the import ran. @default now */
  readonly createdAt?: Date;
  /** How many records a page has. */
  countRecords(options: Options): number;
  readonly redaction?: {
    /** @default 'default' */
    readonly policy?: RedactionPolicy;
    readonly extraNames?: readonly string[];
    /** Key of the HMAC. @default 32 random bytes, which are not kept */
    readonly key?: Uint8Array;
  };
  /** Whether an index is made beside the recording. @default false */
  readonly index?: boolean;
  /** How bytes reach the file. @default `fs.write` */
  readonly appendSome?: AppendSome;
}

/**
 * Begins a recording. It is written to a temporary file in the same folder, which takes the name when `end` is called.
 * A name that ends in `.gz` makes it gzip, of members of 1 MiB of lines and more.
 *
 * @throws HooksmithError `ERR_RECORDING` when the file cannot be written; the methods reject with the same, and for a
 *   page over a limit of R-510, of which nothing is written.
 */
export function createRecording<Options extends object = object>(
  path: string,
  options: RecordingOptions<Options>,
): RecordingWriter<Options> {
  const { key = randomBytes(32), ...redaction } = options.redaction ?? {};
  const redactor = makeRedactor({ ...redaction, key });
  const entries = new Map<number, number>();
  const output = openLineOutput(path, {
    isGzip: path.endsWith('.gz'),
    ...(options.appendSome === undefined ? {} : { appendSome: options.appendSome }),
  });
  let pages = 0;
  let records = 0;
  let state: 'open' | 'ended' = 'open';

  /** Makes a line of a frame, which is ours, and of parts, which are the platform's and therefore redacted. */
  function toLine(place: string, frame: object, parts: Readonly<Record<string, unknown>>): Buffer {
    const redacted = Object.entries(parts)
      .filter(([, part]) => part !== undefined)
      .map(([name, part]) => [name, redactor.redact(toJson(path, `${place}: ${name}`, part))] as const);
    const line = Buffer.from(`${JSON.stringify({ ...frame, ...Object.fromEntries(redacted) })}\n`);
    if (line.length - 1 > recordingLimits.lineBytes) {
      throw overLimit(path, `${place} has ${line.length - 1} bytes, the most is ${recordingLimits.lineBytes}`);
    }
    return line;
  }

  function assertOpen(): void {
    if (state !== 'open') throw new Error(`the recording ${path} was ended already`);
  }

  const header = toLine('the header line', describe(options, redactor.policy), {
    source: options.source,
    setup: options.setup,
  });
  const start = output.write(header);
  // `end` waits for it; until then a failure must not count as unhandled.
  start.catch(() => {});

  return {
    async writePage({ options: input, calls, result, error, stages, origin }) {
      assertOpen();
      const seq = pages;
      const count = options.countRecords(input);
      if (count > recordingLimits.pageRecords) {
        throw overLimit(path, `page ${seq} has ${count} records, the most is ${recordingLimits.pageRecords}`);
      }
      // A result comes last: there a replay finds the text that it compares first.
      const line = toLine(
        `page ${seq}`,
        { kind: 'page', seq },
        { options: input, calls, error, stages, origin, result },
      );
      pages += 1;
      records += count;
      await output.write(line);
      return seq;
    },
    async writeHttp(page, entry) {
      assertOpen();
      if (!Number.isInteger(page) || page < 0 || page >= pages) throw new Error(`page ${page} was not written yet`);
      const n = entries.get(page) ?? 0;
      const line = toLine(`entry ${n} of page ${page}`, { kind: 'http', page, n }, { entry });
      entries.set(page, n + 1);
      await output.write(line);
    },
    async end() {
      assertOpen();
      state = 'ended';
      try {
        await start;
      } catch (cause) {
        await output.discard();
        throw cause;
      }
      const summary = await output.finish({ pages, records });
      await output.commit();
      if (options.index === true) await buildIndex(path);
      return summary;
    },
    async abort() {
      if (state === 'ended') return;
      state = 'ended';
      await output.discard();
    },
    get redactions() {
      return redactor.count;
    },
  };
}

function describe(
  {
    createdAt = new Date(),
    hook,
    step,
    platform,
    seed,
  }: Pick<RecordingOptions, 'createdAt' | 'hook' | 'step' | 'platform' | 'seed'>,
  policy: RedactionPolicy,
): object {
  return {
    kind: 'header',
    format: recordingFormat,
    version: recordingVersion,
    platform,
    ...(hook === null ? {} : { hook }),
    ...(step === undefined ? {} : { step }),
    createdAt: createdAt.toISOString(),
    ...(seed === undefined ? {} : { seed }),
    redaction: { policy, version: redactionVersion },
  };
}

/** What will be written, with every `toJSON` called: redaction must see the values that reach the file. */
function toJson(path: string, place: string, value: unknown): JsonValue {
  const { depth } = recordingLimits;
  if (inspectValue(value, { maxDepth: depth }).tooDeep) {
    throw overLimit(path, `${place} is nested more than ${depth} levels deep`);
  }
  try {
    return JSON.parse(JSON.stringify(value));
  } catch (cause) {
    throw recordingError(path, `${place} is no JSON value`, { next: ['Record plain data only.'], cause });
  }
}

function overLimit(path: string, what: string): Error {
  return recordingError(path, `${what} (R-510)`, { next: ['Record smaller pages.'] });
}
