import { createHash, createHmac, getHashes, pbkdf2Sync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import fc from 'fast-check';
import { runHook } from '../../../emulator/replay/run-hook.ts';
import type { JsonValue } from '../../../sdk/contract.ts';

describe("Node's modules in scripts of a platform that has them (P-123)", () => {
  const folder = mkdtempSync(join(tmpdir(), 'hooksmith-node-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs the body of a script with `jobs` as its payload; gives what it returns as its payload. */
  async function run(body: string, jobs: JsonValue = null) {
    const script = join(folder, 'script.js');
    writeFileSync(script, body);
    const input = JSON.stringify({ payload: JSON.stringify(jobs), variables: {}, meta: {}, flow: { variables: {} } });
    const { result, report } = await runHook({ target: { script, contract: 'patchworks/script' }, input });
    const payload = result === null ? undefined : JSON.parse(result).payload;
    return { value: payload === undefined ? undefined : JSON.parse(payload), report };
  }

  it('hash and sign as Node does, whatever the data, key, algorithm and encoding', async () => {
    const algorithms = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512', 'ripemd160', 'sha3-256', 'sha512-256'];
    const known = algorithms.filter((name) => getHashes().includes(name));
    const jobs = fc.sample(
      fc.record({
        algorithm: fc.constantFrom(...known),
        key: fc.string({ maxLength: 200 }),
        data: fc.oneof(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.string({ maxLength: 1_000 })),
        encoding: fc.constantFrom('hex', 'base64', 'base64url'),
      }),
      { numRuns: 200, seed: 7 },
    );
    const body = `
      const crypto = require('crypto');
      module.exports = async ({ payload }) => ({
        payload: JSON.stringify(JSON.parse(payload).map(({ algorithm, key, data, encoding }) => [
          crypto.createHash(algorithm).update(data).digest(encoding),
          crypto.createHmac(algorithm, key).update(data.slice(0, 3)).update(Buffer.from(data.slice(3))).digest(encoding),
        ])),
      });`;

    const { value } = await run(body, jobs);

    expect(value).to.deep.equal(
      jobs.map(({ algorithm, key, data, encoding }) => [
        createHash(algorithm)
          .update(data)
          .digest(encoding as 'hex'),
        createHmac(algorithm, key)
          .update(data.slice(0, 3))
          .update(Buffer.from(data.slice(3)))
          .digest(encoding as 'hex'),
      ]),
    );
  });

  it('turn texts into bytes and back as Node does', async () => {
    const texts = fc.sample(fc.string({ unit: 'grapheme', maxLength: 60 }), { numRuns: 100, seed: 3 });
    const expression = `(text) => [
      Buffer.from(text).toString('base64'),
      Buffer.from(text, 'latin1').toString('hex'),
      Buffer.from(Buffer.from(text).toString('base64'), 'base64').toString(),
      Buffer.byteLength(text),
      Buffer.concat([Buffer.from(text), Buffer.from('!')]).equals(Buffer.from(text + '!')),
      Buffer.from(Buffer.from(text).toString('base64url'), 'base64url').toString('base64url'),
      Buffer.from(text).slice(1, 3).toString('hex'),
      JSON.stringify(Buffer.from(text.slice(0, 2))),
      btoa('plain') + atob('cGxhaW4='),
    ]`;
    const { value } = await run(
      `module.exports = async ({ payload }) => ({ payload: JSON.stringify(JSON.parse(payload).map(${expression})) });`,
      texts,
    );

    // biome-ignore lint/security/noGlobalEval: the same text is run by Node, to compare
    expect(value).to.deep.equal(texts.map(globalThis.eval(expression)));
  });

  it('know PBKDF2, compare in constant time, and refuse what Node refuses with its codes', async () => {
    const { value } = await run(`
      const { createHash, pbkdf2Sync, timingSafeEqual } = require('node:crypto');
      const code = (act) => { try { act(); return null; } catch (error) { return error.code; } };
      module.exports = async () => ({ payload: JSON.stringify([
        pbkdf2Sync('secret', 'salt', 1000, 24, 'sha512').toString('hex'),
        timingSafeEqual(Buffer.from('ab'), Buffer.from('ab')),
        timingSafeEqual(Buffer.from('ab'), Buffer.from('ac')),
        code(() => timingSafeEqual(Buffer.from('a'), Buffer.from('ab'))),
        code(() => createHash('sha2567')),
        code(() => createHash('sha256').update(7)),
        code(() => { const hash = createHash('md5'); hash.digest(); hash.update('x'); }),
      ]) });`);

    expect(value).to.deep.equal([
      pbkdf2Sync('secret', 'salt', 1000, 24, 'sha512').toString('hex'),
      true,
      false,
      'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH',
      'ERR_CRYPTO_INVALID_DIGEST',
      'ERR_INVALID_ARG_TYPE',
      'ERR_CRYPTO_HASH_FINALIZED',
    ]);
  });

  it('draw randomness from the seed, so that two runs give the same bytes (S-152)', async () => {
    const body = `const { randomBytes, randomInt, randomUUID } = require('crypto');
      module.exports = async () => ({ payload: JSON.stringify([randomBytes(70000).toString('hex').length, randomBytes(8).toString('hex'), randomUUID(), randomInt(5, 7)]) });`;

    const [first, second] = [await run(body), await run(body)];

    expect(first.value).to.deep.equal(second.value);
    expect(first.value[0]).to.equal(140_000);
    expect(first.value[3]).to.be.within(5, 6);
  });

  it('say what is not emulated: other parts of crypto, and other modules', async () => {
    const tries = [
      "require('crypto').createCipheriv('aes-256-cbc', '', '')",
      "require('fs').readFileSync('/etc/passwd')",
    ];
    const reports = [];
    for (const text of tries) reports.push((await run(`module.exports = async () => ({ payload: ${text} });`)).report);

    const codes = reports.map(({ findings }) => findings.find(({ severity }) => severity === 'error'));
    expect(codes.map((finding) => finding?.code)).to.deep.equal(['not-modelled', 'not-modelled']);
    expect(codes[0]?.message).to.include(
      'crypto.createCipheriv exists on the platform, but hooksmith does not emulate it yet',
    );
  });

  it('share one Buffer between two requires and the global', async () => {
    const { value } = await run(`
      const { Buffer: own } = require('buffer');
      module.exports = async () => ({ payload: JSON.stringify([own === Buffer, typeof Buffer, Buffer.isBuffer(require('crypto').createHash('md5').digest())]) });`);

    expect(value).to.deep.equal([true, 'function', true]);
  });
});
