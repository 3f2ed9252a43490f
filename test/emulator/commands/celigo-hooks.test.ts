import { expect } from 'chai';
import { recordingLines, runTogether, seal, useFolder } from './run-cli.ts';

/** One kind of hook: options that it is passed, and a script that does it right. */
interface Kind {
  readonly hook: string;
  readonly options: object;
  readonly good: string;
}

/** A script that does it wrong, and what the report says of it; `null` means that the whole page is concerned. */
interface Fault {
  readonly hook: string;
  readonly shows: string;
  /** The line that a finding must name ends in `// here`. */
  readonly bad: string;
  /** Options other than those of the kind. */
  readonly options?: object;
  readonly flags?: readonly string[];
  /** `severity code rule scope record` of each finding that is more than a note. */
  readonly says: readonly string[];
}

const item = { sku: 'PENCIL-HB', qty: 4 };
const answer = { statusCode: 200, errors: [], ignored: false };
const dates = {
  lastExportDateTime: '2026-03-03T00:00:00.000Z',
  currentExportDateTime: '2026-03-04T00:00:00.000Z',
};
const request = { method: 'POST', headers: {}, queryString: {}, body: { orderNo: 'AF-1001' }, rawBody: '{}' };
const message = { httpHeaders: { 'as2-from': 'ALDERFINCH' }, mimeHeaders: {}, rawMessageBody: 'ISA*00~' };

