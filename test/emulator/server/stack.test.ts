import { request } from 'node:http';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { describeHostileRequests } from './hostile-requests.ts';
import { pageOf, type RunningStack, readReply, type StackReply, startStack } from './start-stack.ts';

const echo = 'function postSubmit(options, callback) {\n  callback(null, options.responseData);\n}\n';

describe('the stack server, attacked', () => {
  let stack: RunningStack;
  before(async () => {
    stack = await startStack({ 'echo.js': echo }, { echo: 'echo.js' });
  });
  after(() => stack.close());

  describeHostileRequests(() => ({
    port: stack.port,
    path: '/stack/function',
    authorization: `Bearer ${stack.systemToken}`,
    body: JSON.stringify({ diy: true, function: 'postSubmit', options: pageOf(1) }),
    maxBodyBytes: 50 * 1024 * 1024,
  }));

  it('had no fault of its own in all that', () => {
    expect(stack.faults).to.deep.equal([]);
  });
});

describe('the token of the stack server', () => {
  let stack: RunningStack;
  before(async () => {
    stack = await startStack({ 'echo.js': echo }, { echo: 'echo.js' });
  });
  after(() => stack.close());
  const body = { diy: true, function: 'postSubmit', options: pageOf(1) };

  /** Posts a call without a header for the token, unless `headers` has one. */
  async function post(
    content: object,
    { query = '', headers = {} }: { readonly query?: string; readonly headers?: Readonly<Record<string, string>> } = {},
  ): Promise<StackReply> {
    const response = await fetch(`${stack.url}/function${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(content),
    });
    return readReply(response);
  }

  it('is refused with the answer of the reference when it is wrong (C-703)', async () => {
    const { status, headers, body: answer } = await post(body, { headers: { authorization: 'Bearer wrong' } });

    expect(status).to.equal(401);
    expect(headers.get('www-authenticate')).to.equal('invalid system token');
    expect(answer).to.deep.equal({ errors: [{ code: 'unauthorized', message: 'Invalid system token.' }] });
    expect(stack.refusals.at(-1)).to.deep.equal([401, 'token']);
  });

  it('may stand in the query or the body where there is no header (C-702)', async () => {
    const inQuery = await post(body, { query: `?access_token=${stack.systemToken}` });
    const inBody = await post({ ...body, access_token: stack.systemToken });

    expect([inQuery.status, inBody.status]).to.deep.equal([200, 200]);
  });

  it('stands nowhere else once there is a header (C-702)', async () => {
    const { status } = await post(
      { ...body, access_token: stack.systemToken },
      { query: `?access_token=${stack.systemToken}`, headers: { authorization: 'Basic eDp5' } },
    );

    expect(status).to.equal(401);
  });

  it('is not looked for in a body beyond 1 MiB, one that is no JSON, or one of another type', async () => {
    const long = { ...body, padding: 'x'.repeat(1024 * 1024), access_token: stack.systemToken };
    const wrongType = { headers: { 'content-type': 'text/plain' } };

    expect((await post(long)).status).to.equal(401);
    expect((await post({ ...body, access_token: stack.systemToken }, wrongType)).status).to.equal(401);
    expect((await post([stack.systemToken])).status).to.equal(401);
    expect((await post({ ...body, access_token: { length: 24 } })).status).to.equal(401);
  });

  it('is needed for every route, those of health checks included (R-303)', async () => {
    for (const path of ['', '/', '/healthCheck', '/livez', '/readyz', '/function', '/other']) {
      const response = await fetch(`${stack.url}${path}`);

      expect(response.status, path).to.equal(401);
    }
  });
});

describe('the routes of the stack server', () => {
  let stack: RunningStack;
  before(async () => {
    const slow = 'function slow(options, callback) { let n = 0; while (n < 3e8) n += 1; callback(null, n); }\n';
    const hooks = { echo: 'echo.js', slow: 'slow.js#slow' };
    stack = await startStack({ 'echo.js': echo, 'slow.js': slow }, hooks, { processingAfterMs: 50 });
  });
  after(() => stack.close());

  function get(path: string, method = 'GET'): Promise<StackReply> {
    const headers = { authorization: `Bearer ${stack.systemToken}` };
    return fetch(`${stack.url}${path}`, { method, headers }).then(readReply);
  }

  it('say that the server is well (C-705)', async () => {
    for (const path of ['', '/', '/healthCheck']) {
      const { status, body } = await get(path);

      expect([path, status, body]).to.deep.equal([path, 200, { success: true }]);
    }
    for (const path of ['/livez', '/readyz']) expect((await get(path)).status, path).to.equal(200);
  });

  it('do not exist under other names or methods', async () => {
    for (const path of ['/other', '/Function', '/livez/', '/healthcheck', '/%E0%A4%A']) {
      expect((await get(path)).status, path).to.be.oneOf([400, 404]);
    }
    expect((await get('/function')).status).to.equal(404);
    expect((await get('/livez', 'POST')).status).to.equal(404);
    expect((await get('/function', 'OPTIONS')).headers.get('access-control-allow-origin')).to.equal(null);
  });

  it('tell the client after a while that the call still runs (C-716)', async () => {
    const seen: number[] = [];
    const status = await new Promise((resolve, reject) => {
      const call = request(`${stack.url}/function`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stack.systemToken}`, 'content-type': 'application/json' },
      });
      call.on('information', ({ statusCode }) => seen.push(statusCode));
      call.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on('error', reject);
      call.end(JSON.stringify({ diy: true, function: 'slow', options: {} }));
    });

    expect(status).to.equal(200);
    expect(seen).to.deep.equal([102]);
  });

  it('refuse 50 MB and a byte that come in chunks, and serve the next call (C-701)', async () => {
    const status = await new Promise((resolve, reject) => {
      const call = request(`${stack.url}/function`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stack.systemToken}`, 'content-type': 'application/json' },
      });
      call.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      call.on('error', reject);
      for (let sent = 0; sent < 50; sent += 1) call.write(Buffer.alloc(1024 * 1024, 0x20));
      call.end(' ');
    });

    expect(status).to.equal(413);
    expect((await stack.call('postSubmit')).status).to.equal(200);
  });

  it('take a body that came compressed', async () => {
    const response = await fetch(`${stack.url}/function`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${stack.systemToken}`,
        'content-type': 'application/json; charset=UTF-8',
        'content-encoding': 'gzip',
      },
      body: gzipSync(JSON.stringify({ diy: true, function: 'postSubmit', options: pageOf(1) })),
    });

    expect(response.status).to.equal(200);
  });

  it('say 503 to health checks once the server is about to end (C-705)', async () => {
    stack.setClosing();

    expect((await get('/livez')).status).to.equal(503);
    expect((await get('/readyz')).status).to.equal(503);
  });
});
