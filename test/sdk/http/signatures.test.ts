import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { readHeader } from '../../../sdk/http/exchange.ts';
import { findSignatureProfile, signatureProfiles } from '../../../sdk/http/signatures/profiles.ts';
import { explainSecret, sign } from '../../../sdk/http/signatures/sign.ts';
import type { SignatureProfile } from '../../../sdk/http/signatures/signature-profile.ts';
import { type VerifyOptions, verify } from '../../../sdk/http/signatures/verify.ts';
import { signatureVectors } from './signature-vectors.ts';

const every: readonly SignatureProfile[] = Object.values(signatureProfiles);
const secret = 'northbeam-demo-key';
const body = Buffer.from('{"orderId":"NB-1007","status":"ready"}');
const nowMs = 1_767_225_600_000;
const right = 'v1=52a1de982d39927c1e5f44b5d589ec0c6c952b5b41708c9e1f31cf589d890e3e';

describe('signature profiles', () => {
  it('are found by their names, and no other text is one (W-102)', () => {
    expect(every.map(({ name }) => name)).to.have.members(Object.keys(signatureProfiles));
    for (const profile of every) expect(findSignatureProfile(profile.name)).to.equal(profile);
    for (const name of ['', 'Stripe', 'toString', '__proto__', 'constructor']) {
      expect(findSignatureProfile(name), name).to.equal(undefined);
    }
  });

  it('are data: a copy with other fields signs and verifies by them (W-101)', () => {
    const profile = { ...signatureProfiles.trifacta, header: 'x-other', toleranceMs: 1_000 };
    const headers = sign(profile, { secret, nowMs, body });

    expect(headers.map(({ name }) => name)).to.deep.equal(['x-other']);
    expect(verify({ profile, secrets: secret, headers, body, nowMs: nowMs + 1_000 })).to.deep.equal({ ok: true });
    expect(verify({ profile, secrets: secret, headers, body, nowMs: nowMs + 1_001 })).to.include({ reason: 'stale' });
  });

  for (const { rule, profile: name, secret: key, nowMs: at, id, body: text, value } of signatureVectors) {
    it(`sign and verify the vector ${rule} of ${name}`, () => {
      const profile = signatureProfiles[name];
      const headers = sign(profile, { secret: key, nowMs: at, id, body: text });

      expect(readHeader(headers, profile.header)).to.equal(value);
      expect(verify({ profile, secrets: key, headers, body: Buffer.from(text), nowMs: at })).to.deep.equal({
        ok: true,
      });
    });
  }

  it('have the headers of W-110 to W-114, with the time in the unit of each', () => {
    const sent = every.map((profile) =>
      sign(profile, { secret: 'whsec_AAAA', nowMs: 1_767_225_600_999, id: 'm1', body: '' }).map(
        ({ name, value }) => `${name}: ${value.replace(/(?<=[=,])[^=,]{40,}=?/, '…')}`,
      ),
    );

    expect(sent).to.deep.equal([
      ['x-webhook-signature: t=1767225600999,sha256=…'],
      ['Stripe-Signature: t=1767225600,v1=…'],
      ['webhook-id: m1', 'webhook-timestamp: 1767225600', 'webhook-signature: v1,…'],
      ['X-Hub-Signature-256: sha256=…'],
      ['X-Slack-Request-Timestamp: 1767225600', 'X-Slack-Signature: v0=…'],
    ]);
  });
});

