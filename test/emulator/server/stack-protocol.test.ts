import { expect } from 'chai';
import { pageOf, type RunningStack, readReply, startStack } from './start-stack.ts';

const script = `
function callsBack(options, callback) { callback(null, options.responseData); }
function returns(options) { return options.responseData; }
function refuses(options, callback) { callback(Object.assign(new Error('no rights'), { code: 'denied' })); }
function givesDate(options, callback) { callback(null, [{ at: new Date() }]); }
function givesMuch(options, callback) { callback(null, ['x'.repeat(2000)]); }
function throws(options, callback) { throw new TypeError('no items'); }
function isSilent(options, callback) {}
function spins() { for (;;) {} }
function slow(options, callback) { const end = Date.now() + 1; let n = 0; while (n < 3e8) n += 1; callback(null, [n, end]); }
`;
const names = ['callsBack', 'returns', 'refuses', 'givesDate', 'givesMuch', 'throws', 'isSilent', 'spins', 'slow'];

describe('the stack protocol', () => {
  let stack: RunningStack;
  before(async () => {
    const hooks = Object.fromEntries(names.map((name) => [name, `hooks.js#${name}`]));
    stack = await startStack({ 'hooks.js': script }, hooks, { timeoutMs: 3_000, processingAfterMs: 20 });
  });
  after(() => stack.close());

  const errorOf = async (reply: ReturnType<RunningStack['call']>): Promise<readonly unknown[]> => {
    const { status, body } = await reply;
    const [error] = (body as { readonly errors: readonly { readonly code: string; readonly message: string }[] })
      .errors;
    return [status, error?.code];
  };

  it('answers a call of POST /function with 200 and the JSON of the result (C-701, C-708, C-709)', async () => {
    const { status, body } = await stack.call('callsBack');

    expect(status).to.equal(200);
    expect(body).to.deep.equal(pageOf(2)['responseData']);
  });

  it('serves a hook in return form to callers of the callback form (C-004)', async () => {
    expect((await stack.call('returns')).body).to.deep.equal(pageOf(2)['responseData']);
  });

  it('takes its token from the header, and from query or body only where there is no header (C-702)', async () => {
    const body = { diy: true, function: 'returns', options: pageOf(1) };
    const post = (query: string, more: object, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${stack.url}/function${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ ...body, ...more }),
      });
    const token = stack.systemToken;

    expect((await post(`?access_token=${token}`, {})).status).to.equal(200);
    expect((await post('', { access_token: token })).status).to.equal(200);
    expect((await post('', { access_token: token }, { authorization: 'Bearer wrong' })).status).to.equal(401);
  });

  it('answers 401 with the header and body of the protocol to a wrong token (C-703)', async () => {
    const reply = await readReply(
      await fetch(`${stack.url}/function`, {
        method: 'POST',
        headers: { authorization: 'Bearer wrong', 'content-type': 'application/json' },
        body: '{}',
      }),
    );

    expect(reply.status).to.equal(401);
    expect(reply.headers.get('www-authenticate')).to.equal('invalid system token');
    expect(reply.body).to.deep.equal({ errors: [{ code: 'unauthorized', message: 'Invalid system token.' }] });
  });

  it('logs the trace id of a call, and never its options or tokens (C-704, C-110)', async () => {
    await fetch(`${stack.url}/function`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${stack.systemToken}`,
        'content-type': 'application/json',
        traceid: 'trace-17',
      },
      body: JSON.stringify({ diy: true, function: 'returns', options: pageOf(1) }),
    });

    const logged = JSON.stringify(stack.calls.at(-1));
    expect(logged).to.include('trace-17');
    expect(logged).to.not.include('one-time-token').and.not.include(stack.systemToken);
  });

  it('says that it is healthy (C-705)', async () => {
    const headers = { authorization: `Bearer ${stack.systemToken}` };
    const root = await readReply(await fetch(`${stack.url}/`, { headers }));
    const check = await readReply(await fetch(`${stack.url}/healthCheck`, { headers }));
    const probes = await Promise.all(['livez', 'readyz'].map((name) => fetch(`${stack.url}/${name}`, { headers })));

    expect([root.body, check.body]).to.deep.equal([{ success: true }, { success: true }]);
    expect(probes.map(({ status }) => status)).to.deep.equal([200, 200]);
  });

  it('answers 422 with the codes of the protocol to calls that are none (C-706, C-712, C-713)', async () => {
    expect(await errorOf(stack.call('returns', { diy: undefined }))).to.deep.equal([422, 'missing_required_field']);
    expect(await errorOf(stack.call(undefined))).to.deep.equal([422, 'missing_required_field']);
    expect(await errorOf(stack.call('returns', { options: undefined }))).to.deep.equal([422, 'missing_required_field']);
    expect(await errorOf(stack.call(7))).to.deep.equal([422, 'invalid_field']);
    expect(await errorOf(stack.call('returns', { diy: undefined, _connectorId: 'x' }))).to.deep.equal([
      422,
      'invalid_field',
    ]);
    const [status, code] = await errorOf(stack.call('nope'));
    expect([status, ['invalid_function', 'object_not_found'].includes(String(code))]).to.deep.equal([422, true]);
  });

  it('answers 422 to an error in the callback, with its code (C-710)', async () => {
    expect((await stack.call('refuses')).body).to.deep.equal({ errors: [{ code: 'denied', message: 'no rights' }] });
  });

  it('refuses a result that is no plain JSON, and one over maxResponseSize (C-714, C-715)', async () => {
    expect(await errorOf(stack.call('givesDate'))).to.deep.equal([422, 'invalid_extension_response']);
    expect(await errorOf(stack.call('givesMuch', { maxResponseSize: 1_000 }))).to.deep.equal([
      422,
      'response_size_exceeded',
    ]);
  });

  it('answers 500 to a throw and to a function that never calls back, and lives on (C-711)', async () => {
    expect((await stack.call('throws')).status).to.equal(500);
    expect((await stack.call('isSilent')).status).to.equal(500);
    expect((await stack.call('returns')).status).to.equal(200);
  });

  it('stops a function that does not end, and serves the next call with a new runner (C-333)', async () => {
    expect((await stack.call('spins')).status).to.be.oneOf([422, 500]);
    expect((await stack.call('returns')).status).to.equal(200);
  });

  it('sends 102 Processing while a call takes long, and then its answer (C-716)', async () => {
    const { request } = await import('node:http');
    const body = JSON.stringify({ diy: true, function: 'slow', options: pageOf(1) });
    const seen = await new Promise<readonly number[]>((resolve, reject) => {
      const informed: number[] = [];
      const sent = request(`${stack.url}/function`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stack.systemToken}`, 'content-type': 'application/json' },
      });
      sent.on('information', ({ statusCode }) => informed.push(statusCode));
      sent.on('response', (response) => {
        response.resume();
        response.on('end', () => resolve([...informed, response.statusCode ?? 0]));
      });
      sent.on('error', reject);
      sent.end(body);
    });

    expect(seen[0]).to.equal(102);
    expect(seen.at(-1)).to.equal(200);
  });
});
