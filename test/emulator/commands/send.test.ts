import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCli, runTogether, useFolder } from './run-cli.ts';
import { useReceiver } from './send-server.ts';

const key = 'northbeam-demo-key';

describe('hooksmith send', () => {
  const folder = useFolder();
  const receiver = useReceiver();

  /** Writes a project with one HTTP task and gives its folder. */
  function project(setup: object = {}, more: object = {}): string {
    const task = {
      name: 'Tell the warehouse',
      method: 'POST',
      url: `${receiver.url}/hooks/prep`,
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer nb-demo-1' },
      body: '{"plan":"{{$plan.name}}"}',
      ...setup,
    };
    const step = { platform: 'trifacta', step: 'http-task', setup: task, input: { $plan: { name: 'Prep' } }, ...more };
    folder.file('hooksmith.json', JSON.stringify({ steps: { tell: step } }));
    return folder.path;
  }
  const send = (words: readonly string[] = [], env: Readonly<Record<string, string>> = {}) =>
    runCli(['send', 'tell', ...words], { cwd: folder.path, env });

  it('carries out a step of hooksmith.json and tells each attempt with its time, class, reason and delay (H-274)', async () => {
    project({ retry: { enabled: true, retries: 3 } });
    receiver.answer = (index, response) => {
      response.writeHead(index < 2 ? 503 : 200).end('{"id":77}');
    };

    const { stdout, stderr, exitCode } = await send();

    expect([exitCode, stderr]).to.deep.equal([0, '']);
    expect(receiver.seen.map(({ method, url, body }) => [method, url, body])).to.deep.equal(
      Array(3).fill(['POST', '/hooks/prep', '{"plan":"Prep"}']),
    );
    expect(stdout).to.match(/^✓ tell \(trifacta http-task\): success, 3 attempts in 2/);
    expect(stdout).to.match(/1 {2}0 s +503 +retryable +503 is outside 200 to 299 +wait 1 s: .*\(T-148\)/);
    expect(stdout).to.match(/3 {2}2(\.\d)? s +200 +success/);
    expect(stdout).to.include('note: T-148');
    expect(stdout).to.not.include('nb-demo-1');
  });

  it('ends with 1 when the platform fails the step, and with 4 when nobody ever answers', async () => {
    project();
    receiver.answer = (_, response) => response.writeHead(404).end();
    const refused = createServer();
    const port = await new Promise<number>((resolve) =>
      refused.listen(0, '127.0.0.1', () => resolve((refused.address() as AddressInfo).port)),
    );
    await new Promise((resolve) => refused.close(resolve));

    const failed = await send();
    project({ url: `http://127.0.0.1:${port}/` });
    const unanswered = await send();

    expect([failed.exitCode, unanswered.exitCode]).to.deep.equal([1, 4]);
    expect(failed.stdout).to.match(/error step-failed {2}T-\d{3}\n {2}Tell the warehouse failed after 1 attempt: /);
    expect(unanswered.stdout).to.include('ECONNREFUSED');
  });

  it('ends with 1 when what is answered is too large or no HTTP at all: somebody answered', async () => {
    project();
    folder.file(
      'hooksmith.json',
      JSON.stringify({
        steps: {
          tell: {
            platform: 'shopify-flow',
            step: 'send-http-request',
            setup: { method: 'Post', url: `${receiver.url}/` },
          },
        },
      }),
    );
    receiver.answer = (_, response) => response.end('x'.repeat(1_048_577));
    const tooLarge = await send();
    receiver.answer = (_, response) => response.socket?.end('nothing like HTTP\r\n\r\n');
    const garbage = await send();

    expect([tooLarge.exitCode, garbage.exitCode]).to.deep.equal([1, 1]);
  });

  it('refuses an --allow-host that can never name a host, and says how to write it', async () => {
    project();
    const wrong = ['https://api.northbeam.example/x', '*.northbeam.example', 'a.example,b.example', ''];

    const calls = await runTogether(wrong.map((entry) => () => send(['--allow-host', entry])));
    const right = await runTogether(
      ['api.northbeam.example:8443', '::1', '[::1]:80', '127.0.0.1'].map(
        (entry) => () => send(['--allow-host', entry]),
      ),
    );

    expect(calls.map(({ exitCode }) => exitCode)).to.deep.equal([2, 2, 2, 2]);
    expect(calls[0]?.stderr).to.include('--allow-host api.northbeam.example;');
    expect(right.map(({ exitCode }) => exitCode)).to.deep.equal([0, 0, 0, 0]);
  });

  it('sends nothing to an address that may not be called, be it literal, a name, or what a redirect names (H-220 to H-224)', async () => {
    const calls = [];
    for (const url of ['http://169.254.169.254/latest', 'https://api.northbeam.example/', 'http://me:pw@127.0.0.1/']) {
      project({ url });
      calls.push(await send());
    }
    project({ url: `${receiver.url}/`, platform: { forbiddenIPs: '127.0.0.1; ::1' } });
    calls.push(await send());
    project();
    receiver.answer = (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end();
    const redirected = await send();

    expect(calls.map(({ exitCode }) => exitCode)).to.deep.equal([2, 2, 2, 2]);
    expect(calls[1]?.stdout).to.include('--allow-host api.northbeam.example');
    expect(calls[2]?.stdout).to.not.include('me:pw');
    expect(redirected.exitCode).to.equal(1);
    expect(receiver.seen).to.have.length(1);
  });

  it('refuses wrong input before it sends anything, with the place and what to do', async () => {
    const wrong: readonly (readonly [setup: object, more: object, words: readonly string[], says: RegExp])[] = [
      [{ methode: 'POST' }, {}, [], /setup has an unknown key "methode".*\n.*Did you mean "method"/],
      [{ method: 'TRACE' }, {}, [], /method/i],
      [{ secretKey: { $secret: 'nb-key' } }, {}, [], /names the secret "nb-key".*\n.*HOOKSMITH_SECRET_NB_KEY/],
      [{ headers: { 'X-A': 'a\r\nX-B: b' } }, {}, [], /wrong-setup/],
      [{ url: 'http://me:pw@127.0.0.1:1/' }, {}, [], /wrong-setup/],
      [{ body: '{{$plan.constructor}}' }, {}, [], /wrong-setup/],
      [{}, { assumptions: { retryDelayMS: 1 } }, [], /no assumption called "retryDelayMS".*\n.*retryDelayMs/],
      [{}, {}, ['--input', '{"$plan":'], /--input:1:10: not JSON/],
      [{}, {}, ['--input', '@nothing.json'], /there is no such file/],
      [
        {},
        {},
        ['--input', '{"$plan":{"name":"ghp_0123456789abcdefghijABCDEFGHIJ012345"}}'],
        /--input: \/\$plan\/name holds what looks like a key/,
      ],
      [
        {},
        { input: { $plan: { name: '-----BEGIN PRIVATE KEY-----\nMIIE' } } },
        [],
        /"input": \/\$plan\/name holds what looks like a key/,
      ],
      [{}, {}, ['--secrets', 'nothing.json'], /--secrets nothing.json cannot be read: ENOENT.*\n.*courier-key/],
      [
        { secretKey: { $secret: 'nb-key', more: 1 } },
        {},
        [],
        /must be \{"\$secret": .* and no more.*\n.*remove other keys/,
      ],
      [{}, { input: 'nothing.json' }, [], /input names nothing.json, and there is no such file/],
      [{}, { input: 'hooksmith.bad' }, [], /hooksmith.bad:1:2: not JSON: .*\n.*mend the file/],
      [{}, {}, ['--network', 'all'], /--network is "all"; expected local or platform/],
    ];
    folder.file('hooksmith.bad', '{');
    const results = [];
    for (const [setup, more, words] of wrong) {
      project(setup, more);
      results.push(await send(words));
    }
    project();
    const unknown = await runCli(['send', 'tel'], { cwd: folder.path });
    const none = await runCli(['send'], { cwd: folder.path });
    project({}, { step: 'http-tsk' });
    const misspelt = await send();
    project({}, { platform: 'celigo', step: 'import', setup: {}, input: undefined });
    const pipeline = await send();

    for (const [index, { exitCode, stdout, stderr }] of results.entries()) {
      expect(`${stdout}${stderr}`, `row ${index}`).to.match(wrong[index]?.[3] ?? /never/);
      expect(`${stdout}${stderr}`, `row ${index}`).to.not.match(/ghp_|MIIE|me:pw/);
      expect(exitCode, `row ${index}: ${stdout}${stderr}`).to.equal(2);
    }
    expect([unknown.exitCode, unknown.stderr]).to.deep.equal([
      2,
      'error hooksmith.json has no hook or step called "tel" [ERR_USAGE]\n  Did you mean "tell"?\n',
    ]);
    expect([misspelt.exitCode, misspelt.stderr]).to.deep.equal([
      2,
      'error hooksmith.json: /steps/tell: there is no step called "trifacta/http-tsk" [ERR_CONFIG]\n  Did you mean "trifacta/http-task"?\n',
    ]);
    expect([pipeline.exitCode, pipeline.stderr]).to.deep.equal([
      2,
      'error tell sends no HTTP request: there is nothing to send [ERR_USAGE]\n  hooksmith replay tell runs it on its recordings.\n',
    ]);
    expect([none.exitCode, none.stderr]).to.satisfy(
      ([code, text]: [number, string]) => code === 2 && text.includes('tell'),
    );
    expect(receiver.seen).to.deep.equal([]);
  });

  it('prints the bytes in a dry run, secrets hidden, and sends nothing', async () => {
    project({ secretKey: { $secret: 'nb-key' } });

    const { stdout, exitCode } = await send(['--dry-run'], { HOOKSMITH_SECRET_NB_KEY: key });

    expect(exitCode).to.equal(0);
    expect(receiver.seen).to.deep.equal([]);
    const [head = '', body] = stdout.split('\r\n\r\n');
    expect(head.split('\r\n')).to.deep.include.members([
      'POST /hooks/prep HTTP/1.1',
      'Content-Type: application/json',
      'Authorization: Bearer ***',
      'content-length: 15',
    ]);
    expect(body).to.equal('{"plan":"Prep"}\n');
  });

  it('tells the true length of a body in a dry run, although a secret is hidden in it', async () => {
    const setup = { method: 'Post', url: `${receiver.url}/`, body: 'key={{secrets.nb-key}}' };
    const step = { platform: 'shopify-flow', step: 'send-http-request', setup };
    folder.file('hooksmith.json', JSON.stringify({ steps: { tell: step } }));

    const { stdout } = await send(['--dry-run'], { HOOKSMITH_SECRET_NB_KEY: key });

    expect(stdout).to.match(/key=\*\*\*\n$/);
    expect(stdout).to.include(`content-length: ${4 + key.length}\r\n`);
  });

  it('records what it sent and got, and replays it offline against a changed step', async () => {
    project({ retry: { enabled: true, retries: 3 } });
    receiver.answer = (index, response) => {
      response.writeHead(index < 2 ? 503 : 200).end('{"id":77}');
    };
    const replay = (words: readonly string[] = []) =>
      runCli(['replay', 'tell', 'run.rec.jsonl', '--json', ...words], { cwd: folder.path });

    await send(['--record', 'run.rec.jsonl', '--now', '2026-03-04T09:00:00Z', '--seed', 's1']);
    const lines = readFileSync(join(folder.path, 'run.rec.jsonl'), 'utf8').trim().split('\n');
    const same = await replay();
    project({ retry: { enabled: true, retries: 1 } });
    const fewer = JSON.parse((await replay()).stdout);
    project({ retry: { enabled: true, retries: 3 }, body: '{"plan":"other"}' });
    const other = JSON.parse((await replay()).stdout);
    project({ retry: { enabled: true, retries: 3 } });
    const missing = readFileSync(join(folder.path, 'run.rec.jsonl'), 'utf8').split('\n');
    folder.file(
      'short.rec.jsonl',
      `${missing
        .filter((line) => !line.includes('"n":2'))
        .slice(0, -2)
        .join('\n')}\n`,
    );
    const short = await runCli(['replay', 'tell', 'short.rec.jsonl', '--allow-truncated'], { cwd: folder.path });

    expect(lines.map((line) => JSON.parse(line).kind)).to.deep.equal(['header', 'page', 'http', 'http', 'http', 'end']);
    expect(same.exitCode).to.equal(0);
    expect(JSON.parse(same.stdout).totals).to.deep.include({ pages: 1, passedPages: 1, changedPages: 0 });
    const codes = (report: { findings: readonly { code: string; severity: string }[] }) =>
      report.findings.filter(({ severity }) => severity !== 'info').map(({ code }) => code);
    expect(codes(fewer)).to.include.members(['step-failed', 'result-changed']);
    expect(codes(other)).to.deep.equal(['stale-answer', 'stale-answer', 'stale-answer']);
    expect([short.exitCode, short.stdout]).to.satisfy(
      ([code, text]: [number, string]) => code === 2 && text.includes('the recording holds 2'),
    );
    expect(receiver.seen).to.have.length(3);
  });

  it('replays a step whose address and keys are secrets without knowing one', async () => {
    project({ url: { $secret: 'slack-url' }, secretKey: { $secret: 'nb-key' } });
    const env = { HOOKSMITH_SECRET_SLACK_URL: `${receiver.url}/services/T0AB/B0CD`, HOOKSMITH_SECRET_NB_KEY: key };

    await send(['--record', 'slack.rec.jsonl'], env);
    const { stdout, exitCode } = await runCli(['replay', 'tell', 'slack.rec.jsonl'], { cwd: folder.path });

    expect([exitCode, stdout.split('\n')[0]]).to.deep.equal([0, '✓ 1 page, 1 record: the page passes']);
  });

  it('prints the outcome as JSON: status, series, output, log, findings', async () => {
    project();

    const { stdout } = await send(['--json']);

    const told = JSON.parse(stdout);
    expect(told).to.deep.include({
      schema: 1,
      name: 'tell',
      platform: 'trifacta',
      step: 'http-task',
      status: 'success',
    });
    expect(told.series[0].attempts[0]).to.deep.include({ n: 1, class: 'success' });
    expect(told).to.include.keys('output', 'log', 'findings', 'seed', 'startedAt');
  });

  it('leaks a secret into no output and no recording, in none of its forms (F-163)', async () => {
    const canary = 'c4n4ry/+ "key" ünder';
    project({
      secretKey: { $secret: 'nb-key' },
      headers: { 'X-Courier-Key': { $secret: 'courier' }, Authorization: { $secret: 'basic' } },
      url: { $secret: 'url' },
      body: '{"text":"hello"}',
    });
    const basic = `Basic ${Buffer.from(`me:${canary}`).toString('base64')}`;
    const env = {
      HOOKSMITH_SECRET_NB_KEY: canary,
      HOOKSMITH_SECRET_COURIER: 'c0urier-canary-77',
      HOOKSMITH_SECRET_BASIC: basic,
      HOOKSMITH_SECRET_URL: `${receiver.url}/hooks?token=t0ken-canary-55`,
    };
    receiver.answer = (_, response, { headers, url }) => {
      response.setHeader('X-Echo', encodeURIComponent(canary));
      response.end(JSON.stringify({ canary, url, headers, twice: JSON.stringify({ canary }), b: basic }));
    };

    const results = await runTogether(
      [['--record', 'canary.rec.jsonl'], ['--json'], ['--dry-run']].map((words) => () => send(words, env)),
    );
    const outputs = results.flatMap(({ stdout, stderr }) => [stdout, stderr]);
    const replayed = await runCli(['replay', 'tell', 'canary.rec.jsonl', '--json'], { cwd: folder.path });
    outputs.push(readFileSync(join(folder.path, 'canary.rec.jsonl'), 'utf8'), replayed.stdout, replayed.stderr);

    expect(results.map(({ exitCode }) => exitCode)).to.deep.equal([0, 0, 0]);
    expect(receiver.seen[0]?.headers).to.deep.include({ 'x-courier-key': 'c0urier-canary-77', authorization: basic });
    const forms = [canary, encodeURIComponent(canary), JSON.stringify(canary).slice(1, -1)].flatMap((text) => [
      text,
      Buffer.from(text).toString('base64').slice(2, -4),
      text.slice(0, 6),
    ]);
    for (const form of [...forms, 'c0urier', 't0ken-canary', basic.slice(6, 30)]) {
      expect(
        outputs.filter((text) => text.includes(form)),
        form,
      ).to.deep.equal([]);
    }
  });
});
