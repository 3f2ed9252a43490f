import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { type RequestOptions, request } from 'node:http';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Folder, runCli, runProgram, useFolder } from '../commands/run-cli.ts';
import { type StartedProgram, startProgram } from '../commands/start-program.ts';

const token = 'system-token-0123456789';

const project = {
  hooks: {
    tidy: { platform: 'celigo', hook: 'postSubmit', script: 'hooks/tidy.ts' },
    legacy: { platform: 'celigo', hook: 'preMap', script: 'hooks/legacy.js', function: 'renameItems' },
    dates: { platform: 'celigo', hook: 'preSavePage', script: 'hooks/dates.mjs' },
    form: { platform: 'celigo', hook: 'formInit', script: 'hooks/legacy.js', function: 'fillForm' },
    slow: { platform: 'celigo', hook: 'postMap', script: 'hooks/dates.mjs', function: 'slow' },
    throws: { platform: 'celigo', hook: 'postAggregate', script: 'hooks/dates.mjs', function: 'throws' },
    sessions: { platform: 'patchworks', hook: 'response-script', script: 'hooks/response.js' },
  },
};

const scripts: Readonly<Record<string, string>> = {
  'hooks/tidy.ts': `import dayjs from 'dayjs';
import { createHash } from 'node:crypto';
import { pad } from 'left-pad-of-ours';
interface Options { readonly responseData: readonly { readonly id: string }[] }
export function postSubmit(options: Options, callback: (error: unknown, result?: unknown) => void) {
  const day = dayjs('2031-02-03').format('YYYY');
  const mark = createHash('sha256').update(day).digest('hex').slice(0, 4);
  callback(null, options.responseData.map((item) => ({ ...item, id: pad(item.id), day, mark })));
}
`,
  'hooks/legacy.js': `var os = require('os');
function renameItems(options) {
  seen = options.data.length;
  return options.data.map(function (item) { return { item: item.sku, seen: seen, eol: os.EOL }; });
}
function fillForm(options) { return { fieldMap: {}, of: options.resource.name }; }
module.exports = { hooks: { renameItems: renameItems } };
`,
  'hooks/dates.mjs': `export function preSavePage(options, callback) {
  callback(null, { data: [options.lastExportDateTime instanceof Date], errors: [], abort: false });
}
export function slow(options, callback) { setTimeout(() => callback(null, [{ done: true }]), 1000); }
export function throws(options, callback) { throw new Error('no database'); }
`,
  'hooks/response.js': 'module.exports = (data) => data;\n',
  'node_modules/left-pad-of-ours/package.json': JSON.stringify({ name: 'left-pad-of-ours', main: 'index.js' }),
  'node_modules/left-pad-of-ours/index.js': `var util = require('util');
exports.pad = function (id) { return util.format('%s', String(id).padStart(4, '0')); };
`,
  'package.json': JSON.stringify({ name: 'demo', private: true }),
  'hooksmith.json': JSON.stringify(project),
};

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

async function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const response = await fetch(`${url}/function`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? undefined : JSON.parse(text) };
}

function call(name: string, options: unknown, more: object = { type: 'hook' }): object {
  return { diy: true, function: name, options, ...more };
}

