import { expect } from 'chai';
import { branchFilter, inputFilter, outputFilter } from '../../../sdk/celigo/index.ts';
import type { AnyContract } from '../../../sdk/contract.ts';
import { assumptionsOf, brief, judge, judgeInput } from './judge.ts';

const options = { record: { sku: 'SAMPLE' } };
const kinds: readonly (readonly [contract: AnyContract, source: string])[] = [
  [inputFilter, 'input_filter'],
  [outputFilter, 'output_filter'],
  [branchFilter, 'application'],
];

for (const [contract, source] of kinds) {
  describe(`celigo ${contract.hook}`, () => {
    it('returns true or false (C-271)', () => {
      expect(judge(contract, { options, output: true })).to.deep.equal([]);
      expect(judge(contract, { options, output: false })).to.deep.equal([]);
    });

    it('is refused when it returns the word for true, or is read by its truth with a warning when so chosen (C-275)', () => {
      const strict = judge(contract, { options, output: 'true' });
      const lenient = judge(contract, { options, output: 'true', assume: { filterResult: 'truthy' } });

      expect(strict).to.deep.equal([
        {
          code: 'bad-shape',
          rule: 'C-275',
          severity: 'error',
          path: '',
          message: 'result must be a boolean, got a string ("true")',
        },
      ]);
      expect(lenient).to.deep.equal([{ ...strict[0], severity: 'warning' }]);
    });

    it('is refused when it returns nothing, null, a number or the record (C-275)', () => {
      for (const output of [undefined, null, 1, options.record]) {
        expect(brief(judge(contract, { options, output }))).to.deep.equal(['error bad-shape C-275 (whole)']);
      }
    });

    it('fails its record alone, and is a script and never a stack (C-008, C-280)', () => {
      expect(contract.failure).to.equal('record');
      expect(contract.calls.forms).to.equal('return');
      expect(contract.countRecords(options)).to.equal(1);
    });

    it('is called filter unless it is named otherwise (C-310)', () => {
      expect(contract.calls.defaultNames).to.deep.equal(['filter']);
    });

    it(`stores a throw under the source ${source} (C-151, C-152)`, () => {
      const thrown = { name: 'Error', message: 'no', code: null };

      expect(contract.storedError(thrown, assumptionsOf(contract)).source).to.equal(source);
    });
  });
}

describe('celigo outputFilter', () => {
  it('takes recordings with the page number and the window of a delta export (C-209, C-213, C-272)', () => {
    const dates = { lastExportDateTime: '2026-03-03T00:00:00.000Z', currentExportDateTime: null };

    expect(judgeInput(outputFilter, { ...options, ...dates, pageIndex: 0 })).to.deep.equal([]);
    expect(brief(judgeInput(outputFilter, { ...options, pageIndex: -1 }))).to.deep.equal([
      'error bad-recording C-272 /pageIndex',
    ]);
  });
});
