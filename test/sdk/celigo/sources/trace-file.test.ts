import { expect } from 'chai';
import { flowTrace } from '../../../../sdk/celigo/sources/trace.ts';
import { failureOf, importedRecord, readWith, type TestChoices, traceOf } from './source-files.ts';

const postSubmit: TestChoices = { kind: 'postSubmit' };

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