describe('sign', () => {
  it('signs the bytes and the time it is given, and reads no clock (W-108)', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(), (bytes, at) => {
        const [header] = sign(signatureProfiles.trifacta, { secret, nowMs: at, body: bytes });
        const expected = createHmac('sha256', secret).update(`${at}.`).update(bytes).digest('hex');
        expect(header?.value).to.equal(`t=${at},sha256=${expected}`);
      }),
    );
  });

  it('keeps the id of a message and takes the time of each attempt (W-120)', () => {
    const profile = signatureProfiles['standard-webhooks'];
    const attempts = [0, 5_000].map((later) => sign(profile, { secret: 'AAAA', nowMs: nowMs + later, id: 'm1', body }));

    expect(attempts.map((headers) => readHeader(headers, 'webhook-id'))).to.deep.equal(['m1', 'm1']);
    expect(attempts.map((headers) => readHeader(headers, 'webhook-timestamp'))).to.deep.equal([
      '1767225600',
      '1767225605',
    ]);
  });

  it('refuses a secret that is no key, in words that do not hold it (W-121)', () => {
    const profile = signatureProfiles['standard-webhooks'];
    for (const bad of ['', 'whsec_', 'whsec_not base64', 'whsk_AAAA', 'AAA', 'A===', 'AAAA\nAAAA']) {
      const says = explainSecret(profile, bad) ?? '';
      expect(says, bad).to.match(/W-121|empty/);
      if (bad !== '' && bad !== 'whsec_') expect(says).not.to.include(bad);
      expect(() => sign(profile, { secret: bad, nowMs, id: 'm1', body }), bad).to.throw(TypeError, says);
    }
    expect(explainSecret(profile, 'whsec_AAAA')).to.equal(null);
    for (const other of every) expect(explainSecret(other, ''), other.name).to.equal('the secret is empty');
  });

  it('refuses an id that could pass for another part of the signed text, or break the header (W-112)', () => {
    const profile = signatureProfiles['standard-webhooks'];
    for (const id of [undefined, '', 'a.b', 'a b', 'a\r\nx: y', 'é', 'x'.repeat(257)]) {
      const given = id === undefined ? {} : { id };
      expect(() => sign(profile, { secret: 'AAAA', nowMs, ...given, body }), String(id)).to.throw(TypeError, 'id');
    }
  });
});

