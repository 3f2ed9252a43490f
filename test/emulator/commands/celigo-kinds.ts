/** One kind of hook: options that it is passed, and a script that does it right. */
export interface Kind {
  readonly hook: string;
  readonly options: object;
  readonly good: string;
}

/** A record of the pages. */
export const item = { sku: 'PENCIL-HB', qty: 4 };
/** What became of a record that was written. */
export const answer = { statusCode: 200, errors: [], ignored: false };
const dates = {
  lastExportDateTime: '2026-03-03T00:00:00.000Z',
  currentExportDateTime: '2026-03-04T00:00:00.000Z',
};
/** A request to an API. */
export const request = { method: 'POST', headers: {}, queryString: {}, body: { orderNo: 'AF-1001' }, rawBody: '{}' };
const message = { httpHeaders: { 'as2-from': 'ALDERFINCH' }, mimeHeaders: {}, rawMessageBody: 'ISA*00~' };

/** Every kind of hook; each script keeps its contract. */
export const kinds: readonly Kind[] = [
  {
    hook: 'preSavePage',
    options: { data: [item, item, item], errors: [], pageIndex: 0, ...dates },
    good: `function preSavePage(options) {
      if (options.lastExportDateTime.slice(0, 4) !== '2026') throw new Error('no text');
      return { data: [{ lines: options.data }], errors: options.errors };
    }`,
  },
  {
    hook: 'preMap',
    options: { data: [item, item, item], _importId: '65a0000000000000000000f2' },
    good: `function preMap(options) {
      const error = { code: 'no_sku', message: 'sku is empty' };
      return [{ data: options.data[0] }, {}, { data: null, errors: [error] }];
    }`,
  },
  {
    hook: 'postMap',
    options: { preMapData: [item, item, item], postMapData: [item, item, item] },
    good: `function postMap(options) {
      return options.postMapData.map((data) => ({ data, errors: [{ code: 'guess', message: 'list price' }] }));
    }`,
  },
  {
    hook: 'postSubmit',
    options: { preMapData: [item, item], postMapData: [item, item], responseData: [answer, answer] },
    good: 'function postSubmit(options) { return options.responseData; }',
  },
  {
    hook: 'postAggregate',
    options: { postAggregateData: { success: true, _json: { fileName: 'a.csv' } } },
    good: 'function postAggregate(options) { console.log(options.postAggregateData._json.fileName); }',
  },
  {
    hook: 'postResponseMap',
    options: { postResponseMapData: [item, item], responseData: [answer, answer] },
    good: 'function postResponseMap(options) { return options.postResponseMapData.map((r) => ({ ...r, stock: 0 })); }',
  },
  {
    hook: 'transform',
    options: { record: item, settings: {} },
    good: 'function transform({ record }) { return { ...record, sku: record.sku.toLowerCase() }; }',
  },
  {
    hook: 'inputFilter',
    options: { record: item, settings: {} },
    good: 'function filter({ record }) { return record.qty > 9; }',
  },
  {
    hook: 'outputFilter',
    options: { record: item, settings: {}, pageIndex: 0, ...dates },
    good: 'function filter({ record, pageIndex }) { return pageIndex === 0 && record.qty > 0; }',
  },
  {
    hook: 'branchFilter',
    options: { record: item, settings: {} },
    good: "function filter({ record }) { return record.sku.startsWith('PENCIL'); }",
  },
  {
    hook: 'branching',
    options: { record: item, settings: {} },
    good: 'function branching({ record }) { return record.qty > 0 ? [1] : [0]; }',
  },
  {
    hook: 'handleRequest',
    options: request,
    good: 'function handleRequest({ body }) { return { statusCode: 202, body: { accepted: body.orderNo } }; }',
  },
  {
    hook: 'contentBasedFlowRouter',
    options: message,
    good: `function contentBasedFlowRouter() {
      return { _flowId: '65a0000000000000000000b1', _exportId: '65a0000000000000000000f1' };
    }`,
  },
  {
    hook: 'formInit',
    options: { resource: { settingsForm: { form: { fieldMap: {} } } }, license: {}, sandbox: false },
    good: 'function formInit({ resource }) { return resource.settingsForm.form; }',
  },
  {
    hook: 'preSave',
    options: { newResource: { name: 'Items ' }, oldResource: { name: 'Items' }, sandbox: false },
    good: 'function preSave({ newResource }) { return { ...newResource, name: newResource.name.trim() }; }',
  },
  {
    hook: 'step',
    options: { formSubmission: { region: 'north' }, resource: {}, license: {} },
    good: 'function step({ formSubmission }) { console.log(formSubmission.region); }',
  },
  {
    hook: 'initChild',
    options: { parentIntegration: { name: 'Alder base' }, parentLicense: {} },
    good: "function initChild() { return { name: 'Alder shop 2' }; }",
  },
  {
    hook: 'update',
    options: { resource: {}, license: {} },
    good: 'function update({ license }) { console.log(license); }',
  },
  {
    hook: 'changeEdition',
    options: { fromEdition: 'basic', toEdition: 'plus', integration: {}, license: {} },
    good: 'function changeEdition({ toEdition }) { console.log(toEdition); }',
  },
  {
    hook: 'wrapperPing',
    options: { connection: { unencrypted: {}, encrypted: {} } },
    good: 'function ping(options, callback) { callback(null, { statusCode: 200 }); }',
  },
  {
    hook: 'wrapperExport',
    options: { type: 'delta', state: { page: 1 } },
    good: `function exportPage(options, callback) {
      callback(null, { data: [{ id: 1 }], errors: [], lastPage: false, state: { page: 2 } });
    }`,
  },
  {
    hook: 'wrapperImport',
    options: { preMapData: [{}, {}], postMapData: [{ sku: 'A' }, { sku: 'B' }] },
    good: `function importPage(options, callback) {
      callback(null, options.postMapData.map(() => ({ statusCode: 200, id: 7 })));
    }`,
  },
  ...['connectorInstaller', 'integrationInstaller'].map((hook) => ({
    hook,
    options: { license: {} },
    good: `function ${hook}(options, callback) { callback(null, { success: true, stepsToUpdate: [] }); }`,
  })),
  {
    hook: 'persistSettings',
    options: { license: {} },
    good: 'function persistSettings(options, callback) { callback(null, { success: true, pending: {} }); }',
  },
  ...['preUninstall', 'uninstaller', 'refreshMetadata', 'getMappingMetadata'].map((hook) => ({
    hook,
    options: { license: {} },
    good: `function ${hook}(options, callback) { callback(null, {}); }`,
  })),
];
