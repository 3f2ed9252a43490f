import { Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { type ImportContext, importContextProperties } from './context.ts';
import { decidesEachRecord, ElementResult, elementAssumptions, readsDataAndErrors } from './element-result.ts';
import { keepsLength, type PageFacts } from './page-checks.ts';
import { preMapAntiExamples, preMapExamples } from './pre-map-examples.ts';
import { recordOrGroup } from './record.ts';
import { breachCode, celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';
import type { StackHook } from './stack-hook.ts';

/** `options` of preMap (C-220). */
export const PreMapOptions = Type.Object(
  {
    ...importContextProperties,
    /** The records of the page; arrays of rows when they are grouped (C-226). */
    data: Type.Array(recordOrGroup('C-226'), { rule: 'C-220' }),
  },
  { rule: 'C-220' },
);

/** `options` of preMap with the author's own type for a record (or for a group: an array of rows, C-226). */
export type PreMapOptions<In = unknown> = ImportContext & {
  /** The records of the page; arrays of rows when they are grouped (C-220, C-226). */
  data: In[];
};

/** The result of preMap: one element for each record, in the same order (C-005, C-220). */
export const PreMapResult = Type.Array(ElementResult, { rule: 'C-220' });

/**
 * A preMap hook as a script has it (C-001).
 *
 * @example
 * const preMap: PreMap<Item> = (options) =>
 *   options.data.map((item) => (item.sku === '' ? { errors: [{ code: 'NO_SKU', message: 'no sku' }] } : { data: item }));
 */
export type PreMap<In = unknown, Out = unknown> = (options: PreMapOptions<In>) => readonly ElementResult<Out>[];

/** A preMap hook as a stack has it (C-004). */
export type PreMapCallback<In = unknown, Out = unknown> = StackHook<PreMapOptions<In>, readonly ElementResult<Out>[]>;

/** Celigo's preMap: runs before an import maps a page, and decides about each record (C-220 to C-226). */
export const preMap = defineContract<typeof PreMapOptions, typeof PreMapResult, PageFacts>({
  ...celigoHook('preMap'),
  summary: 'Runs before an import maps a page; returns {data}, {errors}, {data, errors} or {} for each record.',
  input: PreMapOptions,
  output: PreMapResult,
  examples: preMapExamples,
  antiExamples: preMapAntiExamples,
  calls: celigoCalls({ defaultNames: ['preMap'], forms: 'both' }),
  failure: 'page',
  rules: celigoRulesOf({ threw: 'C-006', shape: 'C-010' }),
  assumptions: { ...celigoAssumptions, ...elementAssumptions },
  countRecords: (options) => options.data.length,
  recordArrays: ['data'],
  facts: (options) => ({ records: options.data.length }),
  inputChecks: [],
  checks: [keepsLength('preMap'), decidesEachRecord, readsDataAndErrors],
  outputRecords: 'items',
  storedError: storedErrorOf('pre_map_hook'),
  breachCode,
});
