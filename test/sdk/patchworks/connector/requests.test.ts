import { expect } from 'chai';
import { drive, inTurn, throws } from './drive-connector.ts';

const login = { method: 'POST', url: 'https://shop.example/session', body: '{"user":"{{user}}","pass":"{{pass}}"}' };
const ostrava = { user: 'ostrava', pass: 'demo-pass' };

describe('patchworks connector, requests', () => {
  it('P-208, P-204: fills metadata, authentication variables and variables of the step into url, headers and body', () => {
    const { sent, lines } = drive({
      setup: {
        mode: 'send',
        endpoint: {
          method: 'post',
          url: 'https://shop.example/{{warehouse}}?since=[[meta.since]]',
          headers: { 'X-Key': '{{ key }}', 'X-None': '{{none}}[[meta.none]]' },
          body: '{"key":"{{key}}","n":{{n}}}',
        },
        authentication: { variables: { key: 'k-1' } },
      },
      input: { variables: { warehouse: 'LEEDS', n: 3, key: 'of the step' }, meta: { since: '2026' } },
    });

    expect(sent).to.deep.equal([
      {
        method: 'POST',
        url: 'https://shop.example/LEEDS?since=2026',
        headers: [
          { name: 'X-Key', value: 'k-1' },
          { name: 'X-None', value: '' },
        ],
        body: '{"key":"k-1","n":3}',
      },
    ]);
    expect(lines).to.include.members([
      'WARN P-204 {{none}} has no value and stays empty',
      'WARN P-208 [[meta.none]] has no value and stays empty',
    ]);
  });

  it('sends the payload where it sends, and nothing where it receives', () => {
    const sendsWith = (mode: 'send' | 'receive'): unknown =>
      drive({ setup: { mode, endpoint: { method: 'POST' } }, input: { payload: '{{token}}' } }).sent[0]?.body;

    expect(sendsWith('send')).to.equal('{{token}}');
    expect(sendsWith('receive')).to.equal(null);
  });

  it('refuses a request that templates make longer than any request', () => {
    const { status, series } = drive({
      setup: { endpoint: { method: 'POST', body: '{{big}}'.repeat(40) } },
      input: { variables: { big: 'x'.repeat(1024 * 1024) } },
    });

    expect(status).to.equal('refused');
    expect(series[0]?.status).to.equal('refused');
  });

  it('ends as refused, without a retry, where the address must not be called', () => {
    const { status, output, series } = drive({
      setup: { tryCatch: true },
      answers: [{ kind: 'forbidden', rule: 'H-220', message: 'not this host' }],
    });

    expect(status).to.equal('refused');
    expect(output.operations).to.equal(0);
    expect(series).to.deep.equal([
      { name: 'page 1', status: 'refused', attempts: [], says: 'not this host', rule: 'H-220' },
    ]);
  });

  it('P-608: the time-out is that of the shape, else the assumption', () => {
    const { series, assumed } = drive({
      answers: [{ kind: 'failure', failure: { type: 'timeout', code: null, message: 'late' }, ms: 1 }],
      setup: { connectorRetries: 0 },
    });

    expect(series[0]?.attempts[0]?.rule).to.equal('P-545');
    expect(assumed).to.include('P-608');
  });
});

