import { expect } from 'chai';
import { functionInput } from '../../../../sdk/celigo/sources/function-input.ts';
import { exportContext, failureOf, importContext, onlyPage, readWith } from './source-files.ts';

const rows = [
  { sku: 'PENCIL-HB', qty: 4 },
  { sku: 'RULER-30', qty: 2 },
];
const responses = rows.map(() => ({ statusCode: 200, errors: [], ignored: false }));

describe('celigo-input', () => {
  describe('tells the hook by the keys, the first match deciding (C-513)', () => {
    const cases: readonly (readonly [hook: string, options: object, records: number])[] = [
      ['postResponseMap', { postResponseMapData: rows, responseData: responses, postMapData: rows }, 2],
      ['postSubmit', { preMapData: rows, postMapData: rows, responseData: responses, record: {} }, 2],
      ['postMap', { preMapData: rows, postMapData: rows, postAggregateData: {} }, 2],
      ['postAggregate', { postAggregateData: { success: true, _json: { fileName: 'stock.csv' } }, method: 'GET' }, 1],
      ['handleRequest', { method: 'POST', headers: {}, queryString: { dry: '1' }, body: {} }, 1],
      ['handleRequest', { method: 'POST', rawBody: '{}', rawMessageBody: '' }, 1],
      ['contentBasedFlowRouter', { httpHeaders: {}, mimeHeaders: {}, rawMessageBody: 'ISA*00', record: {} }, 1],
      ['preSavePage', { data: rows, _exportId: '65a0000000000000000000f1' }, 2],
      ['preSavePage', { data: rows, pageIndex: 0, _importId: 'x' }, 2],
      ['preSavePage', { data: rows, errors: [] }, 2],
      ['preSavePage', { data: rows, retryData: {} }, 2],
      ['preMap', { data: rows, _importId: '65a0000000000000000000f2', settings: {} }, 2],
      ['preMap', { data: rows }, 2],
      ['preSave', { newResource: {}, oldResource: {}, sandbox: false }, 1],
      ['step', { formSubmission: { region: 'north' }, resource: {} }, 1],
      ['initChild', { parentIntegration: {}, parentLicense: {} }, 1],
      ['changeEdition', { fromEdition: 'basic', toEdition: 'plus' }, 1],
    ];
    for (const [hook, options, records] of cases) {
      it(`takes {${Object.keys(options).join(', ')}} for options of ${hook}, as they are (C-113)`, () => {
        const reading = readWith(functionInput, options);

        expect(reading.recordings.map((recording) => recording.hook)).to.deep.equal([hook]);
        expect(onlyPage(reading)).to.deep.equal({ options, records });
        expect(reading).to.deep.include({ notes: [], leanedOn: ['inputKind'] });
      });
    }
  });

  describe('asks for the hook where the keys fit several (C-513)', () => {
    const recordLevel = 'transform, inputFilter, outputFilter, branchFilter, branching';
    const cases: readonly (readonly [title: string, value: unknown, because: string, kinds: string])[] = [
      ['a bare array', rows, 'it is an array: just the data', 'preSavePage, preMap'],
      ['options with a record', { record: rows[0], settings: {} }, 'it has "record"', recordLevel],
      ['one record', rows[0], 'it is an object without the keys of a hook: just one record', recordLevel],
      [
        'data with settings alone',
        { data: rows, settings: {} },
        'it has "data" and other keys, but neither "_exportId" nor "_importId"',
        `preSavePage, preMap, ${recordLevel}`,
      ],
      ['a resource', { resource: {}, license: {} }, 'it has "resource"', 'formInit, step, update'],
    ];
    for (const [title, value, because, kinds] of cases) {
      it(title, () => {
        expect(failureOf(functionInput, value)).to.deep.equal({
          path: '',
          message: `does not say which hook it is for: ${because} (C-513)`,
          next: [`Name the hook with --kind, one of: ${kinds}.`],
        });
      });
    }

    it('and refuses what is neither options nor data (C-511)', () => {
      expect(failureOf(functionInput, 'null')).to.deep.include({
        message: 'is null; expected the options of a hook, or its data (C-511)',
      });
      expect(failureOf(functionInput, '"text"').message).to.equal(
        'is "text"; expected the options of a hook, or its data (C-511)',
      );
    });
  });

  it('makes the context of the data form, and nothing of what bare options lack (C-113, C-114)', () => {
    expect(onlyPage(readWith(functionInput, rows, { kind: 'preMap' }))).to.deep.equal({
      options: { data: rows, ...importContext() },
      records: 2,
    });
    expect(onlyPage(readWith(functionInput, rows, { kind: 'preSavePage' }))).to.deep.equal({
      options: { data: rows, errors: [], pageIndex: 0, ...exportContext() },
      records: 2,
    });
    expect(onlyPage(readWith(functionInput, { data: rows, settings: {} }, { kind: 'preMap' })).options).to.deep.equal({
      data: rows,
      settings: {},
    });
  });

  it('takes inputKind for the hook, and refuses another one beside it (C-513)', () => {
    const forced = readWith(functionInput, rows, { assume: { inputKind: 'preMap' } });

    expect(forced.recordings[0]?.hook).to.equal('preMap');
    expect(forced.leanedOn).to.deep.equal(['contextProfile', 'importSettingsKey', 'importJobType']);
    expect(failureOf(functionInput, rows, { kind: 'preSavePage', assume: { inputKind: 'preMap' } }).message).to.equal(
      'inputKind is "preMap" and the kind that was asked for is "preSavePage"',
    );
  });

  it('passes record-level hooks what C-270 to C-272 list, by profile (C-114)', () => {
    const record = { sku: 'pencil-hb' };
    const optionsOf = (kind: string, contextProfile: string): object =>
      onlyPage(readWith(functionInput, record, { kind, assume: { contextProfile } })).options;

    expect(optionsOf('transform', '2022')).to.deep.equal({
      record,
      settings: { integration: {}, flowGrouping: {}, flow: {}, export: {}, connection: {} },
    });
    expect(Object.keys(optionsOf('transform', '2026'))).to.deep.equal(['record', 'settings', 'testMode', 'job']);
    expect(optionsOf('inputFilter', '2026')).to.deep.equal({
      record,
      settings: { integration: {}, flowGrouping: {}, flow: {}, import: {}, connection: {}, iClient: {} },
    });
    expect(optionsOf('outputFilter', 'legacy')).to.deep.equal({
      record,
      pageIndex: 0,
      settings: {},
      configuration: {},
    });
    expect(optionsOf('branching', '2026')).to.deep.equal({
      record,
      settings: { integration: {}, flowGrouping: {}, flow: {} },
    });
  });

  it('names the settings and the job of an import as it is told (C-124, C-131)', () => {
    const assume = { importSettingsKey: 'lookup', importJobType: 'batch' };
    const { options } = onlyPage(readWith(functionInput, rows, { kind: 'preMap', assume }));

    expect(Object.keys(Object(options).settings))
      .to.include('lookup')
      .and.not.include('import');
    expect(Object(options).job.type).to.equal('batch');
  });

  it('says that a router was recorded without its number of branches (C-273)', () => {
    expect(
      readWith(functionInput, { country: 'GB' }, { kind: 'branching' }).notes.map(({ rule }) => rule),
    ).to.deep.equal(['C-273']);
  });

  describe('given a bare array for a hook with parallel arrays (C-514)', () => {
    it('refuses it with the names that are missing', () => {
      expect(failureOf(functionInput, rows, { kind: 'postSubmit' })).to.deep.equal({
        path: '',
        message:
          'is a bare array, and postSubmit is passed preMapData, postMapData and responseData: it cannot be told which it is (C-514)',
        next: [
          'Save the whole options: an object with preMapData, postMapData and responseData.',
          'Or have the array stand for all records, each a success: --assume bareDataFill=true.',
        ],
      });
    });

    it('fills the arrays when bareDataFill is true', () => {
      const fill = (kind: string): object =>
        onlyPage(readWith(functionInput, rows, { kind, assume: { bareDataFill: true } }));

      expect(fill('postSubmit')).to.deep.equal({
        options: { preMapData: rows, postMapData: rows, responseData: responses, ...importContext() },
        records: 2,
      });
      expect(fill('postMap')).to.deep.equal({
        options: { preMapData: rows, postMapData: rows, ...importContext() },
        records: 2,
      });
      expect(fill('postResponseMap')).to.deep.equal({
        options: { postResponseMapData: rows, responseData: responses, ...importContext() },
        records: 2,
      });
    });
  });

  it('refuses options that lack an array of their hook (C-515)', () => {
    expect(failureOf(functionInput, { postMapData: rows, responseData: responses })).to.deep.equal({
      path: '',
      message: 'lacks preMapData, without which it is no options of postSubmit (C-515)',
      next: ['Add what is missing, or name another hook with --kind.'],
    });
    expect(failureOf(functionInput, { data: {} }, { kind: 'preMap' }).message).to.match(/^lacks data,/);
    expect(failureOf(functionInput, rows, { kind: 'handleRequest' }).message).to.equal(
      'is an array; expected the options of handleRequest, an object',
    );
  });

  describe('given a whole preview request (C-510)', () => {
    const code = 'function preMap(options) { return options.data.map((data) => ({ data })); }';

    it('takes the hook from rules.function and the context from options', () => {
      const reading = readWith(functionInput, {
        rules: { function: 'preMap', code, _scriptId: '65a0000000000000000000aa' },
        options: { _importId: '65a0000000000000000000f2', settings: { flow: { warehouse: 'LEEDS' } } },
        data: { data: rows },
      });

      expect(reading.recordings[0]?.hook).to.equal('preMap');
      expect(onlyPage(reading).options).to.deep.equal({
        _importId: '65a0000000000000000000f2',
        settings: { flow: { warehouse: 'LEEDS' } },
        data: rows,
      });
      expect(reading.leanedOn).to.deep.equal([]);
    });

    it('lets given context win over what is made up for the data form (C-114)', () => {
      const request = { rules: { function: 'preMap', code }, options: { _importId: 'i-1' }, data: rows };

      expect(onlyPage(readWith(functionInput, request)).options).to.deep.equal({ data: rows, ...importContext('i-1') });
    });

    it('knows functions by the hooks of the project, then by C-310, then by the keys (C-512, C-513)', () => {
      const kindOf = (name: string, functions: readonly { functionName: string; hook: string }[]): unknown =>
        readWith(
          functionInput,
          { rules: { function: name, code }, options: {}, data: { record: {}, data: rows, _importId: 'i' } },
          { functions },
        ).recordings[0]?.hook;

      expect(kindOf('keep', [{ functionName: 'keep', hook: 'outputFilter' }])).to.equal('outputFilter');
      expect(kindOf('transform', [])).to.equal('transform');
      expect(() => kindOf('filter', [])).to.throw('it has "record"');
      expect(() =>
        kindOf('keep', [
          { functionName: 'keep', hook: 'outputFilter' },
          { functionName: 'keep', hook: 'inputFilter' },
        ]),
      ).to.throw('it has "record"');
    });

    it('refuses one without data, naming the place', () => {
      expect(failureOf(functionInput, { rules: { function: 'preMap' }, options: {} })).to.deep.include({ path: '' });
      expect(failureOf(functionInput, { rules: 7, data: [] }).path).to.equal('/rules');
      expect(failureOf(functionInput, { rules: {}, options: [], data: [] }).path).to.equal('/options');
      expect(failureOf(functionInput, { rules: {}, data: 5 }).path).to.equal('/data');
    });
  });

  it('takes one JSON value, or one a line when strictInputJson is false (C-515)', () => {
    const lines = `${JSON.stringify({ data: rows })}\r\n\n${JSON.stringify({ data: [] })}\n`;
    const reading = readWith(functionInput, lines, { assume: { strictInputJson: false } });

    expect(reading.recordings.flatMap(({ pages }) => pages.map(({ records }) => records))).to.deep.equal([2, 0]);
    expect(() => readWith(functionInput, lines)).to.throw(SyntaxError);
    expect(failureOf(functionInput, '{"data":[]}\n[]', { assume: { strictInputJson: false } }).path).to.equal('/1');
  });

  it('keeps a __proto__ of the file a key like any other (R-212)', () => {
    const request = '{"rules":{"function":"preMap"},"options":{"__proto__":{"x":1}},"data":{"data":[{"__proto__":7}]}}';
    const { options } = onlyPage(readWith(functionInput, request));

    expect(JSON.stringify(options)).to.equal('{"__proto__":{"x":1},"data":[{"__proto__":7}]}');
    expect(Object.getPrototypeOf(options)).to.equal(Object.prototype);
  });
});
