import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent, request as requestTls } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fetch, { FetchError } from 'node-fetch';
import { HooksmithError } from '../../../emulator/errors.ts';
import { parseAnswers } from '../../../emulator/server/answers.ts';
import { openServer } from '../../../emulator/server/listen.ts';
import { loadAnswers } from '../../../emulator/server/load-answers.ts';
import { type OpenReceiver, type OpenReceiverOptions, openReceiver } from '../../../emulator/server/receiver.ts';
import { makeReceiver } from '../../../emulator/server/receiver-part.ts';
import { signatureProfiles } from '../../../sdk/http/signatures/profiles.ts';
import { sign } from '../../../sdk/http/signatures/sign.ts';
import { describeHostileRequests } from './hostile-requests.ts';

const secret = 'northbeam-demo-key';
const body = '{"orderId":"NB-1007"}';

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

describe('a receiver (H-240)', () => {
  let receiver: OpenReceiver | undefined;
  afterEach(async () => {
    await receiver?.close();
    receiver = undefined;
  });
  const open = async (options: OpenReceiverOptions): Promise<OpenReceiver> => {
    receiver = await openReceiver(options);
    return receiver;
  };

  it('answers by its list and repeats the last answer', async () => {
    const { url } = await open({ answers: '503,429 retry-after=7,200 body=ok' });
    const seen: unknown[] = [];
    for (let n = 0; n < 4; n += 1) {
      const response = await fetch(url, { method: 'POST', body });
      seen.push([response.status, response.headers.get('retry-after'), await response.text()]);
    }

    expect(seen).to.deep.equal([
      [503, null, ''],
      [429, '7', ''],
      [200, null, 'ok'],
      [200, null, 'ok'],
    ]);
  });

  it('keeps what came, byte for byte and in order', async () => {
    const { url, requests } = await open({});
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    await fetch(`${url}/orders/1?page=2`, {
      method: 'PUT',
      body: bytes,
      headers: { 'x-trace': 'a', authorization: 'k' },
    });
    await fetch(url, { method: 'DELETE' });
    const [first, second] = requests();

    expect(first).to.deep.include({ n: 1, method: 'PUT', url: '/orders/1?page=2', answer: '200', verification: null });
    expect(first?.body.equals(bytes)).to.equal(true);
    expect(first?.headers).to.deep.include({ name: 'x-trace', value: 'a' });
    expect(first?.headers).to.deep.include({ name: 'authorization', value: 'k' });
    expect(second).to.deep.include({ n: 2, method: 'DELETE', url: '/' });
  });

  it('keeps a compressed body as it came, since a signature is that of the bytes (W-103)', async () => {
    const packed = gzipSync('x'.repeat(1_000));
    const { url, requests } = await open({ verify: { profile: 'github', secrets: secret } });
    const headers = sign(signatureProfiles.github, { secret, nowMs: 0, body: packed });
    const response = await fetch(url, {
      method: 'POST',
      body: packed,
      headers: { 'content-encoding': 'gzip', ...Object.fromEntries(headers.map(({ name, value }) => [name, value])) },
    });

    expect(response.status).to.equal(200);
    expect(requests()[0]?.body.equals(packed)).to.equal(true);
  });

  it('does not follow or change redirects, and sends bodies of the size asked for', async () => {
    const { url } = await open({ answers: '302 location=/x,size=2000000,204 body=no,304' });
    const moved = await fetch(url, { redirect: 'manual' });
    const large = await (await fetch(url)).arrayBuffer();
    const [none, same] = [await fetch(url), await fetch(url)];

    expect([moved.status, moved.headers.get('location')]).to.deep.equal([302, '/x']);
    expect(large.byteLength).to.equal(2_000_000);
    expect([none.status, await none.text(), same.status, await same.text()]).to.deep.equal([204, '', 304, '']);
  });

  it('shows what a client does that follows redirects: no body after 302, and the secret at the other host (H-208)', async () => {
    const other = await openReceiver({});
    const { url } = await open({ answers: `302 location=${other.url}/a,307 location=${other.url}/b` });
    const headers = { 'x-shopify-access-token': secret, authorization: secret };
    for (let n = 0; n < 2; n += 1) await fetch(url, { method: 'POST', body, headers });
    await other.close();
    const seen = other
      .requests()
      .map((request) => [
        `${request.method} ${request.url}`,
        request.body.toString(),
        request.headers.some(({ name }) => name === 'x-shopify-access-token'),
      ]);

    expect(seen).to.deep.equal([
      ['GET /a', '', true],
      ['POST /b', body, true],
    ]);
  });

  it('answers HEAD with headers alone', async () => {
    const { url } = await open({ answers: 'body=abc' });
    const response = await fetch(url, { method: 'HEAD' });

    expect([response.status, response.headers.get('content-length'), await response.text()]).to.deep.equal([
      200,
      '3',
      '',
    ]);
  });

  it('reads bodies out of files, with a content type that fits', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hooksmith-receiver-'));
    const file = join(folder, 'a.json');
    writeFileSync(file, '{"id": 1}');
    const { url } = await open({ answers: `body=@${file},body=@${file} content-type=text/csv,body=hello` });
    rmSync(folder, { recursive: true });
    const types: unknown[] = [];
    for (let n = 0; n < 3; n += 1) {
      const response = await fetch(url);
      types.push([response.headers.get('content-type'), await response.text()]);
    }

    expect(types).to.deep.equal([
      ['application/json', '{"id": 1}'],
      ['text/csv', '{"id": 1}'],
      ['text/plain; charset=utf-8', 'hello'],
    ]);
  });

  it('names a file that it cannot read, before it listens', () => {
    for (const [path, says] of [
      ['missing.json', 'there is no such file'],
      ['.', 'it is no file'],
    ] as const) {
      expect(() => loadAnswers(parseAnswers(`body=@${path}`), tmpdir())).to.throw(HooksmithError, says);
    }
  });

  for (const [answers, code] of [
    ['reset', 'ECONNRESET'],
    ['close', 'ECONNRESET'],
    ['garbage', 'HPE_INVALID_CONSTANT'],
  ] as const) {
    it(`breaks the connection as asked: ${answers} gives ${code} (H-210)`, async () => {
      const { url, requests } = await open({ answers });
      const error: unknown = await fetch(url, { method: 'POST', body }).catch((reason) => reason);

      expect(error).to.be.instanceOf(FetchError);
      expect(error).to.include({ code });
      expect(requests()[0]).to.deep.include({ answer: answers });
    });
  }

  it('stalls after the headers, cuts a body in half, and stays silent until the client gives up', async () => {
    const { url, requests } = await open({ answers: '200 stall,200 cut size=1000,silent' });
    const gaveUp = new AbortController();
    const stalled = await fetch(url, { signal: gaveUp.signal });
    const half = await fetch(url);
    const silent = fetch(url, { signal: gaveUp.signal }).catch(({ name }: Error) => name);
    await until(() => requests().length === 3);
    gaveUp.abort();
    const failures = [
      await stalled.text().catch(({ name }: Error) => name),
      await half.text().catch(({ code }: FetchError) => code),
      await silent,
    ];

    expect([stalled.status, half.status]).to.deep.equal([200, 200]);
    expect(failures).to.deep.equal(['AbortError', 'ECONNRESET', 'AbortError']);
  });

  it('ends at once when it is closed, whatever it holds back', async () => {
    const { url, close, requests } = await open({ answers: 'stall,silent,delay=3600000' });
    const waiting = [0, 1, 2].map(() => fetch(url).then((response) => response.text()));
    const failed = Promise.allSettled(waiting);
    await until(() => requests().length === 3);
    await close();

    expect((await failed).map(({ status }) => status)).to.deep.equal(['rejected', 'rejected', 'rejected']);
  });

  it('waits before an answer that is to be late, and serves others meanwhile', async () => {
    const { url, requests } = await open({ answers: 'delay=1500 body=late,body=soon' });
    const order: string[] = [];
    const late = fetch(url).then(async (response) => order.push(await response.text()));
    // The first request takes the first answer.
    await until(() => requests().length === 1);
    order.push(await (await fetch(url)).text());
    await late;

    expect(order).to.deep.equal(['soon', 'late']);
  });

  it('serves many requests over one connection, and warns of nothing', async () => {
    const { url, requests } = await open({});
    const agent = new HttpAgent({ keepAlive: true, maxSockets: 1 });
    const warnings: Error[] = [];
    const hear = (warning: Error): void => {
      warnings.push(warning);
    };
    process.on('warning', hear);
    for (let n = 0; n < 30; n += 1) await (await fetch(url, { method: 'POST', body, agent })).text();
    agent.destroy();
    // Warnings are emitted in a later turn.
    await sleep(20);
    process.off('warning', hear);

    expect(requests()).to.have.lengthOf(30);
    expect(warnings).to.deep.equal([]);
  });

  it('refuses a port that is taken', async () => {
    const { port } = await open({});
    const error: unknown = await openReceiver({ port }).catch((reason) => reason);

    expect(error)
      .to.be.instanceOf(HooksmithError)
      .and.include({ message: `port ${port} is in use` });
  });
});

