import { expect } from 'chai';
import fc from 'fast-check';
import { inspectValue } from '../../../emulator/recording/inspect-value.ts';
import { locateJsonError } from '../../../emulator/recording/json-error.ts';
import { parsePageLine } from '../../../emulator/recording/page-line.ts';
import { times } from '../../rounds.ts';

describe('parsePageLine', () => {
  const cases: readonly (readonly [title: string, text: string, form: 'recording' | 'options', expected: unknown])[] = [
    [
      'reads a page',
      '{"kind":"page","seq":3,"options":{"a":1}}',
      'recording',
      { kind: 'page', seq: 3, options: { a: 1 } },
    ],
    ['reads options as the page it is told', ' {"a":1}\r', 'options', { kind: 'page', seq: 7, options: { a: 1 } }],
    ['skips http lines', '{"kind":"http","page":0,"n":0,"entry":{}}', 'recording', { kind: 'skipped', of: 'http' }],
    ['skips kinds of later versions', '{"kind":"note"}', 'recording', { kind: 'skipped', of: 'note' }],
    [
      'names the character that is not JSON',
      '{"kind":"page",}',
      'recording',
      { kind: 'fault', index: 15, what: 'not JSON: expected a property name in double quotes, found "}"' },
    ],
    [
      'refuses a second header',
      '{"kind":"header"}',
      'recording',
      { kind: 'fault', index: 0, what: 'a header line may only be the first line (R-501)' },
    ],
    [
      'refuses an end line among pages',
      '{"kind":"end"}',
      'recording',
      { kind: 'fault', index: 0, what: 'an end line may only be the last line (R-501)' },
    ],
    [
      'refuses a line without a kind',
      '{"seq":1}',
      'recording',
      { kind: 'fault', index: 0, what: 'no line of a recording: expected "kind" to be a string, found nothing' },
    ],
    [
      'refuses a line that is no object',
      '[1]',
      'recording',
      { kind: 'fault', index: 0, what: 'no page line: expected an object, found an array' },
    ],
    [
      'names what is wrong with a page',
      '{"kind":"page","seq":-1,"options":{}}',
      'recording',
      { kind: 'fault', index: 0, what: 'no page line: expected a whole number from 0, found -1 at /seq' },
    ],
    [
      'refuses options that are no object',
      '12',
      'options',
      { kind: 'fault', index: 0, what: 'no options: expected an object, found 12' },
    ],
    [
      'refuses a page line among bare options',
      '{"kind":"page","seq":0,"options":{}}',
      'options',
      {
        kind: 'fault',
        index: 0,
        what: 'a page line of a recording in a file that does not begin with a header line (R-501)',
      },
    ],
  ];
  for (const [title, text, form, expected] of cases) {
    it(title, () => {
      expect(parsePageLine(text, form, 7)).to.deep.equal(expected);
    });
  }
});

describe('locateJsonError', () => {
  it('finds a fault exactly where JSON.parse refuses', () => {
    const broken = fc
      .tuple(
        fc.json({ maxDepth: 3 }),
        fc.nat(),
        fc.constantFrom(...'{}[]",:\\ \n\t-+.eE019truefalsn\u0001é'),
        fc.constantFrom(0, 1, 2),
      )
      .map(([text, at, char, mode]) => {
        const index = at % (text.length + 1);
        return text.slice(0, index) + (mode === 0 ? '' : char) + text.slice(index + (mode === 2 ? 0 : 1));
      });

    fc.assert(
      fc.property(broken, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        const fault = locateJsonError(text);
        expect(fault === null, text).to.equal(isJson);
        if (fault !== null) expect(fault.index).to.be.within(0, text.length);
      }),
      { numRuns: times(3000) },
    );
  });

  const cases: readonly (readonly [text: string, index: number, what: string])[] = [
    ['', 0, 'expected a value, found the end of the text'],
    ['{"a":1,}', 7, 'expected a property name in double quotes, found "}"'],
    ['{"a" 1}', 5, 'expected ":" after a property name, found "1"'],
    ['{"a":1 "b":2}', 7, 'expected "," or "}" after a property, found a double quote'],
    ['[1 2]', 3, 'expected "," or "]" after an element, found "2"'],
    ['[1,]', 3, 'expected a value, found "]"'],
    ['{"a":tru}', 8, 'expected the word true, found "}"'],
    ['"a', 2, 'expected a double quote that ends the string, found the end of the text'],
    ['"a\tb"', 2, 'the control character U+0009 in a string must be escaped'],
    ['"\\x"', 2, 'expected one of " \\ / b f n r t u after a backslash, found "x"'],
    ['"\\u12g4"', 5, 'expected four hex digits after \\u, found "g"'],
    ['-', 1, 'expected a digit, found the end of the text'],
    ['1.', 2, 'expected a digit after the point, found the end of the text'],
    ['1e+', 3, 'expected a digit in the exponent, found the end of the text'],
    ['1 é', 2, 'expected nothing more after the value, found U+00E9'],
  ];
  for (const [text, index, what] of cases) {
    it(`names the fault of ${JSON.stringify(text)}`, () => {
      expect(locateJsonError(text)).to.deep.equal({ index, what });
    });
  }

  it('takes a text as deep as it is long', () => {
    expect(locateJsonError('['.repeat(2_000_000))?.index).to.equal(2_000_000);
    expect(locateJsonError('['.repeat(300_000) + ']'.repeat(300_000))).to.equal(null);
  });
});

describe('inspectValue', () => {
  const nested = (depth: number): unknown => JSON.parse(`${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`);

  it('finds nesting beyond the limit, and only that', () => {
    expect(inspectValue(nested(128), { maxDepth: 128 })).to.deep.equal({ tooDeep: false, inexact: [] });
    expect(inspectValue(nested(129), { maxDepth: 128 })).to.deep.equal({ tooDeep: true, inexact: [] });
    expect(inspectValue(JSON.parse('['.repeat(200_000) + ']'.repeat(200_000)), { maxDepth: 128 }).tooDeep).to.equal(
      true,
    );
  });

  it('names numbers beyond 2^53 by their pointer', () => {
    const value = JSON.parse(
      '{"id":12345678901234567890,"a/b":[1,{"~":-9007199254740993}],"ok":9007199254740991,"__proto__":1e999}',
    );

    const { inexact } = inspectValue(value, { maxDepth: 128 });

    expect(inexact).to.deep.equal(['/id', '/a~1b/1/~0', '/__proto__']);
  });

  it('names at most 20 of them', () => {
    const value = Array.from({ length: 50 }, () => 2 ** 60);

    expect(inspectValue(value, { maxDepth: 128 }).inexact).to.have.length(20);
  });

  it('takes a value that is a number itself', () => {
    expect(inspectValue(2 ** 60, { maxDepth: 1 })).to.deep.equal({ tooDeep: false, inexact: [''] });
  });
});