describe('hooksmith build --stack', () => {
  const folder: Folder = useFolder();
  for (const [name, text] of Object.entries(scripts)) folder.file(name, text);
  // What was built stands alone: no script, no package and no hooksmith is beside it when it runs.
  const alone = join(folder.path, 'alone');
  let program: StartedProgram;
  let url = '';
  let printed = '';

  async function start(env: Readonly<Record<string, string>> = {}): Promise<StartedProgram> {
    const all = { SYSTEM_TOKEN: token, PORT: '0', HOST: '127.0.0.1', ...env };
    return startProgram(process.execPath, ['--enable-source-maps', 'server.mjs'], { cwd: alone, env: all });
  }

  before(async function () {
    this.timeout(60_000);
    const { stdout, stderr, exitCode } = await folder.run(['build', '--stack', '--lambda']);
    expect(exitCode, stderr).to.equal(0);
    printed = stdout;
    mkdirSync(alone);
    renameSync(join(folder.path, 'dist/stack'), alone);
    program = await start();
    url = `http://127.0.0.1:${JSON.parse(program.firstLine).port}`;
  });
  after(async () => {
    await program.stop('SIGTERM');
  });

  it('makes one file for each way of hosting, with its map, and says under which names functions are found', () => {
    expect(readdirSync(alone).sort()).to.deep.equal(['lambda.mjs', 'lambda.mjs.map', 'server.mjs', 'server.mjs.map']);
    expect(printed).to.contain('  postSubmit or tidy  celigo/postSubmit, type hook\n');
    expect(printed).to.contain('  fillForm or form  celigo/formInit\n');
    expect(printed).to.match(/bundled dayjs, left-pad-of-ours\n/);
    expect(printed).to.not.contain('sessions');
  });

  it('holds what it hosts and Node, and neither schemas nor the sandbox (C-718)', () => {
    const text = folder.read('alone/server.mjs').toString('utf8');
    const imports = [...text.matchAll(/^import .* from ["'](.*)["'];$/gm)].map(([, name]) => name);

    expect(text.split('\n')[0]).to.match(
      /^\/\/ A stack, built by hooksmith [\d.]+\. Change the hooks, not this file\.$/,
    );
    expect(imports.filter((name) => !/^(?:node:|crypto$|os$|util$)/.test(name ?? ''))).to.deep.equal([]);
    expect(text).to.not.match(/typebox|lockdown|Compartment/);
    expect(text.length).to.be.lessThan(120_000);
  });

  it('answers calls by the stack protocol: packages, Node modules, both forms, dates as Date objects (C-701, C-706 to C-709, C-210)', async () => {
    expect(await post(url, call('tidy', { responseData: [{ id: '7' }] }))).to.deep.include({
      status: 200,
      body: [{ id: '0007', day: '2031', mark: 'd740' }],
    });
    expect((await post(url, call('renameItems', { data: [{ sku: 'A' }] }))).body).to.deep.equal([
      { item: 'A', seen: 1, eol: '\n' },
    ]);
    expect((await post(url, call('legacy', { data: [] }))).body).to.deep.equal([]);
    expect((await post(url, call('form', { resource: { name: 'x' } }, {}))).body).to.deep.equal({
      fieldMap: {},
      of: 'x',
    });
    const dates = await post(url, call('dates', { lastExportDateTime: '2031-02-03T00:00:00.000Z' }));
    expect(dates.body).to.deep.equal({ data: [true], errors: [], abort: false });
  });

  it('refuses another token with 401 in the form of the platform, and takes it from body or query without the header (C-702, C-703)', async () => {
    const body = call('legacy', { data: [] });
    const wrong = await post(url, body, { authorization: 'Bearer another-token' });
    expect(wrong.status).to.equal(401);
    expect(wrong.headers.get('www-authenticate')).to.equal('invalid system token');
    expect(wrong.body).to.deep.equal({ errors: [{ code: 'unauthorized', message: 'Invalid system token.' }] });

    const bare = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const inBody = await fetch(`${url}/function`, { ...bare, body: JSON.stringify({ ...body, access_token: token }) });
    const inQuery = await fetch(`${url}/function?access_token=${token}`, { ...bare, body: JSON.stringify(body) });
    const nowhere = await fetch(`${url}/function`, { ...bare, body: JSON.stringify(body) });
    expect([inBody.status, inQuery.status, nowhere.status]).to.deep.equal([200, 200, 401]);
  });

  it('answers 422 for calls that name no function, 500 for a throw, and 400 for what is no JSON (C-711 to C-713)', async () => {
    const codes = async (body: unknown): Promise<unknown> => {
      const answer = await post(url, body);
      return [answer.status, ...(answer.body as { errors: { code: string }[] }).errors.map(({ code }) => code)];
    };

    expect(await codes(call('nope', {}))).to.deep.equal([422, 'invalid_function']);
    expect(await codes(call('tidy', {}, { type: 'wrapper' }))).to.deep.equal([422, 'object_not_found']);
    expect(await codes({ options: {} })).to.deep.equal([422, 'missing_required_field', 'missing_required_field']);
    expect(await codes(call('throws', { postAggregateData: {} }))).to.deep.equal([500, 'Error']);
    expect(await codes('{"diy": tru')).to.deep.equal([400, 'bad_request']);
  });

  it('takes a body of many MB, and none beyond 50 MB (C-701)', async function () {
    this.timeout(30_000);
    const large = call('legacy', { data: [], fill: 'x'.repeat(10 * 1024 * 1024) });
    const most = 50 * 1024 * 1024;

    expect((await post(url, large)).status).to.equal(200);
    const { status, body } = await sendRaw(url, '/function', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-length': most + 1 },
    });
    expect([status, body]).to.deep.equal([413, '{"errors":[{"code":"too_large","message":"The body is too large."}]}']);
  });

  it('has the health routes, and nothing else (C-705)', async () => {
    const paths = ['/', '/healthCheck', '/livez', '/readyz', '//', '/none'];
    const answers = await Promise.all(paths.map((path) => sendRaw(url, path)));

    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200, 404, 404]);
    expect(answers[0]?.body).to.equal('{"success":true}');
  });

  it('logs each call as one line of JSON with its trace id, and never the token (C-704)', async () => {
    await post(url, call('legacy', { data: [] }), { traceid: 'trace-1' });
    while (!program.printed().stdout.includes('trace-1')) await new Promise((resolve) => setTimeout(resolve, 20));
    const { stdout } = program.printed();
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

    expect(lines.find(({ traceid }) => traceid === 'trace-1')).to.deep.include({
      event: 'call',
      function: 'legacy',
      status: 200,
    });
    expect(stdout).to.not.contain(token);
  });

  it('lets a call end after SIGTERM, says 503 to health checks meanwhile, and exits 0', async () => {
    const other = await start();
    const at = `http://127.0.0.1:${JSON.parse(other.firstLine).port}`;
    const slow = post(at, call('slow', { postMapData: [] }));
    await new Promise((resolve) => setTimeout(resolve, 200));
    const ended = other.stop('SIGTERM');
    await new Promise((resolve) => setTimeout(resolve, 200));
    const [health, late] = await Promise.all([sendRaw(at, '/readyz'), post(at, call('legacy', { data: [] }))]);

    expect([health.status, late.status]).to.deep.equal([503, 503]);
    expect((await slow).body).to.deep.equal([{ done: true }]);
    expect(await ended).to.equal(0);
  });

  it('says what is wrong with its settings, exit 2, and shows no token', async () => {
    const tries = await Promise.all(
      [
        { SYSTEM_TOKEN: '' },
        { SYSTEM_TOKEN: 'has a space in it' },
        { SYSTEM_TOKEN: token, PORT: 'web' },
        { SYSTEM_TOKEN: token, TLS_CERT_FILE: 'cert.pem' },
        { SYSTEM_TOKEN: token, TLS_CERT_FILE: 'cert.pem', TLS_KEY_FILE: 'key.pem' },
      ].map((env) => runProgram(process.execPath, ['server.mjs'], { cwd: alone, env })),
    );

    expect(tries.map(({ exitCode }) => exitCode)).to.deep.equal([2, 2, 2, 2, 2]);
    const said = tries.map(({ stderr }) => stderr).join('');
    expect(said).to.contain('error SYSTEM_TOKEN is not set');
    expect(said).to.contain('error PORT is "web"; expected a whole number from 0 to 65535');
    expect(said).to.contain('error TLS_CERT_FILE and TLS_KEY_FILE belong together');
    expect(said).to.contain('error TLS_CERT_FILE names cert.pem, which cannot be read (ENOENT)');
    expect(said).to.not.contain('has a space in it');
  });

  it('runs on AWS Lambda: the event is the options, clientContext the rest, errors come as JSON text (C-717)', async () => {
    const caller = `import { handler } from './lambda.mjs';
const settle = (event, clientContext) => Promise.resolve(handler(event, { clientContext })).then((result) => ({ result }), (error) => ({ error }));
const hook = { diy: true, type: 'hook' };
process.stdout.write(JSON.stringify([
  await settle({ data: [{ sku: 'B' }] }, { ...hook, function: 'legacy' }),
  await settle({ data: [] }, { ...hook, function: 'nope' }),
  await settle({ postAggregateData: {} }, { ...hook, function: 'throws' }),
]));`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', caller], { cwd: alone });
    let stdout = '';
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    const [code] = await once(child, 'close');
    const [good, nope, thrown] = JSON.parse(stdout);

    expect(code).to.equal(0);
    expect(good).to.deep.equal({ result: [{ item: 'B', seen: 1, eol: '\n' }] });
    expect(JSON.parse(nope.error)).to.deep.include({ statusCode: 422 });
    expect(JSON.parse(thrown.error)).to.deep.equal({
      statusCode: 500,
      errors: [{ code: 'Error', message: 'no database' }],
    });
  });
});

