import { expect } from 'chai';
import { branching } from '../../../sdk/celigo/index.ts';
import type { JsonValue, Setup } from '../../../sdk/contract.ts';
import { assumptionsOf, brief, judge } from './judge.ts';

const options = { record: { country: 'GB' } };
const two: Setup = { branches: 2 };

function route(output: unknown, setup: Setup = two, assume: Readonly<Record<string, JsonValue>> = {}) {
  return judge(branching, { options, output, setup, assume });
}

describe('celigo branching', () => {
  it('returns the indices of branches that the router has (C-273)', () => {
    expect(route([1])).to.deep.equal([]);
    expect(route([0, 1])).to.deep.equal([]);
  });

  it('is refused for an index out of range, which goes to no branch with a warning when so chosen (C-279)', () => {
    const strict = route([0, 2]);
    const lenient = route([0, 2], two, { routerBadResult: 'noBranch' });

    expect(strict).to.deep.equal([
      {
        code: 'bad-shape',
        rule: 'C-279',
        severity: 'error',
        path: '/1',
        message:
          'result[1] is 2, which is no branch; the router has 2, with the indices 0 to 1; return indices of branches, such as [0]',
      },
    ]);
    expect(brief(lenient)).to.deep.equal(['warning bad-shape C-279 /1']);
    expect(lenient[0]?.message).to.contain('so the record is taken to go to no branch (routerBadResult)');
  });

  it('is refused for an index below 0, also where the number of branches is not known (C-279)', () => {
    expect(brief(route([-1], {}))).to.deep.equal(['error bad-shape C-279 /0']);
  });

  it('takes any index where the number of branches is not known, or is no number of branches', () => {
    for (const setup of [{}, { branches: '2' }, { branches: 0 }, { branches: 1.5 }, { branches: null }]) {
      expect(route([7], setup)).to.deep.equal([]);
    }
  });

  it('is refused for indices as text, which are read as numbers with a warning when so chosen (C-279)', () => {
    expect(brief(route(['0']))).to.deep.equal(['error bad-shape C-279 /0']);
    expect(brief(route(['0'], two, { routerBadResult: 'coerce' }))).to.deep.equal(['warning bad-shape C-279 /0']);
    expect(brief(route(['0'], two, { routerBadResult: 'noBranch' }))).to.deep.equal(['warning bad-shape C-279 /0']);
  });

  it('is refused for text that names no branch even when it is read as a number (C-279)', () => {
    const coerce = { routerBadResult: 'coerce' };

    expect(brief(route(['2'], two, coerce))).to.include('error bad-shape C-279 /0');
    expect(brief(route(['north'], two, coerce))).to.include('error bad-shape C-279 /0');
    expect(brief(route([7], two, coerce))).to.deep.equal(['error bad-shape C-279 /0']);
  });

  for (const output of [null, undefined, '1', 1, { branch: 0 }]) {
    it(`is refused for ${JSON.stringify(output) ?? 'nothing'} in place of a list, or warned when so chosen (C-277, C-279)`, () => {
      expect(brief(route(output))).to.deep.equal(['error bad-shape C-279 (whole)']);
      expect(brief(route(output, two, { routerBadResult: 'noBranch' }))).to.deep.equal([
        'warning bad-shape C-279 (whole)',
      ]);
    });
  }

  it('may return no branch, which leans on an assumption, or is refused when so chosen (C-276)', () => {
    expect(brief(route([]))).to.deep.equal(['info assumed-rule C-276 (whole)']);
    expect(brief(route([], two, { emptyBranchList: 'error' }))).to.deep.equal(['error bad-shape C-276 (whole)']);
  });

  it('fails its record alone, and stores a throw under the source that is assumed (C-008, C-152)', () => {
    const stored = branching.storedError({ name: 'Error', message: 'no', code: null }, assumptionsOf(branching));

    expect(branching.failure).to.equal('record');
    expect(branching.calls.forms).to.equal('return');
    expect(stored.source).to.equal('application');
  });
});
