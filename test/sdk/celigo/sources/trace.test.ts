import { expect } from 'chai';
import { flowTrace } from '../../../../sdk/celigo/sources/trace.ts';
import {
  failureOf,
  importContext,
  importedRecord,
  itemsToErp,
  onlyPage,
  readWith,
  type TestChoices,
  type TracedRecord,
  traceOf,
} from './source-files.ts';

const startedAt = '2026-03-04T09:00:03.000Z';
const context = importContext(itemsToErp, startedAt);
const response = (id: number): object => ({ statusCode: 200, id });
const written = (id: number): object => ({ statusCode: 200, errors: [], ignored: false, id: String(id) });
const postSubmit: TestChoices = { kind: 'postSubmit' };

describe('celigo-trace of one hook', () => {
  it('makes one page of postSubmit of the records with the same step and groupId (C-525, C-526)', () => {
    const reading = readWith(
      flowTrace,
      traceOf([importedRecord('PENCIL-HB', 1), importedRecord('RULER-30', 2)]),
      postSubmit,
    );

    expect(reading.recordings.map(({ createdAt, hook, step }) => ({ createdAt, hook, step }))).to.deep.equal([
      { createdAt: new Date(startedAt), hook: 'postSubmit', step: null },
    ]);
    expect(onlyPage(reading)).to.deep.equal({
      options: {
        preMapData: [{ sku: 'PENCIL-HB' }, { sku: 'RULER-30' }],
        postMapData: [{ item: 'PENCIL-HB' }, { item: 'RULER-30' }],
        responseData: [response(1), response(2)],
        ...context,
      },
      result: [written(1), written(2)],
      origin: { step: { _id: itemsToErp, name: 'Items to ERP' }, groupId: 'g-1', traceKeys: ['AF-1001', 'AF-1002'] },
      records: 2,
    });
    expect(reading.notes).to.deep.equal([]);
    expect(reading.leanedOn).to.deep.equal([
      ...['traceGrouping', 'traceStageMap', 'contextProfile', 'importSettingsKey', 'importJobType'],
    ]);
  });

  it('reads the example of the reference, whose hook stage says nothing: the result stays unknown (C-520, C-526)', () => {
    const record: TracedRecord = {
      stages: [
        ['inputFilter', { sku: 'PENCIL-HB' }, { sku: 'PENCIL-HB' }],
        ['mapping', { sku: 'PENCIL-HB' }, { item: 'PENCIL-HB' }],
        ['apiCall', { item: 'PENCIL-HB' }, { statusCode: 200, id: 5501 }],
        ['postSubmitHook', {}, {}],
      ],
    };

    const reading = readWith(flowTrace, traceOf([record]), postSubmit);

    expect(onlyPage(reading)).not.to.have.property('result');
    expect(Object(onlyPage(reading).options).responseData).to.deep.equal([{ statusCode: 200, id: 5501 }]);
    expect(reading.notes.map(({ rule, message }) => `${rule} ${message}`)).to.deep.equal([
      'C-526 what postSubmit gave is not known, so a replay has nothing to compare with: the stage does not say it for every record of this page',
    ]);
  });

  it('takes preMapData from mapping, else preMap, else the input filter; postMapData from mapping, else the call (C-526)', () => {
    const optionsOf = (...stages: TracedRecord['stages']): unknown => {
      const { preMapData, postMapData } = Object(
        onlyPage(readWith(flowTrace, traceOf([{ stages }]), postSubmit)).options,
      );
      return { preMapData, postMapData };
    };
    const call = ['apiCall', { from: 'call' }, response(1)] as const;
    const hook = ['postSubmitHook', response(1), written(1)] as const;
    const mapping = ['mapping', { from: 'mapping' }, { to: 'mapped' }] as const;

    expect(optionsOf(['preMapHook', {}, { data: { from: 'preMap' } }], mapping, call, hook)).to.deep.equal({
      preMapData: [{ from: 'mapping' }],
      postMapData: [{ to: 'mapped' }],
    });
    expect(optionsOf(['preMapHook', {}, { data: { from: 'preMap' } }], call, hook)).to.deep.equal({
      preMapData: [{ from: 'preMap' }],
      postMapData: [{ from: 'call' }],
    });
    expect(optionsOf(['inputFilter', { from: 'filter' }, true], call, hook)).to.deep.equal({
      preMapData: [{ from: 'filter' }],
      postMapData: [{ from: 'call' }],
    });
  });

  it('takes other sides when traceStageMap says so, and refuses a map that it cannot read (C-526)', () => {
    const assume = { traceStageMap: 'postMapData=apiCall.input, responseData=apiCall.output' };
    const { options } = onlyPage(readWith(flowTrace, traceOf([importedRecord('X', 1)]), { ...postSubmit, assume }));

    expect(Object(options).postMapData).to.deep.equal([{ item: 'X' }]);
    const failure = failureOf(flowTrace, traceOf([importedRecord('X', 1)]), {
      ...postSubmit,
      assume: { traceStageMap: 'postMapData=apiCall' },
    });
    expect(failure.message).to.equal(
      'cannot be read with traceStageMap "postMapData=apiCall": "postMapData=apiCall" is no field and stage (C-526)',
    );
  });

  it('gives preMap and postMap their elements, whether the trace has the element or the record (C-009)', () => {
    const stagesOf = (output: unknown, errors: readonly object[] = []): TracedRecord => ({
      stages: [['preMapHook', { sku: 'A' }, output, errors]],
    });
    const error = { code: 'no_sku', message: 'sku is empty', source: 'pre_map_hook' };
    const reading = readWith(
      flowTrace,
      traceOf([
        stagesOf({ sku: 'B' }),
        stagesOf({ data: { sku: 'B' } }),
        stagesOf({}),
        stagesOf(null, [error]),
        stagesOf({ sku: 'B' }, [error]),
        stagesOf({ data: null, errors: [error] }),
      ]),
      { kind: 'preMap' },
    );

    expect(onlyPage(reading).result).to.deep.equal([
      { data: { sku: 'B' } },
      { data: { sku: 'B' } },
      {},
      { errors: [{ code: 'no_sku', message: 'sku is empty' }] },
      { data: { sku: 'B' }, errors: [{ code: 'no_sku', message: 'sku is empty' }] },
      { data: null, errors: [error] },
    ]);
    expect(Object(onlyPage(reading).options).data).to.deep.equal(Array.from({ length: 6 }, () => ({ sku: 'A' })));
  });

  it('takes the same error on every record for the failure of the page (C-006, C-010)', () => {
    const failed = (code: string, message: string): TracedRecord => ({
      stages: [['preMapHook', { sku: 'A' }, null, [{ code, message, source: 'pre_map_hook' }]]],
    });
    const errorOf = (...records: readonly TracedRecord[]): unknown =>
      onlyPage(readWith(flowTrace, traceOf(records), { kind: 'preMap' })).error;

    expect(errorOf(failed('TypeError', 'no sku'), failed('TypeError', 'no sku'))).to.deep.equal({
      code: 'TypeError',
      message: 'no sku',
    });
    expect(errorOf(failed('invalid_extension_response', 'Expected 1, got .'))).to.deep.equal({
      code: 'invalid_extension_response',
      message: 'Expected 1, got .',
    });
    expect(errorOf(failed('no_sku', 'row 1'), failed('no_sku', 'row 2'))).to.equal(undefined);
  });

  it('leaves records out that the hook was not passed: filtered out or dropped before it (C-410)', () => {
    const records: readonly TracedRecord[] = [
      { stages: [['inputFilter', { sku: 'A' }, false]] },
      {
        stages: [
          ['inputFilter', { sku: 'B' }, true],
          ['preMapHook', { sku: 'B' }, { data: { sku: 'B' } }],
        ],
      },
    ];

    const reading = readWith(flowTrace, traceOf(records), { kind: 'preMap' });

    expect(onlyPage(reading)).to.deep.include({ result: [{ data: { sku: 'B' } }], records: 1 });
    expect(reading.notes).to.deep.equal([]);
  });

  it('makes a page for each record of a hook that is passed one record (C-270 to C-273)', () => {
    const records: readonly TracedRecord[] = [
      {
        stages: [
          ['transformation', { price: '1' }, { price: 1 }],
          ['outputFilter', { price: 1 }, { price: 1 }],
        ],
      },
      {
        stages: [
          ['transformation', { price: '2' }, { price: 2 }],
          ['outputFilter', { price: 2 }, false],
        ],
      },
    ];
    const pagesOf = (kind: string): unknown =>
      readWith(flowTrace, traceOf(records), { kind }).recordings[0]?.pages.map(({ options, result }) => [
        Object(options).record,
        result,
      ]);

    expect(pagesOf('transform')).to.deep.equal([
      [{ price: '1' }, { price: 1 }],
      [{ price: '2' }, { price: 2 }],
    ]);
    expect(pagesOf('outputFilter')).to.deep.equal([
      [{ price: 1 }, true],
      [{ price: 2 }, false],
    ]);
  });

  it('gives what a router chose, and says that the number of branches is missing (C-273)', () => {
    const records: readonly TracedRecord[] = [{ stages: [['branchingHook', { country: 'GB' }, [1]]] }];
    const reading = readWith(flowTrace, traceOf(records), { kind: 'branching' });

    expect(onlyPage(reading)).to.deep.include({ result: [1] });
    expect(reading.notes.map(({ rule }) => rule)).to.deep.equal(['C-273']);
  });

  it('gives preSavePage its records and says that it may have added or removed some (C-205)', () => {
    const records: readonly TracedRecord[] = [{ stages: [['preSavePageHook', { n: 1 }, { n: 1, big: true }]] }];
    const reading = readWith(flowTrace, traceOf(records), { kind: 'preSavePage' });

    expect(onlyPage(reading).result).to.deep.equal({ data: [{ n: 1, big: true }], errors: [] });
    expect(Object(onlyPage(reading).options)).to.deep.include({ data: [{ n: 1 }], errors: [], pageIndex: 0 });
    expect(reading.notes.map(({ rule }) => rule)).to.deep.equal(['C-205']);
  });

  it('gives postResponseMap its records and responses (C-260)', () => {
    const records: readonly TracedRecord[] = [
      {
        stages: [
          ['apiCall', { item: 'A' }, response(7)],
          ['responseMapping', { sku: 'A' }, { sku: 'A', id: 7 }],
          ['postResponseMapHook', null, { sku: 'A', id: 7, seen: true }],
        ],
      },
    ];
    const page = onlyPage(readWith(flowTrace, traceOf(records), { kind: 'postResponseMap' }));

    expect(page.options).to.deep.equal({
      postResponseMapData: [{ sku: 'A', id: 7 }],
      responseData: [response(7)],
      ...context,
    });
    expect(page.result).to.deep.equal([{ sku: 'A', id: 7, seen: true }]);
  });

  it('does not take the whole options of a hook for one record (C-526)', () => {
    const whole = { data: [{ sku: 'A' }], _importId: itemsToErp, settings: {} };
    const records: readonly TracedRecord[] = [
      {
        stages: [
          ['inputFilter', { sku: 'A' }, { sku: 'A' }],
          ['preMapHook', whole, { data: { sku: 'A' } }],
        ],
      },
    ];

    const { options } = onlyPage(readWith(flowTrace, traceOf(records), { kind: 'preMap' }));
    expect(Object(options).data).to.deep.equal([{ sku: 'A' }]);
  });
});

