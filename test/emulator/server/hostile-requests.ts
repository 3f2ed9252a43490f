import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';

/** The route of a server that hostile requests are sent to. */
export interface HostileTarget {
  readonly port: number;
  readonly path: string;
  /** The right value of `Authorization`. */
  readonly authorization: string;
  /** A body that is answered with 200. */
  readonly body: string;
  readonly maxBodyBytes: number;
}

/** One row of the conformance table R-309: what is sent, byte for byte, and the status that must come back. */
export interface HostileRequest {
  readonly title: string;
  readonly status: number;
  bytes(target: HostileTarget): Buffer;
}

/** Changes of the good request: headers by lower-case name, null leaves one out. */
interface Changes {
  readonly headers?: Readonly<Record<string, string | null>>;
  /** Header lines that are added as they are. */
  readonly lines?: readonly string[];
  readonly body?: string | Buffer;
}

/** The good request with changes. */
function write(target: HostileTarget, { headers = {}, lines = [], body = target.body }: Changes): Buffer {
  const all = {
    host: `127.0.0.1:${target.port}`,
    authorization: target.authorization,
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    ...headers,
  };
  const named = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const head = [`POST ${target.path} HTTP/1.1`, ...named, ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), Buffer.from(body)]);
}

function row(title: string, status: number, changes: Changes | ((target: HostileTarget) => Changes)): HostileRequest {
  return {
    title,
    status,
    bytes: (target) => write(target, typeof changes === 'function' ? changes(target) : changes),
  };
}

/** The table R-309, and below it what the prototype had not tested. */
export const hostileRequests: readonly HostileRequest[] = [
  row('the good request', 200, {}),
  row('no token', 401, { headers: { authorization: null } }),
  row('a Host that is another name (rebinding)', 403, { headers: { host: 'shop.example' } }),
  row('a Host that is malformed', 403, { headers: { host: '[::1' } }),
  row('a Host with a user name', 403, ({ port }) => ({ headers: { host: `evil@localhost:${port}` } })),
  row('a Host that is a file', 403, { headers: { host: 'file:///etc' } }),
  row('a Host that begins like ours', 403, ({ port }) => ({ headers: { host: `127.0.0.1.evil.example:${port}` } })),
  row('a Host of all addresses', 403, ({ port }) => ({ headers: { host: `0.0.0.0:${port}` } })),
  row('HTTP/1.1 without a Host', 400, { headers: { host: null } }),
  row('a foreign Origin', 403, { headers: { origin: 'https://shop.example' } }),
  row('the Origin null', 403, { headers: { origin: 'null' } }),
  row('the Origin of another local port', 403, ({ port }) => ({ headers: { origin: `http://localhost:${port + 1}` } })),
  row('a malformed Origin', 403, { headers: { origin: 'http://[::1' } }),
  row('Sec-Fetch-Site: cross-site', 403, { headers: { 'sec-fetch-site': 'cross-site' } }),
  row('Content-Type: text/plain', 415, { headers: { 'content-type': 'text/plain' } }),
  row('a body that is no JSON', 400, { body: '{"options": ' }),
  row('a body that is too large', 413, ({ maxBodyBytes }) => ({ body: Buffer.alloc(maxBodyBytes + 1, 0x20) })),
  row('a header of 20 KB', 431, { headers: { 'x-long': 'x'.repeat(20 * 1024) } }),
  row('two lengths', 400, { lines: ['content-length: 3'] }),
  row('a length and chunks', 400, { lines: ['transfer-encoding: chunked'] }),
  row('50 MB of zeros packed with gzip', 413, {
    headers: { 'content-encoding': 'gzip' },
    body: gzipSync(Buffer.alloc(50_000_000)),
  }),

  row('a wrong token', 401, { headers: { authorization: 'Bearer wrong' } }),
  row('a token of another scheme', 401, { headers: { authorization: 'Basic d3Jvbmc6dG9rZW4=' } }),
  row('a Host with another port', 403, ({ port }) => ({ headers: { host: `127.0.0.1:${port + 1}` } })),
  row('a Host without its port', 403, { headers: { host: 'localhost' } }),
  row('two Hosts', 403, ({ port }) => ({ lines: [`host: 127.0.0.1:${port}`] })),
  row('a Host that a URL parser would take for ours', 403, ({ port }) => ({ headers: { host: `2130706433:${port}` } })),
  row('Sec-Fetch-Site: same-site', 403, { headers: { 'sec-fetch-site': 'same-site' } }),
  row('JSON in another charset', 415, { headers: { 'content-type': 'application/json; charset=utf-16' } }),
  row('a body packed in an unknown way', 415, { headers: { 'content-encoding': 'zip' } }),
  row('a body that only says it is packed', 400, { headers: { 'content-encoding': 'gzip' } }),
  row('chunks without a token', 401, {
    headers: { authorization: null, 'content-length': null, 'transfer-encoding': 'chunked' },
    body: '0\r\n\r\n',
  }),
  row('an upgrade without a token', 401, {
    headers: { authorization: null, 'content-length': null },
    lines: ['connection: Upgrade', 'upgrade: websocket', 'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA=='],
    body: '',
  }),
];