describe('patchworks connector, pre-request scripts', () => {
  const post = { mode: 'send', endpoint: { method: 'POST', headers: { Accept: '*/*' } } } as const;

  it('P-450 to P-452, P-405: passes the request as JSON text with the authentication variables, and sends what comes back', () => {
    const seen: { payload: string; variables: unknown }[] = [];
    const { sent, assumed } = drive({
      setup: { ...post, authentication: { variables: { api_key: 'k-demo' } } },
      input: { payload: '{"order":"Q-100"}' },
      scripts: {
        'pre-request': (data) => {
          seen.push(data);
          const request = JSON.parse(data.payload);
          request.headers['X-Key'] = data.variables.api_key;
          return { payload: JSON.stringify(request) };
        },
      },
    });

    expect(JSON.parse(seen[0]?.payload ?? '')).to.deep.equal({
      method: 'POST',
      url: 'https://shop.example/orders',
      headers: { Accept: '*/*' },
      body: '{"order":"Q-100"}',
    });
    expect(seen[0]?.variables).to.deep.equal({ api_key: 'k-demo' });
    expect(sent[0]?.headers).to.deep.equal([
      { name: 'Accept', value: '*/*' },
      { name: 'X-Key', value: 'k-demo' },
    ]);
    expect(sent[0]?.body).to.equal('{"order":"Q-100"}');
    expect(assumed).to.include.members(['P-452', 'P-204']);
  });

  it('P-452: parts that the result lacks stay, and an empty result changes nothing', () => {
    const withHeaders = drive({
      setup: post,
      scripts: { 'pre-request': () => ({ payload: '{"headers":{"X":"1"}}' }) },
    });
    const empty = drive({ setup: post, scripts: { 'pre-request': () => ({ response_code: 3 }) } });

    expect(withHeaders.sent[0]).to.deep.include({ method: 'POST', url: 'https://shop.example/orders' });
    expect(withHeaders.sent[0]?.headers).to.deep.equal([{ name: 'X', value: '1' }]);
    expect(empty.sent[0]?.headers).to.deep.equal([{ name: 'Accept', value: '*/*' }]);
  });

  it('P-452: a text that is no request fails the step before anything is sent', () => {
    const { status, sent, series } = drive({ scripts: { 'pre-request': () => ({ payload: 'signed' }) } });

    expect([status, sent.length, series[0]?.rule]).to.deep.equal(['failed', 0, 'P-452']);
  });

  it('P-452: preRequestForm gives the script an object or the bare body', () => {
    const object = drive({
      setup: post,
      scripts: { 'pre-request': ({ payload }) => ({ payload: { ...payload, url: `${payload.url}?a=1` } }) },
      assumptions: { preRequestForm: 'jsonObject' },
    });
    const body = drive({
      setup: post,
      input: { payload: 'b' },
      scripts: { 'pre-request': ({ payload }) => ({ payload: `${payload}!` }) },
      assumptions: { preRequestForm: 'bodyOnly' },
    });

    expect(object.sent[0]?.url).to.equal('https://shop.example/orders?a=1');
    expect(body.sent[0]?.body).to.equal('b!');
  });

  it('P-456: runs again for each attempt, so a stamp is fresh, unless preRequestPerAttempt is false', () => {
    const stampsWith = (preRequestPerAttempt: boolean): readonly unknown[] => {
      let stamp = 0;
      const { sent } = drive({
        answers: [500],
        scripts: {
          'pre-request': () => {
            stamp += 1;
            return { payload: JSON.stringify({ headers: { 'X-Stamp': String(stamp) } }) };
          },
        },
        assumptions: { preRequestPerAttempt },
      });
      return sent.map(({ headers }) => headers[0]?.value);
    };

    expect(stampsWith(true)).to.deep.equal(['1', '2', '3']);
    expect(stampsWith(false)).to.deep.equal(['1', '1', '1']);
  });

  it('P-457: with preRequestThrow "retryThenFailStep" no further attempt follows', () => {
    const { output, series } = drive({
      scripts: { 'pre-request': throws() },
      assumptions: { preRequestThrow: 'retryThenFailStep' },
    });

    expect(output.scriptCalls).to.deep.equal({ 'pre-request': 4 });
    expect(series[0]?.attempts).to.have.length(1);
  });

  it('P-204: authVariablesKey moves the authentication variables', () => {
    const seen: Record<string, unknown>[] = [];
    drive({
      setup: { authentication: { variables: { api_key: 'k' } } },
      input: { variables: { v: 1 } },
      scripts: { 'pre-request': (data) => seen.push(data) && {} },
      assumptions: { authVariablesKey: 'auth' },
    });

    expect(seen[0]).to.deep.include({ variables: { v: 1 }, auth: { api_key: 'k' } });
  });
});

