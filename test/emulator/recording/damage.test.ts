import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { HooksmithError } from '../../../emulator/errors.ts';
import { readAll, recording, useFolder } from './sample.ts';

/** Small generator with a seed, so that a failure can be repeated. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('a damaged recording (R-204)', () => {
  const folder = useFolder();
  const text = Buffer.from(recording(12));

  async function judge(name: string, bytes: Uint8Array, whole: string): Promise<'error' | 'same'> {
    const path = folder.file(name, bytes);
    try {
      const { lines, parsed, reader } = await readAll(path);
      // The caller reports a fault with the line and byte of its stripe.
      if (parsed.some(({ kind }) => kind === 'fault')) return 'error';
      // Only damage that changes no byte of the content may pass: a time stamp in a gzip header, for one.
      expect(lines.map((line) => line.text).join('\n')).to.equal(whole);
      reader.verify({ pages: parsed.length, records: parsed.length });
      return 'same';
    } catch (error) {
      if (!(error instanceof HooksmithError)) throw error;
      expect(error.code).to.equal('ERR_RECORDING');
      const isEmpty = bytes.length === 0 || /: (?:is empty|holds nothing)/.test(error.message);
      if (!isEmpty) {
        expect(error.message).to.match(/, line \d+, byte \d+: /);
      }
      return 'error';
    }
  }

  const whole = text.toString().split('\n').slice(1, -2).join('\n');

  it('is named at each of 1,000 flips and cuts', async () => {
    const random = makeRandom(20250304);
    for (let i = 0; i < 1000; i += 1) {
      const bytes = Buffer.from(text);
      const at = Math.floor(random() * bytes.length);
      const isCut = i % 4 === 0;
      if (!isCut) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));

      const verdict = await judge('flip.rec.jsonl', isCut ? bytes.subarray(0, at) : bytes, whole);

      if (verdict === 'same') throw new Error(`damage number ${i} at ${at} was not seen`);
    }
  });

  it('is named at each of 600 flips and cuts of its gzip form, or had no effect', async () => {
    const random = makeRandom(7);
    const packed = Buffer.concat([gzipSync(text.subarray(0, 900)), gzipSync(text.subarray(900))]);
    let same = 0;
    for (let i = 0; i < 600; i += 1) {
      const bytes = Buffer.from(packed);
      const at = Math.floor(random() * bytes.length);
      const isCut = i % 4 === 0;
      if (!isCut) bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random() * 8));

      if ((await judge('flip.rec.jsonl.gz', isCut ? bytes.subarray(0, at) : bytes, whole)) === 'same') same += 1;
    }
    expect(same).to.be.below(60);
  });
});
