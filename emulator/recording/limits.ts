/** What a header line says in `format` (DESIGN 4; it replaces the name of R-502's sketch). */
export const recordingFormat = 'hooksmith-recording';

/** The newest major version that this reader understands. */
export const recordingVersion = 1;

/** Limits of a recording; a reader takes others with `limits`. */
export interface RecordingLimits {
  /** UTF-8 bytes of one line, newline excluded; for an array or a pretty-printed file of one `options`. */
  readonly lineBytes: number;
  /** Levels of nesting of `options`, `result` and the like: `{}` is 1, `{"a":[]}` is 2. */
  readonly depth: number;
  /** Records of one page. */
  readonly pageRecords: number;
  /** Uncompressed bytes for each compressed byte, watched from the first MiB on. */
  readonly ratio: number;
}

/** The limits that hold when none are given: 16 MiB a line, depth 128, 10,000 records a page, ratio 200. */
export const recordingLimits: RecordingLimits = Object.freeze({
  lineBytes: 16 * 1024 * 1024,
  depth: 128,
  pageRecords: 10_000,
  ratio: 200,
});

/** Most bytes of a stripe that has more than one line. */
export const stripeBytes = 1024 * 1024;

/**
 * Bytes of a stripe that runners read by themselves: large ones decode faster (S-188), but a small recording must still
 * be cut into enough of them to keep all runners busy.
 */
export function chooseStripeBytes(fileBytes: number): number {
  return Math.min(4 * 1024 * 1024, Math.max(256 * 1024, Math.ceil(fileBytes / 32)));
}

/** A header or end line is small; a longer line cannot be one, so it is never parsed by the host. */
export const frameLineBytes = 64 * 1024;

/** ISO 8601 in UTC, as `Date.prototype.toISOString` writes it, fraction optional. */
export const utcPattern =
  '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?Z$';

/** A sha256 in lower-case hex. */
export const sha256Pattern = '^[0-9a-f]{64}$';
