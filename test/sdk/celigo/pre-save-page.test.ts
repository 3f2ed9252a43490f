import { expect } from 'chai';
import { preSavePage } from '../../../sdk/celigo/index.ts';
import { assumptionsOf, brief, judge, judgeInput } from './judge.ts';

const error = { code: 'parse_error', message: 'row 4 has 2 columns', retryDataKey: 'rk-4' };
const options = { data: [{ sku: 'PENCIL-HB' }, { sku: 'RULER-30' }], errors: [], pageIndex: 0 };

describe('celigo preSavePage', () => {
  it('may add, drop and merge records, and swallow the page (C-205, C-206, C-810)', () => {
    for (const data of [[], [{}], [{}, {}, {}], [[{}, {}]]]) {
      expect(judge(preSavePage, { options, output: { data, errors: [] } })).to.deep.equal([]);
    }
  });

  it('may ask for no further page and add errors that can be retried (C-203, C-207)', () => {
    const newErrorsAndRetryData = [{ retryData: { sku: 'RULER-30' }, errors: [error] }];

    expect(
      judge(preSavePage, { options, output: { data: [], errors: [], abort: true, newErrorsAndRetryData } }),
    ).to.deep.equal([]);
  });

  it('is refused when it returns the records alone, or nothing (C-203)', () => {
    expect(brief(judge(preSavePage, { options, output: options.data }))).to.deep.equal([
      'error bad-shape C-203 (whole)',
    ]);
    expect(judge(preSavePage, { options }).map(({ message }) => message)).to.deep.equal([
      'result must be an object, got nothing',
    ]);
  });

  it('is refused when its result has no data, or records that are none (C-203)', () => {
    expect(
      judge(preSavePage, { options, output: { records: [], errors: [] } }).map(({ message }) => message),
    ).to.deep.equal(['result lacks data: expected a value, got nothing']);
    expect(brief(judge(preSavePage, { options, output: { data: [null], errors: [] } }))).to.deep.equal([
      'error bad-shape C-203 /data/0',
    ]);
  });

  it('is warned of what it returns beside its own keys, unless the options are handed back (C-203)', () => {
    const output = { data: [], errors: [], retry: [], pages: 1, pageIndex: 0 };

    expect(brief(judge(preSavePage, { options, output }))).to.deep.equal(['warning no-effect C-203 /retry']);
    expect(judge(preSavePage, { options, output })[0]?.message).to.equal(
      'the platform does not read retry, pages of the result; it reads data, errors, abort, newErrorsAndRetryData',
    );
    expect(judge(preSavePage, { options, output: options })).to.deep.equal([]);
  });

  it('is warned when it returns no errors although the page came with some (C-203, C-204)', () => {
    const withErrors = { ...options, errors: [error, error] };

    expect(judge(preSavePage, { options: withErrors, output: { data: [] } })).to.deep.equal([
      {
        code: 'bad-shape',
        rule: 'C-203',
        severity: 'warning',
        path: '',
        message:
          'the page came with 2 errors and the result has no errors, so nothing hands them on; return errors: options.errors',
      },
    ]);
    expect(judge(preSavePage, { options: withErrors, output: { data: [], errors: [] } })).to.deep.equal([]);
    expect(judge(preSavePage, { options, output: { data: [] } })).to.deep.equal([]);
    expect(judge(preSavePage, { options: { data: [] }, output: { data: [] } })).to.deep.equal([]);
  });

  it('stops the flow when it throws, and stores the error under its own source (C-007, C-150)', () => {
    const stored = preSavePage.storedError({ name: 'Error', message: 'no', code: null }, assumptionsOf(preSavePage));

    expect(preSavePage.failure).to.equal('flow');
    expect(preSavePage.rules.threw).to.equal('C-007');
    expect(stored).to.deep.equal({ code: 'Error', message: 'no', source: 'pre_save_page_hook' });
  });

  it('gets its two dates as Date objects in the callback form (C-210)', () => {
    expect(preSavePage.calls.datesInCallbackForm).to.deep.equal(['lastExportDateTime', 'currentExportDateTime']);
  });

  it('takes recordings whose dates are ISO texts, null or absent (C-209, C-213)', () => {
    const dates = { lastExportDateTime: '2026-03-03T00:00:00.000Z', currentExportDateTime: null };

    expect(judgeInput(preSavePage, { ...options, ...dates })).to.deep.equal([]);
    expect(judgeInput(preSavePage, options)).to.deep.equal([]);
    expect(brief(judgeInput(preSavePage, { ...options, lastExportDateTime: 0 }))).to.deep.equal([
      'error bad-recording C-209 /lastExportDateTime',
    ]);
  });

  it('takes a page of groups, each an array of rows (C-211)', () => {
    expect(judgeInput(preSavePage, { data: [[{}, {}], [{}]], pageIndex: 0 })).to.deep.equal([]);
    expect(preSavePage.countRecords({ data: [[{}, {}], [{}]] })).to.equal(2);
  });

  it('refuses the options of another runner, and names what is missing (C-850)', () => {
    expect(judgeInput(preSavePage, { form: {}, page: [{}], state: {} })).to.deep.equal([
      {
        code: 'bad-recording',
        rule: 'C-201',
        severity: 'error',
        path: '',
        message: 'options lacks data: expected a value, got nothing',
      },
    ]);
  });

  it('refuses a file export without one file for each record (C-201)', () => {
    expect(judgeInput(preSavePage, { ...options, files: [{ fileMeta: { fileName: 'a.csv' } }] })).to.deep.equal([
      {
        code: 'bad-recording',
        rule: 'C-201',
        severity: 'error',
        path: '',
        message:
          'data has 2 elements, files has 1 element; the two must be equally long, one element for each record: record the page again',
      },
    ]);
  });
});
