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
