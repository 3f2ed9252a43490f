import { expect } from 'chai';
import { type Answer, type Came, pull, returns, script } from './shop.ts';

const codes = (pulled: { readonly findings: readonly { readonly severity: string; readonly rule: string }[] }) =>
  pulled.findings.filter(({ severity }) => severity !== 'info').map(({ severity, rule }) => `${severity} ${rule}`);

describe('scripts of a patchworks connector in the sandbox', () => {
  it('run unchanged: undeclared variables, JSON arrays, words of modules in comments, a plain function (P-103, P-107, P-108, P-111, P-112)', async () => {
    const source = `
      // import ('nothing') and require ("nothing either") are words here
      module.exports = function (data) {
        calls = typeof calls === 'undefined' ? 1 : calls + 1;
        payload = JSON.parse(data.payload);
        return { response_code: 0, payload: String(payload.length), logs: ['call ' + calls] };
      };`;
    const pulled = await pull({
      answers: [[200, '[1,2,3]']],
      input: { payloads: [null, null] },
      scripts: { 'response-script': source },
    });

    expect(pulled.output.payloads).to.deep.equal(['3', '3']);
    expect(pulled.lines.filter((line) => line.includes('script'))).to.deep.equal([
      'INFO script call 1',
      'INFO script call 2',
    ]);
    expect(pulled.findings.some(({ code, rule }) => code === 'undeclared-global' && rule === 'P-107')).to.equal(true);
  });

  it('pass through JSON both ways: what it cannot hold is lost, and a cycle is an error (P-109, P-110, P-141)', async () => {
    const lossy = await pull({
      input: { flow: { variables: { n: 1 } } },
      scripts: {
        'response-script': script(
          'return { response_code: 0, flow: { variables: { at: new Date(0), none: undefined, n: data.flow.variables.n + 1 } } };',
        ),
      },
    });
    const cyclic = await pull({
      setup: { connectorRetries: 0 },
      scripts: { 'response-script': script('data.self = data; return data;') },
    });

    expect(lossy.output.flow.variables).to.deep.equal({ at: '1970-01-01T00:00:00.000Z', n: 2 });
    expect(cyclic.status).to.equal('failed');
    expect(codes(cyclic)).to.include('error P-109');
  });

  it('may require the packages of the platform, which must be installed here to be bundled (P-120, P-123)', async () => {
    const source = "const parse = require('xml-js');\nmodule.exports = async () => ({ response_code: 0 });\n";
    let message = '';
    try {
      await pull({ scripts: { 'response-script': source } });
    } catch (error) {
      message = String(error);
    }

    expect(message).to.include('xml-js');
  });

  it('see the response as it came, headers in the sender’s casing (P-213 to P-215)', async () => {
    const pulled = await pull({
      answers: [[202, 'building', { 'X-Request-Id': 'tb-71', 'Set-Cookie': ['a=1', 'b=2'] }]],
      scripts: { 'response-script': script('return { response_code: 0, payload: JSON.stringify(data.response) };') },
    });

    const seen = JSON.parse(pulled.output.payloads[0]);
    expect(seen).to.deep.include({ status: 202, body: 'building' });
    expect(seen.headers).to.deep.include({ 'X-Request-Id': 'tb-71', 'Set-Cookie': 'a=1, b=2' });
  });

  it('log after they have ended, at every call (P-305); console output stays apart (P-312)', async () => {
    const pulled = await pull({
      scripts: {
        'response-script': script(
          'console.log("seen"); return { response_code: 0, logs: ["one", "two"], message: "done" };',
        ),
      },
    });

    expect(pulled.lines.slice(1, 4)).to.deep.equal(['INFO script one', 'INFO script two', 'INFO script done']);
    expect(JSON.stringify(pulled.console)).to.include('seen');
    expect(pulled.lines.join()).to.not.include('seen');
  });

  it('warn once of what is lenient, and go on (P-304, P-306, P-311)', async () => {
    const pulled = await pull({
      scripts: {
        'pre-request': returns({ response_code: 3 }),
        'response-script': returns({ response_code: 0, payload: { a: 1 } }),
      },
    });

    expect([pulled.status, pulled.output.payloads]).to.deep.equal(['success', ['{"a":1}']]);
    expect(codes(pulled)).to.have.members(['warning P-306', 'warning P-304']);
  });

  it('stop the step where the contract is broken: logs that are no list (P-305)', async () => {
    const pulled = await pull({ scripts: { 'response-script': returns({ response_code: 0, logs: 'done' }) } });

    expect([pulled.status, pulled.came.length]).to.deep.equal(['failed', 1]);
    expect(codes(pulled)).to.include('error P-305');
  });
});

