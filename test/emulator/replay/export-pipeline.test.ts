import { expect } from 'chai';
import { useFolder } from '../commands/run-cli.ts';
import { findingsOf, play, statesOf, testPages } from './pipeline-run.ts';

const hooks = ['transform', 'outputFilter', 'preSavePage'];

testPages('an export', { step: 'export', attach: hooks }, [
  {
    shows: 'takes records through transform, output filter and preSavePage (C-016)',
    data: [{ id: 1 }, { id: 2 }],
    states: 'success success',
  },
  {
    shows: 'saves what transform made of a record (C-016, C-270)',
    data: [{ id: 1, transform: { id: 10 } }],
    states: 'success',
    goesOn: [{ id: 10 }],
  },
  {
    shows: 'a throw of transform is an error of that record alone (C-008, C-274)',
    data: [{ id: 1, transformThrows: 'down' }, { id: 2 }],
    states: 'error success',
    findings: ['hook-threw C-008'],
    errors: ['0 Error down transform'],
  },
  {
    shows: 'no result of transform is an error of that record alone (C-281)',
    data: [{ id: 1, vanishes: true }, { id: 2 }],
    states: 'error success',
    findings: ['bad-shape C-281'],
    errors: ['0 '],
  },
  {
    shows: 'false of the output filter leaves a record out (C-272)',
    data: [{ id: 1, outputFilter: false }, { id: 2 }],
    states: 'ignored success',
    goesOn: [{ id: 2 }],
  },
  {
    shows: 'a throw of the output filter is an error of that record alone (C-008, C-272, C-274)',
    data: [{ id: 1, outputFilterThrows: 'down' }, { id: 2 }],
    states: 'error success',
    findings: ['hook-threw C-008'],
    errors: ['0 Error down output_filter'],
  },
  {
    shows: 'preSavePage may save fewer records (C-205)',
    data: [{ id: 1, preSavePage: { data: [{ id: 2 }], errors: [], abort: false } }, { id: 2 }],
    states: 'success success',
    goesOn: [{ id: 2 }],
  },
  {
    shows: 'preSavePage may save more records (C-205)',
    data: [{ id: 1, preSavePage: { data: [{ id: 2 }, { id: 3 }], errors: [], abort: false } }],
    states: 'success',
    goesOn: [{ id: 2 }, { id: 3 }],
  },
  {
    shows: 'preSavePage may save an empty page (C-206)',
    data: [{ id: 1, preSavePage: { data: [], errors: [], abort: false } }],
    states: 'success',
    goesOn: [],
  },
  {
    shows: 'newErrorsAndRetryData of preSavePage is stored as errors of the page (C-542)',
    data: [
      {
        id: 1,
        preSavePage: {
          data: [],
          errors: [],
          abort: false,
          newErrorsAndRetryData: [{ retryData: { id: 1 }, errors: [{ code: 'E1', message: 'no stock' }] }],
        },
      },
    ],
    states: 'success',
    goesOn: [],
    errors: ['page E1 no stock pre_save_page_hook'],
  },
]);
testPages(
  'an export with transformUndefined drop',
  { step: 'export', attach: hooks, assumptions: { transformUndefined: 'drop' } },
  [
    {
      shows: 'drops a record without a result of transform (C-281)',
      data: [{ id: 1, vanishes: true }, { id: 2 }],
      findings: ['bad-shape C-281'],
      states: 'ignored success',
      goesOn: [{ id: 2 }],
    },
  ],
);

describe('the end of an export', () => {
  const folder = useFolder();
  const pages = (first: object): readonly { readonly options: object }[] => [
    { options: { data: [first] } },
    { options: { data: [{ id: 2 }] } },
  ];

  it('abort saves its own page and asks for no further one (C-207)', async () => {
    const first = { id: 1, preSavePage: { data: [{ id: 1 }], errors: [], abort: true } };
    const report = await play(folder, { step: 'export', attach: hooks }, pages(first));
    expect(report.steps[0])
      .to.include({ out: 1 })
      .and.to.deep.include({ endedBy: { page: 0, why: 'abort' } });
    expect(report.totals.unreachedPages).to.equal(1);
  });

  it('a throw of preSavePage stops the flow, and later pages are not reached (C-007, C-208)', async () => {
    const first = { id: 1, preSavePageThrows: 'down' };
    const report = await play(folder, { step: 'export', attach: hooks }, pages(first));
    expect(report.steps[0])
      .to.include({ out: 0 })
      .and.to.deep.include({ endedBy: { page: 0, why: 'stopped' } });
    expect(report.totals.unreachedPages).to.equal(1);
    expect(statesOf(report, 0, 1)).to.equal('error');
    expect(findingsOf(report, 0).slice(0, 1)).to.deep.equal(['hook-threw C-007']);
  });
});
