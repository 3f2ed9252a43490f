import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { makeValueSplitter } from '../../../emulator/recording/value-splitter.ts';
import { times } from '../../rounds.ts';
import { failureOf, readAll, useFolder } from './sample.ts';

describe('openRecording of bare options', () => {
  const folder = useFolder();
  const bare = { platform: null, hook: null, createdAt: null, step: null, setup: {} };

  const forms: readonly (readonly [title: string, text: string, expected: readonly object[]])[] = [
    ['one object on one line', '{"a":1}', [{ a: 1 }]],
    ['one object, with a newline after it', '{"a":1}\n', [{ a: 1 }]],
    ['one pretty-printed object', '{\n  "a": [\n    1\n  ]\n}\n', [{ a: [1] }]],
    ['one object after a blank line', '\n {"a":1} \n', [{ a: 1 }]],
    ['JSON Lines', '{"a":1}\n{"a":2}\r\n{"a":3}', [{ a: 1 }, { a: 2 }, { a: 3 }]],
    ['an array on one line', '[{"a":"]},"},{"a":"\\"{"}]', [{ a: ']},' }, { a: '"{' }]],
    ['a pretty-printed array', '\n[\n  {\n    "a": 1\n  }\n  ,\n  {\n    "a": 2\n  }\n]\n', [{ a: 1 }, { a: 2 }]],
  ];
  for (const [title, text, expected] of forms) {
    for (const [how, content] of [
      ['', Buffer.from(text)],
      [' with a byte order mark (C-515)', Buffer.from(`\ufeff${text}`)],
      [' in gzip', gzipSync(text)],
    ] as const) {
      it(`reads ${title}${how}`, async () => {
        const { lines, parsed, reader } = await readAll(folder.file('bare.json', content));
        reader.verify({ pages: 0, records: 0 });

        expect(parsed).to.deep.equal(expected.map((options, seq) => ({ kind: 'page', seq, options })));
        expect([reader.form, reader.header, reader.seed]).to.deep.equal(['options', bare, '0'.repeat(16)]);
        const whole = how.includes('mark') ? content : Buffer.from(text);
        for (const { byte, line } of lines) {
          expect(whole[byte + (lines[0]?.text.search(/\S/) ?? 0)]).to.be.a('number');
          expect(line).to.be.at.least(1);
        }
      });
    }
  }

  it('tells on which line and byte each options of an array begins', async () => {
    const path = folder.file('places.json', '[\n  {"a":\n1},\n\n  {"b":1}, {"c":1}\n]\n');

    const { lines } = await readAll(path);

    expect(lines).to.deep.equal([
      { text: '{"a": 1}', line: 2, byte: 4 },
      { text: '    {"b":1}', line: 5, byte: 13 },
      { text: ' {"c":1}', line: 5, byte: 25 },
    ]);
  });

  it('gives the same options however the file comes in chunks', () => {
    const pages = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { minLength: 1, maxLength: 12 });
    const spacing = fc.constantFrom(undefined, 1, '\t');

    const same = fc.property(
      pages,
      spacing,
      fc.integer({ min: 1, max: 50 }),
      fc.boolean(),
      (values, space, size, one) => {
        const text = Buffer.from(JSON.stringify(one ? values[0] : values, null, space));
        const splitter = makeValueSplitter({ file: 'f', limits: { lineBytes: 10_000, depth: 128 }, stripeBytes: 64 });
        const found: unknown[] = [];
        const take = (stripes: ReturnType<typeof splitter.push>): void => {
          for (const { bytes, firstIndex, lineEnds, lines, offset } of stripes) {
            expect(firstIndex).to.equal(found.length);
            expect(lines).to.have.length(lineEnds.length);
            let start = 0;
            for (const end of lineEnds) {
              const slice = bytes.toString('utf8', start, end);
              expect(slice).not.to.contain('\n');
              found.push(JSON.parse(slice));
              const original = text.toString('utf8', offset + start, offset + end);
              expect(JSON.parse(original)).to.deep.equal(JSON.parse(slice));
              start = end + 1;
            }
          }
        };

        for (let at = 0; at < text.length; at += size) take(splitter.push(text.subarray(at, at + size)));
        take(splitter.end({ mayBeCut: false }));

        expect(JSON.stringify(found)).to.equal(JSON.stringify(one ? [values[0]] : values));
      },
    );

    fc.assert(same, { numRuns: times(300) });
  });

  const deep = `[${'{"a":'.repeat(129)}1${'}'.repeat(129)}]`;
  const cases: readonly (readonly [title: string, text: string, message: string])[] = [
    ['an empty array', '[ ]', 'FILE, line 1, byte 2: an empty array holds no page'],
    [
      'an element that is no object',
      '[{},\n7]',
      'FILE, line 2, byte 5: not JSON: expected an object (the options of page 1), found "7"',
    ],
    [
      'a comma too many',
      '[{},]',
      'FILE, line 1, byte 4: not JSON: expected an object (the options of page 1), found "]"',
    ],
    ['a missing comma', '[{} {}]', 'FILE, line 1, byte 4: not JSON: expected "," or "]" after an element, found "{"'],
    [
      'text after the array',
      '[{}]\n{}',
      'FILE, line 2, byte 5: not JSON: expected nothing more after the value, found "{"',
    ],
    [
      'text after a pretty-printed object',
      '{\n}\n{}',
      'FILE, line 3, byte 4: not JSON: expected nothing more after the value, found "{"',
    ],
    [
      'an array that is not closed',
      '[{},{"a":1}',
      'FILE, line 1, byte 11: not JSON: expected "," or "]" after an element, found the end of the text',
    ],
    [
      'an object that is not closed',
      '[{},\n{"a":1',
      'FILE, line 2, byte 5: not JSON: the text ends inside the object that begins here',
    ],
    [
      'a line break in a string',
      '[{"a":"x\ny"}]',
      'FILE, line 1, byte 8: a line break inside a string must be written as \\n',
    ],
    ['nesting without end', deep, 'FILE, line 1, byte 641: options are nested more than 128 levels deep (R-213)'],
    [
      'a blank line among JSON Lines',
      '{}\n\n{}\n',
      'FILE, line 2, byte 3: the line is blank, every line must hold one JSON object (R-501)',
    ],
  ];
  for (const [title, text, message] of cases) {
    it(`refuses ${title}`, async () => {
      const path = folder.file('bad.json', text);

      const error = await failureOf(path, readAll(path));

      expect(error.short).to.equal(message);
    });
  }

  it('refuses options over the line limit, in every form', async () => {
    const big = `{"a":"${'x'.repeat(3_000_000)}"}`;
    for (const text of [`[{},${big}]`, `{}\n${big}\n`, `{\n"b":${big}}`]) {
      const path = folder.file('big.json', text);

      const error = await failureOf(path, readAll(path, { limits: { lineBytes: 2_000_000 } }));

      expect(error.short).to.match(/^FILE, line [12], byte [034]: this page is longer than 2000000 bytes/);
    }
  });

  it('takes the whole elements of an array in gzip that was cut', async () => {
    const values = Array.from({ length: 3000 }, (_, id) => ({ id, text: `${Math.sin(id)}` }));
    const path = folder.file('cut.json.gz', gzipSync(JSON.stringify(values)).subarray(0, 15_000));

    const { parsed, reader } = await readAll(path, { allowTruncated: true });

    expect(parsed.length).to.be.within(100, 2999);
    expect(parsed).to.deep.equal(
      values.slice(0, parsed.length).map((options, seq) => ({ kind: 'page', seq, options })),
    );
    expect(reader.notice).to.equal(`${path} is truncated: the gzip data ends too early; what was whole was used`);
  });
});
