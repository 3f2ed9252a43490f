import { Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { type ImportContext, importContextProperties } from './context.ts';
import { elementAntiExamples, elementExamples } from './element-examples.ts';
import { decidesEachRecord, ElementResult, elementAssumptions, readsDataAndErrors } from './element-result.ts';
import { arraysInStep, keepsLength, type PageFacts } from './page-checks.ts';
import { postMapInputAntiExamples, postMapInputExamples } from './post-map-examples.ts';
import { breachCode, celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';
import type { StackHook } from './stack-hook.ts';

/** `options` of postMap (C-230). The two arrays go in step: element i of each is record i of the page. */
export const PostMapOptions = Type.Object(
  {
    ...importContextProperties,
    /** The records before the mapping (C-230). */
    preMapData: Type.Array(Type.Unknown(), { rule: 'C-230' }),
    /** The records as the mapping made them (C-230); one can be an array (C-231). */
    postMapData: Type.Array(Type.Unknown(), { rule: 'C-230' }),
  },
  { rule: 'C-230' },
);

/** `options` of postMap with the author's own types for a record before and after the mapping. */
export type PostMapOptions<In = unknown, Mapped = unknown> = ImportContext & {
  /** The records before the mapping (C-230). */
  preMapData: In[];
  /** The records as the mapping made them (C-230); one can be an array (C-231). */
  postMapData: Mapped[];
};

/** The result of postMap: one element for each mapped record, in the same order (C-005, C-230). */
export const PostMapResult = Type.Array(ElementResult, { rule: 'C-230' });

/**
 * A postMap hook as a script has it (C-001).
 *
 * @example
 * const postMap: PostMap<Item, ErpItem> = (options) =>
 *   options.postMapData.map((item) => ({ data: { ...item, location: 'LEEDS' } }));
 */
export type PostMap<In = unknown, Mapped = unknown, Out = unknown> = (
  options: PostMapOptions<In, Mapped>,
) => readonly ElementResult<Out>[];

/** A postMap hook as a stack has it (C-004). */
export type PostMapCallback<In = unknown, Mapped = unknown, Out = unknown> = StackHook<
  PostMapOptions<In, Mapped>,
  readonly ElementResult<Out>[]
>;

/** Celigo's postMap: runs when an import has mapped a page, and decides about each record (C-230 to C-234). */
export const postMap = defineContract<typeof PostMapOptions, typeof PostMapResult, PageFacts>({
  ...celigoHook('postMap'),
  summary: 'Runs when an import has mapped a page; returns {data}, {errors}, {data, errors} or {} for each record.',
  input: PostMapOptions,
  output: PostMapResult,
  examples: { input: postMapInputExamples, output: elementExamples },
  antiExamples: { input: postMapInputAntiExamples, output: elementAntiExamples },
  calls: celigoCalls({ defaultNames: ['postMap'], forms: 'both' }),
  failure: 'page',
  rules: celigoRulesOf({ threw: 'C-006', shape: 'C-010' }),
  assumptions: { ...celigoAssumptions, ...elementAssumptions },
  countRecords: (options) => options.postMapData.length,
  recordArrays: ['preMapData', 'postMapData'],
  facts: (options) => ({ records: options.postMapData.length }),
  inputChecks: [arraysInStep({ names: ['preMapData', 'postMapData'], rule: 'C-230' })],
  checks: [keepsLength('postMap'), decidesEachRecord, readsDataAndErrors],
  outputRecords: 'items',
  storedError: storedErrorOf('post_map_hook'),
  breachCode,
});