const kinds: readonly Kind[] = [
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

const faults: readonly Fault[] = [
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
  {
    hook: 'transform',
    shows: 'that returns nothing fails its record (C-281)',
    bad: 'function transform({ record }) { // here\n  record.sku = record.sku.toLowerCase();\n}',
    says: ['error bad-shape C-281 record null'],
  },
  {
    hook: 'transform',
    shows: 'that throws fails its record (C-008, C-274)',
    bad: 'function transform({ record }) {\n  return { price: record.price.toFixed(2) }; // here\n}',
    says: ['error hook-threw C-008 record null'],
  },
  {
    hook: 'inputFilter',
    shows: 'that returns the word for true fails its record (C-275)',
    bad: "function filter() {\n  return 'true'; // here\n}",
    says: ['error bad-shape C-275 record null'],
  },
  {
    hook: 'outputFilter',
    shows: 'that throws fails its record (C-008, C-274)',
    bad: "function filter({ record }) {\n  if (record.updatedAt === undefined) throw new Error('no date'); // here\n  return true;\n}",
    says: ['error hook-threw C-008 record null'],
  },
  {
    hook: 'branchFilter',
    shows: 'that returns a number fails its record (C-275)',
    bad: 'function filter({ record }) {\n  return record.qty; // here\n}',
    says: ['error bad-shape C-275 record null'],
  },
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
    says: ['error hook-threw C-008 record null', 'warning wrong-form C-004 null null'],
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
    says: ['warning bad-shape C-275 null null'],
  },
  {
    hook: 'transform',
    shows: 'that returns nothing is warned when so chosen (C-281)',
    bad: 'function transform() { // here\n}',
    flags: ['--assume', 'transformUndefined=drop'],
    says: ['warning bad-shape C-281 null null'],
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
];

describe('hooksmith replay of every kind of Celigo hook', () => {
  const folder = useFolder();
  const optionsOf = new Map(kinds.map(({ hook, options }) => [hook, options]));
  for (const { hook, options, good } of kinds) {
    folder.file(`${hook}.json`, JSON.stringify(options));
    folder.file(`${hook}-good.js`, good);
  }

  let passed: readonly { readonly exitCode: number | null; readonly stdout: string }[] = [];
  before(async () => {
    passed = await runTogether(
      kinds.map(
        ({ hook }) =>
          () =>
            folder.run(['replay', `${hook}-good.js`, `${hook}.json`, '--contract', `celigo/${hook}`, '--json']),
      ),
    );
  });
  for (const [index, { hook }] of kinds.entries()) {
    it(`passes a ${hook} that keeps its contract, and exits 0`, () => {
      const { exitCode = null, stdout = '' } = passed[index] ?? {};
      const { findings, totals } = JSON.parse(stdout);

      expect(findings.filter(({ severity }: { severity: string }) => severity !== 'info')).to.deep.equal([]);
      expect({ exitCode, passedPages: totals.passedPages }).to.deep.equal({ exitCode: 0, passedPages: 1 });
    });
  }

  let judged: readonly Awaited<ReturnType<typeof folder.report>>[] = [];
  before(async () => {
    for (const [index, { hook, bad, options }] of faults.entries()) {
      folder.file(`${index}.js`, bad);
      folder.file(`${index}.json`, JSON.stringify(options ?? optionsOf.get(hook)));
    }
    judged = await runTogether(
      faults.map(
        ({ hook, flags = [] }, index) =>
          () =>
            folder.report(['replay', `${index}.js`, `${index}.json`, '--contract', `celigo/${hook}`, ...flags]),
      ),
    );
  });
  for (const [index, { hook, shows, bad, says }] of faults.entries()) {
    const exitCode = says.some((finding) => finding.startsWith('error')) ? 1 : 0;
    it(`says that a ${hook} ${shows}, and exits ${exitCode}`, () => {
      const report = judged[index];
      const loud = (report?.findings ?? []).filter(({ severity }) => severity !== 'info');

      expect(
        loud.map(({ severity, code, rule, scope, record }) => [severity, code, rule, scope, record].join(' ')),
      ).to.have.members(says.map((finding) => finding.replaceAll('null', '')));
      expect(report?.exitCode).to.equal(exitCode);
      for (const { at } of loud) {
        expect(at).to.deep.include({ file: `${index}.js`, line: lineOf(bad) });
      }
    });
  }

  it('counts the record alone that fails when so chosen, and no page (C-225)', () => {
    const index = faults.findIndex(({ flags }) => flags?.includes('invalidElement=failRecord'));

    expect(judged[index]?.totals).to.include({ records: 3, failedRecords: 1, failedPages: 0 });
  });

  it('notes that a verdict leans on an assumed rule (C-225)', () => {
    const index = faults.findIndex(({ says }) => says.includes('error bad-shape C-225 page 1'));
    const notes = judged[index]?.findings.filter(({ code }) => code === 'assumed-rule') ?? [];

    expect(notes.map(({ rule, message }) => `${rule} ${message}`).join()).to.match(/^C-225 .*invalidElement/);
  });
});

describe('hooksmith replay of a branching function', () => {
  const folder = useFolder();
  const lines = recordingLines([{ options: { record: item, settings: {} } }], {
    hook: 'branching',
    setup: { branches: 2 },
  });
  folder.file('two.rec.jsonl', seal(lines, { records: 1 }));
  folder.file('page.json', JSON.stringify({ record: item, settings: {} }));
  folder.file('third.js', 'function branching() {\n  return [2];\n}\n');
  folder.file('none.js', 'function branching() {\n  return [];\n}\n');

  it('fails the record for an index that the router has no branch for (C-279)', async () => {
    const { findings, exitCode } = await folder.report(['replay', 'third.js', 'two.rec.jsonl']);

    expect(exitCode).to.equal(1);
    expect(findings[0]).to.deep.include({
      code: 'bad-shape',
      rule: 'C-279',
      severity: 'error',
      scope: 'record',
      record: null,
      path: '/0',
      message:
        'result[0] is 2, which is no branch; the router has 2, with the indices 0 to 1; return indices of branches, such as [0]',
    });
    expect(findings[0]?.at).to.deep.include({ file: 'third.js', line: 2 });
  });

  it('only warns when such an index is taken to go nowhere (C-279)', async () => {
    const { findings, exitCode } = await folder.report([
      ...['replay', 'third.js', 'two.rec.jsonl'],
      ...['--assume', 'routerBadResult=noBranch'],
    ]);

    expect(exitCode).to.equal(0);
    expect(findings[0]).to.deep.include({ rule: 'C-279', severity: 'warning', scope: null });
  });

  it('passes any index where nobody said how many branches there are', async () => {
    const { exitCode } = await folder.report(['replay', 'third.js', 'page.json', '--contract', 'celigo/branching']);

    expect(exitCode).to.equal(0);
  });

  it('notes that no branch is an assumption, and fails the record when so chosen (C-276)', async () => {
    const [noted, refused] = await Promise.all([
      folder.report(['replay', 'none.js', 'two.rec.jsonl']),
      folder.report(['replay', 'none.js', 'two.rec.jsonl', '--assume', 'emptyBranchList=error']),
    ]);

    expect(noted.exitCode).to.equal(0);
    expect(noted.findings.map(({ code, rule }) => `${code} ${rule}`)).to.deep.equal(['assumed-rule C-276']);
    expect(refused.exitCode).to.equal(1);
    expect(refused.findings[0]).to.deep.include({ code: 'bad-shape', rule: 'C-276', scope: 'record' });
  });
});

describe('hooksmith replay of Celigo options that no hook is passed', () => {
  const folder = useFolder();
  const wrong: readonly (readonly [hook: string, shows: string, options: object, rule: string, message: string])[] = [
    [
      'preSavePage',
      'the names of another runner (C-850)',
      { form: {}, page: [item], state: {} },
      'C-201',
      'options lacks data: expected a value, got nothing',
    ],
    [
      'postMap',
      'mapped records under another name (C-850)',
      { preMapData: [item], mappedData: [item] },
      'C-230',
      'options lacks postMapData: expected a value, got nothing',
    ],
    [
      'postSubmit',
      'a responseData that is no array (C-850)',
      { preMapData: [item], postMapData: [item], responseData: answer },
      'C-241',
      'options.responseData must be an array, got an object ({"statusCode":200,"errors":[],"ignored":false})',
    ],
    [
      'handleRequest',
      'the request under a name of its own (C-853)',
      { request },
      'C-285',
      'options lacks method: expected a value, got nothing',
    ],
  ];

  for (const [hook, shows, options, rule, says] of wrong) {
    it(`blames the recording of a ${hook} for ${shows}, and exits 2`, async () => {
      folder.file(`${hook}.json`, JSON.stringify(options));
      folder.file(`${hook}.js`, `function ${hook}() {}\n`);
      const { findings, exitCode } = await folder.report([
        ...['replay', `${hook}.js`, `${hook}.json`],
        ...['--contract', `celigo/${hook}`],
      ]);

      expect(exitCode).to.equal(2);
      expect(findings.map(({ code, rule: cited, message: text }) => [code, cited, text])).to.deep.equal([
        ['bad-recording', rule, says],
      ]);
    });
  }

  it('asks which hook is meant where options fit several, and finds the one that they fit alone (C-513)', async () => {
    folder.file('record.json', JSON.stringify({ record: item, settings: {} }));
    folder.file('page.json', JSON.stringify({ data: [item], _importId: '65a0000000000000000000f2' }));
    folder.file('transform.js', 'function transform({ record }) {\n  return record;\n}\n');
    folder.file('pre-map.js', 'function preMap({ data }) {\n  return data.map((record) => ({ data: record }));\n}\n');
    const [asked, found] = await Promise.all([
      folder.run(['replay', 'transform.js', 'record.json']),
      folder.report(['replay', 'pre-map.js', 'page.json']),
    ]);

    expect(asked.exitCode).to.equal(2);
    expect(asked.stderr).to.contain('Name the hook with --contract, one of:').and.to.contain('celigo/inputFilter');
    expect(found.exitCode).to.equal(0);
    expect(found.recordings[0]).to.include({ platform: 'celigo', hook: 'preMap' });
  });
});

/** The line, from 1, that is marked in a script. */
function lineOf(script: string): number {
  return script.split('\n').findIndex((line) => line.endsWith('// here')) + 1;
}
