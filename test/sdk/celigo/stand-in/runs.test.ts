import { expect } from 'chai';
import { objectOf, openStandIn, url } from './open-stand-in.ts';

const step = 'i-1';

describe('what runs have left behind in the stand-in for Celigo', () => {
  function withFlow(assumptions: Parameters<typeof openStandIn>[0] = {}) {
    const standIn = openStandIn(assumptions);
    const flow = standIn.make('flows', { name: 'Orders' });
    return { ...standIn, flow, place: { _flowId: flow, _expOrImpId: step }, base: `/v1/flows/${flow}/${step}` };
  }

  function withErrors() {
    const standIn = withFlow({ listPageSize: 2 });
    for (const n of [1, 2, 3]) {
      standIn.store.put('errors', `e-${n}`, {
        ...standIn.place,
        errorId: `e-${n}`,
        code: 'missing',
        message: `line ${n}`,
        occurredAt: `2026-03-04T08:00:0${n}.000Z`,
        retryDataKey: `rk-${n}`,
      });
    }
    standIn.store.put('errors', 'e-9', {
      ...standIn.place,
      _expOrImpId: 'x-1',
      errorId: 'e-9',
      message: 'of another step',
    });
    return standIn;
  }

  it('are errors of a step, with nextPageURL (C-608, C-648)', () => {
    const { ask, base } = withErrors();
    const first = objectOf(ask('GET', `${base}/errors`));
    const second = objectOf(ask('GET', String(first['nextPageURL']).slice(url.length)));

    expect(first).to.deep.equal({
      errors: [1, 2].map((n) => ({
        errorId: `e-${n}`,
        code: 'missing',
        message: `line ${n}`,
        occurredAt: `2026-03-04T08:00:0${n}.000Z`,
        retryDataKey: `rk-${n}`,
      })),
      nextPageURL: `${url}${base}/errors?offset=2`,
    });
    expect(second).to.have.nested.property('errors[0].errorId', 'e-3');
    expect(second).to.not.have.property('nextPageURL');
  });

  it('are counted for each step of a flow (C-652)', () => {
    const { ask, flow } = withErrors();

    expect(ask('GET', `/v1/flows/${flow}/errors`).body).to.deep.equal({
      flowErrors: [
        { _expOrImpId: step, numError: 3, lastErrorAt: '2026-03-04T08:00:03.000Z' },
        { _expOrImpId: 'x-1', numError: 1, lastErrorAt: null },
      ],
    });
    expect(ask('GET', '/v1/flows/none/errors').status).to.equal(404);
  });

  it('are resolved by their ids, those of the step alone (C-651)', () => {
    const { ask, base, store } = withErrors();

    expect(ask('PUT', `${base}/resolved`, { errors: ['e-1', 'e-9', 'none'] })).to.deep.equal({ status: 204 });
    expect(store.list('errors').map(({ errorId }) => errorId)).to.deep.equal(['e-2', 'e-3', 'e-9']);
    expect(ask('PUT', `${base}/resolved`, { errors: 'e-2' }).status).to.equal(422);
    expect(ask('PUT', `${base}/errors/assign`, {}).status).to.equal(404);
  });

  it('are retry data, read and replaced by their key (C-649)', () => {
    const { ask, base, store, place } = withFlow();
    store.put('retryData', 'rk-9', { ...place, data: { sku: 'RULER-30' }, stage: 'import', traceKey: 'AF-1002' });
    const next = { data: { sku: 'RULER-31' }, stage: 'import', traceKey: 'AF-1002' };

    expect(ask('GET', `${base}/rk-9/data`).body).to.deep.equal({ ...next, data: { sku: 'RULER-30' } });
    expect(ask('PUT', `${base}/rk-9/data`, { ...next, colour: 'red' })).to.deep.equal({ status: 200, body: next });
    expect(ask('GET', `${base}/rk-9/data`).body).to.deep.equal(next);
    expect(ask('PUT', `${base}/rk-9/data`, [1]).status).to.equal(400);
    expect(ask('GET', `${base}/rk-8/data`).status).to.equal(404);
    expect(ask('GET', `${base.replace(step, 'x-1')}/rk-9/data`).status).to.equal(404);
  });

  it('are captured requests, filtered, read and removed (C-646, C-647)', () => {
    const { ask, base, store, place } = withFlow();
    for (const n of [1, 2, 3]) {
      store.put('requests', `k-${n}`, {
        ...place,
        key: `k-${n}`,
        time: Date.parse(`2026-03-04T09:00:0${n}.000Z`),
        statusCode: n === 2 ? 500 : 200,
        stage: 'import',
        method: 'POST',
        request: { body: 'in' },
        response: { body: 'out' },
      });
    }
    const keys = (query: string) => {
      const { requests } = objectOf(ask('GET', `${base}/requests${query}`));
      return Array.isArray(requests) ? requests.map(({ key }) => key) : requests;
    };

    expect(objectOf(ask('GET', `${base}/requests?statusCode=500`))).to.deep.equal({
      requests: [
        {
          key: 'k-2',
          time: Date.parse('2026-03-04T09:00:02.000Z'),
          statusCode: 500,
          stage: 'import',
          method: 'POST',
        },
      ],
    });
    expect(keys('')).to.deep.equal(['k-1', 'k-2', 'k-3']);
    expect(keys('?time_gt=2026-03-04T09:00:01.000Z')).to.deep.equal(['k-2', 'k-3']);
    expect(keys('?method=GET')).to.deep.equal([]);
    expect(ask('GET', `${base}/requests/k-1`).body).to.deep.include({ key: 'k-1', request: { body: 'in' } });
    expect(ask('DELETE', `${base}/requests`, { keys: ['k-1', 'k-3'] })).to.deep.equal({ status: 204 });
    expect(keys('')).to.deep.equal(['k-2']);
    expect(ask('DELETE', `${base}/requests`, {}).status).to.equal(422);
    expect(ask('GET', `${base}/requests/k-1`).status).to.equal(404);
  });

  it('are logs of a job, with input and output for each stage (C-642, C-644)', () => {
    const { ask, flow, store, place } = withFlow();
    const logs = `/v1/flows/${flow}/jobs/j-1/logs`;
    const record = { recordId: 'r-1', groupId: 'g-1', traceKey: 'AF-1001', _expOrImpId: step };
    const stage = { name: 'mapping', input: { sku: 'A' }, output: { item: 'A' } };
    store.put('jobLogs', 'l-1', { ...place, ...record, _jobId: 'j-1', stages: [stage] });
    const query = { _expOrImpId: step, stage: 'mapping', groupId: 'g-1', recordId: 'r-1' };

    expect(ask('GET', logs).body).to.deep.equal({ logs: [record] });
    expect(ask('POST', `${logs}/data/query`, query)).to.deep.equal({
      status: 200,
      body: { input: { sku: 'A' }, output: { item: 'A' } },
    });
    expect(ask('POST', `${logs}/data/query`, { ...query, stage: 'apiCall' }).status).to.equal(404);
    expect(ask('POST', `${logs}/data/query`, { stage: 'mapping' }).status).to.equal(422);
    expect(ask('GET', logs.replace('j-1', 'j-2')).body).to.deep.equal({ logs: [] });
  });

  it('are jobs, 1,001 at most in one answer, and their errors, 1,000 at most (C-655)', () => {
    const { ask, store } = withFlow();
    for (let n = 0; n < 1_100; n += 1) {
      const _id = `j-${n}`;
      const createdAt = n === 0 ? '2026-03-04T08:00:00.000Z' : '2026-03-05T08:00:00.000Z';
      store.put('jobs', _id, { _id, type: n === 1 ? 'import' : 'flow', status: 'completed', createdAt });
    }
    store.put('jobs', 'j-5', {
      _id: 'j-5',
      joberrors: Array.from({ length: 1_200 }, (_, n) => ({ message: `e-${n}` })),
    });
    const count = (query: string) => {
      const { body } = ask('GET', `/v1/jobs${query}`);
      return Array.isArray(body) ? body.length : body;
    };

    expect(count('')).to.equal(1_001);
    expect(count('?type=import&status=completed')).to.equal(1);
    expect(count('?createdAt_lte=2026-03-04T23:00:00Z')).to.equal(2);
    expect(ask('GET', '/v1/jobs/j-5').body).to.deep.equal({ _id: 'j-5' });
    expect(ask('GET', '/v1/jobs/j-5/joberrors').body).to.have.length(1_000);
    expect(ask('GET', '/v1/jobs/none').status).to.equal(404);
  });
});
