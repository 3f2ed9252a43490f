import { type Static, Type } from 'typebox';
import type { AntiExample, Example, Setup } from '../../sdk/contract.ts';
import { recordingFormat, recordingVersion, sha256Pattern, utcPattern } from './limits.ts';

// typebox takes long to load: only tests and the build import this file's values, the replay imports its types alone
// and checks lines with line-check.ts. A test holds the two together.

const maxInteger = Number.MAX_SAFE_INTEGER;
const count = (description: string) => Type.Integer({ minimum: 0, maximum: maxInteger, description });
const anyObject = (description: string) =>
  Type.Unsafe<Readonly<Record<string, unknown>>>({ type: 'object', description });

/** First line of a recording: what it holds and how it was made. */
export const HeaderLine = Type.Object({
  /** Always `header`. */
  kind: Type.Literal('header'),
  /** Always `hooksmith-recording`. */
  format: Type.Literal(recordingFormat),
  /** Major version of the format; a newer one is refused. */
  version: Type.Integer({ minimum: 1, maximum: recordingVersion }),
  /** Platform whose import was recorded: `celigo`, `patchworks`. */
  platform: Type.String({ minLength: 1 }),
  /** Hook that was recorded; absent in a recording of a whole pipeline. */
  hook: Type.Optional(Type.String({ minLength: 1 })),
  /** Step whose pages were recorded, such as `import`; in a recording of a pipeline, in place of `hook`. */
  step: Type.Optional(Type.String({ minLength: 1 })),
  /** How hook or step was configured on the platform. */
  setup: Type.Optional(Type.Unsafe<Setup>({ type: 'object' })),
  /** When it was recorded, ISO 8601 in UTC; the clock of a replay starts here. */
  createdAt: Type.String({ pattern: utcPattern }),
  /** What chance is seeded with in a replay; absent where that comes from the header line itself (S-211). */
  seed: Type.Optional(Type.String({ minLength: 1 })),
  /** Where it came from, in the recorder's own words. */
  source: Type.Optional(Type.Unknown()),
  /** Redaction that was applied before the first byte was written. */
  redaction: Type.Optional(Type.Unknown()),
});
/** First line of a recording. */
export type HeaderLine = Readonly<Static<typeof HeaderLine>>;

/** The failure that the platform stored when the page was recorded. */
export const RecordedError = Type.Object({
  /** The platform's own code. */
  code: Type.String(),
  /** The platform's own text. */
  message: Type.String(),
});
/** The failure that the platform stored when the page was recorded. */
export type RecordedError = Readonly<Static<typeof RecordedError>>;

/** One call of the platform's module that the hook made while it worked on the page, and what it got. */
export const RecordedCall = Type.Object({
  /** Area and function, such as `exports.run`. */
  call: Type.String({ minLength: 1 }),
  /** Arguments as JSON. */
  arguments: Type.Unsafe<readonly unknown[]>({ type: 'array' }),
  /** What the call returned; absent when that was undefined. */
  result: Type.Optional(Type.Unknown()),
  /** What it threw, in place of `result`. */
  error: Type.Optional(Type.Object({ message: Type.String(), code: Type.Optional(Type.String()) })),
});
/** One call of the platform's module that the hook made while it worked on the page, and what it got. */
export type RecordedCall = Readonly<Static<typeof RecordedCall>>;

/** One page: what the hook is given and, when known, what the platform got back (DESIGN 4). */
export const PageLine = Type.Object({
  /** Always `page`. */
  kind: Type.Literal('page'),
  /** Number of the page, from 0. */
  seq: count('Number of the page, from 0'),
  /** What the platform passes to the hook, unchanged but for redaction. */
  options: anyObject('What the platform passes to the hook'),
  /** Calls of the platform's module, in the order in which they were made. */
  calls: Type.Optional(Type.Array(RecordedCall)),
  /** What the hook gave back when it was recorded. */
  result: Type.Optional(Type.Unknown()),
  /** How the page failed when it was recorded. */
  error: Type.Optional(RecordedError),
  /** A pipeline's stages by name, in place of `result`. */
  stages: Type.Optional(anyObject("A pipeline's stages by name")),
  /** Where the page comes from, such as the trace keys of its records; nothing of it is passed to the hook. */
  origin: Type.Optional(anyObject('Where the page comes from')),
});
/** One page of a recording. */
export type PageLine = Readonly<Static<typeof PageLine>>;

