import { expect } from 'chai';
import type { JsonValue } from '../../../../sdk/contract.ts';
import type { HttpHeader } from '../../../../sdk/http/exchange.ts';
import { patchworksStandIn } from '../../../../sdk/patchworks/stand-in/stand-in.ts';
import type { OpenStandIn, StandInAnswer } from '../../../../sdk/stand-in.ts';
import { defaultsOf, MemoryStore, token } from '../../drive-publisher.ts';

/** A stand-in on a clock of its own. */
interface Opened {
  readonly store: MemoryStore;
  readonly clock: { ms: number };
  call(method: string, path: string, body?: JsonValue | undefined, headers?: readonly HttpHeader[]): StandInAnswer;
}

function open(assumptions: Readonly<Record<string, JsonValue>> = {}): Opened {
  const store = new MemoryStore();
  const clock = { ms: Date.UTC(2031, 1, 3, 10) };
  const standIn: OpenStandIn = patchworksStandIn.open({
    store,
    now: () => clock.ms,
    random: () => 0.5,
    url: 'http://127.0.0.1:4010',
    token,
    checkScript: (text) => (text.includes('SYNTAX ERROR') ? 'line 1: unexpected token' : null),
    assumptions: { ...defaultsOf(patchworksStandIn.assumptions), ...assumptions },
  });
  return {
    store,
    clock,
    call(method, path, body, headers = [{ name: 'Authorization', value: token }]) {
      const { pathname, searchParams } = new URL(path, 'http://127.0.0.1:4010');
      return standIn.answer({
        method,
        path: pathname,
        query: searchParams,
        headers,
        body: body === undefined ? '' : JSON.stringify(body),
      });
    },
  };
}

function withScripts(count: number, assumptions: Readonly<Record<string, JsonValue>> = {}): Opened {
  const opened = open(assumptions);
  for (let n = 1; n <= count; n += 1) {
    opened.call('POST', '/api/v1/scripts', { name: `script ${n}`, content: `content ${n}` });
  }
  return opened;
}

function dataOf({ body }: StandInAnswer): Readonly<Record<string, JsonValue>> {
  return (body as { data: Readonly<Record<string, JsonValue>> }).data;
}

function namesIn({ body }: StandInAnswer): readonly JsonValue[] {
  return (body as { data: readonly { name: string }[] }).data.map(({ name }) => name);
}

