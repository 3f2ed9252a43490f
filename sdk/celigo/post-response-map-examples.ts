import type { Contract, JsonValue } from '../contract.ts';
import { exampleExportContext, exampleImportContext } from './example-context.ts';

const orders: readonly JsonValue[] = [{ orderNo: 'AF-1001' }, { orderNo: 'AF-1002' }];
const found: JsonValue = { statusCode: 200, errors: [], ignored: false, data: [{ stock: 12 }] };
const foundNothing: JsonValue = { statusCode: 200, errors: [], ignored: false, data: [] };
const written: JsonValue = { statusCode: 200, errors: [], ignored: false, id: 5501, _json: { id: 5501 } };

/** Examples of postResponseMap's schemas; they run as tests. */
export const postResponseMapExamples: Contract['examples'] = {
  input: [
    {
      shows: 'a whole call on a lookup',
      value: {
        ...exampleExportContext,
        postResponseMapData: orders,
        responseData: [found, foundNothing],
        oneToMany: false,
      },
    },
    {
      shows: 'a whole call on an import',
      value: { ...exampleImportContext, postResponseMapData: [{ orderNo: 'AF-1001' }], responseData: [written] },
    },
    {
      shows: 'a step on child records, whose answers are counted otherwise',
      value: step([{ lines: [{}, {}] }], [written, written], { oneToMany: true, pathToMany: 'lines' }),
    },
    { shows: 'data that is null (C-267)', value: step([{ orderNo: 'AF-1001' }], [written], { data: null }) },
    { shows: 'an empty page', value: step([], []) },
  ],
  output: [
    { shows: 'the records with more in them', value: [{ orderNo: 'AF-1001', stock: 12 }, { orderNo: 'AF-1002' }] },
    { shows: 'elements of any kind (C-261)', value: [null, 'AF-1001', [1, 2]] },
    { shows: 'the result for an empty page', value: [] },
  ],
};

/** Values that postResponseMap's schemas refuse, with the place that the refusal names. */
export const postResponseMapAntiExamples: Contract['antiExamples'] = {
  input: [
    { shows: 'no postResponseMapData (C-267)', path: '', value: { data: orders, responseData: [found] } },
    {
      shows: 'a responseData that is no array (C-850)',
      path: '/responseData',
      value: { postResponseMapData: [{}], responseData: found },
    },
    { shows: 'an answer without a status', path: '/responseData/0', value: step([{}], [{ data: [] }]) },
    {
      shows: 'what a lookup found as one object',
      path: '/responseData/0/data',
      value: step([{}], [{ statusCode: 200, data: { stock: 12 } }]),
    },
    { shows: 'oneToMany as text', path: '/oneToMany', value: step([], [], { oneToMany: 'false' }) },
  ],
  output: [
    { shows: 'an object that holds the records (C-010)', path: '', value: { data: orders } },
    { shows: 'one record in place of the list', path: '', value: { orderNo: 'AF-1001' } },
    { shows: 'no result at all: undefined arrives as null', path: '', value: null },
  ],
};

function step(
  postResponseMapData: readonly JsonValue[],
  responseData: readonly JsonValue[],
  own: Readonly<Record<string, JsonValue>> = {},
): JsonValue {
  return { postResponseMapData, responseData, ...own };
}