/** One HTTP exchange of a page, as a HAR 1.2 entry. */
export const HttpLine = Type.Object({
  /** Always `http`. */
  kind: Type.Literal('http'),
  /** `seq` of the page it belongs to. */
  page: count('seq of the page it belongs to'),
  /** Number within the page, from 0. */
  n: count('Number within the page, from 0'),
  /** HAR 1.2 entry. */
  entry: anyObject('HAR 1.2 entry'),
});
/** One HTTP exchange of a page. */
export type HttpLine = Readonly<Static<typeof HttpLine>>;

/** Last line: counts and hash of all before it; without it the recording is truncated. */
export const EndLine = Type.Object({
  /** Always `end`. */
  kind: Type.Literal('end'),
  /** Page lines in the recording. */
  pages: count('Page lines'),
  /** Records in all pages. */
  records: count('Records in all pages'),
  /** Uncompressed bytes before this line. */
  bytes: count('Uncompressed bytes before this line'),
  /** sha256 of those bytes, lower-case hex. */
  sha256: Type.String({ pattern: sha256Pattern }),
});
/** Last line of a recording. */
export type EndLine = Readonly<Static<typeof EndLine>>;

const header = {
  kind: 'header',
  format: recordingFormat,
  version: 1,
  platform: 'celigo',
  createdAt: '2025-03-04T09:15:00.000Z',
} as const;
const sha256 = '21be54649efce358d721f85921df31623d5b7f320485c7dec81b5addb171c858';
const end = { kind: 'end', pages: 1, records: 20, bytes: 1295, sha256 } as const;

/** Examples of each kind of line; they run as tests against the schema and the hand check. */
export const lineExamples: Readonly<Record<'header' | 'page' | 'http' | 'end', readonly Example[]>> = {
  header: [
    { value: { ...header, hook: 'postSubmit' }, shows: 'a recording of one hook' },
    { value: { ...header, step: 'import' }, shows: 'a recording of a pipeline, which has a step and no hook' },
    { value: { ...header, hook: 'branching', setup: { branches: 2 } }, shows: 'how the hook is attached' },
    {
      value: { ...header, hook: 'postSubmit', seed: 'be20a1f7' },
      shows: 'a copy that keeps the chance of its original',
    },
    {
      value: { ...header, hook: 'postSubmit', source: 'har', redaction: { policy: 'default', version: 1 }, limits: {} },
      shows: 'its source, its redaction and a field that this version does not know (R-508)',
    },
  ],
  page: [
    { value: { kind: 'page', seq: 0, options: {} }, shows: 'a page of which only the input is known' },
    {
      value: { kind: 'page', seq: 1, options: { a: 1 }, result: null },
      shows: 'a result, which may be any JSON value',
    },
    {
      value: { kind: 'page', seq: 2, options: {}, error: { code: 'TypeError', message: 'a is undefined' } },
      shows: 'a page that failed when it was recorded',
    },
    { value: { kind: 'page', seq: 3, options: {}, stages: { preMap: {} } }, shows: 'a page of a pipeline' },
    {
      value: {
        kind: 'page',
        seq: 4,
        options: {},
        calls: [
          { call: 'exports.run', arguments: [{ _id: 'e1' }], result: { data: [], errors: [] } },
          { call: 'imports.get', arguments: ['i1'] },
          { call: 'flows.run', arguments: [{ _id: 'f1' }], error: { message: 'no such flow', code: 'not_found' } },
        ],
        result: [],
      },
      shows: 'calls of the platform: one with a result, one without, one that failed',
    },
    { value: { kind: 'page', seq: 4, options: {}, origin: { traceKeys: ['A-1'] } }, shows: 'where its record is from' },
  ],
  http: [{ value: { kind: 'http', page: 0, n: 0, entry: { time: 41 } }, shows: 'one HAR entry of page 0' }],
  end: [
    { value: end, shows: 'the trailer of one page of 20 records' },
    { value: { ...end, pages: 0, records: 0, tool: 'x' }, shows: 'no page, and a field that is not known (R-508)' },
  ],
};

