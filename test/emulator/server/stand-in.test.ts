import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { makeCeligoClient } from './celigo-client.ts';
import { describeHostileRequests } from './hostile-requests.ts';
import { readJson, type StartedStandIn, startStandIn } from './start-stand-in.ts';

describe('a stand-in over HTTP', () => {
  let started: StartedStandIn;
  before(async () => {
    started = await startStandIn();
  });
  after(() => started.server.close());
  const send: StartedStandIn['send'] = (...given) => started.send(...given);

  async function make(name: string): Promise<string> {
    const response = await send('POST', '/v1/scripts', { name, content: `// ${name}` });
    return (await readJson(response))._id;
  }

  async function statusOf(path: string, init: RequestInit): Promise<number> {
    const headers = { authorization: `Bearer ${started.token}`, ...init.headers };
    return (await fetch(`${started.url}${path}`, { ...init, headers })).status;
  }

  it('lists, reads, makes, replaces and deletes scripts for a client that knows the reference alone (C-601 to C-617)', async () => {
    const client = makeCeligoClient(`${started.url}/v1`, started.token);
    expect(await client.list()).to.deep.equal([]);
    const made = await client.create({ name: 'Alder', content: 'function a() {}' });
    const read = await client.read(made._id);
    const replaced = await client.replace(made._id, { ...read, content: 'function b() {}' });
    const erased = await client.replace(made._id, { name: 'Alder' });
    const listed = await client.list();
    await client.remove(made._id);

    expect(read).to.deep.equal(made);
    expect(replaced).to.deep.include({ _id: made._id, name: 'Alder', content: 'function b() {}' });
    expect(erased).to.not.have.property('content');
    expect(listed.map(({ _id, name }) => [_id, name])).to.deep.equal([[made._id, 'Alder']]);
    expect(await client.list()).to.deep.equal([]);
    const error = await client.read(made._id).catch((reason: unknown) => reason);
    expect(error).to.have.property('message', `404 not_found: There is no script ${made._id}.`);
  });

  it('names next pages by an address that can be asked (C-607)', async () => {
    const client = makeCeligoClient(`${started.url}/v1`, started.token);
    const ids: string[] = [];
    for (let n = 0; n < 130; n += 1) ids.push(await make(`Script ${n}`));
    const [first] = await client.pages();
    const listed = await client.list();
    for (const id of ids) await client.remove(id);

    expect(first).to.have.length(100);
    expect(listed.map(({ _id }) => _id)).to.deep.equal(ids);
  });

  it('answers 204 without a body and without a length (C-609)', async () => {
    const response = await send('GET', '/v1/imports');

    expect(response.status).to.equal(204);
    expect(response.headers.has('content-length')).to.equal(false);
    expect(response.headers.has('content-type')).to.equal(false);
    expect(await response.text()).to.equal('');
  });

  it('checks the token before all, and the body after the route (C-660)', async () => {
    const text = { 'content-type': 'text/plain' };
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    const json = { 'content-type': 'application/json' };
    const post = (body: string, headers = json) => ({ method: 'POST', body, headers });
    const rows = {
      noToken: await statusOf('/v1/nowhere', { ...post('{'), headers: { authorization: '' } }),
      noRoute: await statusOf('/v1/nowhere', post('{', text)),
      otherType: await statusOf('/v1/scripts', post('{"name":"x"}', text)),
      noType: await statusOf('/v1/scripts', { method: 'POST', body: new Uint8Array([0x7b, 0x7d]) }),
      tooLarge: await statusOf('/v1/scripts', post(`{"name":"x","content":"${'x'.repeat(20 * 1024 * 1024)}"}`)),
      noJson: await statusOf('/v1/scripts', post('{"name":')),
      noUtf8: await statusOf('/v1/scripts', { ...post(''), body: Buffer.from('{"name":"\xff"}', 'latin1') }),
      tooDeep: await statusOf('/v1/scripts', post(deep)),
      invalid: await statusOf('/v1/scripts', post('{}')),
      jsonPatch: await statusOf('/v1/scripts/none', {
        method: 'PATCH',
        body: '[]',
        headers: { 'content-type': 'application/json-patch+json' },
      }),
    };

    expect(rows).to.deep.equal({
      noToken: 401,
      noRoute: 404,
      otherType: 415,
      noType: 415,
      tooLarge: 413,
      noJson: 400,
      noUtf8: 400,
      tooDeep: 400,
      invalid: 422,
      jsonPatch: 404,
    });
    expect((await send('GET', '/v1/scripts')).status).to.equal(204);
  });

  it('does nothing of a request whose body it refuses, a DELETE included', async () => {
    const id = await make('Alder');
    const del = { method: 'DELETE', body: 'x', headers: { 'content-type': 'text/plain' } };
    const before = await readJson(await send('GET', `/v1/scripts/${id}`));

    expect(await statusOf(`/v1/scripts/${id}`, del)).to.equal(415);
    expect(await readJson(await send('GET', `/v1/scripts/${id}`))).to.deep.equal(before);
    expect((await send('DELETE', `/v1/scripts/${id}`)).status).to.equal(204);
  });

  it('is not misled by hostile paths, ids and names', async () => {
    const paths = ['__proto__', 'constructor', '..%2f..%2fpackage.json', '%00', '%', '%c0%ae', 'a'.repeat(8_000)];
    const statuses = await Promise.all(paths.map(async (path) => (await send('GET', `/v1/scripts/${path}`)).status));
    const put = await send('PUT', '/v1/state/__proto__', { polluted: true });
    const read = await send('GET', '/v1/state/__proto__');
    const made = await send('POST', '/v1/imports', JSON.parse('{"name":"x","__proto__":{"polluted":true}}'));
    await send('DELETE', '/v1/state');
    await send('DELETE', `/v1/imports/${(await readJson(made.clone()))._id}`);

    expect(statuses).to.deep.equal(paths.map(() => 404));
    expect([put.status, await readJson(read)]).to.deep.equal([200, { polluted: true }]);
    expect(await made.text()).to.contain('"__proto__":{"polluted":true}');
    expect(Reflect.get({}, 'polluted')).to.equal(undefined);
  });

  it('refuses in the envelope of the platform whatever never reaches it (R-303, C-604)', async () => {
    const foreign = await fetch(`${started.url}/v1/scripts`, { headers: { origin: 'https://shop.example' } });
    const without = await fetch(`${started.url}/v1/scripts`);

    expect([foreign.status, (await readJson(foreign)).errors[0].code]).to.deep.equal([403, 'forbidden']);
    expect([without.status, (await readJson(without)).errors[0].code]).to.deep.equal([401, 'unauthorized']);
  });

  describe('with faults (C-666)', () => {
    let id = '';
    before(async () => {
      id = await make('Faulty');
    });
    afterEach(() => started.fail(''));
    const content = async () => (await readJson(await send('GET', `/v1/scripts/${id}`))).content;
    const write = (text: string) => send('PUT', `/v1/scripts/${id}`, { name: 'Faulty', content: text });

    for (const status of [429, 500, 502, 503]) {
      it(`answers ${status} in its own envelope and does nothing`, async () => {
        await write('before');
        started.fail(status === 429 ? '429 retry-after=7' : String(status));
        const response = await write('after');

        expect(response.status).to.equal(status);
        expect(response.headers.get('retry-after')).to.equal(status === 429 ? '7' : null);
        expect((await readJson(response)).errors[0]).to.have.keys('code', 'message');
        expect(await content()).to.equal('before');
      });
    }

    it('closes the connection before it acts (drop), or after (drop-after)', async () => {
      await write('before');
      started.fail('drop');
      expect(await write('dropped').catch(() => 'lost')).to.equal('lost');
      expect(await content()).to.equal('before');
      started.fail('drop-after');
      expect(await write('dropped').catch(() => 'lost')).to.equal('lost');
      expect(await content()).to.equal('dropped');
    });

    it('acts and answers with broken JSON (malformed)', async () => {
      started.fail('malformed');
      const response = await write('malformed');
      const text = await response.text();

      expect(response.status).to.equal(200);
      expect(() => JSON.parse(text)).to.throw(SyntaxError);
      expect(await content()).to.equal('malformed');
    });

    it('acts at once and answers later (slow), and meanwhile answers others', async () => {
      started.fail('PUT:/v1/scripts slow=400');
      const began = performance.now();
      const slow = write('slow').then(() => performance.now() - began);
      await sleep(100);
      expect(await content()).to.equal('slow');
      expect(performance.now() - began).to.be.below(400);
      expect(await slow).to.be.at.least(390);
    });

    it('lists as things were before the last change (stale), and reads as they are', async () => {
      await write('older');
      const other = await make('Newer');
      started.fail('stale');
      const stale = await readJson(await send('GET', '/v1/scripts'));
      const fresh = await readJson(await send('GET', '/v1/scripts'));
      await send('DELETE', `/v1/scripts/${other}`);

      expect(stale.map((script: { name: string }) => script.name)).to.deep.equal(['Faulty']);
      expect(fresh.map((script: { name: string }) => script.name)).to.deep.equal(['Faulty', 'Newer']);
    });

    it('uses none up for a request without a token, and logs each with what was done to it', async () => {
      started.records.length = 0;
      started.fail('ok, 500, drop');
      await fetch(`${started.url}/v1/scripts`);
      await send('GET', '/v1/tokenInfo?secret=in-the-query');
      await send('GET', '/v1/tokenInfo');
      await send('GET', '/v1/tokenInfo').catch(() => undefined);

      expect(started.faults.left()).to.deep.equal([]);
      expect(started.records).to.deep.equal([
        { method: 'GET', path: '/v1/tokenInfo', status: 200, fault: 'ok' },
        { method: 'GET', path: '/v1/tokenInfo', status: 500, fault: '500' },
        { method: 'GET', path: '/v1/tokenInfo', status: null, fault: 'drop' },
      ]);
    });
  });

  it('had no fault of its own in all that', () => {
    expect(started.bugs).to.deep.equal([]);
  });
});