describe('the signatures of a receiver', () => {
  const nowMs = 1_767_225_600_000;
  const profile = signatureProfiles.trifacta;
  let receiver: OpenReceiver;
  before(async () => {
    const verify = { profile: 'trifacta', secrets: ['old-key', secret] } as const;
    receiver = await openReceiver({ answers: '201,202', verify, now: () => nowMs });
  });
  after(() => receiver.close());

  async function post(headers: Readonly<Record<string, string>>): Promise<readonly [number, unknown]> {
    const response = await fetch(receiver.url, { method: 'POST', body, headers });
    const text = await response.text();
    return [response.status, text === '' ? null : JSON.parse(text).errors[0].code];
  }
  function signed(at: number, key = secret): Readonly<Record<string, string>> {
    return Object.fromEntries(sign(profile, { secret: key, nowMs: at, body }).map(({ name, value }) => [name, value]));
  }

  it('are verified, and one that does not hold is answered with 401 and its reason (W-107)', async () => {
    expect(await post({})).to.deep.equal([401, 'missing-header']);
    expect(await post({ [profile.header]: 'v1=abc' })).to.deep.equal([401, 'malformed']);
    expect(await post(signed(nowMs - 301_000))).to.deep.equal([401, 'stale']);
    expect(await post(signed(nowMs, 'another-key'))).to.deep.equal([401, 'mismatch']);
  });

  it('use up an answer only where they hold', async () => {
    expect(await post(signed(nowMs))).to.deep.equal([201, null]);
    expect(await post(signed(nowMs, 'old-key'))).to.deep.equal([202, null]);
    expect(receiver.requests().map(({ answer }) => answer)).to.deep.equal(['401', '401', '401', '401', '201', '202']);
    expect(receiver.requests().at(-1)?.verification).to.deep.equal({ ok: true });
    expect(receiver.requests()[0]?.verification).to.include({ ok: false, reason: 'missing-header' });
  });
});

