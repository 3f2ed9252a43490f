import { expect } from 'chai';
import { errorOf, openStandIn } from './open-stand-in.ts';

describe('exports, imports and flows of the stand-in for Celigo', () => {
  for (const collection of ['exports', 'imports', 'flows']) {
    it(`make, list, read, replace, patch and delete ${collection} (C-634, C-661)`, () => {
      const standIn = openStandIn();
      expect(standIn.ask('GET', `/v1/${collection}`)).to.deep.equal({ status: 204 });
      const made = standIn.ask('POST', `/v1/${collection}`, { name: 'First', adaptorType: 'HTTP', deep: { a: [1] } });
      const [first] = standIn.store.list(collection);
      const path = `/v1/${collection}/${first?.['_id']}`;

      expect(made).to.deep.equal({ status: 201, body: first });
      expect(standIn.ask('GET', `/v1/${collection}`)).to.deep.equal({ status: 200, body: [first] });
      expect(standIn.ask('GET', path)).to.deep.equal({ status: 200, body: first });

      standIn.pass(1);
      const put = standIn.ask('PUT', path, { name: 'Second' });
      const { _id = null, createdAt = null } = first ?? {};
      expect(put).to.deep.equal({
        status: 200,
        body: { _id, name: 'Second', createdAt, lastModified: standIn.time() },
      });
      expect(standIn.ask('PATCH', path, [{ op: 'add', path: '/hooks', value: {} }]).status).to.equal(204);
      expect(standIn.ask('GET', path).body).to.deep.include({ name: 'Second', hooks: {} });
      expect(standIn.ask('DELETE', path)).to.deep.equal({ status: 204 });
      expect(standIn.ask('GET', path).status).to.equal(404);
    });
  }

  it('store a hook in the wrong place as it is given: it never fires there (C-635)', () => {
    const standIn = openStandIn();
    const hooks = { preSavePage: { function: 'tidy', _scriptId: 's-1' } };
    const id = standIn.make('imports', { name: 'Items', hooks });

    expect(standIn.ask('GET', `/v1/imports/${id}`).body).to.have.deep.property('hooks', hooks);
  });

  it('store a hook on a stack, which uses no script (C-632)', () => {
    const standIn = openStandIn();
    const script = standIn.make('scripts', { name: 'Alder' });
    const hooks = { preMap: { function: 'tidy', _stackId: script, configuration: { level: 2 } } };
    const id = standIn.make('imports', { name: 'Items', hooks });

    expect(standIn.ask('GET', `/v1/imports/${id}`).body).to.have.deep.property('hooks', hooks);
    expect(standIn.ask('GET', `/v1/scripts/${script}/dependencies`).body).to.deep.equal({
      exports: [],
      imports: [],
      flows: [],
    });
  });

  it('refuse a body that is no object with 400 and a name that is no text with 422 (C-605)', () => {
    const standIn = openStandIn();

    expect(errorOf(standIn.ask('POST', '/v1/flows', ['x']))).to.deep.equal([400, 'invalid_or_missing_json']);
    expect(errorOf(standIn.ask('POST', '/v1/flows', { name: 7 }))).to.deep.equal([422, 'invalid_field', 'name']);
  });

  it('give every one of many an id of its own (C-661)', () => {
    const standIn = openStandIn({ rateBucket: 5_000 });
    const ids = Array.from({ length: 2_000 }, (_, n) => standIn.make('flows', { name: `Flow ${n}` }));

    expect(new Set(ids).size).to.equal(2_000);
    expect(ids.every((id) => /^[0-9a-f]{24}$/.test(id))).to.equal(true);
  });
});

describe('the State API of the stand-in for Celigo (C-640)', () => {
  it('keeps JSON under keys for the account', () => {
    const { ask } = openStandIn();
    const answers = [
      ask('GET', '/v1/state'),
      ask('PUT', '/v1/state/banana', { message: 'first' }),
      ask('PUT', '/v1/state/banana', { message: 'second' }),
      ask('PUT', '/v1/state/a%2Fb%20c', [1]),
      ask('GET', '/v1/state/banana'),
      ask('GET', '/v1/state/a%2Fb%20c'),
      ask('GET', '/v1/state'),
      ask('DELETE', '/v1/state/banana'),
      ask('GET', '/v1/state'),
      ask('DELETE', '/v1/state'),
      ask('GET', '/v1/state'),
    ];

    const headers = { 'content-type': 'text/plain; charset=utf-8' };
    expect(answers).to.deep.equal([
      { status: 200, body: { keys: [] } },
      { status: 200, headers, body: 'Created' },
      { status: 200, headers, body: 'OK' },
      { status: 200, headers, body: 'Created' },
      { status: 200, body: { message: 'second' } },
      { status: 200, body: [1] },
      { status: 200, body: { keys: ['banana', 'a/b c'] } },
      { status: 204 },
      { status: 200, body: { keys: ['a/b c'] } },
      { status: 204 },
      { status: 200, body: { keys: [] } },
    ]);
    expect(ask('GET', '/v1/state/banana').status).to.equal(404);
    expect(ask('DELETE', '/v1/state/banana').status).to.equal(404);
  });

  it('keeps that of a resource apart', () => {
    const { ask, make } = openStandIn();
    const id = make('imports', { name: 'Items' });
    const own = `/v1/imports/${id}/state`;
    ask('PUT', '/v1/state/counter', 1);
    ask('PUT', `${own}/counter`, 2);

    expect(ask('GET', `${own}/counter`).body).to.equal(2);
    expect(ask('GET', '/v1/state/counter').body).to.equal(1);
    expect(ask('GET', own).body).to.deep.equal({ keys: ['counter'] });
    expect(ask('DELETE', own)).to.deep.equal({ status: 200 });
    expect(ask('GET', `${own}/counter`).status).to.equal(404);
    expect(ask('GET', '/v1/state/counter').status).to.equal(200);
    expect(ask('PUT', '/v1/imports/none/state/counter', 1).status).to.equal(404);
    expect(ask('PUT', `/v1/elsewhere/${id}/state/counter`, 1).status).to.equal(404);
  });
});
