import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { runTogether, useFolder } from './run-cli.ts';
import type { StartedProgram } from './start-program.ts';
import { serve } from './start-serve.ts';

/** What the line of `--json` says. */
interface Announcement {
  readonly url: string;
  readonly token: string;
  readonly celigo: { readonly url: string; readonly token: string };
}

describe('hooksmith serve --celigo', () => {
  const folder = useFolder();

  async function start(...args: readonly string[]): Promise<StartedProgram & { readonly announced: Announcement }> {
    const serving = await serve(folder.path, ['--celigo', '--port', '0', '--json', ...args]);
    return { ...serving, announced: JSON.parse(serving.firstLine) };
  }

  function send({ celigo }: Announcement, method: string, path: string, body?: unknown): Promise<Response> {
    return sendTo(`${celigo.url}${path}`, { token: celigo.token, method, body });
  }

  function sendTo(
    url: string,
    { token, method, body }: { readonly token: string; readonly method: string; readonly body?: unknown },
  ): Promise<Response> {
    return fetch(url, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  async function read(response: Response) {
    return JSON.parse(await response.text());
  }

  it('announces address and token, forgets all without --state, and logs no token, query or body', async () => {
    const serving = await start('--faults', '429 retry-after=2', '--assume', 'emptyListStatus=200');
    const { celigo, token, url } = serving.announced;
    const refused = await send(serving.announced, 'GET', '/v1/scripts');
    const listed = await send(serving.announced, 'GET', '/v1/scripts?canary=of-the-query');
    await send(serving.announced, 'POST', '/v1/scripts', { name: 'canary-of-the-body' });
    const exitCode = await serving.stop('SIGINT');

    expect(Object.keys(serving.announced)).to.deep.equal(['url', 'token', 'celigo']);
    expect(celigo.url).to.equal(`${url}/celigo`);
    expect(celigo.token)
      .to.match(/^[\w-]{43}$/)
      .and.not.equal(token);
    expect([refused.status, refused.headers.get('retry-after')]).to.deep.equal([429, '2']);
    expect([listed.status, await read(listed)]).to.deep.equal([200, []]);
    expect(exitCode).to.equal(130);
    expect(serving.printed().stderr).to.equal(
      [
        'celigo  GET /v1/scripts  429  (fault: 429 retry-after=2)',
        'celigo  GET /v1/scripts  200',
        'celigo  POST /v1/scripts  201',
        '',
      ].join('\n'),
    );
    expect(readdirSync(folder.path)).to.deep.equal([]);
  });

  it('takes faults and documents while it runs, with the token of the server (C-666)', async () => {
    const serving = await start('--assume', 'faults=ok');
    const { url, token, celigo } = serving.announced;
    const ask = (method: string, path: string, body?: unknown, own = token) =>
      sendTo(`${url}${path}`, { token: own, method, body });
    const post = (body: unknown) => ask('POST', '/faults', body);

    expect((await ask('GET', '/faults', undefined, celigo.token)).status).to.equal(401);
    expect(await read(await ask('GET', '/faults'))).to.deep.equal({ celigo: ['ok'] });
    expect(await read(await post({ platform: 'celigo', faults: '500,drop x2' }))).to.deep.equal({
      celigo: ['500', 'drop', 'drop'],
    });
    expect((await send(serving.announced, 'GET', '/v1/tokenInfo')).status).to.equal(500);
    expect(await read(await ask('GET', '/faults'))).to.deep.equal({ celigo: ['drop', 'drop'] });
    expect(await read(await post({ platform: 'celigo', faults: '' }))).to.deep.equal({ celigo: [] });

    const wrong = [
      await post({ platform: 'nowhere', faults: '' }),
      await post({ platform: '__proto__', faults: '' }),
      await post({ platform: 'celigo', faults: 'explode' }),
      await post({ platform: 'celigo' }),
      await post([]),
      await post({ platform: 'celigo', faults: Array.from({ length: 200 }).reduce((inner) => [inner], []) }),
      await ask('POST', '/documents', { platform: 'celigo', collection: '../up', id: 'x', document: {} }),
      await ask('POST', '/documents', { platform: 'celigo', collection: 'logs', id: '', document: {} }),
      await ask('POST', '/documents', { platform: 'celigo', collection: 'logs', id: 'x', document: 7 }),
    ];
    expect(wrong.map(({ status }) => status)).to.deep.equal([422, 422, 422, 422, 400, 400, 422, 422, 422]);
    expect(await read(wrong[2] ?? new Response()))
      .to.have.nested.property('errors[0].message')
      .that.contains('"explode"');

    const { _id } = await read(await send(serving.announced, 'POST', '/v1/scripts', { name: 'Alder' }));
    const document = { _id: 'l-1', _scriptId: _id, logLevel: 'INFO', message: 'seen' };
    const put = await ask('POST', '/documents', { platform: 'celigo', collection: 'logs', id: 'l-1', document });
    const logs = () => send(serving.announced, 'GET', `/v1/scripts/${_id}/logs`);
    expect(put.status).to.equal(200);
    expect(await read(await logs())).to.deep.equal({ logs: [{ logLevel: 'INFO', message: 'seen' }] });
    await ask('POST', '/documents', { platform: 'celigo', collection: 'logs', id: 'l-1', document: null });
    expect(await read(await logs())).to.deep.equal({ logs: [] });
    await serving.stop('SIGTERM');
  });

  it('keeps what it answered for in --state, through restarts and kill -9', async () => {
    const state = ['--state', 'kept'];
    let serving = await start(...state);
    const made = await read(await send(serving.announced, 'POST', '/v1/scripts', { name: 'Alder', content: '0' }));
    await send(serving.announced, 'PUT', '/v1/state/counter', { value: 1 });
    let acknowledged = 0;
    let sent = 0;

    for (let round = 0; round < 2; round += 1) {
      const { announced, child } = serving;
      const writing = (async () => {
        for (;;) {
          sent += 1;
          const body = { name: 'Alder', content: String(sent) };
          const response = await send(announced, 'PUT', `/v1/scripts/${made._id}`, body).catch(() => null);
          if (response?.status !== 200) return;
          acknowledged = sent;
        }
      })();
      await sleep(80 + round * 35);
      child.kill('SIGKILL');
      await writing;
      serving = await start(...state);
      const script = await read(await send(serving.announced, 'GET', `/v1/scripts/${made._id}`));

      expect(Number(script.content)).to.be.within(acknowledged, sent);
      expect(script).to.deep.include({ _id: made._id, name: 'Alder', createdAt: made.createdAt });
    }
    expect(acknowledged).to.be.above(3);

    const second = await folder.run(['serve', '--celigo', '--port', '0', '--json', ...state]);
    expect([second.exitCode, second.stdout]).to.deep.equal([2, '']);
    expect(second.stderr).to.match(/kept\/celigo is in use by process \d+/);
    expect(await read(await send(serving.announced, 'GET', '/v1/state/counter'))).to.deep.equal({ value: 1 });
    await serving.stop('SIGTERM');

    const file = join(folder.path, 'kept', 'celigo', 'scripts', `${made._id}.json`);
    const text = readFileSync(file, 'utf8');
    expect(readdirSync(join(folder.path, 'kept', 'celigo')).sort()).to.deep.equal(['scripts', 'state']);
    writeFileSync(file, text.slice(0, 50));
    const damaged = await folder.run(['serve', '--celigo', '--port', '0', '--json', ...state]);
    expect([damaged.exitCode, damaged.stdout]).to.deep.equal([2, '']);
    expect(damaged.stderr).to.contain(`${made._id}.json is damaged: it is no JSON`);
    expect(readFileSync(file, 'utf8')).to.equal(text.slice(0, 50));
  });

  it('names a wrong list of faults, and a flag of stand-ins where none is served', async () => {
    const [wrong, foreign] = await runTogether([
      () => folder.run(['serve', '--celigo', '--port', '0', '--faults', '500,explode']),
      () => folder.run(['serve', '--receiver', '--port', '0', '--state', 'kept']),
    ]);

    expect([wrong?.exitCode, foreign?.exitCode]).to.deep.equal([2, 2]);
    expect(wrong?.stderr).to.contain('--faults has "explode"');
    expect(foreign?.stderr).to.contain('--state belongs to --celigo, which is not served');
  });
});
