import { expect } from 'chai';
import { HooksmithError } from '../../../emulator/errors.ts';
import { type RunningStack, startStack } from './start-stack.ts';

const script = `
const pages = [[{ sku: 'PENCIL-HB' }], [{ sku: 'RULER-30' }, { sku: 'ERASER-S' }]];
function tryConnection({ connection }, callback) {
  if (connection.unencrypted.host === '') return callback(null, { statusCode: 401, errors: [{ code: 'no_host', message: 'host is empty' }] });
  callback(null, { statusCode: 200 });
}
function readItems({ state }, callback) {
  const page = state === undefined ? 0 : state.page;
  callback(null, { data: pages[page], errors: [], lastPage: page === pages.length - 1, state: { page: page + 1 } });
}
function writeItems({ postMapData }, callback) {
  callback(null, postMapData.map((item, at) => item.sku === 'RULER-30'
    ? { statusCode: 422, errors: [{ code: 'DUP_ITEM', message: 'is there already' }] }
    : { statusCode: 200, id: 5500 + at }));
}
function readNothing(options, callback) { callback(null, { records: [] }); }
function writeFew(options, callback) { callback(null, []); }
function failing(options, callback) { callback(Object.assign(new Error('the ERP is closed'), { code: 'closed' })); }
`;
const wrapper = (hook: string, name: string) => ({ hook, script: 'wrapper.js', function: name });

describe('the functions of a wrapper in a stack', () => {
  let stack: RunningStack;
  before(async () => {
    stack = await startStack(
      { 'wrapper.js': script },
      {
        ping: wrapper('wrapperPing', 'tryConnection'),
        export: wrapper('wrapperExport', 'readItems'),
        import: wrapper('wrapperImport', 'writeItems'),
        'no-page': wrapper('wrapperExport', 'readNothing'),
        'few-items': wrapper('wrapperImport', 'writeFew'),
        failing: wrapper('wrapperExport', 'failing'),
      },
    );
  });
  after(() => stack.close());

  const call = (name: string, options: object, type: string | undefined = 'wrapper') =>
    stack.call(name, { type, options });

  /** What the log says of the last call. */
  const logged = (): readonly (readonly unknown[])[] =>
    (stack.calls.at(-1)?.issues ?? []).map(({ code, rule, severity }) => [code, rule, severity]);

  it('answer a ping: 200 for a connection that works, 401 for one that does not (C-011, C-305)', async () => {
    const connection = { unencrypted: { host: 'erp.example' }, encrypted: { key: 'k' } };
    const online = await call('ping', { connection, _exportId: '65a0000000000000000000f1' });
    const offline = await call('ping', { connection: { unencrypted: { host: '' } } });

    expect([online.status, online.body]).to.deep.equal([200, { statusCode: 200 }]);
    expect([offline.status, offline.body]).to.deep.equal([
      200,
      { statusCode: 401, errors: [{ code: 'no_host', message: 'host is empty' }] },
    ]);
    expect(logged()).to.deep.equal([]);
  });

  it('give an export page by page, each call with the state of the one before, until the last (C-306)', async () => {
    const records: unknown[] = [];
    let state: unknown;
    let lastPage = false;
    while (!lastPage && records.length < 10) {
      const { status, body } = await call('export', { type: 'delta', ...(state === undefined ? {} : { state }) });
      expect(status).to.equal(200);
      const page: { data: unknown[]; lastPage: boolean; state: unknown } = JSON.parse(JSON.stringify(body));
      records.push(...page.data);
      ({ state, lastPage } = page);
    }

    expect(records).to.deep.equal([{ sku: 'PENCIL-HB' }, { sku: 'RULER-30' }, { sku: 'ERASER-S' }]);
    expect(stack.calls.flatMap(({ issues }) => issues)).to.deep.equal([]);
  });

  it('submit a page and say what became of each record (C-308)', async () => {
    const postMapData = [{ sku: 'PENCIL-HB' }, { sku: 'RULER-30' }];
    const { status, body } = await call('import', { preMapData: [{}, {}], postMapData });

    expect(status).to.equal(200);
    expect(body).to.deep.equal([
      { statusCode: 200, id: 5500 },
      { statusCode: 422, errors: [{ code: 'DUP_ITEM', message: 'is there already' }] },
    ]);
    expect(logged()).to.deep.equal([]);
  });

  it('are judged in the log by the contract of their kind, and answered all the same (C-306, C-308)', async () => {
    const noPage = await call('no-page', { type: 'delta' });
    expect([noPage.status, noPage.body]).to.deep.equal([200, { records: [] }]);
    expect(logged()).to.deep.equal([['bad-shape', 'C-306', 'error']]);

    const few = await call('few-items', { postMapData: [{}] });
    expect([few.status, few.body]).to.deep.equal([200, []]);
    expect(logged()).to.deep.equal([['length-changed', 'C-308', 'error']]);
  });

  it('fail their call with 422 and the code that they call back with (C-710)', async () => {
    const { status, body } = await call('failing', {});

    expect([status, body]).to.deep.equal([422, { errors: [{ code: 'closed', message: 'the ERP is closed' }] }]);
  });

  it('are found as wrappers and without a type, and not as hooks (C-706, C-707, C-712)', async () => {
    const options = { connection: { unencrypted: { host: 'erp.example' } } };
    const codeOf = ({ body }: Awaited<ReturnType<typeof call>>) => JSON.stringify(body);

    expect((await call('tryConnection', options)).status).to.equal(200);
    expect((await stack.call('ping', { type: undefined, options })).status).to.equal(200);
    const asHook = await call('ping', options, 'hook');
    expect([asHook.status, codeOf(asHook).includes('object_not_found')]).to.deep.equal([422, true]);
  });
});

