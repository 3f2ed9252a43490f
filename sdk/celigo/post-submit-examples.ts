import type { Contract, JsonValue } from '../contract.ts';
import { exampleImportContext } from './example-context.ts';

const reason: JsonValue = { code: 'NO_STOCK', message: 'nothing left in LEEDS' };
const skipped: JsonValue = { statusCode: 200, errors: [], ignored: true };
const nullIgnored: JsonValue = { statusCode: 200, errors: [], ignored: null };

/** Examples of postSubmit's schemas; they run as tests. */
export const postSubmitExamples: Contract['examples'] = {
  input: [
    {
      shows: 'a whole call: one record written, one refused by the destination',
      value: {
        ...exampleImportContext,
        preMapData: [{ sku: 'PENCIL-HB' }, { sku: 'RULER-30' }],
        postMapData: [{ item: 'PENCIL-HB' }, { item: 'RULER-30' }],
        responseData: [
          { statusCode: 200, errors: [], ignored: false, id: 5501, _json: { id: 5501 } },
          {
            statusCode: 422,
            errors: [{ code: 'DUP_ITEM', message: 'is there already', source: 'application', retryDataKey: 'rk-9' }],
            ignored: false,
            dataURI: 'https://erp.example/items/9',
          },
        ],
      },
    },
    { shows: 'an empty page', value: page([]) },
    { shows: 'an element as it was seen in a recording, without `ignored` (C-242)', value: page([recorded(17)]) },
    {
      shows: 'an element without `errors` (C-243) and one that was skipped',
      value: page([{ statusCode: 200 }, skipped]),
    },
    { shows: '401, which means offline in the 1.0 contract (C-011)', value: page([{ statusCode: 401, errors: [] }]) },
  ],
  output: [
    { shows: 'the result for an empty page', value: [] },
    { shows: 'elements as they came', value: [recorded(17), skipped] },
    {
      shows: 'a skipped record that was made an error',
      value: [{ statusCode: 422, errors: [reason], ignored: false }],
    },
    { shows: 'success with a logged error (C-246)', value: [{ statusCode: 200, errors: [reason], id: '17' }] },
    { shows: 'own fields in an element, which stay open', value: [{ statusCode: 403, errors: [], attempt: 2 }] },
  ],
};

/** Values that postSubmit's schemas refuse, with the place that the refusal names. */
export const postSubmitAntiExamples: Contract['antiExamples'] = {
  input: [
    { shows: 'no postMapData (C-240)', path: '', value: { preMapData: [], responseData: [] } },
    {
      shows: 'a responseData that is no array (C-850)',
      path: '/responseData',
      value: { preMapData: [], postMapData: [], responseData: { statusCode: 200 } },
    },
    { shows: 'an element without a status (C-241)', path: '/responseData/0', value: page([{ errors: [] }]) },
    {
      shows: '`ignored` as null where absent is meant (C-113)',
      path: '/responseData/0/ignored',
      value: page([nullIgnored]),
    },
    {
      shows: 'settings that are no object (C-120)',
      path: '/settings',
      value: { preMapData: [], postMapData: [], responseData: [], settings: 'none' },
    },
  ],
  output: [
    { shows: 'no array but an object that holds one (C-010)', path: '', value: { responseData: [] } },
    { shows: 'no result at all: undefined arrives as null (C-244)', path: '', value: null },
    { shows: 'an element that is null', path: '/1', value: [{ statusCode: 200 }, null] },
    { shows: 'an element without a status (C-241)', path: '/0', value: [{ errors: [], ignored: false }] },
    { shows: 'a status that the platform does not know (C-011)', path: '/0/statusCode', value: [{ statusCode: 500 }] },
    { shows: 'a status as text (C-011)', path: '/0/statusCode', value: [{ statusCode: '200' }] },
    {
      shows: 'errors as plain strings (C-140)',
      path: '/0/errors/0',
      value: [{ statusCode: 422, errors: ['no stock'] }],
    },
    {
      shows: 'an error without a message (C-140)',
      path: '/0/errors/0',
      value: [{ statusCode: 422, errors: [{ code: 'NO_STOCK' }] }],
    },
    { shows: '`ignored` as text (C-241)', path: '/0/ignored', value: [{ statusCode: 200, ignored: 'false' }] },
  ],
};

function recorded(id: number): JsonValue {
  return { id, statusCode: 200, errors: [], _json: { id } };
}

function page(responseData: readonly JsonValue[]): JsonValue {
  const records = responseData.map((_, index) => ({ sku: `SKU-${index}` }));
  return { preMapData: records, postMapData: records, responseData };
}
