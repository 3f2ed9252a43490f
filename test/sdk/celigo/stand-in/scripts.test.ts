import { expect } from 'chai';
import { errorOf, objectOf, openStandIn, url } from './open-stand-in.ts';

const content = 'function tidy(options) { return options.responseData; }';

describe('scripts of the stand-in for Celigo', () => {
  it('are made with 201, an id and times of the server, and keep the sandbox flag (C-321, C-613, C-619, C-661)', () => {
    const standIn = openStandIn();
    const given = { name: 'Alder', content, description: 'Tidies.', sandbox: false, _id: 'mine', createdAt: 'never' };
    const made = standIn.ask('POST', '/v1/scripts', { ...given, _sourceId: 's-1', colour: 'red' });

    const { _id, ...rest } = objectOf(made);
    expect(made.status).to.equal(201);
    expect(_id).to.match(/^[0-9a-f]{24}$/);
    expect(rest).to.deep.equal({
      name: 'Alder',
      description: 'Tidies.',
      content,
      sandbox: false,
      _sourceId: 's-1',
      createdAt: standIn.time(),
      lastModified: standIn.time(),
    });
  });

  it('are made with a name alone, as a community tool does it, unless requireScriptContent (C-613)', () => {
    const bare = openStandIn();
    const strict = openStandIn({ requireScriptContent: true });

    expect(bare.ask('POST', '/v1/scripts', { _id: '', name: 'Alder' }).status).to.equal(201);
    expect(errorOf(strict.ask('POST', '/v1/scripts', { name: 'Alder' }))).to.deep.equal([
      422,
      'missing_required_field',
      'content',
    ]);
  });

  it('are listed without their content (C-611) and read with it (C-612)', () => {
    const standIn = openStandIn();
    const id = standIn.make('scripts', { name: 'Alder', content });
    const common = { _id: id, name: 'Alder', createdAt: standIn.time(), lastModified: standIn.time() };

    expect(standIn.ask('GET', '/v1/scripts')).to.deep.equal({ status: 200, body: [common] });
    expect(standIn.ask('GET', `/v1/scripts/${id}`)).to.deep.equal({ status: 200, body: { ...common, content } });
  });

  it('are listed in pages, the next one named by Link (C-607)', () => {
    const standIn = openStandIn({ listPageSize: 2 });
    for (const name of ['a', 'b', 'c', 'd', 'e']) standIn.make('scripts', { name });
    const names: unknown[] = [];
    const links: unknown[] = [];
    for (let next: string | undefined = '/v1/scripts/'; next !== undefined; ) {
      const { body, headers = {} } = standIn.ask('GET', next);
      names.push(Array.isArray(body) ? body.map((script) => script.name) : body);
      links.push(headers['link']);
      next = /^<(?<address>[^>]+)>; rel="next"$/.exec(headers['link'] ?? '')?.[1]?.slice(url.length);
    }

    expect(names).to.deep.equal([['a', 'b'], ['c', 'd'], ['e']]);
    expect(links).to.deep.equal([
      `<${url}/v1/scripts/?offset=2>; rel="next"`,
      `<${url}/v1/scripts/?offset=4>; rel="next"`,
      undefined,
    ]);
  });

  it('are 204 without a body where there is none, or an empty list (C-609)', () => {
    expect(openStandIn().ask('GET', '/v1/scripts')).to.deep.equal({ status: 204 });
    expect(openStandIn({ emptyListStatus: 200 }).ask('GET', '/v1/scripts')).to.deep.equal({ status: 200, body: [] });
  });

  it('are replaced as a whole: a PUT without content erases the code (C-615, C-662, C-856)', () => {
    const standIn = openStandIn();
    const id = standIn.make('scripts', { name: 'Alder', content, description: 'Tidies.' });
    const made = standIn.time();
    standIn.pass(1_000);
    const put = standIn.ask('PUT', `/v1/scripts/${id}`, { name: 'Alder postSubmit', _id: 'other', createdAt: 'now' });

    const script = { _id: id, name: 'Alder postSubmit', createdAt: made, lastModified: standIn.time() };
    expect(put).to.deep.equal({ status: 200, body: script });
    expect(standIn.ask('GET', `/v1/scripts/${id}`).body).to.deep.equal(script);
  });

  it('keep what a PUT lacks with putReplacesAll false (C-662)', () => {
    const standIn = openStandIn({ putReplacesAll: false });
    const id = standIn.make('scripts', { name: 'Alder', content });

    expect(standIn.ask('PUT', `/v1/scripts/${id}`, { name: 'Birch' }).body).to.deep.include({ name: 'Birch', content });
  });

  it('are not made by a PUT (C-663)', () => {
    const standIn = openStandIn();
    const put = standIn.ask('PUT', '/v1/scripts/65a0000000000000000000aa', { name: 'Alder' });

    expect(errorOf(put)).to.deep.equal([404, 'not_found']);
    expect(standIn.ask('GET', '/v1/scripts').status).to.equal(204);
    const other = openStandIn({ putUnknownStatus: 422 }).ask('PUT', '/v1/scripts/65a', { name: 'Alder' });
    expect(other.status).to.equal(422);
  });

  it('are refused with 422 beyond the limits of name and description (C-614)', () => {
    const standIn = openStandIn();
    const rows = [
      { name: 'n'.repeat(100), description: 'd'.repeat(1024) },
      { name: '\u{1f600}'.repeat(100) },
      { name: 'n'.repeat(101) },
      { name: 'n', description: 'd'.repeat(1025) },
      { content },
      { name: '' },
      { name: 7 },
      { name: 'n', content: ['x'] },
      { name: 'n', sandbox: 'yes' },
    ];

    const answers = rows.map((row) => standIn.ask('POST', '/v1/scripts', row));
    expect(answers.map((answer) => (answer.status === 201 ? 201 : errorOf(answer)))).to.deep.equal([
      201,
      201,
      [422, 'invalid_field', 'name'],
      [422, 'invalid_field', 'description'],
      [422, 'missing_required_field', 'name'],
      [422, 'missing_required_field', 'name'],
      [422, 'invalid_field', 'name'],
      [422, 'invalid_field', 'content'],
      [422, 'invalid_field', 'sandbox'],
    ]);
  });

  it('are deleted with 204 (C-617), and are 404 from then on (C-605)', () => {
    const standIn = openStandIn();
    const id = standIn.make('scripts', { name: 'Alder' });

    expect(standIn.ask('DELETE', `/v1/scripts/${id}`)).to.deep.equal({ status: 204 });
    for (const method of ['GET', 'PUT', 'PATCH', 'DELETE']) {
      expect(errorOf(standIn.ask(method, `/v1/scripts/${id}`, { name: 'x' }))).to.deep.equal([404, 'not_found']);
    }
  });

  it('are not deleted while they are in use, unless deleteInUse is allow (C-665)', () => {
    for (const [deleteInUse, status] of [
      ['refuse', 422],
      ['allow', 204],
    ] as const) {
      const standIn = openStandIn({ deleteInUse });
      const id = standIn.make('scripts', { name: 'Alder' });
      standIn.make('imports', { name: 'Items', hooks: { postSubmit: { function: 'tidy', _scriptId: id } } });

      expect(standIn.ask('DELETE', `/v1/scripts/${id}`).status).to.equal(status);
      expect(standIn.ask('GET', `/v1/scripts/${id}`).status).to.equal(deleteInUse === 'allow' ? 404 : 200);
    }
  });

  it('tell who uses them: at hooks, steps of flows and branches (C-618, C-630, C-631, C-633, C-636)', () => {
    const standIn = openStandIn();
    const id = standIn.make('scripts', { name: 'Alder' });
    const call = { function: 'tidy', _scriptId: id };
    const exported = standIn.make('exports', { name: 'Orders', hooks: { preSavePage: call } });
    const imported = standIn.make('imports', { name: 'Items', hooks: { preMap: call, postSubmit: call } });
    standIn.make('imports', { name: 'Others', hooks: { preMap: { function: 'tidy', _scriptId: 'another' } } });
    const steps = standIn.make('flows', { name: 'Steps', pageProcessors: [{ hooks: { postResponseMap: call } }] });
    const branches = standIn.make('flows', {
      name: 'Branches',
      routers: [{ branches: [{ pageProcessors: [{ hooks: { postResponseMap: call } }] }] }],
    });

    expect(standIn.ask('GET', `/v1/scripts/${id}/dependencies`)).to.deep.equal({
      status: 200,
      body: {
        exports: [{ id: exported, name: 'Orders' }],
        imports: [{ id: imported, name: 'Items' }],
        flows: [
          { id: steps, name: 'Steps' },
          { id: branches, name: 'Branches' },
        ],
      },
    });
    expect(standIn.ask('GET', `/v1/scripts/${id}/audit`)).to.deep.equal({ status: 200, body: [] });
    expect(standIn.ask('GET', '/v1/scripts/none/dependencies').status).to.equal(404);
  });
});