describe('a stand-in whose disk is full', () => {
  it('answers 500, and nothing has changed', async () => {
    let isFull = false;
    const started = await startStandIn({
      async write(changes) {
        if (isFull && changes.length > 0) throw new Error('no room');
      },
    });
    const { send } = started;
    const { _id } = await readJson(await send('POST', '/v1/scripts', { name: 'Alder' }));
    isFull = true;
    const statuses = [
      (await send('PUT', `/v1/scripts/${_id}`, { name: 'Birch' })).status,
      (await send('DELETE', `/v1/scripts/${_id}`)).status,
      (await send('POST', '/v1/scripts', { name: 'Cedar' })).status,
    ];
    const listed = await readJson(await send('GET', '/v1/scripts'));
    isFull = false;
    const later = await send('PUT', `/v1/scripts/${_id}`, { name: 'Birch' });
    await started.server.close();

    expect(statuses).to.deep.equal([500, 500, 500]);
    expect(listed).to.have.length(1);
    expect(listed[0].name).to.equal('Alder');
    expect(later.status).to.equal(200);
    expect(started.bugs.map(String)).to.deep.equal(Array(3).fill('Error: no room'));
  });
});

describe('a stand-in under hostile requests', () => {
  let started: StartedStandIn;
  before(async () => {
    started = await startStandIn({
      standIn: {
        says: 'Answers 200 to all that is JSON.',
        assumptions: {},
        maxBodyBytes: 1024 * 1024,
        findToken: ({ headers }) =>
          headers.find(({ name }) => name.toLowerCase() === 'authorization')?.value.replace('Bearer ', ''),
        isOpen: ({ path }) => path === '/login',
        refuse: (status, message) => ({ status, body: { message } }),
        open: () => ({
          answer({ body, path }) {
            if (path === '/bug') throw new Error('a bug of the stand-in');
            try {
              return { status: 200, body: JSON.parse(body) };
            } catch {
              return { status: 400 };
            }
          },
        }),
      },
    });
  });
  after(() => started.server.close());

  describeHostileRequests(() => ({
    port: started.server.port,
    path: '/celigo/anything',
    authorization: `Bearer ${started.token}`,
    body: '{"name":"Alder"}',
    maxBodyBytes: 1024 * 1024,
  }));

  it('lets in without a token what the platform leaves open, and nothing from a foreign page', async () => {
    const ask = (origin: Readonly<Record<string, string>>) =>
      fetch(`${started.url}/login`, {
        method: 'POST',
        body: '{}',
        headers: { 'content-type': 'application/json', ...origin },
      });

    expect((await ask({})).status).to.equal(200);
    expect((await ask({ origin: 'https://shop.example' })).status).to.equal(403);
  });

  it('answers 500 to a bug of the stand-in and lives on', async () => {
    expect(started.bugs).to.deep.equal([]);
    const response = await started.send('GET', '/bug');

    expect([response.status, await readJson(response)]).to.deep.equal([500, { message: 'The server failed.' }]);
    expect(started.bugs.map(String)).to.deep.equal(['Error: a bug of the stand-in']);
    expect((await started.send('POST', '/x', {})).status).to.equal(200);
  });
});
