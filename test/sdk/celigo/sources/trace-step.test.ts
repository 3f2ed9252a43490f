import { expect } from 'chai';
import { flowTrace } from '../../../../sdk/celigo/sources/trace.ts';
import { failureOf, importedRecord, onlyPage, readWith, type TestChoices, traceOf } from './source-files.ts';

const response = (id: number): object => ({ statusCode: 200, id });
const postSubmit: TestChoices = { kind: 'postSubmit' };

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