describe('a receiver over TLS (H-256)', () => {
  for (const [tls, codes] of [
    ['self-signed', ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined]],
    ['expired', ['CERT_HAS_EXPIRED', 'CERT_HAS_EXPIRED']],
  ] as const) {
    describe(`with a certificate that is ${tls}`, () => {
      let receiver: OpenReceiver;
      before(async () => {
        receiver = await openReceiver({ tls, answers: '200,reset' });
      });
      after(() => receiver.close());

      it(`fails as ${codes[0]} before the request is sent (H-213)`, async () => {
        const error: unknown = await fetch(receiver.url, { method: 'POST', body }).catch((reason) => reason);

        expect(receiver.url).to.match(/^https:/);
        expect(error).to.include({ code: codes[0] });
        expect(receiver.requests()).to.deep.equal([]);
      });

      it(`${codes[1] === undefined ? 'works' : `fails as ${codes[1]}`} for a client that trusts it`, async () => {
        const agent = new Agent({ ca: receiver.certificate ?? '' });
        const outcome: unknown = await fetch(receiver.url, { agent }).then(
          ({ status }) => status,
          ({ code }) => code,
        );

        expect(outcome).to.equal(codes[1] ?? 200);
      });

      it('works for a client that does not verify it, and can break off', async () => {
        const agent = new Agent({ rejectUnauthorized: false });
        const outcomes: unknown[] = [];
        for (let n = 0; n < 2; n += 1) {
          outcomes.push(
            await fetch(receiver.url, { agent }).then(
              ({ status }) => status,
              ({ code }) => code,
            ),
          );
        }

        expect(outcomes.at(-1)).to.equal('ECONNRESET');
        expect(receiver.requests().map(({ answer }) => answer)).to.include('200');
      });

      it('refuses a Host that is another name (R-302)', async () => {
        const status = await new Promise((resolve, reject) => {
          const call = requestTls(receiver.url, { rejectUnauthorized: false, headers: { host: 'shop.example' } });
          call.on('response', (response) => resolve(response.resume().statusCode));
          call.on('error', reject);
          call.end();
        });

        expect(status).to.equal(403);
      });
    });
  }
});