/**
 * Declares the tests that every local server must pass. `target` is asked once the server runs. `others` are the
 * statuses of a server that is meant to take what the table refuses, by the titles of the rows.
 */
export function describeHostileRequests(
  target: () => HostileTarget,
  others: Readonly<Record<string, number>> = {},
): void {
  for (const { title, status: usual, bytes } of hostileRequests) {
    const status = others[title] ?? usual;
    it(`answers ${status} to ${title} (R-309)`, async () => {
      expect(await statusOf(target().port, bytes(target()))).to.equal(status);
    });
  }

  it('answers 408 to a body that never ends (R-309)', async () => {
    const whole = write(target(), {});

    expect(await statusOf(target().port, whole.subarray(0, whole.length - 5))).to.equal(408);
  });

  it('closes 50 connections that never finish their headers, and serves others meanwhile (R-309)', async () => {
    const slow = Array.from({ length: 50 }, () => openSlow(target().port));
    const meanwhile = await statusOf(target().port, write(target(), {}));
    const closedAfterMs = await Promise.all(slow);

    expect(meanwhile).to.equal(200);
    // 1 s for the headers, looked at every 250 ms; the rest is for a busy machine.
    expect(Math.max(...closedAfterMs)).to.be.within(900, 4_000);
    expect(await statusOf(target().port, write(target(), {}))).to.equal(200);
  });

  it('lives on after Hosts and Origins of random bytes (R-306)', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const noise = makeNoise(seed);
      const headers = seed % 2 === 0 ? { host: noise } : { origin: noise };

      expect(await statusOf(target().port, write(target(), { headers })), JSON.stringify(noise)).to.be.oneOf([
        400, 403,
      ]);
    }

    expect(await statusOf(target().port, write(target(), {}))).to.equal(200);
  });
}

/** Sends bytes and gives the status of the first answer; 0 when the connection is closed without one. */
export function statusOf(port: number, bytes: Buffer): Promise<number> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let answer = '';
    let failure: Error | null = null;
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      const status = /^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1];
      if (status === undefined) return;
      resolve(Number(status));
      socket.destroy();
    });
    // A server that refuses a body may close before all of it is sent.
    socket.on('error', (error) => {
      failure = error;
    });
    socket.on('close', () => (failure === null || answer === '' ? resolve(0) : reject(failure)));
    socket.write(bytes);
  });
}

/** Sends a byte of a header every 100 ms; gives how long the server stood it, in ms. */
function openSlow(port: number): Promise<number> {
  return new Promise((resolve) => {
    const start = performance.now();
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /');
    const drip = setInterval(() => socket.write('x'), 100);
    socket.on('error', () => undefined);
    socket.resume();
    socket.on('close', () => {
      clearInterval(drip);
      resolve(performance.now() - start);
    });
  });
}

/** Visible and invisible Latin-1 characters, repeatable: a linear congruential generator. */
function makeNoise(seed: number): string {
  let state = seed;
  return Array.from({ length: 30 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(0x21 + ((state >>> 8) % 0xde));
  }).join('');
}
