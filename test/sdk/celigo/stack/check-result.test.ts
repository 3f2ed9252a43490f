import { expect } from 'chai';
import { checkResult } from '../../../../sdk/celigo/stack/check-result.ts';

class Order {
  orderNo = 'AF-1001';
}
const cycle: unknown[] = [];
cycle.push(cycle);

describe('checkResult', () => {
  const plain: readonly (readonly [title: string, value: unknown, text: string | undefined])[] = [
    ['an array of objects', [{ statusCode: 200, ok: true, id: null }], '[{"statusCode":200,"ok":true,"id":null}]'],
    ['an object without a prototype', Object.assign(Object.create(null), { data: [] }), '{"data":[]}'],
    ['a text', 'done', '"done"'],
    ['a number', 4.5, '4.5'],
    ['null', null, 'null'],
    ['no result at all', undefined, undefined],
    ['undefined inside', { a: undefined, b: [undefined] }, '{"b":[null]}'],
  ];
  for (const [title, value, text] of plain) {
    it(`passes ${title} (C-714)`, () => {
      expect(checkResult(value, 1_000)).to.deep.equal({ status: 'passed', text });
    });
  }

  const unplain: readonly (readonly [title: string, value: unknown])[] = [
    ['a Date', [{ at: new Date(0) }]],
    ['a function', { again: () => undefined }],
    ['an Error', [new Error('no stock')]],
    ['an instance of a class', [new Order()]],
    ['a Map', new Map()],
    ['a BigInt', [10n]],
    ['a symbol', [Symbol('x')]],
    ['a cycle', cycle],
    [
      'a getter that throws',
      {
        get id(): number {
          throw new Error('not yet');
        },
      },
    ],
  ];
  for (const [title, value] of unplain) {
    it(`refuses ${title} as not serialisable (C-714, C-013)`, () => {
      expect(checkResult(value, 1_000)).to.deep.equal({
        status: 'refused',
        error: { code: 'invalid_extension_response', message: 'Extension response is not serializable.' },
      });
    });
  }

  it('counts characters of the JSON, not bytes, against the limit (C-715)', () => {
    expect(checkResult('éééé', 6)).to.deep.equal({ status: 'passed', text: '"éééé"' });
    expect(checkResult('ééééé', 6)).to.deep.equal({
      status: 'refused',
      error: { code: 'response_size_exceeded', message: 'response stream exceeded limit of 6 bytes.' },
    });
  });
});
