import { Type } from 'typebox';
import { type Check, defineContract } from '../contract.ts';
import { isJsonObject } from '../json-object.ts';
import { type ImportContext, importContextProperties } from './context.ts';
import { arraysInStep, keepsLength, type PageFacts } from './page-checks.ts';
import { postSubmitAntiExamples, postSubmitExamples } from './post-submit-examples.ts';
import { ResponseItem } from './response-item.ts';
import { breachCode, celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';
import type { StackHook } from './stack-hook.ts';

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
export type PostSubmitCallback<PreMap = unknown, PostMap = unknown, Json = unknown> = StackHook<
  PostSubmitOptions<PreMap, PostMap, Json>,
  readonly ResponseItem[]
>;

/** What the checks of postSubmit know of the page. */
interface PostSubmitFacts extends PageFacts {
  /** Records that came ignored: their index, and their status. */
  readonly ignored: readonly (readonly [index: number, statusCode: number])[];
}

function listIgnored(items: readonly ResponseItem[]): PostSubmitFacts['ignored'] {
  return items.flatMap(({ ignored, statusCode }, index) => (ignored === true ? [[index, statusCode] as const] : []));
}

/** C-246: a record that stays ignored is no error, whatever status it is given. */
const failsNoIgnored: Check<PostSubmitFacts, readonly unknown[]> = {
  name: 'failsNoIgnored',
  rule: 'C-246',
  run(output, { ignored }) {
    if (!Array.isArray(output)) return [];
    return ignored.flatMap(([index, was]) => {
      const item: unknown = output[index];
      if (!isJsonObject(item) || item['ignored'] !== true) return [];
      const { statusCode } = item;
      if (statusCode === was || statusCode === 200) return [];
      const message = `result[${index}] is given statusCode ${JSON.stringify(statusCode)} and stays ignored, so it counts as ignored and not as an error; set ignored to false as well`;
      return [
        { code: 'no-effect', rule: 'C-246', severity: 'warning', path: `/${index}/statusCode`, message } as const,
      ];
    });
  },
};

/** Celigo's postSubmit: runs after a page was submitted, and may change what became of its records (C-240 to C-248). */
export const postSubmit = defineContract<typeof PostSubmitOptions, typeof PostSubmitResult, PostSubmitFacts>({
  ...celigoHook('postSubmit'),
  summary: 'Runs after an import has submitted a page; returns responseData, one element for each record.',
  input: PostSubmitOptions,
  output: PostSubmitResult,
  examples: postSubmitExamples,
  antiExamples: postSubmitAntiExamples,
  calls: celigoCalls({ defaultNames: ['postSubmit'], forms: 'both' }),
  failure: 'page',
  rules: celigoRulesOf({ threw: 'C-006', shape: 'C-010' }),
  assumptions: {
    ...celigoAssumptions,
    rereadResponseData: { rule: 'C-245', default: true },
    postSubmitOutcome: { rule: 'C-246', default: 'ignoredFirst', choices: ['ignoredFirst', 'statusFirst'] },
    droppedRecordsInResponseData: { rule: 'C-248', default: true },
  },
  countRecords: (options) => options.responseData.length,
  recordArrays: ['preMapData', 'postMapData', 'responseData'],
  facts: ({ responseData }) => ({ records: responseData.length, ignored: listIgnored(responseData) }),
  inputChecks: [
    arraysInStep({
      names: ['preMapData', 'postMapData', 'responseData'],
      rule: 'C-248',
      exempts: (_options, assumptions) => assumptions['droppedRecordsInResponseData'] === false,
      otherwise: 'set droppedRecordsInResponseData to false',
    }),
  ],
  checks: [keepsLength('postSubmit'), failsNoIgnored],
  outputRecords: 'items',
  storedError: storedErrorOf('post_submit_hook'),
  breachCode,
});
