import { expect } from 'chai';
import type { JsonValue } from '../../../../sdk/contract.ts';
import { errorOf, openStandIn } from './open-stand-in.ts';

describe('PATCH in the stand-in for Celigo', () => {
  function withScript(assumptions: Parameters<typeof openStandIn>[0] = {}) {
    const standIn = openStandIn(assumptions);
    const id = standIn.make('scripts', { name: 'Alder', content: 'old' });
    return {
      ...standIn,
      patch: (body: JsonValue) => standIn.ask('PATCH', `/v1/scripts/${id}`, body),
      read: () => standIn.ask('GET', `/v1/scripts/${id}`).body,
    };
  }

  it('takes an array of JSON Patch and answers 204, or 200 with the script (C-616)', () => {
    const operations = [{ op: 'replace', path: '/content', value: 'new' }];
    const usual = withScript();
    const other = withScript({ patchStatus: 200 });

    expect(usual.patch(operations)).to.deep.equal({ status: 204 });
    expect(usual.read()).to.deep.include({ name: 'Alder', content: 'new' });
    expect(other.patch(operations).status).to.equal(200);
    expect(other.patch(operations).body).to.deep.equal(other.read());
  });

  it('knows add, replace, remove and test, and answers 422 to others and to what does not fit (C-623)', () => {
    const { patch, read } = withScript();
    const rows: readonly (readonly [JsonValue, number])[] = [
      [[{ op: 'add', path: '/description', value: 'Tidies.' }], 204],
      [[{ op: 'test', path: '/content', value: 'old' }], 204],
      [[{ op: 'remove', path: '/description' }], 204],
      [[], 204],
      [[{ op: 'remove', path: '/description' }], 422],
      [[{ op: 'test', path: '/content', value: 'other' }], 422],
      [[{ op: 'move', from: '/name', path: '/content' }], 422],
      [[{ op: 'replace', path: 'content', value: 'x' }], 422],
      [[{ op: 'replace', path: '/content' }], 422],
      [[{ op: 'replace', path: '/name/first', value: 'x' }], 422],
      [[{ op: 'replace', path: '', value: 'x' }], 422],
      [[{ op: 'replace', path: '/name', value: 'n'.repeat(101) }], 422],
      [[{ op: 'replace', path: '/_id', value: 'mine' }], 422],
      [[{ op: 'remove', path: '/createdAt' }], 422],
      [['replace'], 422],
    ];

    expect(rows.map(([body]) => patch(body).status)).to.deep.equal(rows.map(([, status]) => status));
    expect(read()).to.deep.include({ name: 'Alder', content: 'old' });
    expect(withScript({ patchOps: ['replace'] }).patch([{ op: 'add', path: '/content', value: 'x' }]).status).to.equal(
      422,
    );
  });

  it('carries out all operations or none', () => {
    const { patch, read } = withScript();
    const before = read();
    patch([
      { op: 'replace', path: '/content', value: 'new' },
      { op: 'test', path: '/name', value: 'Birch' },
    ]);

    expect(read()).to.deep.equal(before);
  });

  it('answers 400 to an object (C-624)', () => {
    const body = { content: 'new' };

    expect(errorOf(withScript().patch(body))).to.deep.equal([400, 'invalid_or_missing_json']);
    expect(withScript({ patchObjectStatus: 422 }).patch(body).status).to.equal(422);
  });

  it('switches debugging on for an hour at most (C-620, C-664)', () => {
    const { patch, read, ask, make, pass, time } = withScript();
    const now = Date.parse(time());
    const until = new Date(now + 3_600_000).toISOString();
    const tooFar = new Date(now + 3_600_001).toISOString();
    const debug = (value: JsonValue, path = '/debugUntil') => [{ op: 'replace', path, value }];
    const flow = make('flows', { name: 'Orders' });

    expect(patch(debug(until)).status).to.equal(204);
    expect(read()).to.have.property('debugUntil', until);
    expect(errorOf(patch(debug(tooFar)))).to.deep.equal([422, 'invalid_field', 'debugUntil']);
    expect(patch(debug('soon')).status).to.equal(422);
    expect(withScript({ debugTooFarStatus: 400 }).patch(debug(tooFar)).status).to.equal(400);
    expect(ask('PATCH', `/v1/flows/${flow}`, debug(until, '/logging/debugUntil')).status).to.equal(204);
    expect(ask('PATCH', `/v1/flows/${flow}`, debug(tooFar, '/logging/debugUntil')).status).to.equal(422);
    expect(ask('GET', `/v1/flows/${flow}`).body).to.have.nested.property('logging.debugUntil', until);
    // A time that was good when it was set is no obstacle to other changes.
    pass(-1_000);
    expect(patch([{ op: 'replace', path: '/content', value: 'new' }]).status).to.equal(204);
  });

  it('alone sets debugUntil: in a POST and a PUT it is ignored (C-664)', () => {
    const { ask, make, time } = openStandIn();
    const bodies: readonly (readonly [string, (until: string) => Readonly<Record<string, JsonValue>>])[] = [
      ['scripts', (debugUntil) => ({ name: 'n', debugUntil })],
      ['exports', (debugUntil) => ({ name: 'n', debugUntil })],
      ['flows', (debugUntil) => ({ name: 'n', logging: { level: 'all', debugUntil } })],
    ];
    for (const [collection, body] of bodies) {
      const path = collection === 'flows' ? '/logging/debugUntil' : '/debugUntil';
      const id = make(collection, body('2040-01-01T00:00:00.000Z'));
      const posted = JSON.stringify(ask('GET', `/v1/${collection}/${id}`).body);
      ask('PATCH', `/v1/${collection}/${id}`, [{ op: 'add', path, value: time() }]);
      const put = ask('PUT', `/v1/${collection}/${id}`, body('2041-01-01T00:00:00.000Z'));

      expect(posted).to.not.contain('debugUntil');
      expect(JSON.stringify(put.body)).to.contain(`"debugUntil":"${time()}"`);
    }
  });

  it('changes what lies in lists and objects, and no prototype', () => {
    const { ask, make } = openStandIn();
    const id = make('imports', { name: 'Items', mapping: { lists: ['a', 'b'], 'a/b~c': 1 } });
    const patched = ask('PATCH', `/v1/imports/${id}`, [
      { op: 'add', path: '/mapping/lists/1', value: 'between' },
      { op: 'add', path: '/mapping/lists/-', value: 'last' },
      { op: 'remove', path: '/mapping/lists/0' },
      { op: 'replace', path: '/mapping/lists/0', value: { deep: [1] } },
      { op: 'test', path: '/mapping/lists/0', value: { deep: [1] } },
      { op: 'replace', path: '/mapping/a~1b~0c', value: 2 },
      { op: 'add', path: '/mapping/__proto__', value: { polluted: true } },
      { op: 'replace', path: '/__proto__/polluted', value: true },
    ]);
    const { body } = ask('GET', `/v1/imports/${id}`);

    expect(patched).to.deep.equal({ status: 204 });
    expect(JSON.stringify(body)).to.contain(
      '"mapping":{"lists":[{"deep":[1]},"b","last"],"a/b~c":2,"__proto__":{"polluted":true}}',
    );
    expect(Reflect.get({}, 'polluted')).to.equal(undefined);
    for (const path of ['/mapping/lists/7', '/mapping/lists/01', '/mapping/lists/x', '/mapping/lists/-']) {
      expect(ask('PATCH', `/v1/imports/${id}`, [{ op: 'remove', path }]).status, path).to.equal(422);
    }
  });
});
