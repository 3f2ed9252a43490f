import { expect } from 'chai';
import fc from 'fast-check';
import { makeRedactor } from '../../../emulator/recording/redact.ts';
import type { JsonValue } from '../../../sdk/contract.ts';
import { times } from '../../rounds.ts';

const key = Buffer.alloc(32, 7);
const { redact } = makeRedactor({ key });
const mark = /^\[redacted:[0-9a-f]{8}\]$/;
const canary = 'CaNaRy42-do-not-write';

describe('makeRedactor', () => {
  const names = [
    'bearerToken',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'Set-Cookie',
    'password',
    'passwd',
    'secret',
  ]
    .concat(['client_secret', 'token', 'access_token', 'refreshToken', 'api_key', 'apikey', 'X-Api-Key', 'private_key'])
    .concat(['session_id', 'JSESSIONID', 'sid', 'shopifyAccessToken', 'db-password', 'AWS_SECRET_ACCESS_KEY']);
  for (const name of names) {
    it(`redacts what is called ${name}, text, number, list or object`, () => {
      for (const value of [canary, 4711, [canary], { deep: canary }]) {
        const redacted = redact({ settings: [{ [name]: value }] });

        expect(redacted).to.have.nested.property(`settings[0].${name}`).that.matches(mark);
      }
    });
  }

  const texts: readonly (readonly [title: string, text: string, expected: RegExp])[] = [
    ['Bearer credentials', `failed with Bearer ${canary}.`, /^failed with Bearer \[redacted:\w+\]$/],
    ['Basic credentials', `Basic ${Buffer.from(`user:${canary}`).toString('base64')}`, /^Basic \[redacted:\w+\]$/],
    ['JSON Web Tokens', 'jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl!', /^jwt \[redacted:\w+\]!$/],
    ['keys of AWS', 'id AKIAIOSFODNN7EXAMPLE', /^id \[redacted:\w+\]$/],
    [
      'private keys',
      `a -----BEGIN RSA PRIVATE KEY-----\n${canary}\n-----END RSA PRIVATE KEY----- b`,
      /^a \[redacted:\w+\] b$/,
    ],
    ['private keys that were cut', `-----BEGIN PRIVATE KEY-----\n${canary}`, /^\[redacted:\w+\]$/],
    [
      'passwords in URLs',
      `see https://user:${canary}@example.test/x?a=1`,
      /^see https:\/\/\[redacted:\w+\]:\[redacted:\w+\]@example\.test\/x\?a=1$/,
    ],
    ['secrets in queries', `https://example.test/?a=1&api_key=${canary}&b=2`, /\?a=1&api_key=\[redacted:\w+\]&b=2$/],
    ['signatures in queries', `https://example.test/?sig=${canary}`, /\?sig=\[redacted:\w+\]$/],
    [
      'secrets in a URL inside a query',
      `to=https%3A%2F%2Fexample.test%2F%3Ftoken%3D${canary}&x=1`,
      /token%3D\[redacted:\w+\]&x=1$/,
    ],
    [
      'forms',
      `grant_type=password&client%5Fsecret=${canary}`,
      /^grant_type=password&client%5Fsecret=\[redacted:\w+\]$/,
    ],
    [
      'header lines',
      `GET /\nAuthorization: Custom ${canary}\nAccept: a`,
      /^GET \/\nAuthorization: \[redacted:\w+\]\nAccept: a$/,
    ],
    ['passwords in prose', `login failed (password: ${canary})`, /^login failed \(password: \[redacted:\w+\]$/],
    ['JSON in text', JSON.stringify({ a: { password: canary } }), /^\{"a":\{"password":"\[redacted:\w+\]"\}\}$/],
    [
      'JSON with a name that is there twice',
      `{"password":"${canary}","password":null}`,
      /^\{"password":"\[redacted:\w+\]","password":null\}$/,
    ],
    ['JSON that was cut', `{"a":1,"client_secret":"${canary}`, /^\{"a":1,"client_secret":"\[redacted:\w+\]"$/],
  ];
  for (const [title, text, expected] of texts) {
    it(`redacts ${title} inside text`, () => {
      expect(redact({ note: text }))
        .to.have.property('note')
        .that.matches(expected);
    });
  }

  it('redacts headers, cookies, parameters and bodies of a HAR entry', () => {
    const body = JSON.stringify({ token: canary });
    const entry = {
      request: {
        url: `https://example.test/?access_token=${canary}`,
        headers: [
          { name: 'X-Session-Token', value: canary },
          { name: 'Accept', value: 'text/html' },
        ],
        cookies: [{ name: 'lang', value: canary, path: '/' }],
        queryString: [{ name: 'access_token', value: canary }],
        postData: {
          mimeType: 'application/x-www-form-urlencoded',
          params: [{ name: 'password', value: canary }],
          text: `password=${canary}`,
        },
      },
      response: {
        rawHeaders: [['Set-Cookie', canary]],
        content: { text: Buffer.from(body).toString('base64'), encoding: 'base64' },
      },
    };

    const redacted = redact(entry);

    expect(JSON.stringify(redacted)).not.to.contain(canary);
    expect(redacted).to.have.nested.property('request.headers[1].value', 'text/html');
    expect(redacted).to.have.nested.property('request.cookies[0].path', '/');
    const text = Object(redacted).response.content.text;
    expect(Buffer.from(text, 'base64').toString()).to.match(/^\{"token":"\[redacted:\w+\]"\}$/);
  });

  it('leaves ordinary text, empty secrets, flags and big texts as they are', () => {
    const value = {
      password: '',
      token: null,
      secret: false,
      tokens: 5,
      nested: { __proto__: null, text: 'Bearer authentication is required', basic: 'Basic information: none' },
      url: 'https://example.test/orders?page=2&sort=asc',
      time: '2025-03-04T09:15:00.000Z',
      json: '{ "spaced": 1 }',
      note: 'a = b; c: d',
    };

    expect(redact(value)).to.deep.equal(value);
  });

  it('gives equal secrets equal marks, under one key only', () => {
    const value = { password: canary, header: { authorization: `Bearer ${canary}` } };

    const one = redact(value);
    const other = makeRedactor({ key: Buffer.alloc(32, 8) }).redact(value);

    expect(one).to.deep.equal({
      password: Object(one).password,
      header: { authorization: `Bearer ${Object(one).password}` },
    });
    expect(Object(other).password).not.to.equal(Object(one).password);
  });

  it('leaves a redacted value as it is, so that redacting twice changes nothing', () => {
    const once = redact({ password: canary, text: `Bearer ${canary}`, query: `?token=${canary}` });

    expect(redact(once)).to.deep.equal(once);
  });

  it('takes further names, and with policy off keeps all but bearerToken', () => {
    expect(makeRedactor({ key, extraNames: ['Loyalty-No'] }).redact({ loyaltyNo: 'x1' }))
      .to.have.property('loyaltyNo')
      .that.matches(mark);
    const off = makeRedactor({ key, policy: 'off' }).redact({
      bearerToken: canary,
      password: canary,
      json: `{"bearerToken":"${canary}"}`,
    });
    expect(off).to.have.property('password', canary);
    expect(off).to.have.property('bearerToken').that.matches(mark);
    expect(off)
      .to.have.property('json')
      .that.matches(/^\{"bearerToken":"\[/);
  });

  it('changes neither its input nor any prototype (R-212)', () => {
    const text = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"password":"x1y2"}';
    const value: JsonValue = JSON.parse(text);

    const redacted = redact(value);

    expect(JSON.stringify(value)).to.equal(text);
    expect(JSON.stringify(redacted)).to.match(/^\{"__proto__":\{"polluted":1\},.*"password":"\[redacted:\w+\]"\}$/);
    expect(Object('').polluted).to.equal(undefined);
  });

  it('writes no canary wherever it stands (R-218)', () => {
    const wrap = fc.constantFrom<(inner: JsonValue) => JsonValue>(
      (inner) => ({ data: inner }),
      (inner) => [1, inner],
      (inner) => JSON.stringify(inner),
      (inner) => ({ encoding: 'base64', text: Buffer.from(JSON.stringify(inner)).toString('base64') }),
    );
    const secret = fc.constantFrom<JsonValue>(
      { password: canary },
      { headers: [{ name: 'Authorization', value: canary }] },
      { note: `Bearer ${canary}` },
      { url: `postgres://u:${canary}@host/db` },
      { url: `/x?refresh_token=${canary}` },
      { cookies: [{ name: 'a', value: canary }] },
    );

    const clean = fc.property(secret, fc.array(wrap, { maxLength: 5 }), (value, wraps) => {
      const redacted = redact(wraps.reduce((inner, around) => around(inner), value));
      let text = JSON.stringify(redacted);
      for (let depth = 0; depth < 6; depth += 1) {
        expect(text).not.to.contain(canary);
        text = text
          .replaceAll('\\', '')
          .replace(/[A-Za-z0-9+/]{24,}=*/g, (run) => Buffer.from(run, 'base64').toString());
      }
    });

    fc.assert(clean, { numRuns: times(300) });
  });

  it('masks JSON in text whole when it is nested too deeply to be looked through', () => {
    const text = `${'['.repeat(100_000)}"${canary}"${']'.repeat(100_000)}`;

    expect(redact({ text })).to.have.property('text').that.matches(mark);
  });

  it('takes time linear in the text, whatever the text', () => {
    const long = 400_000;
    const texts = [
      'a',
      'eyJ',
      'Bearer ',
      'a:',
      'a=',
      '://',
      'x://a:',
      '"a":"',
      '-----BEGIN PRIVATE KEY-----',
      '%3D',
      'cookie: ',
      '\\"',
      'eyJaaaaaaa.',
      '[',
      '{"a":',
    ].map((part) => part.repeat(long / part.length));

    const start = performance.now();
    for (const text of texts) redact({ text });

    expect(performance.now() - start).to.be.below(10_000);
  });
});
