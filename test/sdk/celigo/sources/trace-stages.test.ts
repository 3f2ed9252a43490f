import { expect } from 'chai';
import { flowTrace } from '../../../../sdk/celigo/sources/trace.ts';
import { failureOf, importedRecord, onlyPage, readWith, type TestChoices, traceOf } from './source-files.ts';

const response = (id: number): object => ({ statusCode: 200, id });
const written = (id: number): object => ({ statusCode: 200, errors: [], ignored: false, id: String(id) });
const postSubmit: TestChoices = { kind: 'postSubmit' };

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

  it('keeps 64 such stages and counts the rest', () => {
    const odd = Array.from({ length: 70 }, (_, index) => [`odd${index}`, { n: index }, null] as const);
    const reading = readWith(flowTrace, traceOf([{ stages: [...importedRecord('A', 1).stages, ...odd] }]), postSubmit);

    expect(Object.keys(onlyPage(reading).stages ?? {})).to.deep.equal(odd.slice(0, 64).map(([name]) => name));
    expect(reading.notes.at(-1)?.message).to.equal('6 more stages are not known and not kept: a page keeps 64');
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
    expect(asIs.next[0]).to.match(/responseData is not known: nothing in postSubmitHook.input, apiCall.output$/);
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
