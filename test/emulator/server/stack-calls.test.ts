import { expect } from 'chai';
import { pageOf, type RunningStack, type StackReply, startStack } from './start-stack.ts';

const script = `
let calls = 0;
function echo(options, callback) { callback(null, options.responseData); }
function count(options, callback) { calls += 1; callback(null, calls); }
function peek(options, callback) { callback(null, calls); }
function returns(options) { return options.responseData.map((item) => item.id); }
async function later(options) { return options.responseData.length; }
async function rejects() { throw new RangeError('too far'); }
function throwsAsScript() { throw new RangeError('too far'); }
function nothing(options, callback) { callback(null); }
function deny(options, callback) { callback(Object.assign(new Error('no rights'), { code: 'denied' })); }
function mumble(options, callback) { callback('no'); }
function throwing(options, callback) { throw new RangeError('too far'); }
async function rejecting(options, callback) { throw new RangeError('too far'); }
function dated(options, callback) { callback(null, [{ at: new Date(0) }]); }
function cyclic(options, callback) { const list = []; list.push(list); callback(null, list); }
function long(options, callback) { callback(null, 'x'.repeat(options.chars)); }
function never(options, callback) {}
function forever(options, callback) { for (;;); }
function slowly(options, callback) { const end = Date.now(); let n = 0; while (n < 2e8) n += 1; callback(null, n > end); }
function bomb(options, callback) { const all = []; for (;;) all.push(new Array(1e5).fill(1.5)); }
function shorten(options, callback) { callback(null, options.responseData.slice(1)); }
function twice(options, callback) { callback(null, options.responseData); callback(null, []); }
function whoami(options, callback) { callback(null, Object.keys(this)); }
function viaThis(options, callback) { this.echo(options, callback); }
function dates(options, callback) {
  callback(null, [options.lastExportDateTime instanceof Date, String(options.currentExportDateTime)]);
}
function dateTexts(options) { return [options.lastExportDateTime, options.currentExportDateTime]; }
function prints(options, callback) {
  console.log('the token is', options.bearerToken);
  callback(new Error('refused with ' + options.bearerToken));
}
function isolated(options, callback) { callback(null, [typeof process, typeof require, typeof elsewhere]); }
function given(options, callback) { callback(null, [...arguments].map((one) => typeof one)); }
`;
const names = [...script.matchAll(/function (\w+)\(/g)].map(([, name = '']) => name);
const hooks = Object.fromEntries(names.map((name) => [name, `stack.js#${name}`]));

const other = 'var elsewhere = 1;\nfunction other(options, callback) { callback(null, Object.keys(this)); }\n';

/** Status and body of a reply. */
function brief({ status, body }: StackReply): readonly [status: number, body: unknown] {
  return [status, body];
}

const tooFar = { errors: [{ code: 'RangeError', message: 'too far' }] };
const notSerializable = {
  errors: [{ code: 'invalid_extension_response', message: 'Extension response is not serializable.' }],
};

describe('a call of the stack server', () => {
  let stack: RunningStack;
  before(async () => {
    stack = await startStack(
      { 'stack.js': script, 'other.js': other },
      {
        ...hooks,
        'long-name': 'stack.js#echo',
        other: 'other.js#other',
        forever: { script: 'stack.js', function: 'forever', timeoutMs: 700 },
      },
      { connectorIds: ['65a0000000000000000000d0'], memoryMb: 128 },
    );
  });
  after(() => stack.close());

  /** Reply and log record of a call. */
  async function call(
    name: unknown,
    fields?: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly reply: StackReply; readonly record: RunningStack['calls'][number] | undefined }> {
    const before = stack.calls.length;
    const reply = await stack.call(name, fields);
    return { reply, record: stack.calls[before] };
  }

  describe('of a function that answers', () => {
    it('is answered with 200 and the JSON of the result (C-701, C-709)', async () => {
      const { reply, record } = await call('echo');

      expect(brief(reply)).to.deep.equal([200, pageOf(2)['responseData']]);
      expect(reply.headers.get('content-type')).to.equal('application/json; charset=utf-8');
      expect(record).to.deep.include({
        status: 200,
        called: { type: 'hook', name: 'echo' },
        issues: [],
        console: null,
      });
    });

    it('adds nothing to the headers that it needs', async () => {
      const { reply } = await call('echo');

      expect([...reply.headers.keys()].sort()).to.deep.equal([
        'connection',
        'content-length',
        'content-type',
        'date',
        'keep-alive',
      ]);
    });

    it('is answered with 200 and nothing when there is no result (C-709)', async () => {
      expect(brief(await stack.call('nothing'))).to.deep.equal([200, '']);
    });

    it('passes options and a callback, and nothing else (C-708)', async () => {
      expect((await stack.call('given')).body).to.deep.equal(['object', 'function']);
    });

    it('finds the function without a type, and by its name in hooksmith.json (C-707)', async () => {
      expect((await stack.call('echo', { type: undefined })).status).to.equal(200);
      expect((await stack.call('long-name')).status).to.equal(200);
    });

    it('serves functions of the script form in the callback form, also asynchronous ones (C-004)', async () => {
      expect(brief(await stack.call('returns'))).to.deep.equal([200, [0, 1]]);
      expect(brief(await stack.call('later'))).to.deep.equal([200, 2]);
    });

    it('answers calls of a connector that it was started for (C-706)', async () => {
      const fields = { diy: undefined, _connectorId: '65a0000000000000000000d0' };

      expect((await stack.call('echo', fields)).status).to.equal(200);
    });

    it('gives the function the others of its script and type as `this`, and no other script (C-707)', async () => {
      const { reply } = await call('whoami');

      expect(reply.body).to.have.members([...new Set(names)]);
      expect((await stack.call('viaThis')).body).to.deep.equal(pageOf(2)['responseData']);
      expect((await stack.call('other')).body).to.deep.equal(['other']);
      expect((await stack.call('isolated')).body).to.deep.equal(['undefined', 'undefined', 'undefined']);
    });

    it('keeps module variables between calls and functions, as a process on an own host does', async () => {
      const first = Number((await stack.call('count')).body);

      expect(brief(await stack.call('count'))).to.deep.equal([200, first + 1]);
      expect(brief(await stack.call('peek'))).to.deep.equal([200, first + 1]);
    });

    it('gives the stack form Date objects and the script form texts (C-209, C-210)', async () => {
      const options = { lastExportDateTime: '2026-03-03T00:00:00Z', currentExportDateTime: null };

      expect((await stack.call('dates', { options })).body).to.deep.equal([true, 'null']);
      expect((await stack.call('dateTexts', { options })).body).to.deep.equal(['2026-03-03T00:00:00Z', null]);
    });

    it('serves a body of 49 MB (C-701)', async function () {
      this.timeout(30_000);
      const options = { ...pageOf(1), padding: Array.from({ length: 49 }, () => 'x'.repeat(1024 * 1024)) };

      expect((await stack.call('echo', { options })).status).to.equal(200);
    });
  });

  describe('that is refused', () => {
    const refused: readonly (readonly [
      title: string,
      name: unknown,
      fields: Readonly<Record<string, unknown>>,
      codes: readonly string[],
    ])[] = [
      ['neither diy nor _connectorId', 'echo', { diy: false }, ['missing_required_field']],
      ['an unknown _connectorId', 'echo', { diy: false, _connectorId: 'x' }, ['invalid_field']],
      ['no function', undefined, {}, ['missing_required_field']],
      ['a function that is no string', 7, {}, ['invalid_field']],
      ['no options', 'echo', { options: null }, ['missing_required_field']],
      ['three faults', null, { diy: 0, options: 0 }, Array.from({ length: 3 }, () => 'missing_required_field')],
      ['a function that does not exist', 'nope', {}, ['invalid_function']],
      ['a name that every object has', 'constructor', {}, ['invalid_function']],
      ['the name __proto__', '__proto__', {}, ['invalid_function']],
      ['a variable of the script', 'calls', {}, ['invalid_function']],
      ['a type that no function has', 'echo', { type: 'wrapper' }, ['object_not_found']],
      ['a type that does not exist', 'echo', { type: 'constructor' }, ['object_not_found']],
      ['a type that is no string', 'echo', { type: { length: 4 } }, ['object_not_found']],
    ];
    for (const [title, name, fields, codes] of refused) {
      it(`for ${title} is answered with 422 and ${[...new Set(codes)].join(', ')} (C-706, C-712, C-713)`, async () => {
        const { status, body } = await stack.call(name, fields);

        expect(status).to.equal(422);
        expect(body).to.have.property('errors').that.is.an('array');
        const { errors }: { errors: { code: string }[] } = JSON.parse(JSON.stringify(body));
        expect(errors.map(({ code }) => code)).to.deep.equal(codes);
      });
    }

    for (const text of ['', '[]', '5', '"text"', 'null', '{"diy":true', '\u0000']) {
      it(`for the body ${JSON.stringify(text)} never reaches a function`, async () => {
        const response = await fetch(`${stack.url}/function`, {
          method: 'POST',
          headers: { authorization: `Bearer ${stack.systemToken}`, 'content-type': 'application/json' },
          body: text,
        });

        expect(response.status).to.be.oneOf([400, 422]);
        expect(await response.json()).to.have.property('errors');
      });
    }

    it('takes nothing from a key named __proto__ (R-212)', async () => {
      const response = await fetch(`${stack.url}/function`, {
        method: 'POST',
        headers: { authorization: `Bearer ${stack.systemToken}`, 'content-type': 'application/json' },
        body: '{"__proto__": {"diy": true, "function": "echo", "options": {}}}',
      });

      expect(response.status).to.equal(422);
    });
  });

  describe('of a function that fails', () => {
    it('is answered with 422, code and message when it calls back with an error (C-710)', async () => {
      const { reply, record } = await call('deny');

      expect(brief(reply)).to.deep.equal([422, { errors: [{ code: 'denied', message: 'no rights' }] }]);
      expect(record?.issues.map(({ code, rule, at }) => [code, rule, at?.line])).to.deep.equal([
        ['hook-threw', 'C-710', 11],
      ]);
    });

    it('is answered without code and message when the error has neither (C-710)', async () => {
      expect(brief(await stack.call('mumble'))).to.deep.equal([422, { errors: [{}] }]);
    });

    it('is answered with 422 when it has the script form and throws (C-006)', async () => {
      expect(brief(await stack.call('throwsAsScript'))).to.deep.equal([422, tooFar]);
      expect(brief(await stack.call('rejects'))).to.deep.equal([422, tooFar]);
    });

    it('is answered with 500 when it throws instead of calling back (C-711)', async () => {
      const { reply, record } = await call('throwing');

      expect(brief(reply)).to.deep.equal([500, tooFar]);
      expect(record?.issues.map(({ code, rule, at }) => [code, rule, at?.line, at?.column])).to.deep.equal([
        ['hook-threw', 'C-711', 13, 46],
      ]);
      expect(brief(await stack.call('rejecting'))).to.deep.equal([500, tooFar]);
    });

    it('is answered with 422 when its result is no plain JSON, and the log says where (C-013, C-714)', async () => {
      const { reply, record } = await call('dated');

      expect(brief(reply)).to.deep.equal([422, notSerializable]);
      expect(record?.issues.map(({ code, rule, message }) => [code, rule, message])).to.deep.equal([
        ['not-serializable', 'C-714', 'result[0].at is a Date, not plain JSON'],
      ]);
      expect(brief(await stack.call('cyclic'))).to.deep.equal([422, notSerializable]);
    });

    it('is answered with 422 when its result is longer than the call allows, 5 MiB of characters else (C-715)', async () => {
      const [small, large] = await Promise.all([
        stack.call('echo', { maxResponseSize: 10 }),
        stack.call('long', { options: { chars: 5_242_880 } }),
      ]);

      const message = (limit: number): string => `response stream exceeded limit of ${limit} bytes.`;
      expect(brief(small)).to.deep.equal([422, { errors: [{ code: 'response_size_exceeded', message: message(10) }] }]);
      expect(brief(large)).to.deep.equal([
        422,
        { errors: [{ code: 'response_size_exceeded', message: message(5_242_880) }] },
      ]);
      expect((await stack.call('long', { options: { chars: 5_242_878 } })).status).to.equal(200);
      const allowed = await stack.call('long', { options: { chars: 6_000_000 }, maxResponseSize: 7_000_000 });
      expect(allowed.status).to.equal(200);
    });

    it('is answered with 500 at once when nothing is left that could call back', async () => {
      const { reply, record } = await call('never');

      expect(reply.status).to.equal(500);
      expect(reply.body).to.have.nested.property('errors[0].code', 'never-called-back');
      expect(record?.issues.map(({ code, rule }) => [code, rule])).to.deep.equal([['never-called-back', 'C-004']]);
    });

    it('ends at its own time limit; calls that wait are served by a new process (C-333)', async () => {
      const counted = stack.call('count');
      const looping = stack.call('forever');
      const waiting = Array.from({ length: 6 }, () => stack.call('returns'));

      const reply = await looping;
      const record = stack.calls.find(({ called }) => called?.name === 'forever');
      expect(reply.status).to.equal(500);
      expect(reply.body).to.have.nested.property('errors[0].code', 'timed-out');
      expect(record?.issues[0]).to.deep.include({ code: 'timed-out', rule: 'C-333' });
      expect(record?.issues[0]?.at?.line).to.equal(19);
      expect((await counted).status).to.equal(200);
      for (const one of await Promise.all(waiting)) expect(brief(one)).to.deep.equal([200, [0, 1]]);
      // The new process knows nothing of the calls before.
      expect(brief(await stack.call('peek'))).to.deep.equal([200, 0]);
    });

    it('ends at the memory limit (C-334)', async () => {
      const reply = await stack.call('bomb');

      expect(reply.status).to.equal(500);
      expect(reply.body).to.have.nested.property('errors[0].code', 'out-of-memory');
      expect((await stack.call('echo')).status).to.equal(200);
    });
  });

  describe('in the log', () => {
    it('says what the platform would find wrong with the result (C-005)', async () => {
      const { reply, record } = await call('shorten');

      expect(reply.status).to.equal(200);
      expect(record?.issues.map(({ code, rule, severity, at }) => [code, rule, severity, at?.line])).to.deep.equal([
        ['length-changed', 'C-005', 'error', 22],
      ]);
    });

    it('says that a function called back twice; the first result was answered (C-004)', async () => {
      const { reply, record } = await call('twice');

      expect(reply.body).to.have.length(2);
      expect(record?.issues.map(({ code }) => code)).to.deep.equal(['called-back-twice']);
    });

    it('says that options are not those of the hook, instead of judging the result', async () => {
      const { reply, record } = await call('returns', { options: { responseData: [] } });

      expect(reply.status).to.equal(200);
      expect(record?.issues.map(({ severity, message }) => [severity, message.slice(0, 40)])).to.deep.equal([
        ['warning', 'the result is not judged, as the options'],
      ]);
    });

    it('never holds the bearer token, whatever the function prints (C-110)', async () => {
      const { record } = await call('prints');

      expect(JSON.stringify(record)).to.not.contain('one-time-token');
      expect(record?.console?.lines).to.deep.equal([['log', 'the token is [redacted]']]);
      expect(record?.issues[0]?.message).to.equal('Error: refused with [redacted]');
    });

    it('holds the trace id of the platform, and neither of the tokens (C-110, C-704)', async () => {
      const before = stack.calls.length;
      await fetch(`${stack.url}/function`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${stack.systemToken}`,
          'content-type': 'application/json',
          traceid: 'trace-5',
        },
        body: JSON.stringify({ diy: true, function: 'echo', options: pageOf(1) }),
      });

      const record = stack.calls[before];
      expect(record?.traceId).to.equal('trace-5');
      expect(JSON.stringify(record)).to.not.contain(stack.systemToken).and.not.contain('one-time-token');
    });
  });

  it('had no fault of the server in all that', () => {
    expect(stack.faults).to.deep.equal([]);
  });
});

describe('the stack server with other choices', () => {
  it('answers a throw with 422, and drops the connection for "crash" (C-711)', async () => {
    const files = { 'stack.js': script };
    const soft = await startStack(files, { throwing: 'stack.js#throwing' }, { assumptions: { stackThrow: '422' } });
    const hard = await startStack(
      files,
      { throwing: 'stack.js#throwing', count: 'stack.js#count' },
      { assumptions: { stackThrow: 'crash' } },
    );
    try {
      expect(brief(await soft.call('throwing'))).to.deep.equal([422, tooFar]);

      expect((await hard.call('count')).body).to.equal(1);
      const dropped = await hard.call('throwing').catch((error: unknown) => error);
      expect(dropped).to.be.an.instanceOf(TypeError, 'fetch failed');
      expect(hard.calls.at(-1)).to.include({ status: null });
      // What a process had kept is gone with it.
      expect((await hard.call('count')).body).to.equal(1);
    } finally {
      await soft.close();
      await hard.close();
    }
  });

  it('answers a refused call with the status that was chosen (C-713)', async () => {
    const stack = await startStack(
      { 'stack.js': script },
      { echo: 'stack.js#echo' },
      { assumptions: { stackValidationStatus: 400 } },
    );
    try {
      expect((await stack.call('nope')).status).to.equal(400);
    } finally {
      await stack.close();
    }
  });

  it('serves functions of one name in two scripts by their names in hooksmith.json', async () => {
    const answering = (text: string): string => `function postSubmit(options, callback) { callback(null, '${text}'); }`;
    const stack = await startStack(
      { 'a.js': answering('a'), 'b.js': answering('b') },
      { 'order-ids': 'a.js', invoices: 'b.js' },
    );
    try {
      expect((await stack.call('order-ids')).body).to.equal('a');
      expect((await stack.call('invoices')).body).to.equal('b');
      expect((await stack.call('postSubmit')).body).to.have.nested.property('errors[0].code', 'invalid_function');
    } finally {
      await stack.close();
    }
  });

  it('serves TypeScript modules, exported functions or not', async () => {
    const text = `
      import { suffix } from './suffix.ts';
      interface Options { readonly responseData: readonly { readonly id: number }[] }
      type Callback = (error: unknown, result?: unknown) => void;
      export function exported(options: Options, callback: Callback): void { callback(null, suffix); }
      function own(options: Options): readonly number[] { return options.responseData.map(({ id }) => id); }
    `;
    const stack = await startStack(
      { 'stack.ts': text, 'suffix.ts': "export const suffix: string = 'x';\n" },
      { exported: 'stack.ts#exported', own: 'stack.ts#own' },
    );
    try {
      expect((await stack.call('exported')).body).to.equal('x');
      expect((await stack.call('own')).body).to.deep.equal([0, 1]);
    } finally {
      await stack.close();
    }
  });
});
