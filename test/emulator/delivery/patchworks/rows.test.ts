import { expect } from 'chai';
import { type Pull, pull, returns, script } from './shop.ts';

const orders = '{"orders":[{"id":1}]}';
const session = {
  authentication: { request: { method: 'POST', url: '/session' }, token: 'token' },
} as const;
const login = '{"token":"tk-1-of-the-shop"}';
const rule = (pulled: { readonly series: readonly { readonly rule: string }[] }): string | undefined =>
  pulled.series.at(-1)?.rule;

describe('patchworks connector over real sockets, row by row', () => {
  it('P-530: 2xx without a script goes on with the extract', async () => {
    const pulled = await pull({ endpoint: { dataPath: 'orders' }, answers: [[200, orders]] });

    expect([pulled.status, rule(pulled), pulled.output.payloads]).to.deep.equal(['success', 'P-530', ['[{"id":1}]']]);
    expect(pulled.lines).to.deep.equal(['INFO P-530 GET /orders answered 200']);
  });

  it('P-531, P-432: 2xx and code 0 goes on with the raw body, and both outputs are shown', async () => {
    const pulled = await pull({
      endpoint: { dataPath: 'orders' },
      answers: [[200, orders]],
      scripts: { 'response-script': script('return data;') },
    });

    expect([pulled.status, rule(pulled), pulled.output.payloads]).to.deep.equal(['success', 'P-531', [orders]]);
    expect(pulled.issues.map(({ rule: one }) => one)).to.deep.equal(['P-432']);
    expect(pulled.lines.at(-1)).to.include(`${orders}; without the script the data path orders would give [{"id":1}]`);
  });

  it('P-532: 4xx and 5xx and code 0 are rescued', async () => {
    const pulled = await pull({
      answers: [[502, '<html>']],
      scripts: { 'response-script': returns({ response_code: 0 }) },
    });

    expect([pulled.status, rule(pulled), pulled.output.payloads]).to.deep.equal(['success', 'P-532', ['<html>']]);
    expect(pulled.assumed).to.include('P-514');
  });

  it('P-533: code 1 sends the request again', async () => {
    const pulled = await pull({
      answers: [503, 503, [200, 'ok']],
      scripts: {
        'response-script': script(
          'return data.response.status === 503 ? { response_code: 1, message: "busy" } : { response_code: 0 };',
        ),
      },
    });

    expect([pulled.status, pulled.came.length]).to.deep.equal(['success', 3]);
    expect(pulled.series[0]?.attempts.map((one) => one.rule)).to.deep.equal(['P-533', 'P-533', 'P-531']);
    expect(pulled.lines).to.include('ERROR script busy');
  });

  it('P-534: code 1 after the last attempt fails the step and the run', async () => {
    const pulled = await pull({ scripts: { 'response-script': returns({ response_code: 1 }) } });

    expect([pulled.status, rule(pulled), pulled.came.length]).to.deep.equal(['failed', 'P-534', 3]);
    expect(pulled.output.run.status).to.equal('FAILURE');
    expect(pulled.findings.map(({ code }) => code)).to.include('step-failed');
  });

  it('P-535: the same inside try/catch leads that payload to catch', async () => {
    const pulled = await pull({
      setup: { mode: 'send', saveResponse: true, tryCatch: true },
      endpoint: { method: 'POST' },
      input: { payloads: ['a', 'b'] },
      answers: ({ body }) => (body === 'a' ? 409 : [200, 'created']),
      scripts: { 'response-script': script('return { response_code: data.response.status === 200 ? 0 : 1 };') },
    });

    expect([pulled.status, pulled.output.payloads, pulled.output.catch]).to.deep.equal(['partial', ['created'], ['a']]);
    expect(pulled.output.run.status).to.equal('PARTIAL_SUCCESS');
  });

  it('P-536: code 2 ends the run and runs the flow again', async () => {
    const pulled = await pull({
      answers: [
        [202, 'building'],
        [200, 'ready'],
      ],
      scripts: { 'post-request': script('return { response_code: data.response.body === "ready" ? 0 : 2 };') },
    });

    expect([pulled.status, pulled.came.length, pulled.output.run.runs]).to.deep.equal(['success', 2, 2]);
    expect(pulled.series.map(({ rule: one }) => one)).to.deep.equal(['P-536', 'P-531']);
  });

  it('P-537: code 2 after the last flow retry fails, with a warning of a loop', async () => {
    const pulled = await pull({ scripts: { 'response-script': returns({ response_code: 2 }) } });

    expect([pulled.status, pulled.came.length]).to.deep.equal(['failed', 4]);
    expect(pulled.issues.map(({ rule: one }) => one)).to.include('P-611');
    expect(pulled.lines.at(-1)).to.match(/^ERROR P-537 /);
  });

  it('P-538: code 3 fails the run at once', async () => {
    const pulled = await pull({ answers: [404], scripts: { 'response-script': returns({ response_code: 3 }) } });

    expect([pulled.status, rule(pulled), pulled.came.length]).to.deep.equal(['failed', 'P-538', 1]);
  });

  it('P-539: the first code 4 authenticates anew and sends again; no output shows a token', async () => {
    let logins = 0;
    const pulled = await pull({
      setup: session,
      endpoint: { headers: { Authorization: 'Bearer {{token}}' } },
      answers: ({ path, headers }) => {
        if (path === '/session') {
          logins += 1;
          return [200, `{"token":"tk-${logins}-of-the-shop"}`];
        }
        return [200, headers.authorization === 'Bearer tk-1-of-the-shop' ? 'session lost' : orders];
      },
      scripts: {
        'response-script': script('return { response_code: data.response.body === "session lost" ? 4 : 0 };'),
      },
    });

    expect([pulled.status, pulled.output.payloads]).to.deep.equal(['success', [orders]]);
    expect(pulled.came.map(({ path }) => path)).to.deep.equal(['/session', '/orders', '/session', '/orders']);
    expect(pulled.series.at(-1)?.attempts.map(({ n, rule: one }) => [n, one])).to.deep.equal([
      [1, 'P-539'],
      [1, 'P-531'],
    ]);
    const { came: _, ...shown } = pulled;
    expect(JSON.stringify(shown)).to.not.include('of-the-shop');
  });

  it('P-540: a new authentication that fails fails the run, also inside try/catch', async () => {
    const pulled = await pull({
      setup: { ...session, tryCatch: true },
      answers: ({ path }, n) => (path === '/session' ? (n === 1 ? [200, login] : 401) : 200),
      scripts: { 'response-script': returns({ response_code: 4 }) },
    });

    expect([pulled.status, rule(pulled), pulled.output.catch]).to.deep.equal(['failed', 'P-540', []]);
  });

  it('P-541: a second code 4 for the same request counts as code 1', async () => {
    const pulled = await pull({
      setup: { ...session, connectorRetries: 0 },
      answers: [[200, login]],
      scripts: { 'response-script': returns({ response_code: 4 }) },
    });

    expect(pulled.series.at(-1)?.attempts.map(({ rule: one }) => one)).to.deep.equal(['P-539', 'P-541']);
    expect(pulled.lines).to.include('WARN P-541 re-authentication limit of 1 reached');
  });

  it('P-542: code 4 with reauthCode false is read as 0, or stops the run', async () => {
    const given: Pull = { scripts: { 'response-script': returns({ response_code: 4 }) } };
    const lenient = await pull({ ...given, assumptions: { reauthCode: false } });
    const strict = await pull({ ...given, assumptions: { reauthCode: false, invalidResponseCode: 'strict' } });

    expect([lenient.status, strict.status]).to.deep.equal(['success', 'failed']);
    expect(lenient.lines).to.include('WARN P-542 response_code 4 is invalid and read as 0');
    expect(strict.came).to.have.length(1);
  });

  it('P-543: an invalid code is read as 0 or as its integer, or stops the run', async () => {
    const given: Pull = { scripts: { 'response-script': returns({ response_code: '3' }) } };
    const lenient = await pull(given);
    const strict = await pull({ ...given, assumptions: { invalidResponseCode: 'strict' } });

    expect([lenient.status, rule(lenient)]).to.deep.equal(['failed', 'P-538']);
    expect(lenient.findings.map((one) => `${one.severity} ${one.rule}`)).to.include('warning P-512');
    expect([strict.status, rule(strict), strict.came.length]).to.deep.equal(['failed', 'P-543', 1]);
    expect(strict.findings.map((one) => `${one.severity} ${one.rule}`)).to.include('error P-512');
  });

  it('P-544: 4xx and 5xx without a script fail the attempt, and then the step', async () => {
    const pulled = await pull({ answers: [500] });

    expect([pulled.status, pulled.came.length]).to.deep.equal(['failed', 3]);
    expect(pulled.series[0]?.attempts.map((one) => one.rule)).to.deep.equal(['P-544', 'P-544', 'P-544']);
  });

  it('P-545: no answer in time, and a connection that breaks, fail the attempt without the script', async () => {
    for (const answer of ['silent', 'reset'] as const) {
      const pulled = await pull({
        answers: [answer],
        deadlineMs: 100,
        scripts: { 'response-script': returns({ response_code: 0 }) },
      });

      expect([pulled.status, pulled.came.length]).to.deep.equal(['failed', 3]);
      expect(pulled.series[0]?.attempts.map((one) => one.rule)).to.deep.equal(['P-545', 'P-545', 'P-545']);
      expect(pulled.output.scriptCalls).to.deep.equal({});
    }
  });

  it('P-545: a name that cannot be found and a port that refuses fail the attempt likewise', async () => {
    const pulled = await pull({ endpoint: { url: 'http://127.0.0.1:1/orders' }, setup: { connectorRetries: 0 } });

    expect([pulled.status, pulled.series[0]?.attempts[0]?.rule]).to.deep.equal(['failed', 'P-545']);
    expect(pulled.series[0]?.attempts[0]?.outcome).to.have.nested.property('failure.type', 'refused');
  });

  it('P-546: a script that throws or runs out of time is called four times, and then the attempt fails', async () => {
    for (const [body, timeoutMs] of [
      ['JSON.parse(data.response.body);', 10_000],
      ['for (;;);', 300],
    ] as const) {
      const pulled = await pull({
        setup: { connectorRetries: 0 },
        answers: [[502, '<html>']],
        timeoutMs,
        scripts: { 'response-script': script(body) },
      });

      expect([pulled.status, pulled.came.length, pulled.output.scriptCalls]).to.deep.equal([
        'failed',
        1,
        { 'response-script': 4 },
      ]);
      expect(pulled.series[0]?.attempts[0]?.rule).to.equal('P-546');
    }
  });

  it('P-547: a pre-request script that throws keeps the request from being sent', async () => {
    const pulled = await pull({ scripts: { 'pre-request': script('data.nothing.here;') } });

    expect([pulled.status, pulled.came.length, pulled.output.scriptCalls]).to.deep.equal([
      'failed',
      0,
      { 'pre-request': 12 },
    ]);
    expect(pulled.series[0]?.attempts.map((one) => one.rule)).to.deep.equal(['P-547', 'P-547', 'P-547']);
  });

  it('P-548: metadata above 10,240 bytes fails the step and the run, with the count', async () => {
    const pulled = await pull({
      input: { meta: { before: 'x'.repeat(6_000) } },
      scripts: { 'response-script': script('return { response_code: 0, meta: { more: "x".repeat(6000) } };') },
    });

    expect([pulled.status, rule(pulled), pulled.came.length]).to.deep.equal(['failed', 'P-548', 1]);
    expect(pulled.lines.at(-1)).to.match(/^ERROR P-548 metadata has 120\d\d bytes/);
  });

  it('P-549: with a script on the shape and one on the endpoint only the first runs', async () => {
    const pulled = await pull({
      scripts: {
        'response-script': returns({ response_code: 0, payload: 'shape' }),
        'post-request': returns({ response_code: 3 }),
      },
    });

    expect([pulled.status, pulled.output.payloads]).to.deep.equal(['success', ['shape']]);
    expect(pulled.findings.map((one) => `${one.severity} ${one.rule}`)).to.include('info P-440');
  });
});
