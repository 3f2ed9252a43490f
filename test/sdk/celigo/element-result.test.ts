import { expect } from 'chai';
import { postMap, preMap } from '../../../sdk/celigo/index.ts';
import type { AnyContract } from '../../../sdk/contract.ts';
import { brief, judge } from './judge.ts';

const error = { code: 'no_sku', message: 'sku is empty' };
const records = (count: number): unknown[] => Array.from({ length: count }, (_, index) => ({ index }));

const kinds: readonly (readonly [contract: AnyContract, optionsOf: (count: number) => unknown])[] = [
  [preMap, (count) => ({ data: records(count) })],
  [postMap, (count) => ({ preMapData: records(count), postMapData: records(count) })],
];

for (const [contract, optionsOf] of kinds) {
  const judgeElements = (output: unknown, assume = {}) => judge(contract, { options: optionsOf(3), output, assume });

  describe(`celigo ${contract.hook}, by the elements it returns`, () => {
    it('may let a record go on, skip it, fail it, or log errors of it (C-009, C-812)', () => {
      expect(judgeElements([{ data: {} }, {}, { errors: [error] }])).to.deep.equal([]);
      expect(judgeElements([{ data: {} }, { data: {}, errors: [error] }, { data: {} }])).to.deep.equal([]);
    });

    it('may fail a record with data that is null (C-223)', () => {
      expect(judgeElements([{ data: {} }, { data: {} }, { data: null, errors: [error] }])).to.deep.equal([]);
    });

    it('may return an array as the data of a group or a split record (C-226, C-231)', () => {
      expect(judgeElements([{ data: [{}, {}] }, { data: [] }, {}])).to.deep.equal([]);
    });

    it('is warned once of what stands beside data and errors, as it is not read (C-009)', () => {
      const [issue, ...others] = judgeElements([
        { data: {} },
        { data: {}, statusCode: 422, message: 'no sku' },
        { errors: [error], status: 'x' },
      ]);

      expect(others).to.deep.equal([]);
      expect(issue).to.deep.equal({
        code: 'no-effect',
        rule: 'C-009',
        severity: 'warning',
        path: '/1',
        message:
          'the platform does not read statusCode, message of result[1] (in 2 elements): an element is read by data and errors alone',
      });
    });

    it('keeps the number of records (C-005)', () => {
      expect(judgeElements([{ data: {} }, {}])).to.deep.equal([
        {
          code: 'length-changed',
          rule: 'C-005',
          severity: 'error',
          path: '',
          message: `returned 2 elements for 3 records; ${contract.hook} must return one element for each record, in the same order`,
        },
      ]);
    });

    it('is refused when it returns the shape of preSavePage (C-853)', () => {
      const [issue, ...others] = judgeElements({ data: records(3), errors: [] });

      expect(others).to.deep.equal([]);
      expect(issue).to.include({ code: 'bad-shape', severity: 'error', path: '' });
      expect(issue?.message).to.match(/^result must be an array, got an object/);
    });

    it('is refused when it returns nothing', () => {
      expect(judgeElements(undefined).map(({ message }) => message)).to.deep.equal([
        'result must be an array, got nothing',
      ]);
    });

    for (const [what, element] of [
      ['null', null],
      ['an array', [{}]],
      ['a string', 'PENCIL-HB'],
      ['a number', 7],
      ['a boolean', false],
    ] as const) {
      it(`fails the page for an element that is ${what}, or its record when so chosen (C-225, C-411)`, () => {
        const failsPage = {
          code: 'bad-shape',
          rule: 'C-225',
          severity: 'error',
          path: '/1',
          message: `result[1] is ${what}; return {data}, {errors}, {data, errors}, or {} to skip the record here`,
        };

        expect(judgeElements([{}, element, {}])).to.deep.equal([failsPage]);
        expect(judgeElements([{}, element, {}], { invalidElement: 'failRecord' })).to.deep.equal([
          { ...failsPage, scope: 'record' },
        ]);
      });
    }

    it('fails the page for a record that is not wrapped, or skips the record with a warning when so chosen (C-234)', () => {
      const output = [{ data: {} }, { sku: 'PENCIL-HB' }, {}];

      const [strict, lenient] = [judgeElements(output), judgeElements(output, { unwrappedElement: 'ignoreRecord' })];

      expect(strict.map(({ message }) => message)).to.deep.equal([
        'result[1] has neither data nor errors; wrap the record: return {data: record}',
      ]);
      expect(brief(strict)).to.deep.equal(['error bad-shape C-234 /1']);
      expect(brief(lenient)).to.deep.equal(['warning bad-shape C-234 /1']);
      expect(lenient[0]?.message).to.contain('taken for {} and the record is skipped here (unwrappedElement)');
    });

    it('states every wrong element of a page', () => {
      expect(brief(judgeElements([null, { sku: 'X' }, { errors: ['no'] }]))).to.have.members([
        'error bad-shape C-225 /0',
        'error bad-shape C-234 /1',
        'error bad-shape C-140 /2/errors/0',
      ]);
    });

    it('is refused for errors that are no list of errors (C-009, C-140)', () => {
      expect(brief(judgeElements([{ errors: error }, { errors: [{ code: 'X' }] }, {}]))).to.deep.equal([
        'error bad-shape C-009 /0/errors',
        'error bad-shape C-140 /1/errors/0',
      ]);
    });
  });
}