describe('celigo-trace with holes (C-527)', () => {
  const [inputFilter, , call, hook] = importedRecord('RULER-30', 2).stages;
  const holed: TracedRecord = {
    stages: [inputFilter, call, hook].flatMap((stage) => (stage === undefined ? [] : [stage])),
  };
  const trace = traceOf([
    importedRecord('PENCIL-HB', 1),
    { ...importedRecord('ERASER-S', 3), group: 'g-2' },
    { stages: [['apiCall', null, response(2)]], group: 'g-2' },
  ]);

  it('lists them with trace key, step and stage, and leaves the page out', () => {
    const reading = readWith(flowTrace, trace, postSubmit);

    expect(onlyPage(reading).origin).to.deep.include({ groupId: 'g-1' });
    expect(reading.notes).to.deep.equal(
      [
        'AF-1003, Items to ERP (65a0000000000000000000f2): nothing of the stage mapping, so preMapData is not known',
        'AF-1003, Items to ERP (65a0000000000000000000f2): nothing of the stage mapping, so postMapData is not known',
        'AF-1003, Items to ERP (65a0000000000000000000f2): nothing of the stage postSubmitHook',
      ]
        .map((message) => ({ rule: 'C-527', path: '/records/2/journey/0/stages', message }))
        .concat({
          rule: 'C-527',
          path: '/records/1/journey/0',
          message:
            'the page of group g-2 was left out: it has holes in 1 of 2 records; --assume allowHoles=true takes what is there',
        }),
    );
  });

  it('leaves the records out instead when allowHoles is true', () => {
    const reading = readWith(flowTrace, trace, { ...postSubmit, assume: { allowHoles: true } });

    expect(reading.recordings[0]?.pages.map(({ origin }) => Object(origin).traceKeys)).to.deep.equal([
      ['AF-1001'],
      ['AF-1002'],
    ]);
    expect(reading.leanedOn).to.include('allowHoles');
    expect(reading.notes.at(-1)?.message).to.equal(
      'the page of group g-2 was taken although it has holes in 1 of 2 records (allowHoles)',
    );
  });

  it('refuses a trace of which no page is left, with the holes', () => {
    const failure = failureOf(flowTrace, traceOf([{ stages: [['postSubmitHook', null, null]] }]), postSubmit);

    expect(failure.message).to.equal('has no page that can be rebuilt (C-527)');
    expect(failure.next[0]).to.equal(
      'AF-1001, Items to ERP (65a0000000000000000000f2): nothing of the stage mapping, so preMapData is not known',
    );
  });

  it('fills preMapData from the input filter where only the mapping is missing (C-526)', () => {
    const reading = readWith(flowTrace, traceOf([holed]), postSubmit);

    expect(Object(onlyPage(reading).options)).to.deep.include({
      preMapData: [{ sku: 'RULER-30' }],
      postMapData: [{ item: 'RULER-30' }],
    });
  });
});