describe('a wrapper whose functions have the names of the platform', () => {
  it('is found by its exported names, though `export` is a reserved word (C-306, C-707)', async () => {
    const module = `
      export function ping(options, callback) { callback(null, { statusCode: 200 }); }
      function readItems(options, callback) { callback(null, { data: [], lastPage: true }); }
      export { readItems as export };
    `;
    const stack = await startStack(
      { 'wrapper.mjs': module },
      {
        'erp-ping': { hook: 'wrapperPing', script: 'wrapper.mjs' },
        'erp-export': { hook: 'wrapperExport', script: 'wrapper.mjs' },
      },
    );
    try {
      const options = { connection: { unencrypted: {} } };
      const answers = [
        await stack.call('ping', { type: 'wrapper', options }),
        await stack.call('export', { type: 'wrapper', options: {} }),
        await stack.call('erp-export', { type: 'wrapper', options: {} }),
      ];

      const page = { data: [], lastPage: true };
      expect(answers.map(({ status, body }) => [status, body])).to.deep.equal([
        [200, { statusCode: 200 }],
        [200, page],
        [200, page],
      ]);
    } finally {
      await stack.close();
    }
  });

  it('is told where to look for a function that the file only hands on from another', async () => {
    const ping = 'export function ping(options, callback) { callback(null, { statusCode: 200 }); }\n';
    const start = (text: string): Promise<RunningStack> =>
      startStack(
        { 'wrapper.mjs': text, 'ping.mjs': ping },
        { ping: { hook: 'wrapperPing', script: 'wrapper.mjs', function: 'ping' } },
      );
    const error = await start("export { ping } from './ping.mjs';\n").catch((thrown: unknown) => thrown);

    expect(error).to.be.an.instanceOf(HooksmithError).and.to.include({ code: 'ERR_HOOK' });
    expect(String(error)).to.match(/wrapper\.mjs: ping is declared in another file/);
    const stack = await start("import { ping } from './ping.mjs';\nexport { ping };\n");
    try {
      expect((await stack.call('ping', { type: 'wrapper' })).body).to.deep.equal({ statusCode: 200 });
    } finally {
      await stack.close();
    }
  });
});