describe('patchworks connector, authentication', () => {
  const setup = {
    authentication: { request: login, variables: ostrava },
    endpoint: { headers: { Authorization: 'Bearer {{token}}' } },
  };

  it('P-470 to P-474, P-406: the pre-request script is passed body and variables alone, and gives the body', () => {
    const seen: unknown[] = [];
    const { sent, trail, assumed } = drive({
      setup,
      scripts: {
        'auth-pre': (data) => {
          seen.push(data);
          return { payload: data.payload.replace(data.variables.pass, btoa(data.variables.pass)) };
        },
      },
    });

    expect(seen).to.deep.equal([{ payload: '{"user":"ostrava","pass":"demo-pass"}', variables: ostrava }]);
    expect(sent[0]?.body).to.equal('{"user":"ostrava","pass":"ZGVtby1wYXNz"}');
    expect(trail).to.deep.equal(['call auth-pre', 'send POST /session', 'send GET /orders']);
    expect(assumed).to.include('P-473');
  });

  it('P-309: a pre-request script that returns no payload leaves the body as configured', () => {
    const { sent } = drive({ setup, scripts: { 'auth-pre': () => ({ variables: { pass: 'x' } }) } });

    expect(sent[0]?.body).to.equal('{"user":"ostrava","pass":"demo-pass"}');
  });

  it('P-480 to P-483, P-407: the post-request script is passed the body and gives the token, which no output may show', () => {
    const seen: unknown[] = [];
    const { sent, secrets, assumed } = drive({
      setup,
      answers: ({ url }) => [200, url.endsWith('/session') ? '{"detail":"store=12;token=tk-demo-9;ttl=900"}' : ''],
      scripts: {
        'auth-post': (data) => {
          seen.push(data);
          const token = /token=([^;]+)/.exec(data.payload)?.[1];
          return { payload: data.payload, variables: { ...data.variables, token } };
        },
      },
    });

    expect(seen).to.deep.equal([{ payload: '{"detail":"store=12;token=tk-demo-9;ttl=900"}', variables: ostrava }]);
    expect(sent[1]?.headers[0]?.value).to.equal('Bearer tk-demo-9');
    expect(secrets).to.deep.equal(['tk-demo-9']);
    expect(assumed).to.include.members(['P-481', 'P-482']);
  });

  it('P-482: tokenReturn "payload" takes the token from there; without one it stays empty, with a warning', () => {
    const scripts = { 'auth-post': () => ({ payload: 'tk-1' }) };
    const inPayload = drive({ setup, scripts, assumptions: { tokenReturn: 'payload' } });
    const nowhere = drive({ setup, scripts });

    expect(inPayload.sent[1]?.headers[0]?.value).to.equal('Bearer tk-1');
    expect(nowhere.sent[1]?.headers[0]?.value).to.equal('Bearer ');
    expect(nowhere.lines).to.include('WARN P-482 the authentication gave no token: {{token}} stays empty');
  });

  it('P-480, P-552: the post-request script does not run after a failed authentication, which fails the flow', () => {
    for (const answer of [403, 302, 500] as const) {
      const { status, trail, series } = drive({
        setup: { ...setup, tryCatch: true },
        answers: [answer],
        scripts: { 'auth-post': () => ({}) },
      });

      expect(status).to.equal('failed');
      expect(trail).to.deep.equal(['send POST /session']);
      expect(series.map(({ name, status: one, rule }) => [name, one, rule])).to.deep.equal([
        ['authentication', 'failed', 'P-480'],
      ]);
    }
  });

  it('P-552, P-602: an authentication script that throws is called four times, and then the flow fails', () => {
    for (const place of ['auth-pre', 'auth-post']) {
      const { status, output, lines } = drive({ setup, scripts: { [place]: throws('no meta') } });

      expect(status).to.equal('failed');
      expect(output.scriptCalls).to.deep.equal({ [place]: 4 });
      expect(lines.at(-1)).to.match(/^ERROR P-552 authentication failed: /);
    }
  });

  it('P-472: the old token is visible on a new authentication, unless staleTokenVisible is false', () => {
    for (const staleTokenVisible of [true, false]) {
      const seen: unknown[] = [];
      drive({
        setup: { ...setup, authentication: { request: login, token: 'token' } },
        answers: [[200, '{"token":"tk-1"}']],
        scripts: {
          'auth-pre': (data) => seen.push(data.variables) && {},
          'response-script': inTurn({ response_code: 4 }, { response_code: 0 }),
        },
        assumptions: { staleTokenVisible },
      });

      expect(seen).to.deep.equal([{}, staleTokenVisible ? { token: 'tk-1' } : {}]);
    }
  });

  it('authenticates anew in every run of the flow', () => {
    const { series } = drive({
      setup,
      scripts: { 'response-script': inTurn({ response_code: 2 }, { response_code: 0 }) },
    });

    expect(series.map(({ name }) => name)).to.deep.equal([
      'authentication',
      'page 1',
      'run 2, authentication',
      'run 2, page 1',
    ]);
  });
});