/** Values that are no such line, with the JSON Pointer at which they are refused. */
export const lineAntiExamples: Readonly<Record<'header' | 'page' | 'http' | 'end', readonly AntiExample[]>> = {
  header: [
    { value: { ...header, format: 'hook-recording' }, shows: 'another format', path: '/format' },
    { value: { ...header, version: 2 }, shows: 'a newer version (R-508)', path: '/version' },
    { value: { ...header, version: '1' }, shows: 'a version that is text', path: '/version' },
    { value: { ...header, platform: '' }, shows: 'no platform name', path: '/platform' },
    { value: { ...header, hook: null }, shows: 'a hook that is null instead of absent', path: '/hook' },
    { value: { ...header, step: '' }, shows: 'a step without a name', path: '/step' },
    { value: { ...header, seed: 7 }, shows: 'a seed that is a number', path: '/seed' },
    { value: { ...header, setup: [] }, shows: 'a setup that is an array', path: '/setup' },
    { value: { ...header, createdAt: '2025-03-04 09:15' }, shows: 'a time without zone', path: '/createdAt' },
    { value: { kind: 'header' }, shows: 'fields that are missing', path: '' },
    { value: [], shows: 'an array', path: '' },
  ],
  page: [
    { value: { kind: 'page', seq: -1, options: {} }, shows: 'a number below 0', path: '/seq' },
    { value: { kind: 'page', seq: 0.5, options: {} }, shows: 'a number with a fraction', path: '/seq' },
    { value: { kind: 'page', seq: 0, options: [] }, shows: 'options that are an array', path: '/options' },
    { value: { kind: 'page', seq: 0 }, shows: 'no options', path: '' },
    { value: { kind: 'page', seq: 0, options: {}, error: { code: 'E' } }, shows: 'no message', path: '/error' },
    {
      value: { kind: 'page', seq: 0, options: {}, error: { code: 1, message: '' } },
      shows: 'a code that is a number',
      path: '/error/code',
    },
    { value: { kind: 'page', seq: 0, options: {}, stages: null }, shows: 'stages that are null', path: '/stages' },
    { value: { kind: 'page', seq: 0, options: {}, calls: {} }, shows: 'calls that are no array', path: '/calls' },
    {
      value: { kind: 'page', seq: 0, options: {}, calls: [{ call: 'exports.run' }] },
      shows: 'a call without arguments',
      path: '/calls/0',
    },
    {
      value: { kind: 'page', seq: 0, options: {}, calls: [{ call: '', arguments: [] }] },
      shows: 'a call without a name',
      path: '/calls/0/call',
    },
    {
      value: {
        kind: 'page',
        seq: 0,
        options: {},
        calls: [{ call: 'x', arguments: [], error: { message: 'm', code: 4 } }],
      },
      shows: 'the code of a failed call that is a number',
      path: '/calls/0/error/code',
    },
    { value: { kind: 'page', seq: 0, options: {}, origin: 'x' }, shows: 'an origin that is text', path: '/origin' },
  ],
  http: [
    { value: { kind: 'http', page: '0', n: 0, entry: {} }, shows: 'a page number that is text', path: '/page' },
    { value: { kind: 'http', page: 0, n: 0, entry: [] }, shows: 'an entry that is an array', path: '/entry' },
  ],
  end: [
    { value: { ...end, sha256: sha256.toUpperCase() }, shows: 'a hash in upper case', path: '/sha256' },
    { value: { ...end, pages: -1 }, shows: 'a count below 0', path: '/pages' },
    { value: { ...end, bytes: 1e300 }, shows: 'a count beyond 2^53', path: '/bytes' },
    { value: { kind: 'end', pages: 1, records: 1, bytes: 1 }, shows: 'no hash', path: '' },
  ],
};
