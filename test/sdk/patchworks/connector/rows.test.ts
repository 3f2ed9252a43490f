import { expect } from 'chai';
import { drive, inTurn, refused, throws, timedOut } from './drive-connector.ts';

const orders = '{"orders":[{"id":1}]}';
const dataPath = { endpoint: { dataPath: 'orders' } };
const session = {
  authentication: { request: { method: 'POST', url: 'https://shop.example/session' }, token: 'token' },
} as const;

describe('patchworks connector, row by row', () => {
  it('P-530, P-431: 2xx without a script goes on with what the data path gives', () => {
    const { status, output, lines, series, assumed } = drive({ setup: dataPath, answers: [[200, orders]] });

    expect(status).to.equal('success');
    expect(output.payloads).to.deep.equal(['[{"id":1}]']);
    expect(lines).to.deep.equal(['INFO P-530 GET https://shop.example/orders answered 200']);
    expect(series.map(({ name, status: one, rule }) => [name, one, rule])).to.deep.equal([
      ['page 1', 'success', 'P-530'],
    ]);
    expect(assumed).to.deep.equal([]);
  });

  it('P-531, P-501, P-303, P-431, P-433, P-519: 2xx and code 0 goes on with the returned payload, and the data path is off', () => {
    const scripts = { 'response-script': () => ({ response_code: 0, payload: '[7]', message: 'fine' }) };
    const { output, lines, assumed } = drive({ setup: dataPath, answers: [[200, orders]], scripts });

    expect(output.payloads).to.deep.equal(['[7]']);
    expect(lines.slice(1)).to.deep.equal([
      'INFO script fine',
      'INFO P-431 the data path is off, as response-script returned a payload of its own',
    ]);
    expect(assumed).to.include.members(['P-433']);
  });

  it('P-531, P-511, P-432: without a code and a payload the raw body goes on, and both outputs are shown', () => {
    const { output, lines, issues, assumed } = drive({
      setup: dataPath,
      answers: [[200, orders]],
      scripts: { 'response-script': () => ({}) },
    });

    expect(output.payloads).to.deep.equal([orders]);
    expect(lines).to.include('INFO P-511 no response_code, assumed 0');
    expect(issues).to.deep.equal([
      {
        code: 'no-effect',
        rule: 'P-432',
        severity: 'info',
        path: '',
        message: `response-script changes nothing, so the raw body goes on: ${orders}; without the script the data path orders would give [{"id":1}]`,
      },
    ]);
    expect(assumed).to.include.members(['P-511', 'P-433']);
  });

  it('P-532, P-514: 4xx and 5xx with code 0 or none are rescued', () => {
    for (const status of [404, 503]) {
      const driven = drive({
        answers: [[status, 'gone']],
        scripts: { 'response-script': () => ({ response_code: 0 }) },
      });

      expect(driven.status).to.equal('success');
      expect(driven.output.payloads).to.deep.equal(['gone']);
      expect(driven.series[0]?.rule).to.equal('P-532');
      expect(driven.lines).to.include(`INFO P-514 status ${status} is rescued by code 0 (assumed)`);
      expect(driven.assumed).to.include('P-514');
    }
  });

  it('P-533, P-502, P-516: code 1 sends the request again, with all its scripts', () => {
    const { status, trail, lines, series } = drive({
      answers: [
        [503, 'busy'],
        [200, 'ok'],
      ],
      scripts: {
        'pre-request': () => ({}),
        'response-script': inTurn({ response_code: 1, message: 'slow down' }, { response_code: 0 }),
      },
    });

    expect(status).to.equal('success');
    const round = ['call pre-request', 'send GET /orders', 'call response-script'];
    expect(trail).to.deep.equal([...round, ...round]);
    expect(lines).to.include('ERROR script slow down');
    expect(lines).to.include('ERROR P-533 attempt 1 of 3 failed: response_code 1: slow down');
    expect(series[0]?.attempts.map(({ n, class: kind, rule }) => [n, kind, rule])).to.deep.equal([
      [1, 'retryable', 'P-533'],
      [2, 'success', 'P-531'],
    ]);
  });

  it('P-534, P-603: code 1 after the last attempt fails the step and the run', () => {
    const { status, output, lines, series, assumed } = drive({
      answers: [429],
      scripts: { 'response-script': () => ({ response_code: 1 }) },
    });

    expect(status).to.equal('failed');
    expect(output.run).to.deep.equal({ status: 'FAILURE', number: 3, runs: 1 });
    expect(output.payloads).to.deep.equal([]);
    expect(series[0]?.attempts).to.have.length(3);
    expect(series[0]?.rule).to.equal('P-534');
    expect(lines.at(-1)).to.equal('ERROR P-534 step retries used up after 3 attempts: response_code 1');
    expect(assumed).to.include.members(['P-502', 'P-603', 'P-607', 'P-526']);
  });

  it('P-535, P-550: the same inside try/catch leads that payload to catch, and the others go on', () => {
    const { status, output, lines, assumed } = drive({
      setup: { mode: 'send', saveResponse: true, tryCatch: true, endpoint: { method: 'POST' } },
      input: { payloads: ['a', 'b', 'c'] },
      answers: ({ body }) => [200, `got ${body}`],
      scripts: {
        'response-script': (data: { response: { body: string } }) =>
          data.response.body === 'got b' ? { response_code: 1 } : { response_code: 0 },
      },
    });

    expect(status).to.equal('partial');
    expect(output.payloads).to.deep.equal(['got a', 'got c']);
    expect(output.catch).to.deep.equal(['b']);
    expect(output.run).to.deep.equal({ status: 'PARTIAL_SUCCESS', number: 5, runs: 1 });
    expect(lines.some((line) => line.startsWith('ERROR P-535 routed to catch'))).to.equal(true);
    expect(assumed).to.include.members(['P-551', 'P-524']);
  });

  it('P-536, P-503, P-210: code 2 ends the run without a step retry and runs the flow again with default variables', () => {
    const seen: unknown[] = [];
    const { status, output, lines, series } = drive({
      input: { flow: { variables: { tries: 0 } } },
      scripts: {
        'response-script': (data: { flow: { variables: { tries: number } } }) => {
          seen.push(data.flow.variables.tries);
          return seen.length < 3
            ? { response_code: 2, message: 'not ready', flow: { variables: { tries: 9 } } }
            : { response_code: 0 };
        },
      },
    });

    expect(status).to.equal('success');
    expect(seen).to.deep.equal([0, 0, 0]);
    expect(output.run.runs).to.equal(3);
    expect(output.flow.variables).to.deep.equal({ tries: 0 });
    expect(series.map(({ name, status: one }) => [name, one])).to.deep.equal([
      ['page 1', 'failed'],
      ['run 2, page 1', 'failed'],
      ['run 3, page 1', 'success'],
    ]);
    expect(lines).to.include('ERROR P-536 flow queued for retry 1 of 3 (assumed), same version, delay unknown');
  });

  it('P-537, P-611: code 2 after the last flow retry queues nothing and warns of a loop', () => {
    const { status, output, issues, lines, sent } = drive({
      scripts: { 'response-script': () => ({ response_code: 2 }) },
    });

    expect(status).to.equal('failed');
    expect(sent).to.have.length(4);
    expect(output.run).to.deep.equal({ status: 'FAILURE', number: 3, runs: 4 });
    expect(issues.map(({ rule, severity }) => [rule, severity])).to.deep.equal([['P-611', 'warning']]);
    expect(lines.at(-1)).to.equal('ERROR P-537 code 2 still after 4 runs: the flow may retry for ever on the platform');
  });

  it('P-538, P-504: code 3 fails the run at once', () => {
    const { status, sent, lines, series } = drive({
      scripts: { 'response-script': () => ({ response_code: 3, message: 'rejected' }) },
    });

    expect(status).to.equal('failed');
    expect(sent).to.have.length(1);
    expect(series[0]?.rule).to.equal('P-538');
    expect(lines).to.include('ERROR script rejected');
  });

  it('P-539, P-505: the first code 4 authenticates anew and sends the request again within the same attempt', () => {
    let logins = 0;
    const { status, trail, sent, series, lines, assumed } = drive({
      setup: { ...session, endpoint: { headers: { Authorization: 'Bearer {{token}}' } } },
      answers: ({ url, headers }) => {
        if (url.endsWith('/session')) {
          logins += 1;
          return [200, `{"token":"tk-${logins}"}`];
        }
        return [200, headers[0]?.value === 'Bearer tk-1' ? 'session lost' : 'ok'];
      },
      scripts: {
        'response-script': ({ response }: { response: { body: string } }) =>
          response.body === 'session lost' ? { response_code: 4, message: 'log in again' } : { response_code: 0 },
      },
    });

    expect(status).to.equal('success');
    expect(trail.filter((line) => line.startsWith('send'))).to.deep.equal([
      'send POST /session',
      'send GET /orders',
      'send POST /session',
      'send GET /orders',
    ]);
    expect(sent.at(-1)?.headers).to.deep.equal([{ name: 'Authorization', value: 'Bearer tk-2' }]);
    expect(series.map(({ name }) => name)).to.deep.equal(['authentication', 'authentication 2', 'page 1']);
    expect(series[2]?.attempts.map(({ n, rule }) => [n, rule])).to.deep.equal([
      [1, 'P-539'],
      [1, 'P-531'],
    ]);
    expect(lines).to.include('ERROR script log in again');
    expect(lines).to.include('INFO P-539 re-authentication (code 4, assumed current)');
    expect(assumed).to.include.members(['P-505', 'P-507']);
  });

  it('P-540, P-552: a new authentication that fails fails the run, also inside try/catch', () => {
    let logins = 0;
    const { status, output, lines, series } = drive({
      setup: { ...session, tryCatch: true },
      answers: ({ url }) => {
        if (!url.endsWith('/session')) return 200;
        logins += 1;
        return logins === 1 ? [200, '{"token":"tk-1"}'] : 403;
      },
      scripts: { 'response-script': () => ({ response_code: 4 }) },
    });

    expect(status).to.equal('failed');
    expect(output.catch).to.deep.equal([]);
    expect(lines).to.include('ERROR P-552 re-authentication failed: the authentication was answered with 403');
    expect(series.at(-1)?.rule).to.equal('P-540');
  });

  it('P-541, P-506: a second code 4 for the same request counts as code 1', () => {
    const { status, lines, series, assumed } = drive({
      setup: { ...session, connectorRetries: 1 },
      answers: [[200, '{"token":"tk-1"}']],
      scripts: { 'response-script': () => ({ response_code: 4 }) },
    });

    expect(status).to.equal('failed');
    expect(series.at(-1)?.attempts.map(({ n, rule }) => [n, rule])).to.deep.equal([
      [1, 'P-539'],
      [1, 'P-541'],
      [2, 'P-541'],
    ]);
    expect(lines).to.include('WARN P-541 re-authentication limit of 1 reached');
    expect(assumed).to.include('P-506');
  });

  it('P-542: code 4 with reauthCode false is an invalid code', () => {
    const scripts = { 'response-script': () => ({ response_code: 4 }) };
    const lenient = drive({ scripts, assumptions: { reauthCode: false } });
    const strict = drive({ scripts, assumptions: { reauthCode: false, invalidResponseCode: 'strict' } });

    expect(lenient.status).to.equal('success');
    expect(lenient.lines).to.include('WARN P-542 response_code 4 is invalid and read as 0');
    expect(strict.status).to.equal('failed');
    expect(strict.series[0]?.rule).to.equal('P-542');
  });

  it('P-543, P-512: an invalid code is read as 0 or as its integer, or stops the run where it is an error', () => {
    for (const [code, read, status] of [
      ['2', 2, 'failed'],
      [7, 0, 'success'],
      [null, 0, 'success'],
      [true, 0, 'success'],
    ] as const) {
      const scripts = { 'response-script': () => ({ response_code: code }) };
      const lenient = drive({ scripts });
      const strict = drive({ scripts, assumptions: { invalidResponseCode: 'strict' } });

      expect(lenient.status, String(code)).to.equal(status);
      expect(lenient.lines).to.include(
        `WARN P-543 response_code ${JSON.stringify(code)} is invalid and read as ${read}`,
      );
      expect(lenient.assumed).to.include('P-512');
      expect(strict.status).to.equal('failed');
      expect(strict.sent).to.have.length(1);
      expect(strict.series[0]?.rule).to.equal('P-543');
    }
  });

  it('P-544, P-521: 4xx and 5xx without a script fail the attempt, and then the step', () => {
    for (const status of [401, 404, 500]) {
      const driven = drive({ answers: [status] });

      expect(driven.status).to.equal('failed');
      expect(driven.sent).to.have.length(3);
      expect(driven.series[0]?.attempts.map(({ rule }) => rule)).to.deep.equal(['P-544', 'P-544', 'P-544']);
      expect(driven.lines).to.include(`ERROR P-544 GET https://shop.example/orders answered ${status}`);
      expect(driven.assumed).to.include('P-521');
    }
  });

  it('P-545, P-515: without a response the script is not run, and the attempt fails', () => {
    for (const failure of [refused, timedOut]) {
      const { status, trail, lines, series, assumed } = drive({
        answers: [failure, failure, failure],
        scripts: { 'response-script': () => ({ response_code: 0 }) },
      });

      expect(status).to.equal('failed');
      expect(trail.filter((line) => line.startsWith('call'))).to.deep.equal([]);
      expect(series[0]?.attempts).to.have.length(3);
      expect(lines[0]).to.match(/^ERROR P-545 GET .*: no response, script not run: /);
      expect(assumed).to.include('P-515');
    }
  });

  it('P-546, P-523, P-604, P-606: a script that throws is called four times an attempt, twelve in all', () => {
    const { status, output, sent, lines, series, assumed } = drive({ scripts: { 'response-script': throws() } });

    expect(status).to.equal('failed');
    expect(sent).to.have.length(3);
    expect(output.scriptCalls).to.deep.equal({ 'response-script': 12 });
    expect(lines).to.include(
      'ERROR P-546 response-script failed, call 2 of 4: hook-threw: SyntaxError: Unexpected token',
    );
    expect(series[0]?.attempts.map(({ rule }) => rule)).to.deep.equal(['P-546', 'P-546', 'P-546']);
    expect(assumed).to.include.members(['P-523', 'P-604', 'P-602']);
  });

  it('P-547, P-457: a pre-request script that throws is called four times, and no request is sent', () => {
    const { status, output, sent, lines, series, assumed } = drive({ scripts: { 'pre-request': throws('no key') } });

    expect(status).to.equal('failed');
    expect(sent).to.have.length(0);
    expect(output.operations).to.equal(0);
    expect(output.scriptCalls).to.deep.equal({ 'pre-request': 12 });
    expect(series[0]?.attempts.map(({ rule }) => rule)).to.deep.equal(['P-547', 'P-547', 'P-547']);
    expect(lines).to.include('ERROR P-547 pre-request failed, call 1 of 4: hook-threw: SyntaxError: no key');
    expect(assumed).to.include('P-457');
  });

  it('P-548, P-206, P-207, P-705: metadata above 10,240 bytes fails the step and the run, whatever the code', () => {
    const { status, sent, lines, series } = drive({
      setup: { tryCatch: true },
      scripts: { 'response-script': () => ({ response_code: 0, meta: { k: 'x'.repeat(10_233) } }) },
    });

    expect(status).to.equal('failed');
    expect(sent).to.have.length(1);
    expect(series[0]?.rule).to.equal('P-548');
    expect(lines).to.include('ERROR P-548 metadata has 10241 bytes of at most 10240');
  });

  it('P-549, P-440: with a script on the shape and one on the endpoint only the first runs', () => {
    const { output, trail, lines } = drive({
      scripts: {
        'response-script': () => ({ response_code: 0, payload: 'shape' }),
        'post-request': () => ({ response_code: 3 }),
      },
    });

    expect(output.payloads).to.deep.equal(['shape']);
    expect(trail).to.deep.equal(['send GET /orders', 'call response-script']);
    expect(lines[0]).to.match(/^INFO P-549 /);
  });
});
