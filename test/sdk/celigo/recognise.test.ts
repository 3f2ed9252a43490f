import { expect } from 'chai';
import { platforms } from '../../../sdk/index.ts';

const forOneRecord = ['branchFilter', 'branching', 'inputFilter', 'outputFilter', 'transform'];

function recognise(value: unknown): readonly string[] {
  return platforms.celigo.hooks
    .filter((contract) => contract.recognises(value))
    .map(({ hook }) => hook)
    .sort();
}

describe('options of Celigo hooks, told apart by their keys (C-513)', () => {
  const rows: readonly (readonly [shows: string, value: unknown, hooks: readonly string[]])[] = [
    ['a whole preview request is read by its rules, not by its data', { rules: {}, data: [], record: {} }, []],
    [
      'responseData with postResponseMapData comes before responseData with postMapData',
      { responseData: [], postResponseMapData: [], postMapData: [] },
      ['postResponseMap'],
    ],
    ['responseData with postMapData', { responseData: [], postMapData: [], preMapData: [] }, ['postSubmit']],
    [
      'responseData that is no array, so that its refusal can say so',
      { responseData: {}, postMapData: [] },
      ['postSubmit'],
    ],
    ['postMapData without responseData', { preMapData: [], postMapData: [] }, ['postMap']],
    ['responseData alone', { responseData: [] }, []],
    ['postAggregateData', { postAggregateData: { success: true } }, ['postAggregate']],
    ['method with rawBody', { method: 'POST', rawBody: '' }, ['handleRequest']],
    ['method with queryString', { method: 'GET', queryString: {} }, ['handleRequest']],
    ['method alone', { method: 'GET' }, []],
    ['rawMessageBody', { rawMessageBody: '' }, ['contentBasedFlowRouter']],
    ['a record', { record: {}, settings: {} }, forOneRecord],
    ['a record beside a page number, which an output filter is passed', { record: {}, pageIndex: 0 }, forOneRecord],
    ['data with _exportId', { data: [], _exportId: 'e' }, ['preSavePage']],
    ['data with pageIndex', { data: [], pageIndex: 0 }, ['preSavePage']],
    ['data with errors', { data: [], errors: [] }, ['preSavePage']],
    ['data with retryData, although an import is named', { data: [], retryData: {}, _importId: 'i' }, ['preSavePage']],
    ['data with _importId', { data: [], _importId: 'i', settings: {} }, ['preMap']],
    ['data alone', { data: [] }, ['preMap']],
    ['data with a context that names no resource', { data: [], _flowId: 'f' }, []],
    ['data that is no array', { data: {}, _importId: 'i' }, []],
    ['newResource', { newResource: {}, oldResource: {} }, ['preSave']],
    ['formSubmission, with a resource beside it', { formSubmission: {}, resource: {} }, ['step']],
    ['parentIntegration', { parentIntegration: {} }, ['initChild']],
    ['fromEdition', { fromEdition: 'basic', toEdition: 'plus' }, ['changeEdition']],
    ['a resource, which two functions are passed', { resource: {}, license: {} }, ['formInit', 'update']],
    ['an array, which is just data', [{ record: {} }], []],
    ['another object, which is just a record', { sku: 'PENCIL-HB' }, []],
    ['the options of a wrapper, which only a stack has', { connection: {}, _exportId: 'e' }, []],
    ['null', null, []],
    ['a text', 'record', []],
  ];

  for (const [shows, value, hooks] of rows) {
    it(`are recognised as ${hooks.length === 0 ? 'none' : hooks.join(', ')}: ${shows}`, () => {
      expect(recognise(value)).to.deep.equal(hooks);
    });
  }

  it('are looked for among own properties only', () => {
    expect(recognise(Object.create({ record: {} }))).to.deep.equal([]);
    expect(recognise(JSON.parse('{"__proto__": {"record": {}}}'))).to.deep.equal([]);
  });
});
