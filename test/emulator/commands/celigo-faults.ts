/** A script that does it wrong, and what the report says of it. */
export interface Fault {
  readonly hook: string;
  readonly shows: string;
  /** The line that a finding must name ends in `// here`. */
  readonly bad: string;
  /** Options other than those of the kind. */
  readonly options?: object;
  readonly flags?: readonly string[];
  /**
   * `severity code rule scope record` of each finding that is more than a note. The scope is null for warnings, the record
   * where the whole page is concerned.
   */
  readonly says: readonly string[];
}

/** Scripts that break the contracts, each in one way, by the kinds of hooks or faults. */
export const faults: Readonly<Record<string, readonly Fault[]>> = {
  'hooks of exports, imports and flow steps': [
    {
      hook: 'preSavePage',
      shows: 'that throws stops the flow (C-007, C-208)',
      bad: "function preSavePage() {\n  throw new Error('no page'); // here\n}",
      says: ['error hook-threw C-007 flow null'],
    },
    {
      hook: 'preSavePage',
      shows: 'that returns the records alone stops the flow (C-203)',
      bad: 'function preSavePage(options) {\n  return options.data; // here\n}',
      says: ['error bad-shape C-203 flow null'],
    },
    {
      hook: 'preMap',
      shows: 'that drops a record fails its page (C-005)',
      bad: 'function preMap(options) {\n  return options.data.slice(1).map((data) => ({ data })); // here\n}',
      says: ['error length-changed C-005 page null'],
    },
    {
      hook: 'preMap',
      shows: 'that returns null for a record fails its page and names the record (C-225)',
      bad: 'function preMap(options) {\n  return options.data.map((data, i) => (i === 1 ? null : { data })); // here\n}',
      says: ['error bad-shape C-225 page 1'],
    },
    {
      hook: 'preMap',
      shows: 'that returns null for a record fails this record alone when so chosen (C-225)',
      bad: 'function preMap(options) {\n  return options.data.map((data, i) => (i === 1 ? null : { data })); // here\n}',
      flags: ['--assume', 'invalidElement=failRecord'],
      says: ['error bad-shape C-225 record 1'],
    },
    {
      hook: 'preMap',
      shows: 'that throws fails its page (C-006)',
      bad: 'function preMap(options) {\n  const [first] = options.data;\n  throw new Error(first.sku); // here\n}',
      says: ['error hook-threw C-006 page null'],
    },
    {
      hook: 'postMap',
      shows: 'that does not wrap its records fails its page and names each (C-234)',
      bad: 'function postMap(options) {\n  return options.postMapData.slice(0, 3); // here\n}',
      says: [0, 1, 2].map((record) => `error bad-shape C-234 page ${record}`),
    },
    {
      hook: 'postMap',
      shows: 'that drops a record fails its page (C-005)',
      bad: 'function postMap(options) {\n  return options.postMapData.slice(1).map((data) => ({ data })); // here\n}',
      says: ['error length-changed C-005 page null'],
    },
    {
      hook: 'postSubmit',
      shows: 'that filters its responses fails its page (C-005)',
      bad: 'function postSubmit(options) {\n  return options.responseData.filter((item) => item.statusCode === 422); // here\n}',
      says: ['error length-changed C-005 page null'],
    },
    {
      hook: 'postAggregate',
      shows: 'that throws stops the flow (C-251)',
      bad: "function postAggregate() {\n  throw new Error('no file'); // here\n}",
      says: ['error hook-threw C-251 flow null'],
    },
    {
      hook: 'postResponseMap',
      shows: 'that returns an object with the records fails its page (C-010, C-261)',
      bad: 'function postResponseMap(options) {\n  return { data: options.postResponseMapData }; // here\n}',
      says: ['error bad-shape C-261 page null'],
    },
    {
      hook: 'postResponseMap',
      shows: 'that writes to frozen records is shown the line when so chosen (C-266)',
      bad: 'function postResponseMap(options) {\n  options.postResponseMapData[0].stock = 1; // here\n  return options.postResponseMapData;\n}',
      flags: ['--assume', 'frozenRecords=true'],
      says: ['error hook-threw C-006 page null'],
    },
  ],
  'functions for one record': [
    {
      hook: 'transform',
      shows: 'that returns nothing fails its record (C-281)',
      bad: 'function transform({ record }) { // here\n  record.sku = record.sku.toLowerCase();\n}',
      says: ['error bad-shape C-281 record 0'],
    },
    {
      hook: 'transform',
      shows: 'that throws fails its record (C-008, C-274)',
      bad: 'function transform({ record }) {\n  return { price: record.price.toFixed(2) }; // here\n}',
      says: ['error hook-threw C-008 record 0'],
    },
    {
      hook: 'inputFilter',
      shows: 'that returns the word for true fails its record (C-275)',
      bad: "function filter() {\n  return 'true'; // here\n}",
      says: ['error bad-shape C-275 record 0'],
    },
    {
      hook: 'outputFilter',
      shows: 'that throws fails its record (C-008, C-274)',
      bad: "function filter({ record }) {\n  if (record.updatedAt === undefined) throw new Error('no date'); // here\n  return true;\n}",
      says: ['error hook-threw C-008 record 0'],
    },
    {
      hook: 'branchFilter',
      shows: 'that returns a number fails its record (C-275)',
      bad: 'function filter({ record }) {\n  return record.qty; // here\n}',
      says: ['error bad-shape C-275 record 0'],
    },
  ],
  'APIs, messages, forms and installers': [
    {
      hook: 'handleRequest',
      shows: 'that answers without a statusCode fails its call (C-286)',
      bad: 'function handleRequest() {\n  return { status: 202 }; // here\n}',
      says: ['error bad-shape C-286 call null'],
    },
    {
      hook: 'contentBasedFlowRouter',
      shows: 'that returns other keys fails its call (C-290)',
      bad: "function contentBasedFlowRouter() {\n  return { _exportId: 'e', flowId: 'f' }; // here\n}",
      says: ['error bad-shape C-290 call null'],
    },
    {
      hook: 'contentBasedFlowRouter',
      shows: 'that returns null fails its call when so chosen (C-291)',
      bad: 'function contentBasedFlowRouter() {\n  return null; // here\n}',
      flags: ['--assume', 'contentRouterNull=error'],
      says: ['error bad-shape C-291 call null'],
    },
    {
      hook: 'formInit',
      shows: 'that returns nothing fails its call (C-295)',
      bad: 'function formInit({ resource }) { // here\n  resource.settingsForm.form.fieldMap = {};\n}',
      says: ['error bad-shape C-295 call null'],
    },
    {
      hook: 'preSave',
      shows: 'that throws refuses the resource (C-301)',
      bad: "function preSave() {\n  throw new Error('name is reserved'); // here\n}",
      says: ['error hook-threw C-301 call null'],
    },
    {
      hook: 'preSave',
      shows: 'that returns true fails its call (C-296)',
      bad: 'function preSave() {\n  return true; // here\n}',
      says: ['error bad-shape C-296 call null'],
    },
    {
      hook: 'initChild',
      shows: 'that returns nothing fails its call (C-298)',
      bad: 'function initChild(options) { // here\n  options.parentIntegration.name += " 2";\n}',
      says: ['error bad-shape C-298 call null'],
    },
    ...['step', 'update', 'changeEdition'].map((hook) => ({
      hook,
      shows: 'that throws shows its error (C-301)',
      bad: `function ${hook}(options) {\n  throw new Error('not now'); // here\n}`,
      says: ['error hook-threw C-301 call null'],
    })),
  ],
  'functions of stacks': [
    {
      hook: 'wrapperPing',
      shows: 'that calls back with 403 fails its call (C-011, C-305)',
      bad: 'function ping(options, callback) {\n  callback(null, { statusCode: 403 }); // here\n}',
      says: ['error bad-shape C-305 call null'],
    },
    {
      hook: 'wrapperExport',
      shows: 'that calls back without data fails its call (C-306)',
      bad: 'function exportPage(options, callback) {\n  callback(null, { records: [], lastPage: true }); // here\n}',
      says: ['error bad-shape C-306 call null'],
    },
    {
      hook: 'wrapperImport',
      shows: 'that calls back with one element for two records fails its call (C-308)',
      bad: 'function importPage(options, callback) {\n  callback(null, [{ statusCode: 200 }]); // here\n}',
      says: ['error length-changed C-308 call null'],
    },
    {
      hook: 'connectorInstaller',
      shows: 'that does not say whether it went well fails its call (C-302)',
      bad: 'function connectorInstaller(options, callback) {\n  callback(null, { stepsToUpdate: [] }); // here\n}',
      says: ['error bad-shape C-302 call null'],
    },
    {
      hook: 'persistSettings',
      shows: 'that calls back with text for success fails its call (C-302)',
      bad: "function persistSettings(options, callback) {\n  callback(null, { success: 'yes' }); // here\n}",
      says: ['error bad-shape C-302 call null'],
    },
    ...['integrationInstaller', 'preUninstall', 'uninstaller', 'refreshMetadata', 'getMappingMetadata'].map((hook) => ({
      hook,
      shows: 'that calls back with an error shows it (C-302, C-710)',
      bad: `function ${hook}(options, callback) {\n  callback(new Error('no license')); // here\n}`,
      says: ['error hook-threw C-302 call null'],
    })),
  ],
  'both call forms': [
    {
      hook: 'preSavePage',
      shows: 'in the callback form that takes its dates for texts fails (C-209, C-210)',
      bad: 'function preSavePage(options, callback) {\n  const day = options.lastExportDateTime.slice(0, 10); // here\n  callback(null, { data: [{ day }], errors: [] });\n}',
      says: ['error hook-threw C-007 flow null'],
    },
    {
      hook: 'preMap',
      shows: 'in the callback form that calls back with an error fails its page (C-004, C-006)',
      bad: "function preMap(options, callback) {\n  callback(new Error('no data')); // here\n}",
      says: ['error hook-threw C-006 page null'],
    },
    {
      hook: 'postMap',
      shows: 'in the callback form that drops a record fails its page (C-004, C-005)',
      bad: 'function postMap(options, callback) {\n  callback(null, [{}]); // here\n}',
      says: ['error length-changed C-005 page null'],
    },
    {
      hook: 'postResponseMap',
      shows: 'in the callback form that calls back with a Date fails its page (C-013, C-714)',
      bad: 'function postResponseMap(options, callback) {\n  callback(null, options.postResponseMapData.map(() => ({ at: new Date() }))); // here\n}',
      says: ['error not-serializable C-714 page null'],
    },
    {
      hook: 'formInit',
      shows: 'in the callback form that calls back with nothing fails its call (C-004, C-295)',
      bad: 'function formInit(options, callback) {\n  callback(null); // here\n}',
      says: ['error bad-shape C-295 call null'],
    },
    {
      hook: 'transform',
      shows: 'that waits for a callback is warned of its form, as scripts get none (C-004, C-280)',
      bad: 'function transform(options, callback) {\n  callback(null, options.record); // here\n}',
      says: ['error hook-threw C-008 record 0', 'warning wrong-form C-004 null 0'],
    },
    {
      hook: 'handleRequest',
      shows: 'that takes a callback and returns is only warned of its form (C-004, C-288)',
      bad: 'function handleRequest(options, callback) {\n  return { statusCode: 200 }; // here\n}',
      says: ['warning wrong-form C-004 null null'],
    },
    {
      hook: 'wrapperPing',
      shows: 'that returns its result is warned of its form, and never called back (C-004)',
      bad: 'function ping(options) {\n  return { statusCode: 200 }; // here\n}',
      says: ['error never-called-back C-004 call null', 'warning wrong-form C-004 null null'],
    },
  ],
  'faults that only warn': [
    {
      hook: 'postAggregate',
      shows: 'that returns something is warned, as nobody reads it (C-251)',
      bad: 'function postAggregate(options) {\n  return options.postAggregateData; // here\n}',
      says: ['warning no-effect C-251 null null'],
    },
    {
      hook: 'postMap',
      shows: 'that does not wrap a record is warned and skips it when so chosen (C-234)',
      bad: 'function postMap(options) {\n  return [{}, {}, options.postMapData[2]]; // here\n}',
      flags: ['--assume', 'unwrappedElement=ignoreRecord'],
      says: ['warning bad-shape C-234 null 2'],
    },
    {
      hook: 'inputFilter',
      shows: 'that returns the word for true is warned when so chosen (C-275)',
      bad: "function filter() {\n  return 'true'; // here\n}",
      flags: ['--assume', 'filterResult=truthy'],
      says: ['warning bad-shape C-275 null 0'],
    },
    {
      hook: 'transform',
      shows: 'that returns nothing is warned when so chosen (C-281)',
      bad: 'function transform() { // here\n}',
      flags: ['--assume', 'transformUndefined=drop'],
      says: ['warning bad-shape C-281 null 0'],
    },
    {
      hook: 'contentBasedFlowRouter',
      shows: 'that returns null is warned (C-291)',
      bad: 'function contentBasedFlowRouter() {\n  return null; // here\n}',
      says: ['warning bad-shape C-291 null null'],
    },
    {
      hook: 'preSavePage',
      shows: 'that hands no errors on is warned (C-203)',
      bad: 'function preSavePage() {\n  return { data: [] }; // here\n}',
      options: { data: [], errors: [{ code: 'parse_error', message: 'row 4 has 2 columns' }] },
      says: ['warning bad-shape C-203 null null'],
    },
  ],
};
