import { expect } from 'chai';
import { type CallMocks, findMock, makeRecordedAnswers } from '../../../emulator/sandbox/match-call.ts';

describe('findMock', () => {
  const mocks: CallMocks = {
    'exports.run': [
      { when: { _id: 'a', data: [{ x: 1 }] }, result: 'two properties' },
      { when: { _id: 'a' }, result: 'one property' },
      { when: ['list'], result: 'a list' },
      { when: null, result: 'null' },
    ],
    'flows.get': [{ when: 'f1', result: 'text' }, { result: 'any' }],
  };
  const rows: readonly (readonly [title: string, call: string, given: readonly unknown[], result: unknown])[] = [
    [
      'an object with more properties',
      'exports.run',
      [{ _id: 'a', data: [{ x: 1, y: 2 }], more: 1 }],
      'two properties',
    ],
    ['a list of another length', 'exports.run', [{ _id: 'a', data: [] }], 'one property'],
    ['a list', 'exports.run', [['list']], 'a list'],
    ['null', 'exports.run', [null], 'null'],
    ['another id', 'exports.run', [{ _id: 'b' }], undefined],
    ['no argument', 'exports.run', [], undefined],
    ['an inherited property', 'exports.run', [Object.create({ _id: 'a' })], undefined],
    ['a text', 'flows.get', ['f1'], 'text'],
    ['anything, where nothing is asked for', 'flows.get', [], 'any'],
    ['a call without mocks', 'imports.run', [{}], undefined],
    ['a name that objects inherit', 'constructor', [], undefined],
  ];
  for (const [title, call, given, result] of rows) {
    it(`gives the first mock that fits: ${title}`, () => {
      expect(findMock(mocks, call, given)?.result).to.equal(result);
    });
  }
});

describe('makeRecordedAnswers', () => {
  const mark = '[redacted:0123abcd]';
  const answersOf = (given: unknown, result: unknown = 'found') =>
    makeRecordedAnswers([{ call: 'exports.run', arguments: [given], result }]);
  const take = (recorded: unknown, given: unknown) =>
    answersOf(recorded).take('exports.run', [given], JSON.stringify([given]))?.result;

  const rows: readonly (readonly [title: string, recorded: unknown, given: unknown, result: string | undefined])[] = [
    ['equal values', { a: [1, null] }, { a: [1, null] }, 'found'],
    ['another order of properties', { a: 1, b: { c: 2, d: 3 } }, { b: { d: 3, c: 2 }, a: 1 }, 'found'],
    ['another value', { a: 1 }, { a: 2 }, undefined],
    ['a property more', { a: 1 }, { a: 1, b: 1 }, undefined],
    ['a property less', { a: 1, b: 1 }, { a: 1 }, undefined],
    ['__proto__ as data', JSON.parse('{"__proto__": {"a": 1}}'), { a: 1 }, undefined],
    ['another order of items', [1, 2], [2, 1], undefined],
    ['a secret that the recording masks (R-509)', { apiKey: mark }, { apiKey: 'k-1' }, 'found'],
    ['a secret of any kind (R-509)', { password: mark }, { password: { old: 1 } }, 'found'],
    ['a secret that the options mask already (R-509)', { auth: 'k-1' }, { auth: mark }, 'found'],
    ['a secret inside a text (R-509)', `a=1&token=${mark}&b=2`, 'a=1&token=secret&b=2', 'found'],
    ['two secrets inside a text (R-509)', `${mark}:${mark}@host`, 'user:word@host', 'found'],
    ['a text that differs beside the secret', `a=1&token=${mark}`, 'a=2&token=secret', undefined],
    ['a text that is too short for both ends', `ab${mark}bc`, 'abc', undefined],
    ['a secret in JSON inside a text (R-509)', `{"key":"${mark}","n":1}`, '{ "n": 1, "key": "k-1" }', 'found'],
    ['JSON inside a text that differs', `{"key":"${mark}","n":1}`, '{ "n": 2, "key": "k-1" }', undefined],
  ];
  for (const [title, recorded, given, result] of rows) {
    it(`${result === undefined ? 'does not match' : 'matches'} ${title}`, () => {
      expect(take(recorded, given)).to.equal(result);
    });
  }

  it('gives an answer once, and knows which calls the page has', () => {
    const answers = answersOf({ _id: 'a' });

    const taken = [1, 2].map(() => answers.take('exports.run', [{ _id: 'a' }], '[{"_id":"a"}]')?.result);

    expect(taken).to.deep.equal(['found', undefined]);
    expect([answers.knows('exports.run'), answers.knows('flows.run')]).to.deep.equal([true, false]);
  });
});
