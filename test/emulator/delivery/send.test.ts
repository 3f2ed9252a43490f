import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { generate } from 'selfsigned';
import { thisMachine } from '../../../emulator/delivery/address-guard.ts';
import { makeRealClock, makeVirtualClock } from '../../../emulator/delivery/run-clock.ts';
import { send } from '../../../emulator/delivery/send.ts';
import { anyAddress, type Exchange, type ExchangeOutcome, type HttpRequest } from '../../../sdk/http/exchange.ts';

/** No server is asked for it: a label of a name has at most 63 characters. */
const unknownName = `${'a'.repeat(64)}.localhost`;

interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  readonly rawHeaders: readonly string[];
  readonly body: string;
}

describe('send', () => {
  const seen: Seen[] = [];
  let answer: (path: string, response: import('node:http').ServerResponse, socket: Socket) => void = (_, response) => {
    response.end('ok');
  };
  let server: Server;
  let base = '';

  before(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method, url, rawHeaders } = request;
        seen.push({ method, url, rawHeaders, body: Buffer.concat(chunks).toString('utf8') });
        answer(url ?? '', response, request.socket);
      });
    });
    base = await listen(server, 'http');
  });
  beforeEach(() => {
    seen.length = 0;
    answer = (_, response) => response.end('ok');
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  it("puts the author's headers and bytes on the wire as they are, and adds only what the client must (H-204 to H-206)", async () => {
    const headers = [
      { name: 'X-Twice', value: 'one' },
      { name: 'X-Twice', value: 'two' },
      { name: 'Authorization', value: 'Bearer nb-demo-1' },
    ];

    await sendTo({ method: 'POST', url: `${base}/a?b=c`, headers, body: '{"name":"ü"}' });

    const [{ method, url, rawHeaders = [], body } = { method: '', url: '', body: '' }] = seen;
    expect([method, url, body]).to.deep.equal(['POST', '/a?b=c', '{"name":"ü"}']);
    const sent = pairs(rawHeaders);
    expect(sent.filter(([name]) => name === 'X-Twice' || name === 'x-twice').map(([, value]) => value)).to.deep.equal([
      'one',
      'two',
    ]);
    const names = [...new Set(sent.map(([name]) => name.toLowerCase()))].sort();
    expect(names).to.deep.equal([
      'accept',
      'authorization',
      'connection',
      'content-length',
      'host',
      'user-agent',
      'x-twice',
    ]);
  });

  it('gives a redirect as it is and does not follow it (H-103, H-207)', async () => {
    answer = (path, response) => {
      response.writeHead(path === '/' ? 302 : 200, { Location: '/next' });
      response.end('moved');
    };

    const outcome = await sendTo({ url: `${base}/` });

    expect(responseOf(outcome)).to.deep.include({ status: 302, body: 'moved' });
    expect(seen).to.have.length(1);
  });

  it("gives header names in the sender's own spelling, and each of several of one name (P-214)", async () => {
    answer = (_, response) => {
      response.writeHead(200, [
        ['X-Request-Id', 'tb-71'],
        ['Set-Cookie', 'a=1'],
        ['Set-Cookie', 'b=2'],
      ]);
      response.end();
    };

    const { headers } = responseOf(await sendTo({ url: base }));

    expect(headers.filter(({ name }) => /^(?:X|Set)-/.test(name))).to.deep.equal([
      { name: 'X-Request-Id', value: 'tb-71' },
      { name: 'Set-Cookie', value: 'a=1' },
      { name: 'Set-Cookie', value: 'b=2' },
    ]);
  });

  it('unpacks a body that was sent compressed, within the limit', async () => {
    answer = (path, response) => {
      response.setHeader('Content-Encoding', 'gzip');
      response.end(gzipSync(path === '/bomb' ? 'x'.repeat(5_000) : 'hello'));
    };

    expect(responseOf(await sendTo({ url: `${base}/` })).body).to.equal('hello');
    expect(failureOf(await sendTo({ url: `${base}/bomb` }, { maxResponseBytes: 1_000 })).type).to.equal('max-size');
  });

  it('stops reading a body that is larger than allowed (H-211)', async () => {
    answer = (_, response) => response.end('x'.repeat(2_000));

    expect(failureOf(await sendTo({ url: base }, { maxResponseBytes: 1_000 }))).to.deep.equal({
      type: 'max-size',
      code: null,
      message: 'the body has more than 1000 bytes',
    });
  });

  it('bounds the whole exchange, and on a virtual clock by the time of the platform (H-209, H-215)', async () => {
    answer = (path, response) => {
      if (path === '/stall') response.write('{"half":');
    };
    const clock = makeVirtualClock({ startMs: 0, deadlineMs: 800 });

    const silent = await sendTo({ url: `${base}/silent` }, {}, clock);
    const stalled = await sendTo({ url: `${base}/stall` }, {}, clock);

    expect([failureOf(silent), failureOf(stalled)].map(({ type, message }) => [type, message])).to.deep.equal([
      ['timeout', 'no response within 30000 ms'],
      ['timeout', 'headers came, but not the whole body within 30000 ms'],
    ]);
    expect(clock.now()).to.equal(60_000);
  });

  it('takes what has come of a body that stalls, where the time bounds the headers only (T-151)', async () => {
    answer = (_, response) => {
      response.write('half');
    };
    const clock = makeVirtualClock({ startMs: 0, deadlineMs: 100 });

    const outcome = await sendTo({ url: base }, { timeoutScope: 'headers' }, clock);

    expect(responseOf(outcome)).to.deep.include({ status: 200, body: 'half' });
  });

  it('names what went wrong on the way, with the code of Node.js (H-210)', async () => {
    answer = (path, response, socket) => {
      if (path === '/reset') socket.resetAndDestroy();
      else {
        response.write('half');
        socket.destroySoon();
      }
    };
    const closed = createTcpServer();
    const nobody = await listen(closed, 'http');
    await new Promise((resolve) => closed.close(resolve));

    const outcomes = await Promise.all(
      [nobody, `${base}/reset`, `${base}/cut`, `http://${unknownName}/`].map((url) =>
        send(toExchange({ url }), {
          clock: makeRealClock(),
          network: { profile: 'local', allowHosts: [unknownName] },
        }),
      ),
    );

    const failures = outcomes.map(failureOf);
    expect(failures.map(({ type }) => type)).to.deep.equal(['refused', 'reset', 'reset', 'dns']);
    expect(failures[0]?.code).to.equal('ECONNREFUSED');
  });

  it('tells what is no HTTP from what is', async () => {
    const odd = createTcpServer((socket) => socket.once('data', () => socket.end('SSH-2.0-OpenSSH\r\n\r\n')));
    const url = await listen(odd, 'http');

    expect(failureOf(await sendTo({ url })).type).to.equal('malformed');
    odd.close();
  });

  it('takes a certificate for what it is, for one exchange only (H-213, H-214)', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    let requests = 0;
    const tls = createTlsServer({ key, cert }, (_, response) => {
      requests += 1;
      response.end('secret');
    });
    const url = await listen(tls, 'https');

    const [loose, strict, looseAgain] = [
      await sendTo({ url }, { verifyTls: false }),
      await sendTo({ url }),
      await sendTo({ url }, { verifyTls: false }),
    ];

    expect([responseOf(loose).body, failureOf(strict).code, responseOf(looseAgain).body]).to.deep.equal([
      'secret',
      'DEPTH_ZERO_SELF_SIGNED_CERT',
      'secret',
    ]);
    expect(failureOf(strict).type).to.equal('tls');
    expect(requests, 'no byte of the strict request reached the handler').to.equal(2);
    tls.closeAllConnections();
    tls.close();
  });

  it('sends nothing that the client would choke on: line breaks in headers, a body with GET, no URL (H-204, H-212)', async () => {
    const outcomes = await Promise.all([
      sendTo({ url: base, headers: [{ name: 'X-A', value: 'a\r\nX-B: b' }] }),
      sendTo({ url: base, headers: [{ name: 'X A', value: 'a' }] }),
      sendTo({ url: base, method: 'GET', body: '{}' }),
      sendTo({ url: 'not a url' }),
    ]);

    expect(outcomes.map((outcome) => (outcome.kind === 'forbidden' ? outcome.rule : outcome.kind))).to.deep.equal([
      'H-212',
      'H-212',
      'H-204',
      'H-224',
    ]);
    expect(seen).to.deep.equal([]);
  });
});