describe('the stand-in for the Core API of Patchworks', () => {
  it('takes a bare key and a Bearer token, and refuses in its own envelope (P-811, P-816, P-871)', () => {
    const find = (value: string) =>
      patchworksStandIn.findToken({ headers: [{ name: 'authorization', value }], query: new URLSearchParams() });

    expect([find('key'), find('Bearer key'), find('bearer  key')]).to.deep.equal(['key', 'key', 'key']);
    expect(patchworksStandIn.findToken({ headers: [], query: new URLSearchParams() })).to.equal(undefined);
    expect(patchworksStandIn.refuse(401, 'No.', {}, () => 0)).to.deep.equal({ status: 401, body: { message: 'No.' } });
  });

  it('gives out its token at both logins, under both field names, for the token alone (P-812, P-813, P-870)', () => {
    const { call } = open();

    for (const [path, field] of [
      ['/fabric/api/login', 'username'],
      ['/api/v1/login', 'email'],
      ['/fabric/api/login', 'email'],
    ] as const) {
      expect(patchworksStandIn.isOpen({ method: 'POST', path })).to.equal(true);
      expect(call('POST', path, { [field]: 'me', password: token }, []).body).to.deep.equal({
        message: 'Logged in.',
        token,
        expires_in: 86_400,
      });
      expect(call('POST', path, { [field]: 'me', password: 'guess' }, []).status).to.equal(401);
      expect(call('POST', path, { password: token }, []).status).to.equal(401);
    }
    expect(patchworksStandIn.isOpen({ method: 'GET', path: '/api/v1/login' })).to.equal(false);
    expect(patchworksStandIn.isOpen({ method: 'POST', path: '/api/v1/scripts' })).to.equal(false);
  });

  it('answers both creates with 201 and all else with 200 (P-822 to P-824, P-873)', () => {
    const { call } = open();

    expect(call('POST', '/api/v1/scripts', { name: 'a', content: 'x', language: 'node18' })).to.deep.equal({
      status: 201,
      body: {
        data: {
          id: 1,
          script_template_id: null,
          name: 'a',
          description: null,
          language: 'node18',
          ai_created: false,
          created_at: '2031-02-03T10:00:00.000Z',
          updated_at: '2031-02-03T10:00:00.000Z',
        },
      },
    });
    expect(call('POST', '/api/v1/scripts/1/script-versions', { content: 'y' }).status).to.equal(201);
    expect(call('PATCH', '/api/v1/scripts/1', { description: 'Adds up' }).status).to.equal(200);
    expect(dataOf(call('GET', '/api/v1/scripts/1'))).to.deep.include({ name: 'a', description: 'Adds up' });
    expect(call('DELETE', '/api/v1/script-versions/2')).to.deep.equal({
      status: 200,
      body: { message: 'The version is deleted.' },
    });
    expect(call('GET', '/api/v1/script-versions/2').status).to.equal(404);
  });

  it('never gives an id or a version number twice, whatever was deleted (P-826, P-841)', () => {
    const { call } = withScripts(1);
    call('POST', '/api/v1/scripts/1/script-versions', { content: 'y' });
    call('DELETE', '/api/v1/script-versions/2');

    expect(dataOf(call('POST', '/api/v1/scripts/1/script-versions', { content: 'z' }))).to.deep.include({
      id: 3,
      version: 3,
    });
  });

  it('lists by pages, with figures in meta and addresses in links (P-820, P-842, P-843)', () => {
    const { call } = withScripts(33);

    expect(call('GET', '/api/v1/scripts?page=2&filter[name]=script').body).to.deep.include({
      meta: { current_page: 2, from: 16, last_page: 3, path: '/api/v1/scripts', per_page: 15, to: 30, total: 33 },
      links: {
        first: 'http://127.0.0.1:4010/api/v1/scripts?page=1&filter%5Bname%5D=script',
        last: 'http://127.0.0.1:4010/api/v1/scripts?page=3&filter%5Bname%5D=script',
        prev: 'http://127.0.0.1:4010/api/v1/scripts?page=1&filter%5Bname%5D=script',
        next: 'http://127.0.0.1:4010/api/v1/scripts?page=3&filter%5Bname%5D=script',
      },
    });
    expect(call('GET', '/api/v1/scripts?filter[name]=nobody').body).to.deep.include({
      data: [],
      meta: { current_page: 1, from: null, last_page: 1, path: '/api/v1/scripts', per_page: 15, to: null, total: 0 },
    });
  });

  it('gives 100 entries a page at most and says so, or as many as the option says (P-845)', () => {
    const pageOf = ({ body }: StandInAnswer): JsonValue | undefined =>
      (body as { meta: Readonly<Record<string, JsonValue>> }).meta['per_page'];

    expect(pageOf(withScripts(1).call('GET', '/api/v1/scripts?per_page=250'))).to.equal(100);
    expect(pageOf(withScripts(1, { perPageCap: 5 }).call('GET', '/api/v1/scripts'))).to.equal(5);
  });

  it('filters by parts of names in any case, or by whole names where the option says so (P-850)', () => {
    expect(namesIn(withScripts(12).call('GET', '/api/v1/scripts?filter[name]=SCRIPT 1'))).to.deep.equal([
      'script 1',
      'script 10',
      'script 11',
      'script 12',
    ]);
    const exact = withScripts(12, { nameFilter: 'exact' });
    expect(namesIn(exact.call('GET', '/api/v1/scripts?filter[name]=script 1'))).to.deep.equal(['script 1']);
    expect(namesIn(exact.call('GET', '/api/v1/scripts?filter[versions.id]=7'))).to.deep.equal(['script 7']);
  });

  it('gives content and relations on request only, or always where it is not strict (P-821, P-825, P-840, P-875)', () => {
    const strict = withScripts(1);
    expect(dataOf(strict.call('GET', '/api/v1/scripts/1'))).to.not.have.any.keys('versions', 'latest_version');
    expect(dataOf(strict.call('GET', '/api/v1/script-versions/1'))).to.not.have.any.keys('content', 'script');

    const whole = dataOf(strict.call('GET', '/api/v1/scripts/1?include=versions,latestVersion'));
    expect(whole).to.have.nested.property('versions[0].status', 'Draft');
    expect(whole).to.have.nested.property('latest_version.version', 1);
    const version = dataOf(strict.call('GET', '/api/v1/script-versions/1?include=content,script'));
    expect(version).to.deep.include({ content: 'content 1', script_id: 1 });
    expect(version).to.have.nested.property('script.name', 'script 1');

    const lenient = withScripts(1, { strictIncludes: false });
    expect(dataOf(lenient.call('GET', '/api/v1/scripts/1'))).to.include.keys('versions', 'latest_version');
    expect(dataOf(lenient.call('GET', '/api/v1/script-versions/1'))).to.include.keys('content', 'script');
  });

  it('takes a version from draft over deploying to deployed, and the former one to inactive (P-801, P-807, P-828, P-874)', () => {
    const { call, clock } = withScripts(1);
    const read = (id: number): unknown => {
      const { status, deploying, deployed_at } = dataOf(call('GET', `/api/v1/script-versions/${id}`));
      return { status, deploying, deployed_at };
    };

    expect(call('POST', '/api/v1/script-versions/1/deploy').status).to.equal(200);
    expect(read(1)).to.deep.equal({ status: 'Draft', deploying: true, deployed_at: null });
    clock.ms += 199;
    expect(read(1)).to.deep.include({ deploying: true });
    clock.ms += 1;
    expect(read(1)).to.deep.equal({ status: 'Deployed', deploying: false, deployed_at: '2031-02-03T10:00:00.200Z' });

    call('POST', '/api/v1/scripts/1/script-versions', { content: 'y' });
    call('POST', '/api/v1/script-versions/2/deploy');
    expect(read(1)).to.deep.include({ status: 'Deployed' });
    clock.ms += 200;
    expect(read(1)).to.deep.equal({ status: 'Inactive', deploying: false, deployed_at: '2031-02-03T10:00:00.200Z' });
    expect(read(2)).to.deep.include({ status: 'Deployed' });

    call('POST', '/api/v1/script-versions/1/deploy');
    clock.ms += 200;
    expect([read(1), read(2)].map((version) => (version as { status: string }).status)).to.deep.equal([
      'Deployed',
      'Inactive',
    ]);
  });

  it('leaves a former version deployed, and deploys as slowly, as the options say (P-807, P-874)', () => {
    const { call, clock } = withScripts(1, { previousDeployed: 'deployed', standInDeployMs: 5000 });
    call('POST', '/api/v1/scripts/1/script-versions', { content: 'y' });
    for (const id of [1, 2]) {
      call('POST', `/api/v1/script-versions/${id}/deploy`);
      clock.ms += 4999;
      expect(dataOf(call('GET', `/api/v1/script-versions/${id}`))['deploying']).to.equal(true);
      clock.ms += 1;
    }

    expect(dataOf(call('GET', '/api/v1/script-versions/1'))['status']).to.equal('Deployed');
  });

  it('sets the fields of a failure for a script that cannot be parsed, and leaves the former one in use (P-852, P-874)', () => {
    const { call, clock } = withScripts(1);
    call('POST', '/api/v1/script-versions/1/deploy');
    clock.ms += 200;
    call('POST', '/api/v1/scripts/1/script-versions', { content: 'SYNTAX ERROR' });
    call('POST', '/api/v1/script-versions/2/deploy');
    clock.ms += 200;

    expect(dataOf(call('GET', '/api/v1/script-versions/2'))).to.deep.include({
      status: 'Draft',
      deploying: false,
      deployed_at: null,
      deployment_failed_at: '2031-02-03T10:00:00.400Z',
      deployment_failure_reason: 'line 1: unexpected token',
    });
    expect(dataOf(call('GET', '/api/v1/script-versions/1'))['status']).to.equal('Deployed');
  });

  it('finds a version only if it is of the kind that a filter names (P-825)', () => {
    const { call, clock } = withScripts(1);
    expect(call('GET', '/api/v1/script-versions/1?filter[is_deployed]=1').status).to.equal(404);
    call('POST', '/api/v1/script-versions/1/deploy');
    clock.ms += 200;

    expect(call('GET', '/api/v1/script-versions/1?filter[is_deployed]=1').status).to.equal(200);
    expect(call('GET', '/api/v1/script-versions/1?filter[is_deployed]=0').status).to.equal(404);
    expect(call('GET', '/api/v1/script-versions/1?filter[deployed_at]=2031-02-03').status).to.equal(200);
    expect(call('GET', '/api/v1/script-versions/1?filter[deployed_at]=2031-02-04').status).to.equal(404);
  });

  it('refuses an upload with an API key, with the status of the option, and takes one with a token (P-827, P-871)', () => {
    const bearer = [{ name: 'authorization', value: `Bearer ${token}` }];
    const path = '/api/v1/script-versions/1/upload';

    expect(withScripts(1).call('POST', path, { private: true }).status).to.equal(403);
    expect(withScripts(1, { uploadRefusalStatus: 422 }).call('POST', path, { private: true }).status).to.equal(422);
    expect(withScripts(1).call('POST', path, { private: true }, bearer).status).to.equal(200);
    expect(withScripts(1).call('POST', path, { private: 'yes' }, bearer).status).to.equal(422);
  });

  it('answers 422 with what is wrong for each field, or with a message alone (P-815, P-816, P-872)', () => {
    const wrong = { name: '', content: 7 };
    expect(open().call('POST', '/api/v1/scripts', wrong)).to.deep.equal({
      status: 422,
      body: {
        message: 'name must be a text that is not empty.',
        errors: { name: ['name must be a text that is not empty.'], content: ['content must be a text.'] },
      },
    });
    expect(open({ errorBody: 'message' }).call('POST', '/api/v1/scripts', wrong).body).to.deep.equal({
      message: 'name must be a text that is not empty.',
    });
    for (const body of [undefined, [], 'text', 7, {}]) {
      expect(withScripts(1).call('POST', '/api/v1/scripts/1/script-versions', body).status).to.equal(422);
    }
    expect(withScripts(1).call('PATCH', '/api/v1/scripts/1', { name: '' }).status).to.equal(422);
    expect(patchworksStandIn.maxBodyBytes).to.equal(8 * 1024 * 1024);
  });

  it('answers 404 for what is not there, and as the option says on unknown routes (P-877)', () => {
    const { call } = open();

    for (const path of [
      '/api/v1/scripts/9',
      '/api/v1/script-versions/9',
      '/api/v1/flow-versions/9/steps',
      '/',
      '/v1/scripts',
    ]) {
      expect(call('GET', path).status, path).to.equal(404);
    }
    expect(call('POST', '/api/v1/scripts/9/script-versions', { content: 'x' }).status).to.equal(404);
    expect(open({ unknownRoute: 405 }).call('PUT', '/api/v1/scripts').status).to.equal(405);
  });

  it('answers no 429 of itself, and one with Retry-After above the rate of the option (P-817)', () => {
    const free = open();
    for (let n = 0; n < 500; n += 1) expect(free.call('GET', '/api/v1/scripts').status).to.equal(200);

    const { call, clock } = open({ apiRateLimit: 2 });
    call('GET', '/api/v1/scripts');
    call('GET', '/api/v1/scripts');
    clock.ms += 45_000;
    expect(call('GET', '/api/v1/scripts')).to.deep.include({ status: 429, headers: { 'Retry-After': '15' } });
    clock.ms += 15_000;
    expect(call('GET', '/api/v1/scripts').status).to.equal(200);
  });

  it('lists templates by name and kind (P-829)', () => {
    const { call, store } = open();
    store.put('script-templates', '1', { id: 1, name: 'Node starter', private: false });
    store.put('script-templates', '2', { id: 2, name: 'Our node', private: true });

    expect(namesIn(call('GET', '/api/v1/script-templates?filter[name]=node'))).to.have.length(2);
    expect(namesIn(call('GET', '/api/v1/script-templates?filter[private]=1'))).to.deep.equal(['Our node']);
  });

  it('lists the steps of a flow version as a tree or flat, with their pins on request (P-830)', () => {
    const { call, store } = withScripts(1);
    const child = { id: 71, name: 'Get', response_script_version_id: 1 };
    store.put('flow-versions', '7', { id: 7, steps: [{ id: 70, name: 'Start', children: [child] }] });
    const path = '/api/v1/flow-versions/7/steps';

    expect(call('GET', `${path}?to_tree=1`).body).to.deep.equal({
      data: [{ id: 70, name: 'Start', children: [child] }],
    });
    expect(call('GET', path).body).to.deep.equal({ data: [{ id: 70, name: 'Start' }, child] });
    const pinned = call('GET', `${path}?include=scriptVersion.script`).body;
    expect(pinned).to.have.nested.property('data[1].response_script_version.version', 1);
    expect(pinned).to.have.nested.property('data[1].response_script_version.script.name', 'script 1');
  });

  it('goes on from what an earlier run has kept', () => {
    const { store, call } = withScripts(1);
    call('POST', '/api/v1/script-versions/1/deploy');

    const later = patchworksStandIn.open({
      store,
      now: () => Date.UTC(2031, 1, 4),
      random: () => 0,
      url: '',
      token,
      checkScript: () => null,
      assumptions: {},
    });
    const answer = later.answer({
      method: 'GET',
      path: '/api/v1/script-versions/1',
      query: new URLSearchParams(),
      headers: [],
      body: '',
    });

    expect(dataOf(answer)).to.deep.include({ status: 'Deployed', deployed_at: '2031-02-03T10:00:00.200Z' });
  });
});
