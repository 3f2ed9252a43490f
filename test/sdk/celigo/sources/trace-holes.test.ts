import { expect } from 'chai';
import { flowTrace } from '../../../../sdk/celigo/sources/trace.ts';
import {
  failureOf,
  importedRecord,
  onlyPage,
  readWith,
  type TestChoices,
  type TracedRecord,
  traceOf,
} from './source-files.ts';

const response = (id: number): object => ({ statusCode: 200, id });
const postSubmit: TestChoices = { kind: 'postSubmit' };

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
        'AF-1003, Items to ERP (65a0000000000000000000f2): preMapData is not known: nothing in mapping.input, preMapHook.output, inputFilter.output',
        'AF-1003, Items to ERP (65a0000000000000000000f2): postMapData is not known: nothing in mapping.output, apiCall.input',
        'AF-1003, Items to ERP (65a0000000000000000000f2): the stage postSubmitHook is missing',
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
      'AF-1001, Items to ERP (65a0000000000000000000f2): preMapData is not known: nothing in mapping.input, preMapHook.output, inputFilter.output',
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