function sendTo(
  request: Partial<HttpRequest>,
  { verifyTls = true, ...limits }: Partial<Exchange['limits']> & { readonly verifyTls?: boolean } = {},
  clock = makeRealClock(),
): Promise<ExchangeOutcome> {
  return send({ ...toExchange(request, limits), verifyTls }, { clock, network: thisMachine });
}

function toExchange(request: Partial<HttpRequest>, limits: Partial<Exchange['limits']> = {}): Exchange {
  return {
    request: { method: 'GET', url: '', headers: [], body: null, ...request },
    limits: { timeoutMs: 30_000, timeoutScope: 'total', maxResponseBytes: null, ...limits },
    verifyTls: true,
    addresses: anyAddress,
  };
}

function responseOf(outcome: ExchangeOutcome) {
  if (outcome.kind !== 'response') throw new Error(`expected a response, got ${JSON.stringify(outcome)}`);
  return outcome.response;
}

function failureOf(outcome: ExchangeOutcome) {
  if (outcome.kind !== 'failure') throw new Error(`expected a failure, got ${JSON.stringify(outcome)}`);
  return outcome.failure;
}

function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}

function listen(
  server: { listen(port: number, host: string, done: () => void): unknown; address(): unknown },
  scheme: string,
) {
  return new Promise<string>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`));
  });
}
