import { expect } from 'chai';
import { assert, constant, type JsonValue, jsonValue, property } from 'fast-check';
import { compareJson } from '../../../emulator/replay/compare.ts';
import { times } from '../../rounds.ts';

describe('compareJson', () => {
  it('names every place where two values differ, in document order', () => {
    const expected = { a: 1, b: [1, { c: 'x' }, 3], d: null };
    const got = { a: '1', b: [1, { c: 'y' }], d: null, 'e/~': true };

    expect(compareJson(expected, got, 10)).to.deep.equal([
      { path: '/a', expected: 1, got: '1' },
      { path: '/b/1/c', expected: 'x', got: 'y' },
      { path: '/b/2', expected: 3, got: undefined },
      { path: '/e~1~0', expected: undefined, got: true },
    ]);
  });

  it('does not mind the order of keys, but that of elements', () => {
    expect(compareJson({ a: 1, b: 2 }, { b: 2, a: 1 }, 10)).to.deep.equal([]);
    expect(compareJson([1, 2], [2, 1], 10)).to.have.length(2);
  });

  it('tells an absent key from null, an array from an object, and 0 from -0', () => {
    expect(compareJson({ a: null }, {}, 10)).to.deep.equal([{ path: '/a', expected: null, got: undefined }]);
    expect(compareJson([], {}, 10)).to.deep.equal([{ path: '', expected: [], got: {} }]);
    expect(compareJson(0, -0, 10)).to.deep.equal([{ path: '', expected: 0, got: -0 }]);
  });

  it('takes __proto__ and constructor for keys like any other', () => {
    const expected: unknown = JSON.parse('{"__proto__":{"a":1},"constructor":1}');

    expect(compareJson(expected, {}, 10).map(({ path }) => path)).to.deep.equal(['/__proto__', '/constructor']);
    expect(compareJson(expected, JSON.parse('{"__proto__":{"a":2},"constructor":1}'), 10)).to.deep.equal([
      { path: '/__proto__/a', expected: 1, got: 2 },
    ]);
  });

  it('stops at the limit', () => {
    expect(compareJson([1, 2, 3], [4, 5, 6], 2).map(({ path }) => path)).to.deep.equal(['/0', '/1']);
  });

  it('finds nothing between a value and its copy, and something between it and any other text', () => {
    const copy = (value: JsonValue): unknown => JSON.parse(JSON.stringify(value));
    assert(
      property(jsonValue(), jsonValue(), constant(100), (one, two, limit) => {
        expect(compareJson(copy(one), copy(one), limit)).to.deep.equal([]);
        const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(two));
        expect(compareJson(copy(one), copy(two), limit).length === 0).to.equal(same);
      }),
      { numRuns: times(200) },
    );
  });
});

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([key, entry]) => [key, sorted(entry)]).concat([['is', 'object']]);
}