describe('logs of scripts in the stand-in for Celigo', () => {
  function withLogs(assumptions: Parameters<typeof openStandIn>[0] = {}) {
    const standIn = openStandIn(assumptions);
    const id = standIn.make('scripts', { name: 'Alder' });
    const entry = (n: number, more: object = {}) =>
      standIn.store.put('logs', `l-${n}`, {
        _id: `l-${n}`,
        _scriptId: id,
        time: `2026-03-04T09:00:0${n}.000Z`,
        logLevel: 'INFO',
        functionType: 'postSubmit',
        _resourceId: 'i-1',
        message: `line ${n}`,
        ...more,
      });
    entry(1);
    entry(2, { logLevel: 'ERROR', functionType: 'preMap' });
    entry(3, { _resourceId: 'i-2', _flowId: 'f-1' });
    entry(4, { _scriptId: 'another' });
    const read = (query: string) => {
      const { logs } = objectOf(standIn.ask('GET', `/v1/scripts/${id}/logs${query}`));
      return Array.isArray(logs) ? logs.map(({ message }) => message) : logs;
    };
    return { standIn, id, read };
  }

  it('are filtered by time, flow, resource, kind of function and level (C-621)', () => {
    const { standIn, id, read } = withLogs();
    const { logs } = objectOf(standIn.ask('GET', `/v1/scripts/${id}/logs?limit=1`));

    expect(logs).to.deep.equal([
      {
        time: '2026-03-04T09:00:01.000Z',
        logLevel: 'INFO',
        functionType: 'postSubmit',
        _resourceId: 'i-1',
        message: 'line 1',
      },
    ]);
    expect(read('')).to.deep.equal(['line 1', 'line 2', 'line 3']);
    expect(read('?time_gt=2026-03-04T09:00:01.000Z&time_lte=2026-03-04T09:00:02.000Z')).to.deep.equal(['line 2']);
    expect(read(`?time_gt=${Date.parse('2026-03-04T09:00:02.000Z')}`)).to.deep.equal(['line 3']);
    expect(read('?startDate=2026-03-04T09:00:02.000Z&endDate=2026-03-04T09:00:02.000Z')).to.deep.equal(['line 2']);
    expect(read('?level=ERROR')).to.deep.equal(['line 2']);
    expect(read('?functionType=preMap')).to.deep.equal(['line 2']);
    expect(read('?_resourceId=i-2')).to.deep.equal(['line 3']);
    expect(read('?_flowId=f-1')).to.deep.equal(['line 3']);
  });

  it('name their next page in nextPageURL, with the filter in it (C-608)', () => {
    const { standIn, id } = withLogs({ listPageSize: 1 });
    const first = objectOf(standIn.ask('GET', `/v1/scripts/${id}/logs?level=INFO`));
    const second = objectOf(standIn.ask('GET', String(first['nextPageURL']).slice(url.length)));

    expect(first['nextPageURL']).to.equal(`${url}/v1/scripts/${id}/logs?level=INFO&offset=1`);
    expect(second['logs']).to.have.nested.property('[0].message', 'line 3');
    expect(second).to.not.have.property('nextPageURL');
  });

  it('are emptied by DELETE (C-622)', () => {
    const { standIn, id, read } = withLogs();

    expect(standIn.ask('DELETE', `/v1/scripts/${id}/logs`)).to.deep.equal({ status: 204 });
    expect(read('')).to.deep.equal([]);
    expect(standIn.store.list('logs')).to.have.length(1);
    const { standIn: other, id: its } = withLogs({ clearLogsStatus: 200 });
    expect(other.ask('DELETE', `/v1/scripts/${its}/logs`).status).to.equal(200);
  });
});