describe('the server of a receiver, attacked', () => {
  const token = 'token-of-the-test-receiver';
  const faults: unknown[] = [];
  let port = 0;
  let close: () => Promise<void>;
  before(async () => {
    const receiver = makeReceiver({ answers: loadAnswers(parseAnswers('200'), '.'), signatures: null, token });
    const server = await openServer({
      parts: [receiver.makePart('/receiver', { lists: true })],
      port: 0,
      onFault: (error) => faults.push(error),
    });
    ({ port, close } = server);
  });
  after(() => close());

  // Foreign senders call it: without a token, with any type, coding and content.
  describeHostileRequests(
    () => ({ port, path: '/receiver', authorization: 'Bearer any', body: '{}', maxBodyBytes: 10 * 1024 * 1024 }),
    {
      'no token': 200,
      'a wrong token': 200,
      'a token of another scheme': 200,
      'chunks without a token': 200,
      'an upgrade without a token': 200,
      'Content-Type: text/plain': 200,
      'JSON in another charset': 200,
      'a body that is no JSON': 200,
      'a body packed in an unknown way': 200,
      'a body that only says it is packed': 200,
      '50 MB of zeros packed with gzip': 200,
    },
  );

  it('lists what came to whoever has the token, and to nobody else (R-301)', async () => {
    const list = (headers: Readonly<Record<string, string>>) =>
      fetch(`http://127.0.0.1:${port}/receiver/requests`, { headers });

    expect((await list({})).status).to.equal(401);
    expect((await list({ authorization: 'Bearer wrong' })).status).to.equal(401);
    expect((await list({ authorization: `Bearer ${token}`, origin: 'http://shop.example' })).status).to.equal(403);
    expect((await list({ authorization: `Bearer ${token}` })).status).to.equal(200);
  });

  it('had no fault of its own in all that', () => {
    expect(faults).to.deep.equal([]);
  });
});

describe('the list of a receiver', () => {
  const token = 'token-of-the-test-receiver';

  async function listAfter(
    requests: readonly { readonly headers?: Readonly<Record<string, string>>; readonly body?: string | Buffer }[],
    bounds = { requests: 3, bytes: 10_000 },
  ): Promise<{
    readonly text: string;
    readonly requests: readonly Record<string, unknown>[];
    readonly dropped: number;
  }> {
    const answers = loadAnswers(parseAnswers('200'), '.');
    const receiver = makeReceiver({ answers, signatures: null, token, bounds });
    const { url, close } = await openServer({ parts: [receiver.makePart('/receiver', { lists: true })], port: 0 });
    for (const { headers = {}, body: sent = '' } of requests) {
      await fetch(`${url}/receiver/in`, { method: 'POST', headers, body: sent });
    }
    const response = await fetch(`${url}/receiver/requests`, { headers: { authorization: `Bearer ${token}` } });
    const text = await response.text();
    await close();
    return { text, ...JSON.parse(text) };
  }

  it('shows requests with their bodies as text, or in base64 where they are none', async () => {
    const { requests } = await listAfter([{ body }, { body: Buffer.from([0xff]) }]);

    expect(requests.map(({ n, method, url, body: shown, answer }) => [n, method, url, shown, answer])).to.deep.equal([
      [1, 'POST', '/in', { size: body.length, text: body }, '200'],
      [2, 'POST', '/in', { size: 1, text: '/w==', encoding: 'base64' }, '200'],
    ]);
  });

  it('redacts secrets as a recording does (R-509)', async () => {
    const canary = 'canary-0f8b5c1e';
    const { text } = await listAfter([
      {
        headers: { authorization: `Bearer ${canary}`, 'x-api-key': canary },
        body: JSON.stringify({ password: canary }),
      },
    ]);

    expect(text).not.to.include(canary);
    expect(text.match(/\[redacted:[0-9a-f]{8}\]/g)).to.have.lengthOf(3);
  });

  it('lets the oldest go when there are too many, or they are too large, and says how many', async () => {
    const many = await listAfter(Array(5).fill({ body: 'x' }));
    const large = await listAfter(Array(4).fill({ body: 'x'.repeat(4_000) }), { requests: 100, bytes: 10_000 });

    expect([many.requests.map(({ n }) => n), many.dropped]).to.deep.equal([[3, 4, 5], 2]);
    expect([large.requests.map(({ n }) => n), large.dropped]).to.deep.equal([[3, 4], 2]);
  });
});
