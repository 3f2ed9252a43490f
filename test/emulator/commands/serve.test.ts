import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import { type CliResult, optionsOf, runTogether, useFolder } from './run-cli.ts';
import { serve } from './start-serve.ts';

/** What the line of `--json` says. */
interface Announcement {
  readonly url: string;
  readonly token: string;
  readonly stack: { readonly url: string; readonly systemToken: string };
}

function call({ stack }: Announcement, name: string, options: unknown): Promise<Response> {
  return fetch(`${stack.url}/function`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stack.systemToken}`, 'content-type': 'application/json', traceid: 'trace-1' },
    body: JSON.stringify({ diy: true, type: 'hook', function: name, options }),
  });
}

/** Processes that a process has started; none where the system does not tell. */
function findChildren(pid: number | undefined): readonly string[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return existsSync(file)
    ? readFileSync(file, 'utf8')
        .split(' ')
        .filter((child) => child !== '')
    : [];
}

/** A process that has ended but whom nobody has asked for its exit code is a zombie (Z): it does not run. */
function isRunning(pid: string): boolean {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
}

const project = {
  hooks: {
    ids: { platform: 'celigo', hook: 'postSubmit', script: 'hooks.js', function: 'ids' },
    lose: { platform: 'celigo', hook: 'postSubmit', script: 'hooks.js', function: 'lose' },
    busy: { platform: 'celigo', hook: 'postSubmit', script: 'hooks.js', function: 'busy' },
    throwing: { platform: 'celigo', hook: 'postSubmit', script: 'hooks.js', function: 'throwing' },
  },
};
const hooks = `
function ids(options) { console.log('\\u001b[2Jseen'); return options.responseData; }
function lose(options, callback) { callback(null, []); }
function busy(options, callback) { let n = 0; while (n < 1e9) n += 1; callback(null, n); }
function throwing(options, callback) { throw new Error('not today'); }
`;

describe('hooksmith serve', () => {
  const folder = useFolder();
  folder.file('hooksmith.json', JSON.stringify(project));
  folder.file('hooks.js', hooks);
  const options = { ...optionsOf(7), bearerToken: 'one-time-token' };

  it('prints one line of JSON first, answers calls, and logs them on stderr', async () => {
    const serving = await serve(folder.path, ['--stack', '--port', '0', '--json']);
    const announced: Announcement = JSON.parse(serving.firstLine);
    const good = await call(announced, 'ids', options);
    const lost = await call(announced, 'lose', options);
    const odd = await call(announced, 'no\nsuch \u001b[31mfunction', options);
    const refused = await fetch(`${announced.stack.url}/readyz`);
    const exitCode = await serving.stop('SIGINT');

    expect(Object.keys(announced)).to.deep.equal(['url', 'token', 'stack']);
    expect(announced.url).to.match(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(announced.stack.url).to.equal(`${announced.url}/stack`);
    expect(announced.token).to.match(/^[\w-]{43}$/);
    expect(announced.stack.systemToken)
      .to.match(/^[\w-]{43}$/)
      .and.not.equal(announced.token);
    expect([good.status, lost.status, odd.status, refused.status]).to.deep.equal([200, 200, 422, 401]);
    expect(await good.json()).to.deep.equal(options.responseData);
    expect(exitCode).to.equal(130);

    const { stdout, stderr } = serving.printed();
    expect(stdout).to.equal(`${serving.firstLine}\n`);
    const lines = stderr.replaceAll(/\d+ ms/g, 'N ms').split('\n');
    expect(lines).to.deep.equal([
      'hook ids  200  N ms  trace trace-1',
      '  log \\x1b[2Jseen',
      'hook lose  200  N ms  trace trace-1  length-changed C-005: returned 0 elements for 1 record; postSubmit must return one element for each record, in the same order (hooks.js:3:36)',
      'hook no such \\x1b[31mfunction  422  N ms  trace trace-1',
      'refused  401  the token is missing or wrong (R-301)',
      '',
    ]);
    for (const secret of ['one-time-token', announced.token, announced.stack.systemToken]) {
      expect(stderr).to.not.contain(secret);
    }
  });

  it('tells people the addresses, the tokens and the functions', async () => {
    const serving = await serve(folder.path, ['--stack', '--port', '0']);
    await serving.stop('SIGTERM');

    const lines = serving.printed().stdout.split('\n');
    expect(lines[0]).to.match(/^server {7}http:\/\/127\.0\.0\.1:\d+$/);
    expect(lines[3]).to.match(/^stack {8}http:\/\/127\.0\.0\.1:\d+\/stack$/);
    expect(lines[4]).to.match(/^systemToken {2}[\w-]{43}$/);
    expect(lines.slice(5)).to.deep.equal([
      'function     ids (postSubmit, hooks.js)',
      'function     lose (postSubmit, hooks.js)',
      'function     busy (postSubmit, hooks.js)',
      'function     throwing (postSubmit, hooks.js)',
      '',
      'Ctrl-C ends it.',
      '',
    ]);
  });

  it('takes both tokens from HOOKSMITH_TOKEN, and guards what belongs to no part with it (R-303)', async () => {
    const token = 'a-token-of-the-environment';
    const serving = await serve(folder.path, ['--port', '0', '--json'], { HOOKSMITH_TOKEN: token });
    const announced: Announcement = JSON.parse(serving.firstLine);
    const without = await fetch(announced.url);
    const withToken = await fetch(announced.url, { headers: { authorization: `Bearer ${token}` } });
    await serving.stop('SIGTERM');

    expect(announced).to.deep.include({ token, stack: { url: `${announced.url}/stack`, systemToken: token } });
    expect([without.status, withToken.status]).to.deep.equal([401, 404]);
    expect(await without.json()).to.have.nested.property('errors[0].code', 'unauthorized');
    expect([...without.headers.keys()]).to.not.include.members(['x-powered-by', 'etag']);
  });

  it('sets an assumption of the stack (C-711) and answers for a connector (C-706)', async () => {
    const args = ['--port', '0', '--json', '--assume', 'stackThrow=422', '--connector', 'c-1', '--connector', 'c-2'];
    const serving = await serve(folder.path, args);
    const { stack }: Announcement = JSON.parse(serving.firstLine);
    const answer = await fetch(`${stack.url}/function?access_token=${stack.systemToken}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ _connectorId: 'c-2', function: 'throwing', options }),
    });
    await serving.stop('SIGTERM');

    expect(answer.status).to.equal(422);
    expect(await answer.json()).to.deep.equal({ errors: [{ code: 'Error', message: 'not today' }] });
    expect(serving.printed().stderr).to.not.contain(stack.systemToken);
  });

  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    it(`lets a call end on ${signal}, exits 130 and leaves no process behind`, async () => {
      const serving = await serve(folder.path, ['--port', '0', '--json']);
      const runners = findChildren(serving.child.pid);
      const running = call(JSON.parse(serving.firstLine), 'busy', options);
      // The call is to be on its way; it takes about a second.
      await sleep(300);

      const exitCode = await serving.stop(signal);

      expect((await running).status).to.equal(200);
      expect(exitCode).to.equal(130);
      for (let wait = 0; wait < 50 && runners.some(isRunning); wait += 1) await sleep(50);
      expect(runners.filter(isRunning)).to.deep.equal([]);
      if (process.platform === 'linux') expect(runners).to.have.length(1);
    });
  }

  it('listens on another address only when it is told to', async () => {
    const serving = await serve(folder.path, ['--port', '0', '--json', '--host', '0.0.0.0']);
    const { stack }: Announcement = JSON.parse(serving.firstLine);
    const { status } = await fetch(`${stack.url}/livez?access_token=${stack.systemToken}`);
    await serving.stop('SIGTERM');

    expect(stack.url).to.match(/^http:\/\/127\.0\.0\.1:/);
    expect(status).to.equal(200);
  });
});

