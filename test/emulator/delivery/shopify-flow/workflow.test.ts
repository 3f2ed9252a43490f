import { expect } from 'chai';
import { receive, resultsOf, runWorkflow } from './send.ts';

const hourMs = 3_600_000;

describe('a Shopify Flow workflow, over real sockets', () => {
  it('B28: two actions fill sendHttpRequest and sendHttpRequest1, a third sendHttpRequest2 (F-150 F-213)', async () => {
    const receiver = await receive([{ status: 200, body: 'one' }, { status: 201, body: 'two' }, 202, 200]);
    const action = { kind: 'sendHttpRequest', method: 'Post', url: receiver.url };

    const sent = await runWorkflow([
      action,
      action,
      action,
      { ...action, body: '{{ sendHttpRequest.body }} {{ sendHttpRequest1.body }} {{ sendHttpRequest2.statusCode }}' },
    ]);

    expect(Object.keys(sent.output ?? {})).to.deep.equal([
      'sendHttpRequest',
      'sendHttpRequest1',
      'sendHttpRequest2',
      'sendHttpRequest3',
    ]);
    expect(receiver.requests[3]?.body).to.equal('one two 202');
  });

  it('B29: the body is a text for later steps, and data only after it has been parsed (F-151 F-152 F-213)', async () => {
    const receiver = await receive([{ status: 200, body: '{"eta":"2026-12-01"}' }, 200, 200]);
    const action = { kind: 'sendHttpRequest', method: 'Post', url: receiver.url };

    const sent = await runWorkflow([
      action,
      { ...action, body: '[{{ sendHttpRequest.body.eta }}]{{ sendHttpRequest.body | json }}' },
      { kind: 'parse', from: 'sendHttpRequest', as: 'pickup' },
      { ...action, body: '[{{ pickup.eta }}]' },
    ]);

    expect(sent.status).to.equal('success');
    expect(receiver.requests.map(({ body }) => body)).to.deep.equal([
      '',
      '[]"{\\"eta\\":\\"2026-12-01\\"}"',
      '[2026-12-01]',
    ]);
    expect(sent.output).to.have.deep.property('pickup', { eta: '2026-12-01' });
    expect(sent.assumed).not.to.include('F-152');
  });

  it('a body that is no JSON fails the step that parses it, not the action (F-213)', async () => {
    const receiver = await receive([{ status: 200, body: '<html>' }]);
    const action = { kind: 'sendHttpRequest', method: 'Get', url: receiver.url };

    const sent = await runWorkflow([action, { kind: 'parse', from: 'sendHttpRequest', as: 'pickup' }, action]);

    expect(sent.status).to.equal('failed');
    expect(sent.series.map(({ name, status, rule }) => [name, status, rule])).to.deep.equal([
      ['sendHttpRequest', 'success', 'F-120'],
      ['pickup', 'failed', 'F-213'],
      ['sendHttpRequest1', 'skipped', 'F-127'],
    ]);
    expect(receiver.requests).to.have.length(1);
  });

  it('a body that nests without end, and one with the names of prototypes, stays data (F-151)', async () => {
    const deep = await receive([{ status: 200, body: '['.repeat(100_000) + ']'.repeat(100_000) }]);
    const named = await receive([{ status: 200, body: '{"__proto__":{"eta":"x"},"constructor":1}' }, 200]);
    const get = { kind: 'sendHttpRequest', method: 'Get' };
    const parse = { kind: 'parse', from: 'sendHttpRequest', as: 'pickup' };

    const failed = await runWorkflow([{ ...get, url: deep.url }, parse]);
    await runWorkflow([
      { ...get, url: named.url },
      parse,
      {
        ...get,
        method: 'Post',
        url: named.url,
        body: '[{{ pickup.eta }}{{ pickup.toString }}]{{ pickup.constructor }}',
      },
    ]);

    expect(failed.series[1]).to.deep.include({ status: 'failed', rule: 'F-213' });
    expect(named.requests[1]?.body).to.equal('[]1');
  });

  it('B35: a section fails when its actions take more than 36 h together, although each has its own 24 h (F-142)', async () => {
    const first = await receive([...Array<number>(27).fill(503), 200]);
    const second = await receive([503]);
    const action = { kind: 'sendHttpRequest', method: 'Post', onServerError: 'retry' };
    const assumptions = { backoff: { jitter: 'none' } };

    const sent = await runWorkflow(
      [
        { ...action, url: first.url },
        { ...action, url: second.url },
        { ...action, url: first.url },
      ],
      { assumptions },
    );

    const [one, two] = sent.series;
    const began = two?.attempts[0]?.at ?? 0;
    expect([one?.status, two?.status, two?.rule]).to.deep.equal(['success', 'failed', 'F-142']);
    expect(began).to.be.greaterThan(18 * hourMs);
    expect(two?.attempts.at(-1)?.at).to.be.at.most(36 * hourMs);
    expect((two?.attempts.at(-1)?.at ?? 0) - began).to.be.below(18 * hourMs);
    expect(sent.series[2]).to.have.property('status', 'skipped');
  });

  it('B35: a wait begins a section of its own, so that the same actions have 24 h each (F-142)', async () => {
    const first = await receive([...Array<number>(27).fill(503), 200]);
    const second = await receive([503]);
    const action = { kind: 'sendHttpRequest', method: 'Post', onServerError: 'retry' };

    const sent = await runWorkflow(
      [
        { ...action, url: first.url },
        { kind: 'wait', ms: hourMs },
        { ...action, url: second.url },
      ],
      { assumptions: { backoff: { jitter: 'none' } } },
    );

    expect(sent.series.map(({ status, rule }) => [status, rule])).to.deep.equal([
      ['success', 'F-120'],
      ['failed', 'F-127'],
    ]);
    expect(sent.series[1]?.attempts).to.have.length(32);
    expect(sent.log.map(({ text }) => text)).to.include('waited 1 h; a new section begins');
  });

  it('sends nothing at all when any of its actions names an unknown secret (F-165)', async () => {
    const receiver = await receive();
    const action = { kind: 'sendHttpRequest', method: 'Post', url: receiver.url };

    const sent = await runWorkflow([action, { ...action, body: '{{secrets.nobody}}' }, action]);

    expect(sent.status).to.equal('refused');
    expect(sent.series.map(({ status }) => status)).to.deep.equal(['skipped', 'refused', 'skipped']);
    expect(receiver.requests).to.deep.equal([]);
    expect(sent.assumed).to.deep.equal(['F-165']);
  });

  it('an older generation has no variables, so nothing can be read of a response (F-102 F-211)', async () => {
    const receiver = await receive([{ status: 200, body: 'one' }, 200]);
    const action = { kind: 'sendHttpRequest', method: 'Post', url: receiver.url };

    const sent = await runWorkflow([action, { ...action, body: '[{{ sendHttpRequest.body }}]' }], {
      generation: '2022',
    });

    expect(receiver.requests[1]?.body).to.equal('[]');
    expect(sent.output).to.deep.equal({});
  });

  it('keeps those members of a response that the option names (F-152)', async () => {
    const receiver = await receive([{ status: 200, body: 'one' }]);
    const action = { kind: 'sendHttpRequest', method: 'Post', url: receiver.url };

    const sent = await runWorkflow([action], { assumptions: { responseMembers: ['body', 'statusCode', '__proto__'] } });

    expect(sent.output).to.deep.equal({ sendHttpRequest: { body: 'one', statusCode: 200 } });
    expect(resultsOf(sent)).to.deep.equal([200]);
  });
});
