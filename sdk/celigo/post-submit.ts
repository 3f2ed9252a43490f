import { type Static, Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { CeligoError, type ImportContext, importContextProperties, type StackContext } from './context.ts';
import { arraysInStep, keepsLength } from './post-submit-checks.ts';
import { postSubmitAntiExamples, postSubmitExamples } from './post-submit-examples.ts';
import { breachCode, celigoAssumptions, celigoCalls, celigoLimits, celigoRulesOf, storedErrorOf } from './script.ts';

/** What became of one record: an element of `responseData`, in and out (C-241). */
export const ResponseItem = Type.Object(
  {
    /** 200 success, 422 data error, 403 connection offline; 401 means offline in the 1.0 contract (C-011). */
    statusCode: Type.Enum([200, 422, 403, 401], { rule: 'C-011' }),
    /** Errors of the record; can be missing (C-243), and with 200 they are logged but the record succeeds (C-246). */
    errors: Type.Optional(Type.Array(CeligoError, { rule: 'C-243' })),
    /** True when the record was filtered out or skipped; can be missing (C-242). */
    ignored: Type.Optional(Type.Boolean({ rule: 'C-242' })),
    /** Id that the destination gave the record (C-242). */
    id: Type.Optional(Type.Union([Type.String(), Type.Number()], { rule: 'C-242' })),
    /** The destination's answer for the record (C-241). */
    _json: Type.Optional(Type.Unknown({ rule: 'C-241' })),
    /** Address of the record in the destination; only there for records with errors (C-241). */
    dataURI: Type.Optional(Type.String({ rule: 'C-241' })),
  },
  { rule: 'C-241' },
);
/** One element of `responseData`, with the author's own type for the destination's answer (C-241). */
export type ResponseItem<Json = unknown> = Omit<Static<typeof ResponseItem>, '_json'> & {
  /** The destination's answer for the record (C-241). */
  _json?: Json;
};

/** `options` of postSubmit (C-240). The three arrays go in step: element i of each is record i of the page. */
export const PostSubmitOptions = Type.Object(
  {
    ...importContextProperties,
    /** The records before the mapping (C-240). */
    preMapData: Type.Array(Type.Unknown(), { rule: 'C-240' }),
    /** The records as they were submitted (C-240). */
    postMapData: Type.Array(Type.Unknown(), { rule: 'C-240' }),
    /** What became of each record (C-241); may be edited in place and returned (C-244). */
    responseData: Type.Array(ResponseItem, { rule: 'C-241' }),
  },
  { rule: 'C-240' },
);

/**
 * `options` of postSubmit with the author's own types for a record before and after the mapping, and for the
 * destination's answer.
 */
export type PostSubmitOptions<PreMap = unknown, PostMap = unknown, Json = unknown> = ImportContext & {
  /** The records before the mapping (C-240). */
  preMapData: PreMap[];
  /** The records as they were submitted (C-240). */
  postMapData: PostMap[];
  /** What became of each record (C-241); may be edited in place and returned (C-244). */
  responseData: ResponseItem<Json>[];
};

/** The result of postSubmit: one element for each record, in the same order (C-005, C-244). */
export const PostSubmitResult = Type.Array(ResponseItem, { rule: 'C-244' });

/**
 * A postSubmit hook as a script has it (C-001).
 *
 * @example
 * const postSubmit: PostSubmit = (options) =>
 *   options.responseData.map((item) => (item.ignored ? { ...item, statusCode: 422, ignored: false } : item));
 */
export type PostSubmit<PreMap = unknown, PostMap = unknown, Json = unknown> = (
  options: PostSubmitOptions<PreMap, PostMap, Json>,
) => readonly ResponseItem[];

/** A postSubmit hook as a stack has it: it answers through its callback (C-004). */
export type PostSubmitCallback<PreMap = unknown, PostMap = unknown, Json = unknown> = (
  options: PostSubmitOptions<PreMap, PostMap, Json> & StackContext,
  callback: (error: unknown, result?: readonly ResponseItem[]) => void,
) => void;

/** What the checks of postSubmit know of the page. */
export interface PostSubmitFacts {
  /** Elements of `responseData` as they came in. */
  readonly records: number;
}

/** Celigo's postSubmit: runs after a page was submitted, and may change what became of its records (C-240 to C-248). */
export const postSubmit = defineContract<typeof PostSubmitOptions, typeof PostSubmitResult, PostSubmitFacts>({
  platform: 'celigo',
  hook: 'postSubmit',
  summary: 'Runs after an import has submitted a page; returns responseData, one element for each record.',
  input: PostSubmitOptions,
  output: PostSubmitResult,
  examples: postSubmitExamples,
  antiExamples: postSubmitAntiExamples,
  calls: celigoCalls({ defaultNames: ['postSubmit'], forms: 'both' }),
  failure: 'page',
  rules: celigoRulesOf({ threw: 'C-006', shape: 'C-010' }),
  limits: celigoLimits,
  assumptions: {
    ...celigoAssumptions,
    droppedRecordsInResponseData: { rule: 'C-248', default: true },
  },
  recognises(value) {
    return (
      typeof value === 'object' &&
      value !== null &&
      'responseData' in value &&
      Array.isArray(value.responseData) &&
      'postMapData' in value &&
      Array.isArray(value.postMapData) &&
      !('postResponseMapData' in value) &&
      !('rules' in value)
    );
  },
  countRecords: (options) => options.responseData.length,
  facts: (options) => ({ records: options.responseData.length }),
  inputChecks: [arraysInStep],
  checks: [keepsLength],
  outputRecords: 'items',
  storedError: storedErrorOf('post_submit_hook'),
  breachCode,
});
