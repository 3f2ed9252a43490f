import { expect } from 'chai';
import { exportStep } from '../../../../sdk/celigo/pipeline/export-step.ts';
import { importStep } from '../../../../sdk/celigo/pipeline/import-step.ts';
import { drive, listOf } from './drive.ts';

const page = { data: [{ id: 1 }, { id: 2 }, { id: 3 }], traceKeys: ['T-1', null, 'T-3'] };
const error = { code: 'E1', message: 'no stock' };
const taken = { statusCode: 200, errors: [], ignored: false };

describe('the retry data of an import', () => {
  it('is nothing for records that succeed or are ignored (C-433)', () => {
    const { outcome } = drive(importStep, page, { preMap: ({ data }) => [{ data: {} }, {}, { data: data ?? null }] });

    expect(outcome.records.map(({ state }) => state)).to.deep.equal(['success', 'ignored', 'success']);
    expect(outcome.retryData).to.deep.equal({});
  });

  it('has data, stage and traceKey of each record with an error, under the key that the error names (C-433, C-435)', () => {
    const { outcome } = drive(importStep, page, {
      preMap: (options) => listOf(options, 'data').map((data, at) => (at === 0 ? { data } : { errors: [error] })),
    });

    expect(outcome.retryData).to.deep.equal({
      'page-4-record-1': { data: { id: 2 }, stage: 'preMap', traceKey: null },
      'page-4-record-2': { data: { id: 3 }, stage: 'preMap', traceKey: 'T-3' },
    });
    expect(outcome.errors.map(({ retryDataKey }) => retryDataKey)).to.deep.equal(Object.keys(outcome.retryData));
    expect(outcome.errors.every((stored) => !('data' in stored))).to.equal(true);
  });

  it('stands under the key that the hook itself gave its error (C-140, C-433)', () => {
    const { outcome } = drive(importStep, page, {
      preMap: (options) =>
        listOf(options, 'data').map((data, at) =>
          at === 0 ? { errors: [{ ...error, retryDataKey: 'own' }] } : { data },
        ),
    });

    expect(outcome.retryData).to.deep.equal({ own: { data: { id: 1 }, stage: 'preMap', traceKey: 'T-1' } });
  });

  it('holds the record as it entered the step, whatever preMap made of it (C-433, C-544)', () => {
    const { outcome } = drive(importStep, page, {
      preMap: (options) => listOf(options, 'data').map(() => ({ data: { id: 0, changed: true } })),
      postMap: () => {
        throw new TypeError('down');
      },
    });

    expect(outcome.retryData).to.deep.equal({
      'page-4-record-0': { data: { id: 1 }, stage: 'postMap', traceKey: 'T-1' },
      'page-4-record-1': { data: { id: 2 }, stage: 'postMap', traceKey: null },
      'page-4-record-2': { data: { id: 3 }, stage: 'postMap', traceKey: 'T-3' },
    });
  });

  it('is kept too for errors that are logged beside a record that goes on (C-009, C-433)', () => {
    const { outcome } = drive(importStep, page, {
      preMap: (options) => listOf(options, 'data').map((data, at) => (at === 0 ? { data, errors: [error] } : { data })),
    });

    expect(outcome.records.map(({ state }) => state)).to.deep.equal(['success', 'success', 'success']);
    expect(outcome.retryData).to.deep.equal({
      'page-4-record-0': { data: { id: 1 }, stage: 'preMap', traceKey: 'T-1' },
    });
  });

  it('names the submit for what the destination refused (C-412, C-433)', () => {
    const { outcome } = drive(importStep, page, {
      submit: () => [taken, { statusCode: 422, errors: [error], ignored: false }, taken],
    });

    expect(outcome.retryData).to.deep.equal({
      'page-4-record-1': { data: { id: 2 }, stage: 'submit', traceKey: null },
    });
  });

  it('is gone when postSubmit takes the error back (C-245, C-433)', () => {
    const { outcome } = drive(importStep, page, {
      submit: () => [taken, { statusCode: 422, errors: [error], ignored: false }, taken],
      postSubmit: () => [taken, taken, taken],
    });

    expect([outcome.errors, outcome.retryData]).to.deep.equal([[], {}]);
  });

  it('is nothing for a held page, which is tried again as a whole (C-414, C-433)', () => {
    const { outcome } = drive(importStep, page, {
      submit: () => [taken, { statusCode: 403, errors: [error], ignored: false }, taken],
    });

    expect([outcome.status, outcome.errors, outcome.retryData]).to.deep.equal(['held', [], {}]);
  });

  it('is nothing for the one error of a page with throwErrorsPerRecord false (C-154, C-433)', () => {
    const throwing = () => {
      throw new Error('down');
    };
    const assumptions = { throwErrorsPerRecord: false };
    const { outcome } = drive(importStep, page, { preMap: throwing }, { assumptions });

    expect(outcome.errors.map(({ record, retryDataKey }) => [record, retryDataKey])).to.deep.equal([[null, null]]);
    expect(outcome.retryData).to.deep.equal({});
  });
});

describe('the retry data of an export', () => {
  it('keeps what came in with the page, and has each record that preSavePage gave an error for (C-203, C-433, C-540, C-542)', () => {
    const came = { data: { raw: 'AF-1003;??' }, stage: 'parse', traceKey: 'tk-4' };
    const parsed = { code: 'parse_error', message: 'row 4 has 2 columns', retryDataKey: 'rk-4' };
    const { outcome } = drive(
      exportStep,
      { ...page, errors: [parsed], retryData: { 'rk-4': came } },
      {
        preSavePage: (options) => ({
          data: listOf(options, 'data').slice(1),
          errors: listOf(options, 'errors'),
          newErrorsAndRetryData: [{ retryData: { id: 1 }, errors: [error] }],
        }),
      },
    );

    expect(outcome.retryData).to.deep.equal({
      'rk-4': came,
      'page-4-new-0': { data: { id: 1 }, stage: 'preSavePage', traceKey: null },
    });
    expect(outcome.errors.map(({ code, retryDataKey }) => [code, retryDataKey])).to.deep.equal([
      ['parse_error', 'rk-4'],
      ['E1', 'page-4-new-0'],
    ]);
  });

  it('has the record of a filter that threw, as it entered the step (C-008, C-433)', () => {
    const { outcome } = drive(exportStep, page, {
      transform: ({ record }) => ({ was: record ?? null }),
      outputFilter: ({ record }) => {
        if (JSON.stringify(record).includes('2')) throw new Error('down');
        return true;
      },
    });

    expect(outcome.retryData).to.deep.equal({
      'page-4-record-1': { data: { id: 2 }, stage: 'outputFilter', traceKey: null },
    });
  });
});