describe('hooksmith build --stack, given what it cannot build', () => {
  const folder = useFolder();
  folder.file('same/one.js', 'function postSubmit(options) { return options.responseData; }\n');
  folder.file('same/two.js', 'function postSubmit(options) { return []; }\n');
  folder.file(
    'same/hooksmith.json',
    JSON.stringify({
      hooks: {
        one: { platform: 'celigo', hook: 'postSubmit', script: 'one.js' },
        two: { platform: 'celigo', hook: 'postSubmit', script: 'two.js' },
      },
    }),
  );

  it('tells two functions of one name apart by the names of their hooks, and says so', async () => {
    const { stdout, exitCode } = await runCli(['build', '--stack'], { cwd: join(folder.path, 'same') });

    expect(exitCode).to.equal(0);
    const note = 'note several hooks have a function called postSubmit, so that name finds none of them';
    expect(stdout).to.contain(`  one  celigo/postSubmit, type hook\n    ${note}\n  two  celigo/postSubmit`);
  });

  folder.file(
    'api.ts',
    `import { exports } from 'integrator-api';\nexport const postSubmit = () => exports.run({});\n`,
  );
  folder.file('lacks.ts', `import pg from 'pg-of-nobody';\nexport const postSubmit = () => pg;\n`);
  folder.file('response.js', 'module.exports = (data) => data;\n');
  folder.file('plain.js', 'function postSubmit(options) { return options.responseData; }\n');
  folder.file('taken/server.mjs', 'export const mine = true;\n');
  const celigo = ['--contract', 'celigo/postSubmit'];

  const cases: readonly (readonly [title: string, args: readonly string[], stderr: readonly string[]])[] = [
    [
      "refuses the platform's own API module, at the import, and says what to do instead",
      ['api.ts', ...celigo],
      ['api.ts:1:', 'integrator-api is a module of the platform (C-323), and a stack runs elsewhere.', 'over HTTP'],
    ],
    [
      'says which package is not installed',
      ['lacks.ts', ...celigo],
      ['the package "pg-of-nobody" is not installed', 'npm install pg-of-nobody'],
    ],
    [
      'refuses hooks of platforms that have no stack',
      ['response.js', '--contract', 'patchworks/response-script'],
      ['a patchworks/response-script cannot be a function of a stack'],
    ],
    [
      'does not write over a file that no build has made',
      ['plain.js', ...celigo, '--out', 'taken'],
      ['taken/server.mjs is there already, and no build has written it'],
    ],
    ['wants --stack beside --lambda', [], ['--lambda says how a stack is hosted, and --stack is not given']],
  ];
  for (const [title, args, says] of cases) {
    it(title, async () => {
      const flags = args.length === 0 ? ['--lambda'] : ['--stack'];
      const { stderr, exitCode } = await folder.run(['build', ...flags, ...args]);

      expect(exitCode, stderr).to.equal(2);
      for (const one of says) expect(stderr).to.contain(one);
      expect(existsSync(join(folder.path, 'dist'))).to.equal(false);
    });
  }
});

/** A request as it stands, which `fetch` would change; nothing of a body that it announces is sent. */
function sendRaw(
  url: string,
  path: string,
  options: RequestOptions = {},
): Promise<{ readonly status: number; readonly body: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, ...options }, (response) => {
      let body = '';
      response.on('data', (chunk) => {
        body += chunk;
      });
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body });
        sent.destroy();
      });
    });
    sent.on('error', reject);
    if (options.method === undefined) sent.end();
    else sent.flushHeaders();
  });
}