describe('a patchworks connector over real sockets', () => {
  it('signs each attempt anew with a pre-request script (P-450, P-451, P-456)', async () => {
    const pulled = await pull({
      setup: { mode: 'send', authentication: { variables: { api_key: 'k-demo', api_secret: { $secret: 'SHOP' } } } },
      endpoint: { method: 'POST', headers: { 'Content-Type': 'application/json' } },
      input: { payload: '{"order":"Q-100"}' },
      secrets: { SHOP: 's-demo-secret-value' },
      answers: [503, [200, '{}']],
      assumptions: { stepRetryDelayMs: 60_000 },
      scripts: {
        'pre-request': script(`
          const request = JSON.parse(data.payload);
          const stamp = String(Date.now());
          let sum = 0;
          for (const letter of stamp + data.variables.api_secret + request.body) sum = (sum * 31 + letter.charCodeAt(0)) % 65521;
          request.headers = { ...request.headers, 'X-Key': data.variables.api_key, 'X-Stamp': stamp, 'X-Sum': String(sum) };
          return { payload: JSON.stringify(request) };`),
      },
    });

    expect(pulled.status).to.equal('success');
    const stamps = pulled.came.map(({ headers }) => Number(headers['x-stamp']));
    expect((stamps[1] ?? 0) - (stamps[0] ?? 0)).to.be.at.least(60_000);
    for (const { headers, body } of pulled.came) {
      let sum = 0;
      for (const letter of `${headers['x-stamp']}s-demo-secret-value${body}`)
        sum = (sum * 31 + letter.charCodeAt(0)) % 65521;
      expect(headers).to.include({ 'x-key': 'k-demo', 'x-sum': String(sum), 'content-type': 'application/json' });
    }
    const { came: _, ...shown } = pulled;
    expect(JSON.stringify(shown)).to.not.include('s-demo-secret-value');
  });

  it('tells a module of Node that the sandbox lacks as a gap of hooksmith, not as a fault of the script (P-123)', async () => {
    const source = `
      const zlib = require('zlib');
      module.exports = async (data) => ({ payload: JSON.stringify({ body: zlib.gzipSync('a').toString('hex') }) });`;
    const pulled = await pull({ setup: { connectorRetries: 0 }, scripts: { 'pre-request': source } });

    expect([pulled.status, pulled.came.length]).to.deep.equal(['failed', 0]);
    expect(pulled.findings.map(({ code }) => code)).to.include('not-modelled');
  });

  it('authenticates with both scripts: a password in base64, and a token out of a combined field (P-470 to P-483)', async () => {
    const pulled = await pull({
      setup: {
        authentication: {
          request: { method: 'POST', url: '/session', body: '{"user":"{{user}}","pass":"{{pass}}"}' },
          variables: { user: 'ostrava', pass: 'demo-pass' },
        },
      },
      endpoint: { headers: { Authorization: 'Bearer {{token}}' } },
      answers: ({ path }: Came): Answer =>
        path === '/session' ? [200, '{"detail":"store=12;token=tk-demo-9;ttl=900"}'] : [200, '[]'],
      scripts: {
        'auth-pre': script(
          'const body = JSON.parse(data.payload); body.pass = "b64:" + body.pass; return { payload: JSON.stringify(body) };',
        ),
        'auth-post': script(
          'const token = /token=([^;]+)/.exec(JSON.parse(data.payload).detail)[1]; return { variables: { ...data.variables, token } };',
        ),
      },
    });

    expect(pulled.status).to.equal('success');
    expect(pulled.came[0]?.body).to.equal('{"user":"ostrava","pass":"b64:demo-pass"}');
    expect(pulled.came[1]?.headers.authorization).to.equal('Bearer tk-demo-9');
  });

  it('follows a Link header with a pagination script (P-460 to P-464)', async () => {
    const pulled = await pull({
      answers: ({ path, headers }: Came): Answer => {
        const page = Number(new URL(path, 'http://shop').searchParams.get('page') ?? 1);
        const next = `<http://${headers.host}/orders?page=${page + 1}>; rel="next"`;
        return [200, `[${page}]`, page < 4 ? { Link: next } : {}];
      },
      scripts: {
        pagination: script(`
          const page = JSON.parse(data.payload);
          const next = /<([^>]+)>;\\s*rel="next"/.exec(page.response.headers.Link || '');
          const { headers } = page.request;
          const result = next
            ? { has_next_page: true, url: next[1], headers, method: 'GET', body: '' }
            : { has_next_page: false, method: 'GET' };
          return { payload: JSON.stringify(result) };`),
      },
    });

    expect(pulled.status).to.equal('success');
    expect(pulled.output.payloads).to.deep.equal(['[1]', '[2]', '[3]', '[4]']);
    expect(pulled.output.operations).to.equal(4);
  });

  it('lets days of flow retries pass in a moment, and keeps them on the clock (P-612)', async () => {
    const pulled = await pull({
      answers: [
        [200, 'pending'],
        [200, 'pending'],
        [200, 'shipped'],
      ],
      scripts: { 'response-script': script('return { response_code: data.response.body === "shipped" ? 0 : 2 };') },
      assumptions: { flowRetryDelayMs: 86_400_000 },
    });

    expect(pulled.status).to.equal('success');
    expect(pulled.series.at(-1)?.attempts[0]?.at).to.be.at.least(2 * 86_400_000);
  });

  it('refuses an address that is not this machine, and leaves nothing sent', async () => {
    const pulled = await pull({ endpoint: { url: 'http://192.0.2.1/orders' } });

    expect([pulled.status, pulled.came.length, pulled.output.operations]).to.deep.equal(['refused', 0, 0]);
  });

  it('refuses a header with a line break from a pre-request script', async () => {
    const pulled = await pull({
      scripts: { 'pre-request': returns({ payload: JSON.stringify({ headers: { 'X-A': 'b\r\nX-C: d' } }) }) },
    });

    expect([pulled.status, pulled.came.length]).to.deep.equal(['refused', 0]);
  });
});