describe('celigo-trace, choosing a step', () => {
  const other = '65a0000000000000000000f9';
  const trace = traceOf([importedRecord('A', 1), { ...importedRecord('B', 2), step: other }]);
  const listed = [
    '--step 65a0000000000000000000f2: Items to ERP, 1 record, stages inputFilter, mapping, apiCall, postSubmitHook',
    '--step 65a0000000000000000000f9: Other, 1 record, stages inputFilter, mapping, apiCall, postSubmitHook',
  ];

  it('takes it by id or by name', () => {
    for (const step of [other, 'Other']) {
      const { options } = onlyPage(readWith(flowTrace, trace, { ...postSubmit, step }));

      expect(Object(options)).to.deep.include({ _importId: other, preMapData: [{ sku: 'B' }] });
    }
  });

  it('lists the steps when several could be meant, or none has the name', () => {
    expect(failureOf(flowTrace, trace, postSubmit)).to.deep.equal({
      path: '/records',
      message: 'has 2 steps with a stage of postSubmit: say which is meant',
      next: listed,
    });
    expect(failureOf(flowTrace, trace)).to.deep.equal({
      path: '/records',
      message: 'has 2 steps: say which is meant',
      next: listed,
    });
    expect(failureOf(flowTrace, trace, { step: 'Orders' })).to.deep.equal({
      path: '/records',
      message: 'has no step with the id or name "Orders"',
      next: listed,
    });
  });

  it('takes the only one that has a stage of the hook, and says when none has (C-522)', () => {
    const steps = traceOf([
      importedRecord('A', 1),
      { step: other, stages: [['preMapHook', { n: 1 }, { data: { n: 1 } }]] },
    ]);

    expect(onlyPage(readWith(flowTrace, steps, { kind: 'preMap' })).origin).to.deep.include({
      step: { _id: other, name: 'Other' },
    });
    expect(failureOf(flowTrace, steps, { kind: 'postMap' }).message).to.equal(
      'has no step with a stage postMapHook, so nothing was recorded of postMap (C-522)',
    );
  });

  it('makes pages of a hook that the only step does not have yet, without results (C-526)', () => {
    const stages = importedRecord('A', 1).stages.slice(0, 3);
    const reading = readWith(flowTrace, traceOf([{ stages }]), postSubmit);

    expect(Object(onlyPage(reading).options).responseData).to.deep.equal([response(1)]);
    expect(reading.notes.map(({ message }) => message)).to.deep.equal([
      'what postSubmit gave is not known, so a replay has nothing to compare with: the step has no stage postSubmitHook',
    ]);
  });
});