describe('verify (W-150)', () => {
  const check = (changes: Partial<VerifyOptions>) =>
    verify({
      profile: signatureProfiles.stripe,
      secrets: secret,
      headers: { 'stripe-signature': `t=1767225600,${right}` },
      body,
      nowMs: 1_767_225_660_000,
      ...changes,
    });
  const reasonOf = (changes: Partial<VerifyOptions>): string => {
    const verified = check(changes);
    return verified.ok ? 'ok' : verified.reason;
  };
  const signedAs = (value: string) => ({ headers: { 'stripe-signature': value } });

  it('accepts a message of a minute ago', () => {
    expect(check({})).to.deep.equal({ ok: true });
  });

  it('tells another body and another secret from the right ones (mismatch)', () => {
    expect(reasonOf({ body: Buffer.from(body.toString().replace('ready', 'reedy')) })).to.equal('mismatch');
    expect(reasonOf({ secrets: 'northbeam-other-key' })).to.equal('mismatch');
  });

  it('takes the raw bytes: the same JSON written otherwise does not fit (W-103)', () => {
    expect(reasonOf({ body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)) })).to.equal('mismatch');
    const [signed] = sign(signatureProfiles.stripe, { secret, nowMs, body: new Uint8Array([0xff, 0xfe]) });
    expect(reasonOf({ ...signedAs(signed?.value ?? ''), body: new Uint8Array([0xff, 0xfe]) })).to.equal('ok');
    expect(reasonOf({ ...signedAs(signed?.value ?? ''), body: Buffer.from('\ufffd\ufffd') })).to.equal('mismatch');
  });

  it('takes 300 s and not 301, into the past as into the future (W-106, stale)', () => {
    const at = (seconds: number) => reasonOf({ nowMs: nowMs + seconds * 1000 });

    expect([300, 301, -300, -301].map(at)).to.deep.equal(['ok', 'stale', 'ok', 'stale']);
    expect(reasonOf({ nowMs: nowMs + 2_000, toleranceMs: 1_000 })).to.equal('stale');
    expect(reasonOf({ nowMs: Number.NaN })).to.equal('stale');
    expect(reasonOf({ toleranceMs: Number.NaN })).to.equal('stale');
  });

  it('takes a message of GitHub at any time, as there is none in it (W-113)', () => {
    const profile = signatureProfiles.github;
    const headers = sign(profile, { secret, nowMs, body });

    expect(reasonOf({ profile, headers, nowMs: 0, toleranceMs: 1 })).to.equal('ok');
    expect(reasonOf({ profile, headers, body: Buffer.from('x') })).to.equal('mismatch');
  });

  it('names what is not of the layout (malformed)', () => {
    for (const value of ['v1=abc', 't=1767225600', 't=1,t=2,v1=a', 'v1', '', `t=x,${right}`, `t=-1,${right}`]) {
      expect(reasonOf(signedAs(value)), value).to.equal('malformed');
    }
    expect(reasonOf(signedAs(`t=1767225600,${'v1=a,'.repeat(5_000)}${right}`))).to.equal('malformed');
  });

  it('says which header is missing (missing-header)', () => {
    expect(check({ headers: {} })).to.deep.include({
      reason: 'missing-header',
      says: 'the message has no header Stripe-Signature',
    });
    expect(reasonOf({ headers: Object.create({ 'stripe-signature': `t=1767225600,${right}` }) })).to.equal(
      'missing-header',
    );
    const profile = signatureProfiles['standard-webhooks'];
    const headers = sign(profile, { secret: 'AAAA', nowMs, id: 'm1', body });
    for (const { name } of headers) {
      const others = headers.filter((header) => header.name !== name);
      expect(check({ profile, secrets: 'AAAA', headers: others })).to.include({
        reason: 'missing-header',
        says: `the message has no header ${name}`,
      });
    }
  });

  it('accepts one valid signature among several, and one valid secret among several (W-105, W-111)', () => {
    const old = `v1=${'0'.repeat(64)}`;

    expect(reasonOf(signedAs(`t=1767225600,${old},${right}`))).to.equal('ok');
    expect(reasonOf(signedAs(`t=1767225600,v0=${'1'.repeat(64)},${right}`))).to.equal('ok');
    expect(reasonOf(signedAs(`t=1767225600,${right.replace('v1', 'v0')},${old}`))).to.equal('mismatch');
    expect(reasonOf({ secrets: ['another', secret] })).to.equal('ok');
    expect(reasonOf({ secrets: ['another', 'third'] })).to.equal('mismatch');
  });

  it('compares signatures of any length without an error (W-104)', () => {
    for (const signature of ['a', 'é'.repeat(32), '0'.repeat(63), '0'.repeat(65), right.slice(3).toUpperCase()]) {
      expect(reasonOf(signedAs(`t=1767225600,v1=${signature}`)), signature).to.equal('mismatch');
    }
  });

  it('leaves signatures of a key pair aside, and refuses ids with a full stop (W-112)', () => {
    const profile = signatureProfiles['standard-webhooks'];
    const headers = sign(profile, { secret: 'AAAA', nowMs, id: 'm1', body });
    const read = (name: string) => readHeader(headers, name) ?? '';
    const sent = (changes: Readonly<Record<string, string>>) =>
      reasonOf({
        profile,
        secrets: 'AAAA',
        headers: {
          'webhook-id': 'm1',
          'webhook-timestamp': read('webhook-timestamp'),
          'webhook-signature': read('webhook-signature'),
          ...changes,
        },
      });

    expect(sent({ 'webhook-signature': `v1a,AAAA ${read('webhook-signature')}` })).to.equal('ok');
    expect(sent({ 'webhook-signature': 'v1a,AAAA' })).to.equal('malformed');
    expect(sent({ 'webhook-timestamp': '1767225600.' })).to.equal('malformed');
    expect(sent({ 'webhook-id': 'm.1' })).to.equal('malformed');
  });

  it('reads headers from a list and from an object, in any case', () => {
    const value = `t=1767225600,${right}`;

    expect(reasonOf({ headers: [{ name: 'STRIPE-signature', value }] })).to.equal('ok');
    expect(reasonOf({ headers: { 'Stripe-Signature': [value] } })).to.equal('ok');
    expect(reasonOf({ headers: { 'stripe-signature': undefined } })).to.equal('missing-header');
  });

  it('says why in words that hold neither secret nor signature (W-107)', () => {
    const mistakes = [
      { secrets: 'northbeam-other-key' },
      { nowMs: 0 },
      { body: Buffer.from('x') },
      signedAs('v1=abc'),
      { headers: {} },
    ];
    for (const changes of mistakes) {
      const verified = check(changes);
      const says = verified.ok ? '' : verified.says;
      expect(says).to.match(/^[A-Za-z].*[^.]$/);
      expect(says).not.to.match(/northbeam|[0-9a-f]{16}/);
    }
  });

  it('takes an unusable secret for a mistake of the receiver', () => {
    expect(() => check({ secrets: '' })).to.throw(TypeError, 'empty');
    expect(() => check({ secrets: [] })).to.throw(TypeError, 'no secret');
    expect(() => check({ profile: signatureProfiles['standard-webhooks'] })).to.throw(TypeError, 'W-121');
  });

  it('holds for whatever was signed, and for nothing that was changed since', () => {
    const message = fc.record({
      profile: fc.constantFrom(...every),
      key: fc.uint8Array({ minLength: 1, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('base64')),
      bytes: fc.uint8Array({ minLength: 1 }),
      at: fc.integer({ min: 0, max: 4_000_000_000_000 }),
      flip: fc.nat(),
    });
    fc.assert(
      fc.property(message, ({ profile, key, bytes, at, flip }) => {
        const headers = sign(profile, { secret: key, nowMs: at, id: 'msg_1', body: bytes });
        const changed = bytes.map((byte, index) => (index === flip % bytes.length ? byte ^ 1 : byte));
        const given = { profile, secrets: key, headers, nowMs: at };
        expect(verify({ ...given, body: bytes })).to.deep.equal({ ok: true });
        expect(verify({ ...given, body: changed })).to.include({ reason: 'mismatch' });
      }),
    );
  });
});

