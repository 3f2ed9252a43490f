import { expect } from 'chai';
import fc from 'fast-check';
import { replaceResult } from '../../../emulator/recording/replace-result.ts';

describe('replaceResult', () => {
  it('puts another result in place of the recorded one and keeps the bytes of all else', () => {
    const line =
      '{"kind":"page", "seq":0,"options":{"id":12345678901234567890,"result":1.0},"result":[1],"origin":{"a":1e2}}';

    expect(replaceResult(line, { result: '[2]' })).to.equal(
      '{"kind":"page","seq":0,"options":{"id":12345678901234567890,"result":1.0},"origin":{"a":1e2},"result":[2]}',
    );
  });

  it('gives a result to a page that has none, or failed', () => {
    expect(replaceResult('{"seq":0,"options":{}}', { result: 'null' })).to.equal(
      '{"seq":0,"options":{},"result":null}',
    );
    expect(replaceResult('{"seq":0,"error":{"code":"}","message":"\\"]"},"options":{}}', { result: '1' })).to.equal(
      '{"seq":0,"options":{},"result":1}',
    );
  });

  it('takes the result away where there is none any more, however often and however it was spelt', () => {
    expect(replaceResult('{"result":1,"options":{},"re\\u0073ult":true}', { result: null })).to.equal('{"options":{}}');
    expect(replaceResult('{}', { result: null })).to.equal('{}');
  });

  it('replaces the stages that are named, and leaves the others to the byte', () => {
    const line = '{"seq":0,"stages":{"submit":{"result":[{"id":1.50}]}, "preMap":{"result":[1]}},"result":[1]}';

    expect(replaceResult(line, { result: '[2]', stages: { preMap: '{"result":[2]}' } })).to.equal(
      '{"seq":0,"stages":{"submit":{"result":[{"id":1.50}]},"preMap":{"result":[2]}},"result":[2]}',
    );
  });

  it('is right for any object, however it is laid out', () => {
    const anyObject = fc.dictionary(
      fc.oneof(fc.constantFrom('result', 'error', '__proto__', 'a"b'), fc.string()),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(anyObject, fc.jsonValue(), fc.nat(3), (value, result, indent) => {
        const { result: _, error: __, ...rest } = value;
        const replaced = replaceResult(JSON.stringify(value, null, indent), { result: JSON.stringify(result) });

        expect(JSON.stringify(JSON.parse(replaced))).to.equal(
          JSON.stringify({ ...JSON.parse(JSON.stringify(rest)), result }),
        );
      }),
    );
  });
});