describe('celigo-trace, naming stages', () => {
  const named = (name: string): object =>
    traceOf([{ stages: [...importedRecord('A', 1).stages.slice(0, 3), [name, response(1), written(1)]] }]);

  it('knows a hook by the function that the project attaches (C-522)', () => {
    const functions = [{ functionName: 'tidyUp', hook: 'postSubmit' }];

    expect(onlyPage(readWith(flowTrace, named('tidyUp'), { ...postSubmit, functions })).result).to.deep.equal([
      written(1),
    ]);
  });

  it('knows it by extraStageNames, which takes hooks and stages and refuses others (C-522)', () => {
    for (const target of ['postSubmit', 'postSubmitHook']) {
      const assume = { extraStageNames: { tidyUp: target } };
      const reading = readWith(flowTrace, named('tidyUp'), { ...postSubmit, assume });

      expect(onlyPage(reading).result).to.deep.equal([written(1)]);
      expect(reading.leanedOn).to.include('extraStageNames');
    }
    const failure = failureOf(flowTrace, named('tidyUp'), { assume: { extraStageNames: { tidyUp: 'sweep' } } });
    expect(failure.message).to.equal(
      'cannot be read with extraStageNames: "tidyUp" is to be "sweep", which is no stage (C-522)',
    );
  });

  it('reports a stage that nobody knows, and keeps it in the recording (C-522)', () => {
    const reading = readWith(flowTrace, named('tidyUp'), postSubmit);

    expect(onlyPage(reading).stages).to.deep.equal({
      tidyUp: { note: 'not replayed', input: [response(1)], result: [written(1)] },
    });
    expect(reading.notes.find(({ rule }) => rule === 'C-522')).to.deep.equal({
      rule: 'C-522',
      path: '/records/0/journey/0/stages',
      message:
        'the stage "tidyUp" of 1 record is not known: it is kept in the recording and not replayed. If it is a hook, attach a function of that name in hooksmith.json, or name its stage with extraStageNames',
    });
  });

  it('keeps a stage called __proto__ one like any other (R-212)', () => {
    const page = onlyPage(readWith(flowTrace, named('__proto__'), postSubmit));

    expect(Object.keys(page.stages ?? {})).to.deep.equal(['__proto__']);
  });

  it('reads the names of test runs, parts of the call included, unless it is told not to (C-524)', () => {
    const trace = traceOf([
      {
        stages: [
          ['transformTwoDotZero', { a: 1 }, { a: 2 }],
          ['request', { item: 'A' }, { url: '/items' }],
          ['response', { body: '…' }, '{"id":1}'],
          ['parse', '{"id":1}', response(1)],
          ['mapping', { sku: 'A' }, { item: 'A' }],
        ],
      },
    ]);

    const reading = readWith(flowTrace, trace, postSubmit);

    expect(Object(onlyPage(reading).options).responseData).to.deep.equal([response(1)]);
    expect(reading.leanedOn).to.include('testRunStageAliases');
    const asIs = failureOf(flowTrace, trace, { ...postSubmit, assume: { testRunStageAliases: 'asIs' } });
    expect(asIs.next[0]).to.match(/nothing of the stage postSubmitHook, so responseData is not known$/);
  });

  it('takes first input and last output of a stage that is there twice, and says so (C-526)', () => {
    const again = ['apiCall', { item: 'A', retry: 1 }, response(9)] as const;
    const stages = [...importedRecord('A', 1).stages.slice(0, 3), again];
    const reading = readWith(flowTrace, traceOf([{ stages }]), postSubmit);

    expect(Object(onlyPage(reading).options).responseData).to.deep.equal([response(9)]);
    expect(reading.notes[0]?.message).to.equal(
      'the stage apiCall of AF-1001 is there 2 times: its first input and its last output count',
    );
  });
});