describe('the profile standard-webhooks beside the library standardwebhooks (H-252)', () => {
  const profile = signatureProfiles['standard-webhooks'];
  const message = fc.record({
    key: fc
      .uint8Array({ minLength: 24, maxLength: 64 })
      .map((bytes) => `whsec_${Buffer.from(bytes).toString('base64')}`),
    // The library decodes the body to a text and encodes it again, so it is right for UTF-8 only.
    text: fc.string({ unit: 'binary' }),
    id: fc.stringMatching(/^msg_[0-9A-Za-z]{1,40}$/),
    // The library reads the machine's clock.
    offset: fc.integer({ min: -290, max: 290 }),
  });

  it('signs what the library verifies', () => {
    fc.assert(
      fc.property(message, ({ key, text, id, offset }) => {
        const headers = sign(profile, { secret: key, nowMs: Date.now() + offset * 1000, id, body: text });
        const byName = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
        new Webhook(key).verify(text, byName, { jsonParse: false });
      }),
    );
  });

  it('verifies what the library signs, and refuses what it refuses', () => {
    fc.assert(
      fc.property(message, fc.boolean(), ({ key, text, id, offset }, isChanged) => {
        const at = new Date(Math.floor(Date.now() / 1000) * 1000 + offset * 1000);
        const headers = {
          'webhook-id': id,
          'webhook-timestamp': String(at.getTime() / 1000),
          'webhook-signature': new Webhook(key).sign(id, at, text),
        };
        const sent = isChanged ? `${text}!` : text;
        const { ok } = verify({ profile, secrets: key, headers, body: Buffer.from(sent), nowMs: Date.now() });
        expect(ok).to.equal(!isChanged);
        if (isChanged) expect(() => new Webhook(key).verify(sent, headers, { jsonParse: false })).to.throw();
      }),
    );
  });
});
