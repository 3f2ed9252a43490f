import { expect } from 'chai';
import { type ComparedRun, compareRuns, isSame } from '../../../emulator/watch/compare-runs.ts';
import type { Finding } from '../../../sdk/contract.ts';

const finding = (page: number | null, more: Partial<Finding> = {}): Finding => ({
  code: 'length-changed',
  rule: 'C-005',
  severity: 'error',
  scope: 'page',
  stage: null,
  recording: 'day.rec.jsonl',
  page,
  record: null,
  path: '',
  message: 'returned 1 element for 2 records',
  at: { file: 'hook.ts', line: 3, column: 1 },
  ...more,
});
const run = (
  findings: readonly Finding[],
  results: readonly (readonly [number, unknown])[] | null = [],
): ComparedRun => ({
  report: { findings },
  results:
    results === null
      ? null
      : new Map(results.map(([page, value]) => [page, value === null ? null : JSON.stringify(value)])),
});

describe('compareRuns', () => {
  it('tells pages that are mended, broken and still wrong apart, in their order', () => {
    const before = run([finding(9), finding(7), finding(3)]);
    const now = run([finding(3), finding(12), finding(9, { code: 'hook-threw' }), finding(12, { code: 'bad-shape' })]);

    const { mended, broken, stillWrong, newFindings } = compareRuns(before, now);

    expect(mended).to.deep.equal([7]);
    expect(broken).to.deep.equal([{ page: 12, codes: ['length-changed', 'bad-shape'] }]);
    expect(stillWrong).to.deep.equal([3, 9]);
    expect(newFindings.map(({ page, code }) => [page, code])).to.deep.equal([
      [12, 'length-changed'],
      [9, 'hook-threw'],
      [12, 'bad-shape'],
    ]);
  });

  it('does not take a finding for new whose line has moved, and leaves notes out', () => {
    const at = { file: 'hook.ts', line: 4, column: 1 };
    const differences = compareRuns(run([finding(1)]), run([finding(1, { at }), finding(2, { severity: 'info' })]));

    expect(isSame(differences)).to.equal(true);
    expect(differences.stillWrong).to.deep.equal([1]);
  });

  it('takes a warning, and an error of no page, for new findings and for no broken page', () => {
    const warning = finding(4, { severity: 'warning', code: 'state-lost' });
    const { broken, newFindings } = compareRuns(run([]), run([warning, finding(null)]));

    expect(broken).to.deep.equal([]);
    expect(newFindings).to.deep.equal([warning, finding(null)]);
  });

  it('names the first place of each record whose result is another one, with both values', () => {
    const before = run(
      [],
      [
        [2, [{ id: 1, a: 1 }, { id: 2 }]],
        [3, { id: 1 }],
        [4, [1]],
      ],
    );
    const now = run(
      [],
      [
        [
          2,
          [
            { id: 1, a: 1 },
            { id: 5, b: 2 },
          ],
        ],
        [3, { id: 2 }],
        [4, [1]],
        [5, [1]],
      ],
    );

    expect(compareRuns(before, now).otherResults).to.deep.equal([
      { page: 2, record: 1, path: '/1/id', before: 2, now: 5, more: 1 },
      { page: 3, record: null, path: '/id', before: 1, now: 2, more: 0 },
    ]);
  });

  it('says nothing of the results of a page that is broken or mended, and tells a result that is gone', () => {
    const before = run(
      [finding(1)],
      [
        [0, [1]],
        [1, [1]],
        [2, [1]],
      ],
    );
    const now = run(
      [finding(0)],
      [
        [0, [2]],
        [1, [2]],
        [2, null],
      ],
    );

    expect(compareRuns(before, now).otherResults).to.deep.equal([
      { page: 2, record: null, path: '', before: [1], now: undefined, more: 0 },
    ]);
  });

  it('takes all that is wrong for new where there was no run before, and compares no results that were not kept', () => {
    expect(compareRuns(null, run([finding(0)])).broken).to.have.lengthOf(1);
    expect(compareRuns(run([], null), run([], [[0, 1]])).otherResults).to.deep.equal([]);
  });
});
