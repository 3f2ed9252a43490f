import { expect } from 'chai';
import { flowTrace } from '../../../../sdk/celigo/sources/trace.ts';
import {
  exportContext,
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
const noSku = { code: 'no_sku', message: 'sku is empty' };
const written = { statusCode: 200, errors: [], ignored: false, id: '1' };
const refused = { statusCode: 422, errors: [noSku], ignored: false };

/** Page of a pipeline, without its context. */
function pageOf(records: readonly TracedRecord[], choices: TestChoices = {}): { stages: unknown; options: unknown } {
  const { options, stages } = onlyPage(readWith(flowTrace, traceOf(records), choices));
  return { options, stages };
}

/** What the stages of a page gave. */
function stagesOf(records: readonly TracedRecord[], choices: TestChoices = {}): unknown {
  return pageOf(records, choices).stages;
}

describe('celigo-trace of a pipeline', () => {
  it('writes what an import got and what each stage gave, in step with its records (C-015)', () => {
    const records: readonly TracedRecord[] = [
      {
        stages: [
          ['inputFilter', { sku: 'A' }, { sku: 'A' }],
          ['preMapHook', { sku: 'A' }, { sku: 'a' }],
          ['mapping', { sku: 'a' }, { item: 'a' }],
          ['postMapHook', { item: 'a' }, { item: 'a', location: 'LEEDS' }],
          ['apiCall', { item: 'a', location: 'LEEDS' }, { statusCode: 200, id: 1 }],
          ['postSubmitHook', { statusCode: 200, id: 1 }, written],
          ['responseMapping', { sku: 'A' }, { sku: 'A', id: '1' }],
          ['postResponseMapHook', { sku: 'A', id: '1' }, { sku: 'A', id: '1', seen: true }],
        ],
      },
    ];
    const reading = readWith(flowTrace, traceOf(records));

    expect(reading.recordings.map(({ hook, step }) => ({ hook, step }))).to.deep.equal([
      { hook: null, step: 'import' },
    ]);
    expect(onlyPage(reading)).to.deep.equal({
      options: { data: [{ sku: 'A' }], traceKeys: ['AF-1001'], ...importContext(itemsToErp, startedAt) },
      result: [{ sku: 'A', id: '1', seen: true }],
      stages: {
        inputFilter: { result: [true] },
        preMap: { result: [{ data: { sku: 'a' } }] },
        mapping: { result: [{ item: 'a' }] },
        postMap: { result: [{ data: { item: 'a', location: 'LEEDS' } }] },
        submit: { result: [{ statusCode: 200, id: 1 }] },
        postSubmit: { result: [written] },
        responseMapping: { result: [{ sku: 'A', id: '1' }] },
        postResponseMap: { result: [{ sku: 'A', id: '1', seen: true }] },
      },
      records: 1,
    });
    expect(reading.notes).to.deep.equal([]);
  });

  it('writes null where a record did not reach a stage, for the reason that an earlier stage gives', () => {
    const full = importedRecord('A', 1).stages;
    const [filter, mapping, call] = full;
    const upTo = (...stages: readonly (TracedRecord['stages'][number] | undefined)[]): TracedRecord => ({
      stages: stages.flatMap((stage) => (stage === undefined ? [] : [stage])),
    });
    const records: readonly TracedRecord[] = [
      { stages: full },
      upTo(['inputFilter', { sku: 'B' }, false]),
      upTo(['inputFilter', { sku: 'C' }, null]),
      upTo(filter, ['mapping', { sku: 'D' }, null, [noSku]]),
      upTo(filter, mapping, ['apiCall', { item: 'E' }, refused], ['postSubmitHook', refused, refused]),
      { ...upTo(filter, mapping, call), errorStage: 'apiCall' },
    ];

    const { stages } = pageOf(records);

    expect(stages).to.deep.equal({
      inputFilter: { result: [true, false, false, true, true, true] },
      mapping: {
        result: [{ item: 'A' }, null, null, null, { item: 'A' }, { item: 'A' }],
        errors: { 3: noSku },
      },
      submit: { result: [{ statusCode: 200, id: 1 }, null, null, null, refused, { statusCode: 200, id: 1 }] },
      postSubmit: {
        result: [{ ...written, id: '1' }, null, null, null, refused, null],
      },
    });
  });

  it('keeps the errors of a hook in its elements, and those of a whole page as the error of the stage (C-006, C-009)', () => {
    const mapped = importedRecord('A', 1).stages.slice(1);
    const dropped: TracedRecord = { stages: [['preMapHook', { sku: '' }, null, [noSku]]] };
    const ignored: TracedRecord = { stages: [['preMapHook', { sku: 'SAMPLE' }, {}]] };
    const kept: TracedRecord = { stages: [['preMapHook', { sku: 'A' }, { data: { sku: 'A' } }], ...mapped] };
    const thrown: TracedRecord = {
      stages: [['preMapHook', { sku: 'A' }, null, [{ code: 'TypeError', message: 'no' }]]],
    };

    expect(Object(stagesOf([kept, dropped, ignored])).preMap).to.deep.equal({
      result: [{ data: { sku: 'A' } }, { errors: [noSku] }, {}],
    });
    expect(Object(stagesOf([thrown, thrown])).preMap).to.deep.equal({
      result: [null, null],
      error: { code: 'TypeError', message: 'no' },
    });
  });

  it('writes an export, with preSavePage as the object that the hook returns (C-016, C-201, C-203)', () => {
    const records: readonly TracedRecord[] = [
      {
        stages: [
          ['transformation', { price: '1' }, { price: 1 }],
          ['outputFilter', { price: 1 }, true],
          ['preSavePageHook', { price: 1 }, { price: 1, page: 0 }],
        ],
      },
      {
        stages: [
          ['transformation', { price: 'x' }, null, [{ code: 'nan', message: 'no number', source: 'transformation' }]],
        ],
      },
    ];
    const reading = readWith(flowTrace, traceOf(records));

    expect(reading.recordings[0]?.step).to.equal('export');
    expect(onlyPage(reading)).to.deep.equal({
      options: {
        data: [{ price: '1' }, { price: 'x' }],
        traceKeys: ['AF-1001', 'AF-1002'],
        errors: [],
        pageIndex: 0,
        ...exportContext(itemsToErp, startedAt),
      },
      stages: {
        transform: { result: [{ price: 1 }, null], errors: { 1: { code: 'nan', message: 'no number' } } },
        outputFilter: { result: [true, null] },
        preSavePage: { result: { data: [{ price: 1, page: 0 }], errors: [] } },
      },
      records: 2,
    });
  });

  it('lists holes and leaves the page out; with allowHoles they are null (C-527)', () => {
    const [filter, , call] = importedRecord('B', 2).stages;
    const holed: TracedRecord = { stages: [filter, call].flatMap((stage) => (stage === undefined ? [] : [stage])) };
    const records = [importedRecord('A', 1), holed];

    expect(failureOf(flowTrace, traceOf(records)).next).to.deep.equal([
      'AF-1002, Items to ERP (65a0000000000000000000f2): the stage mapping is missing',
      'AF-1002, Items to ERP (65a0000000000000000000f2): the stage postSubmitHook is missing',
      'the page of group g-1 was left out: it has holes in 1 of 2 records; --assume allowHoles=true takes what is there',
    ]);
    const { stages } = pageOf(records, { assume: { allowHoles: true } });
    expect(Object(stages).mapping).to.deep.equal({ result: [{ item: 'A' }, null] });
    expect(Object(stages).submit.result).to.deep.equal([
      { statusCode: 200, id: 1 },
      { statusCode: 200, id: 2 },
    ]);
  });

  it('counts a stage that does not say what it gave as a hole, and leaves such a stage of a hook out (C-526, C-527)', () => {
    const [filter, mapping, call] = importedRecord('A', 1).stages;
    const stages = [filter, mapping, call].flatMap((stage) => (stage === undefined ? [] : [stage]));

    const reading = readWith(flowTrace, traceOf([{ stages: [...stages, ['postSubmitHook', {}, {}]] }]));

    expect(Object.keys(onlyPage(reading).stages ?? {})).to.deep.equal(['inputFilter', 'mapping', 'submit']);
    expect(reading.notes.map(({ message }) => message)).to.deep.equal([
      'what postSubmit gave for this page is not known, so its stage was left out: the stage does not say it for every record',
    ]);
    const silentCall = traceOf([{ stages: [...stages.slice(0, 2), ['apiCall', { item: 'A' }, '<html>']] }]);
    expect(failureOf(flowTrace, silentCall).next[0]).to.equal(
      'AF-1001, Items to ERP (65a0000000000000000000f2): the stage apiCall does not say what it gave',
    );
  });

  it('keeps stages that no import has, under the names of the trace, and says so (C-522, C-523)', () => {
    const odd = (name: string): TracedRecord['stages'][number] => [name, { in: 1 }, { out: 1 }];
    const stages = [
      ...importedRecord('A', 1).stages,
      odd('routing'),
      odd('tidyUp'),
      odd('submit'),
      odd('postAggregateHook'),
    ];

    const reading = readWith(flowTrace, traceOf([{ stages }]));

    const kept = { note: 'not replayed', input: [{ in: 1 }], result: [{ out: 1 }] };
    expect(onlyPage(reading).stages).to.deep.include({
      tidyUp: kept,
      'trace:submit': kept,
      routing: kept,
      postAggregateHook: kept,
    });
    expect(reading.notes.map(({ rule, message }) => `${rule} ${message.split(':')[0]}`)).to.deep.equal([
      'C-522 the stage "tidyUp" of 1 record is not known',
      'C-522 the stage "submit" of 1 record is not known',
      'C-523 the stage routing of 1 record is no part of what is recorded',
      'C-523 the stage postAggregateHook of 1 record is no part of what is recorded',
    ]);
  });

  it('asks whether a step is an import or an export when its stages do not say it (C-521)', () => {
    const lookup: TracedRecord = { stages: [['apiCall', { id: 1 }, { statusCode: 200 }]] };
    const both: TracedRecord = {
      stages: [
        ['inputFilter', { id: 1 }, true],
        ['outputFilter', { id: 1 }, true],
      ],
    };

    expect(failureOf(flowTrace, traceOf([lookup]))).to.deep.equal({
      path: '/records',
      message:
        'does not say whether the step Items to ERP (65a0000000000000000000f2) is an import or an export; its stages are: apiCall (C-521)',
      next: ['Say it with --kind import or --kind export.'],
    });
    expect(failureOf(flowTrace, traceOf([both])).message).to.match(/its stages are: inputFilter, outputFilter/);
    const forced = readWith(flowTrace, traceOf([lookup]), { kind: 'import' });
    expect(onlyPage(forced).stages).to.deep.equal({ submit: { result: [{ statusCode: 200 }] } });
    expect(forced.notes.map(({ message }) => message)).to.deep.equal([
      'the step Items to ERP (65a0000000000000000000f2) has no stage mapping: a replay of the pipeline needs it from elsewhere',
    ]);
  });

  it('keeps a trace key that is missing as null', () => {
    const { options } = pageOf([{ ...importedRecord('A', 1), traceKey: null }]);

    expect(Object(options).traceKeys).to.deep.equal([null]);
  });
});