describe('celigo-trace, cutting pages (C-525)', () => {
  const records = Array.from({ length: 45 }, (_, index) => ({
    ...importedRecord(`S-${index}`, index),
    group: index % 2 === 0 ? 'even' : 'odd',
  }));
  const sizesBy = (traceGrouping: string): unknown =>
    readWith(flowTrace, traceOf(records), { ...postSubmit, assume: { traceGrouping } }).recordings[0]?.pages.map(
      (page) => page.records,
    );

  it('takes a group for a page, 20 records (C-401), or everything', () => {
    expect(sizesBy('groupId')).to.deep.equal([23, 22]);
    expect(sizesBy('pageSize')).to.deep.equal([20, 20, 5]);
    expect(sizesBy('single')).to.deep.equal([45]);
  });

  it('takes records without groupId for one page and says so', () => {
    const reading = readWith(
      flowTrace,
      traceOf(records.slice(0, 3).map((record) => ({ ...record, group: null }))),
      postSubmit,
    );

    expect(onlyPage(reading).records).to.equal(3);
    expect(reading.notes).to.deep.equal([
      {
        rule: 'C-525',
        path: '/records/0/journey/0/groupId',
        message:
          '3 records have no groupId: they were taken as one page; --assume traceGrouping=pageSize cuts pages of 20',
      },
    ]);
  });
});

