import { expect } from 'chai';
import { isLoopback } from '../../../emulator/delivery/loopback.ts';
import { sendJson } from '../../../emulator/delivery/send-json.ts';
import { useStandIn } from '../sandbox/stand-in-server.ts';

describe('sendJson', () => {
  const server = useStandIn();
  const send = (path: string, more: { readonly body?: unknown; readonly timeoutMs?: number } = {}) =>
    sendJson({
      url: new URL(`${server.url}${path}`),
      method: 'POST',
      token: 't-1',
      timeoutMs: 2_000,
      maxBytes: 100,
      ...more,
    });

  it('sends JSON with the token and reads JSON, whatever the status', async () => {
    server.answers = { 'POST /a': { status: 422, body: { errors: [] } }, 'POST /b': { status: 204 } };

    expect(await send('/a', { body: { name: 'ü' } })).to.deep.equal({ status: 422, body: { errors: [] } });
    expect(await send('/b')).to.deep.equal({ status: 204, body: undefined });
    expect(server.seen.map(({ authorization, body }) => [authorization, body])).to.deep.equal([
      ['Bearer t-1', { name: 'ü' }],
      ['Bearer t-1', undefined],
    ]);
  });

  it('gives up when no answer comes in time', async () => {
    server.answers = { 'POST /slow': () => undefined, 'POST /half': (response) => response.write('{"a":') };

    const failed = await Promise.all(
      ['/slow', '/half'].map((path) => send(path, { timeoutMs: 200 }).catch((error: Error) => error.message)),
    );

    expect(failed).to.deep.equal(['POST /slow: no answer within 200 ms', 'POST /half: no answer within 200 ms']);
  });

  it('connects to no other machine, neither by address nor by name', async () => {
    const url = new URL('http://192.0.2.1/');
    const failure = await sendJson({ url, method: 'GET', token: 't', timeoutMs: 100, maxBytes: 1 }).catch(
      (error: Error) => error.message,
    );

    expect(failure).to.equal('192.0.2.1 is not on this machine');
  });
});

describe('isLoopback', () => {
  it('knows the loopback addresses, in both families and through each other', () => {
    const own = ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1'];
    const foreign = ['128.0.0.1', '0.0.0.0', '10.0.0.1', '::', '::2', '::ffff:10.0.0.1', 'fe80::1', 'localhost', ''];

    expect([own.map(isLoopback), foreign.map(isLoopback)]).to.deep.equal([
      own.map(() => true),
      foreign.map(() => false),
    ]);
  });
});
