import { type Static, Type } from 'typebox';
import { defineContract } from '../../contract.ts';
import { importContextProperties } from '../context.ts';
import { keepsLength, type PageFacts } from '../page-checks.ts';
import { ResponseItem } from '../response-item.ts';
import { celigoAssumptions, celigoCalls, celigoLimits, celigoRulesOf, storedErrorOf } from '../script.ts';

/** What a function that stands in for the mapping is called with: once for each record. */
const MappingOptions = Type.Object(
  {
    ...importContextProperties,
    /** The record as the mapping gets it: after preMap (C-221). */
    record: Type.Unknown({ rule: 'C-221' }),
  },
  { rule: 'C-015' },
);

/** The mapped record: an object, or an array for one-row-to-many and grouped mapping (C-231). */
const MappedRecord = Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Array(Type.Unknown())], {
  rule: 'C-231',
});

/**
 * The author's own function in the place of the platform's mapping (C-015), so that a pipeline can be replayed with records
 * that the recording has no mapping of. No hook of the platform.
 */
export const mappingFunction = defineContract<typeof MappingOptions, typeof MappedRecord, null>({
  platform: 'celigo',
  hook: 'mapping',
  summary: "Stands in for an import's mapping: gets one record, returns the mapped one.",
  input: MappingOptions,
  output: MappedRecord,
  examples: {
    input: [
      { shows: 'a record', value: { record: { sku: 'PENCIL-HB' } } },
      { shows: 'a group of rows', value: { record: [{ sku: 'PENCIL-HB' }, { sku: 'RULER-30' }] } },
      { shows: 'a record with its context', value: { record: {}, _importId: '65a0000000000000000000f2' } },
    ],
    output: [
      { shows: 'a mapped record', value: { item: 'PENCIL-HB' } },
      { shows: 'one row that became many', value: [{ item: 'PENCIL-HB' }, { item: 'RULER-30' }] },
      { shows: 'an empty record', value: {} },
    ],
  },
  antiExamples: {
    input: [
      { shows: 'no record', path: '', value: { data: [] } },
      { shows: 'a context id that is no text', path: '/_importId', value: { record: {}, _importId: 7 } },
    ],
    output: [
      { shows: 'nothing', path: '', value: null },
      { shows: 'text', path: '', value: 'PENCIL-HB' },
      { shows: 'a number', path: '', value: 7 },
      { shows: 'a flag', path: '', value: true },
    ],
  },
  calls: celigoCalls({ defaultNames: ['mapping'], forms: 'both' }),
  failure: 'record',
  rules: celigoRulesOf({ threw: 'C-015', shape: 'C-231' }),
  limits: celigoLimits,
  assumptions: celigoAssumptions,
  recognises: () => false,
  countRecords: () => 1,
  facts: () => null,
  inputChecks: [],
  checks: [],
  outputRecords: null,
  storedError: storedErrorOf('mapping'),
  breachCode: null,
});

/** What a function that stands in for the submit is called with: once for each page. */
const SubmitOptions = Type.Object(
  {
    ...importContextProperties,
    /** The records before the mapping (C-240). */
    preMapData: Type.Array(Type.Unknown(), { rule: 'C-240' }),
    /** The records to submit (C-240). */
    postMapData: Type.Array(Type.Unknown(), { rule: 'C-240' }),
  },
  { rule: 'C-412' },
);

/** What became of each record (C-241). */
const SubmitResult = Type.Array(ResponseItem, { rule: 'C-241' });

const two = { preMapData: [{ sku: 'A' }, { sku: 'B' }], postMapData: [{ item: 'A' }, { item: 'B' }] };

/**
 * The author's own function in the place of the submit (C-412): gets the records that would be sent, gives an element of
 * responseData for each. No hook of the platform; the wrapper `import` has nearly the same shape (C-308).
 */
export const submitFunction = defineContract<typeof SubmitOptions, typeof SubmitResult, PageFacts>({
  platform: 'celigo',
  hook: 'submit',
  summary: "Stands in for an import's submit: gets the mapped records, returns responseData.",
  input: SubmitOptions,
  output: SubmitResult,
  examples: {
    input: [
      { shows: 'two records', value: two },
      { shows: 'an empty page', value: { preMapData: [], postMapData: [] } },
      { shows: 'records with their context', value: { ...two, _importId: '65a0000000000000000000f2' } },
    ],
    output: [
      { shows: 'both written', value: [{ statusCode: 200 }, { statusCode: 200, id: 7 }] },
      {
        shows: 'one refused',
        value: [{ statusCode: 200 }, { statusCode: 422, errors: [{ code: 'E', message: 'no' }] }],
      },
      { shows: 'an empty page', value: [] },
    ],
  },
  antiExamples: {
    input: [
      { shows: 'no postMapData', path: '', value: { preMapData: [] } },
      { shows: 'a postMapData that is no array', path: '/postMapData', value: { preMapData: [], postMapData: {} } },
    ],
    output: [
      { shows: 'an object that holds the array', path: '', value: { responseData: [] } },
      { shows: 'nothing', path: '', value: null },
      { shows: 'a status that the platform does not know', path: '/0/statusCode', value: [{ statusCode: 500 }] },
      { shows: 'an element without a status', path: '/0', value: [{}] },
    ],
  },
  calls: celigoCalls({ defaultNames: ['submit'], forms: 'both' }),
  failure: 'page',
  rules: celigoRulesOf({ threw: 'C-412', shape: 'C-241' }),
  limits: celigoLimits,
  assumptions: celigoAssumptions,
  recognises: () => false,
  countRecords: (options: Static<typeof SubmitOptions>) => options.postMapData.length,
  facts: (options) => ({ records: options.postMapData.length }),
  inputChecks: [],
  checks: [keepsLength('submit', 'C-412')],
  outputRecords: 'items',
  storedError: storedErrorOf('application'),
  breachCode: null,
});