describe('celigo-trace, reading the file', () => {
  const bad: readonly (readonly [title: string, value: unknown, path: string, message: RegExp])[] = [
    ['an array', [], '', /^is an array; expected a flow trace/],
    ['no records', { records: {} }, '', /^has an object as "records"; expected a flow trace/],
    ['a record that is text', { records: ['x'] }, '/records/0', /^is "x"; expected a record/],
    [
      'a record without journey',
      { records: [{ traceKey: 'a' }] },
      '/records/0/journey',
      /^is nothing; expected an array/,
    ],
    ['a journey of nothing', { records: [{ journey: [null] }] }, '/records/0/journey/0', /^is null; expected one step/],
    [
      'a step without id',
      { records: [{ journey: [{ bubble: { name: 'x' }, stages: [] }] }] },
      '/records/0/journey/0/bubble/_id',
      /^is nothing; expected the id/,
    ],
    [
      'stages that are no array',
      { records: [{ journey: [{ bubble: { _id: 'a' }, stages: {} }] }] },
      '/records/0/journey/0/stages',
      /^is an object; expected an array/,
    ],
    [
      'a stage without name',
      { records: [{ journey: [{ bubble: { _id: 'a' }, stages: [{}] }] }] },
      '/records/0/journey/0/stages/0/name',
      /^is nothing; expected the name/,
    ],
    ['no record at all', { records: [] }, '/records', /^has no record that went through a step/],
  ];
  for (const [title, value, path, message] of bad) {
    it(`refuses ${title}, naming the place (C-520)`, () => {
      const failure = failureOf(flowTrace, value);

      expect(failure.path).to.equal(path);
      expect(failure.message).to.match(message);
    });
  }

  it('says that the stages of a test run are no trace (C-529)', () => {
    expect(failureOf(flowTrace, { stages: [] }).next).to.deep.equal([
      'The stages of a test run say nothing of records and pages: run `celigo flows trace` for the flow.',
    ]);
  });

  it('leaves unread what is not documented, or reports it (C-521)', () => {
    const trace = { ...traceOf([importedRecord('A', 1)]), flow: 'any', traceKeyGaps: [1], warnings: { x: 1 } };
    const records = Object(trace).records.map((record: object) => ({ ...record, duplicateTraceKey: 'yes' }));

    expect(readWith(flowTrace, { ...trace, records }, postSubmit).notes).to.deep.equal([]);
    const reported = readWith(
      flowTrace,
      { ...trace, records },
      { ...postSubmit, assume: { traceUnknownShapes: 'report' } },
    );
    expect(reported.notes.map(({ path, message }) => `${path}: ${message}`)).to.deep.equal([
      '/flow: "any" was left unread: its shape is not documented',
      '/traceKeyGaps: an array was left unread: its shape is not documented',
      '/warnings: an object was left unread: its shape is not documented',
      '/records/0/duplicateTraceKey: "yes" was left unread: its shape is not documented',
    ]);
  });
});