describe('hooksmith serve without a flag that names a part', () => {
  const empty = useFolder();

  it('starts all parts that the folder has something for, and says which it leaves out', async () => {
    const serving = await serve(empty.path, ['--port', '0', '--json']);
    const announcement = JSON.parse(serving.firstLine);
    await serving.stop('SIGTERM');

    expect(announcement).to.have.keys('url', 'token', 'celigo', 'patchworks', 'trifacta', 'receiver');
    expect(serving.printed().stderr).to.equal(
      'note: --stack is left out: there is no hooksmith.json here, so nothing says which hooks to serve\n',
    );
  });
});

describe('hooksmith serve, called in a wrong way', () => {
  const none = useFolder();
  const patchworks = useFolder();
  patchworks.file(
    'hooksmith.json',
    JSON.stringify({ hooks: { pull: { platform: 'patchworks', hook: 'response-script', script: 'pull.js' } } }),
  );
  const stack = useFolder();
  stack.file('hooksmith.json', JSON.stringify(project));
  stack.file('hooks.js', hooks);
  const broken = useFolder();
  const only = { hooks: { ids: { platform: 'celigo', hook: 'postSubmit', script: 'hooks.js' } } };
  broken.file('hooksmith.json', JSON.stringify(only));
  broken.file('hooks.js', "function postSubmit() {}\nthrow new Error('no database');\n");
  const endless = useFolder();
  endless.file('hooksmith.json', JSON.stringify({ hooks: { ids: { ...only.hooks.ids, timeoutMs: 300 } } }));
  endless.file('hooks.js', 'function postSubmit() {}\nfor (;;);\n');
  const nameless = useFolder();
  nameless.file('hooksmith.json', JSON.stringify({ hooks: { ids: { ...only.hooks.ids, script: 'hooks.mjs' } } }));
  nameless.file('hooks.mjs', 'export default (options) => options.responseData;\n');

  const taken = createServer();
  let port = 0;
  after(() => taken.close());

  const cases: readonly (readonly [
    title: string,
    folder: { run: typeof none.run },
    args: () => readonly string[],
    message: () => string,
    env?: Readonly<Record<string, string>>,
  ])[] = [
    [
      'says what to write where there is no project',
      none,
      () => ['--stack'],
      () =>
        'there is no hooksmith.json here, so nothing says which hooks to serve [ERR_CONFIG]\n  Write one that names them: { "hooks": { "tidy-responses": { "platform": "celigo", "hook": "postSubmit", "script": "hooks/tidy-responses.ts" } } }',
    ],
    [
      'says what to add to a project without a hook of Celigo',
      patchworks,
      () => ['--stack'],
      () =>
        'hooksmith.json has no hook of celigo, so a stack has no function [ERR_CONFIG]\n  Add one to "hooks": "tidy-responses": { "platform": "celigo", "hook": "postSubmit", "script": "hooks/tidy-responses.ts" }',
    ],
    [
      'names the port that is in use',
      stack,
      () => ['--stack', '--port', `${port}`],
      () => `port ${port} is in use [ERR_USAGE]\n  Give another with --port, or --port 0 for any that is free.`,
    ],
    [
      'says that there is no such port',
      stack,
      () => ['--port', '70000'],
      () => '--port is 70000; expected 0 to 65535 [ERR_USAGE]',
    ],
    [
      'says that it cannot listen on an address of another machine',
      stack,
      () => ['--port', '0', '--host', '192.0.2.1'],
      () =>
        'cannot listen on 192.0.2.1:0 (EADDRNOTAVAIL) [ERR_USAGE]\n  Give an address of this machine with --host, or none: 127.0.0.1 is used then.',
    ],
    [
      'suggests the nearest flag',
      stack,
      () => ['--stak'],
      () => 'hooksmith serve has no flag --stak [ERR_USAGE]\n  Did you mean "--stack"?',
    ],
    [
      'refuses an argument',
      stack,
      () => ['stack'],
      () =>
        'serve takes no arguments, got stack [ERR_USAGE]\n  Parts are named by flags: --stack, --celigo, --patchworks, --trifacta, --receiver.',
    ],
    [
      'suggests the nearest assumption',
      stack,
      () => ['--assume', 'stackTrow=422'],
      () => 'the stack has no assumption called "stackTrow" [ERR_USAGE]\n  Did you mean "stackThrow"?',
    ],
    [
      'names the values of an assumption',
      stack,
      () => ['--assume', 'stackThrow=200'],
      () => 'assumption stackThrow (C-711) is 200; expected "crash", "500", "422" [ERR_USAGE]',
    ],
    [
      'refuses a token that is too short',
      stack,
      () => ['--port', '0'],
      () =>
        'HOOKSMITH_TOKEN cannot be a token: expected 16 to 512 visible ASCII characters [ERR_USAGE]\n  Unset HOOKSMITH_TOKEN to get a random token, or make one: openssl rand -base64 32',
      { HOOKSMITH_TOKEN: 'short' },
    ],
    [
      'names the line of a script that fails while it is loaded',
      broken,
      () => ['--port', '0'],
      () =>
        'hooks.js:2:7: the script cannot be loaded: Error: no database [ERR_HOOK]\n  Mend the script: nothing of it can be called before it loads.',
    ],
    [
      'names the script that does not end while it is loaded',
      endless,
      () => ['--port', '0'],
      () =>
        'hooks.js: did not load within 300 ms [ERR_HOOK]\n  Look at what runs at the top level of the script, outside the functions.',
    ],
    [
      'asks for the name of a function that has none',
      nameless,
      () => ['--port', '0'],
      () =>
        'hooks.mjs: a stack calls its functions by name, and default is none (C-001). [ERR_HOOK]\n  Give the function a name: export function tidyResponses(options, callback) { … }',
    ],
  ];
  let results: readonly CliResult[] = [];
  before(async () => {
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    port = typeof address === 'object' && address !== null ? address.port : 0;
    results = await runTogether(
      cases.map(
        ([, folder, args, , env = {}]) =>
          () =>
            folder.run(['serve', ...args()], { env }),
      ),
    );
  });
  for (const [index, [title, , , message]] of cases.entries()) {
    it(`${title}, and exits 2`, () => {
      expect(results[index]).to.deep.equal({ stdout: '', stderr: `error ${message()}\n`, exitCode: 2 });
    });
  }
});
