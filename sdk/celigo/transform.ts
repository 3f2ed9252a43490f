import { Type } from 'typebox';
import { type Check, defineContract } from '../contract.ts';
import { nameType } from './name-type.ts';
import { RecordLevelOptions, recordLevelAntiExamples, recordLevelHook } from './record-level.ts';
import { celigoAssumptions, celigoRulesOf, storedErrorOf } from './script.ts';
import { transformExamples } from './transform-examples.ts';

/** `options` of a transform (C-270). */
export const TransformOptions = RecordLevelOptions;
/** `options` of a transform with the author's own type for the record (or for a group: an array of rows, C-270). */
export type TransformOptions<In = unknown> = RecordLevelOptions<In>;

/** The result of a transform: the new record (C-270). What no record at all does is an option, so a check reads it (C-281). */
export const TransformResult = Type.Unknown({ rule: 'C-270' });

/**
 * A transform as a script has it (C-001): what it returns replaces the record (C-270).
 *
 * @example
 * const transform: Transform<Item, ErpItem> = ({ record }) => ({ ...record, price: Number(record.price) });
 */
export type Transform<In = unknown, Out extends object = object> = (options: TransformOptions<In>) => Out;

/** C-270, C-281: the new record is an object or an array; what nothing does is an option. */
const givesRecord: Check<null, unknown> = {
  name: 'givesRecord',
  rule: 'C-270',
  run(output, _facts, { transformUndefined }) {
    if (typeof output === 'object' && output !== null) return [];
    if (output !== undefined) {
      const message = `the result must be the new record, an object or an array; got ${nameType(output)}`;
      return [{ code: 'bad-shape', rule: 'C-270', severity: 'error', path: '', message }];
    }
    const isDropped = transformUndefined === 'drop';
    const effect = isDropped ? 'so the record is taken to be dropped (transformUndefined)' : 'so nothing can go on';
    const message = `the transform returned nothing, ${effect}; return the record`;
    return [{ code: 'bad-shape', rule: 'C-281', severity: isDropped ? 'warning' : 'error', path: '', message }];
  },
};

/** Celigo's transform as a script: runs in an export for each record and gives the new one (C-270, C-274, C-281). */
export const transform = defineContract<typeof TransformOptions, typeof TransformResult, null>({
  ...recordLevelHook('transform', 'transform'),
  summary: 'Runs for each record of an export; returns the record that takes its place.',
  input: TransformOptions,
  output: TransformResult,
  examples: transformExamples,
  antiExamples: { input: recordLevelAntiExamples, output: [] },
  rules: celigoRulesOf({ threw: 'C-008', shape: 'C-270' }),
  assumptions: {
    ...celigoAssumptions,
    transformUndefined: { rule: 'C-281', default: 'error', choices: ['error', 'drop'] },
  },
  facts: () => null,
  checks: [givesRecord],
  storedError: storedErrorOf('transformation'),
});
