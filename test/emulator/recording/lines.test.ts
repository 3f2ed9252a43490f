import { expect } from 'chai';
import fc from 'fast-check';
import { HooksmithError } from '../../../emulator/errors.ts';
import { makeLineCutter } from '../../../emulator/recording/lines.ts';
import { times } from '../../rounds.ts';

function cut(chunks: readonly Buffer[], options: { readonly lineBytes?: number; readonly stripeBytes?: number } = {}) {
  const { lineBytes = 1000, stripeBytes = 10 } = options;
  const cutter = makeLineCutter({ file: 'f', limits: { lineBytes }, stripeBytes });
  const lines: { text: string; line: number; byte: number }[] = [];
  const sizes: { bytes: number; lines: number }[] = [];
  const take = (stripes: ReturnType<typeof cutter.push>): void => {
    for (const { bytes, firstLine, lineEnds, offset } of stripes) {
      let start = 0;
      for (const [i, end] of lineEnds.entries()) {
        lines.push({ text: bytes.toString('utf8', start, end), line: firstLine + i, byte: offset + start });
        start = end + 1;
      }
      expect(start).to.equal(bytes.length);
      sizes.push({ bytes: bytes.length, lines: lineEnds.length });
    }
  };
  for (const chunk of chunks) take(cutter.push(chunk));
  take(cutter.end());
  return { lines, sizes, rest: { ...cutter.rest(), bytes: cutter.rest().bytes.toString() } };
}

describe('makeLineCutter', () => {
  it('cuts the same lines however the file comes in chunks', () => {
    const line = fc.string({ maxLength: 30 }).map((text) => text.replaceAll('\n', ' '));
    const steps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 });

    const same = fc.property(fc.array(line, { maxLength: 40 }), line, steps, (texts, torn, sizes) => {
      const whole = Buffer.from(texts.map((text) => `${text}\n`).join('') + torn);
      const chunks: Buffer[] = [];
      for (let at = 0, i = 0; at < whole.length; i += 1) {
        const size = sizes[i % sizes.length] ?? 1;
        chunks.push(Buffer.from(whole.subarray(at, at + size)));
        at += size;
      }

      const result = cut(chunks);

      let byte = 0;
      const expected = texts.map((text, i) => {
        const place = { text, line: i + 1, byte };
        byte += Buffer.byteLength(text) + 1;
        return place;
      });
      expect(result.lines).to.deep.equal(expected);
      expect(result.rest).to.deep.equal({ line: texts.length + 1, byte, bytes: torn });
      for (const { bytes, lines } of result.sizes) expect(bytes <= 10 || lines === 1).to.equal(true);
    });

    fc.assert(same, { numRuns: times(300) });
  });

  it('gives the lines before a line that is too long, then names it', () => {
    const cutter = makeLineCutter({ file: 'f', limits: { lineBytes: 8 } });
    const seen: number[] = [];

    const act = (): void => {
      for (const { lineEnds } of cutter.push(Buffer.from('one\ntwo\n123456789'))) seen.push(...lineEnds);
    };

    expect(act).to.throw(
      HooksmithError,
      'f, line 3, byte 8: this page is longer than 8 bytes, the most that one line may have (R-510)',
    );
    expect(seen).to.deep.equal([3, 7]);
  });

  it('sees a line that is too long long before all of it came', () => {
    const cutter = makeLineCutter({ file: 'f', limits: { lineBytes: 16 * 1024 * 1024 } });
    const chunk = Buffer.alloc(1024 * 1024, 0x61);
    let pushed = 0;

    const act = (): void => {
      for (; pushed < 20; pushed += 1) Array.from(cutter.push(chunk));
    };

    expect(act).to.throw(HooksmithError, 'line 1, byte 0');
    expect(pushed).to.equal(16);
  });
});
