import { expect } from 'chai';
import { answerStackCall, defineStack, type StackBehaviour } from '../../../../sdk/celigo/index.ts';

type Callback = (error: unknown, result?: unknown) => void;

class Hooks {
  readonly tag = 'own';
  tagged(_options: object, callback: Callback): void {
    callback(null, this.tag);
  }
}

const stack = defineStack(
  {
    hooks: {
      echo: (options: object, callback: Callback) => callback(null, options),
      double: ({ n }: { n: number }) => n * 2,
      later: async ({ n }: { n: number }) => n * 3,
      deny: (_options: object, callback: Callback) =>
        callback(Object.assign(new Error('no rights'), { code: 'denied' })),
      refuse: (_options: object, callback: Callback) => callback(new TypeError('not a number')),
      mumble: (_options: object, callback: Callback) => callback('no'),
      throwing: (_options: object, _callback: Callback) => {
        throw new RangeError('too far');
      },
      rejecting: async (_options: object, _callback: Callback) => {
        throw new RangeError('too far');
      },
      returning: () => {
        throw new RangeError('too far');
      },
      dated: (_options: object, callback: Callback) => callback(null, { at: new Date(0) }),
      nothing: (_options: object, callback: Callback) => callback(null),
      twice: (_options: object, callback: Callback) => {
        callback(null, 'first');
        callback(new Error('second'));
      },
      dateType: ({ lastExportDateTime }: { lastExportDateTime: unknown }, callback: Callback) =>
        callback(null, lastExportDateTime instanceof Date),
      dateText: ({ lastExportDateTime }: { lastExportDateTime: unknown }) => typeof lastExportDateTime,
      notAFunction: 'x',
    },
    wrappers: { ping: (_options: object, callback: Callback) => callback(null, { statusCode: 200 }) },
    settings: {
      persistSettings: (_options: object, callback: Callback) => callback(null, { success: true, pending: {} }),
    },
    utilities: { list: (_options: object, callback: Callback) => callback(null, []) },
    installer: { install: (_options: object, callback: Callback) => callback(null, { success: true }) },
    uninstaller: { uninstall: (_options: object, callback: Callback) => callback(null, { success: true }) },
  },
  { connectors: { '65a0000000000000000000d0': { hooks: new Hooks() } } },
);
const flat = defineStack({ echo: (options: object, callback: Callback) => callback(null, options) });

/** Status and parsed body of the answer to a call of a hook. */
async function call(
  name: string,
  fields: Readonly<Record<string, unknown>> = {},
  behaviour?: StackBehaviour,
): Promise<readonly [status: number, body: unknown]> {
  const body = { diy: true, type: 'hook', function: name, options: { n: 2 }, ...fields };
  const answer = await answerStackCall(stack, body, behaviour);
  return [answer.status, answer.body === '' ? '' : JSON.parse(answer.body)];
}

describe('answerStackCall', () => {
  it('answers 200 with the JSON that the function calls back with (C-709)', async () => {
    const answer = await answerStackCall(stack, { diy: true, type: 'hook', function: 'echo', options: { id: 'é' } });

    expect(answer).to.deep.equal({
      status: 200,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: '{"id":"é"}',
    });
  });

  it('answers 200 with an empty body when there is no result (C-709)', async () => {
    expect(await call('nothing')).to.deep.equal([200, '']);
  });

  const types = [
    ['wrapper', 'ping', { statusCode: 200 }],
    ['setting', 'persistSettings', { success: true, pending: {} }],
    ['utility', 'list', []],
    ['installer', 'install', { success: true }],
    ['uninstaller', 'uninstall', { success: true }],
  ] as const;
  for (const [type, name, result] of types) {
    it(`finds functions of the type ${type} (C-707)`, async () => {
      expect(await call(name, { type })).to.deep.equal([200, result]);
    });
  }

  it('finds functions of a flat module when the call has no type (C-707)', async () => {
    const answer = await answerStackCall(flat, { diy: true, function: 'echo', options: { n: 1 } });

    expect([answer.status, answer.body]).to.deep.equal([200, '{"n":1}']);
  });

  it('calls with the part of the module as `this`, methods of a class included (C-707)', async () => {
    const fields = { diy: false, _connectorId: '65a0000000000000000000d0' };

    expect(await call('tagged', fields)).to.deep.equal([200, 'own']);
  });

  it('serves a function of the script form, and one that gives a promise, in the callback form (C-004)', async () => {
    expect(await call('double')).to.deep.equal([200, 4]);
    expect(await call('later')).to.deep.equal([200, 6]);
  });

  it('gives the stack form Date objects and the script form texts (C-209, C-210)', async () => {
    const options = { lastExportDateTime: '2026-03-03T00:00:00.000Z' };

    expect(await call('dateType', { options })).to.deep.equal([200, true]);
    expect(await call('dateText', { options })).to.deep.equal([200, 'string']);
  });

  it('answers 422 with code, else name, and message of the error that is called back (C-710)', async () => {
    expect(await call('deny')).to.deep.equal([422, { errors: [{ code: 'denied', message: 'no rights' }] }]);
    expect(await call('refuse')).to.deep.equal([422, { errors: [{ code: 'TypeError', message: 'not a number' }] }]);
    expect(await call('mumble')).to.deep.equal([422, { errors: [{}] }]);
  });

  it('answers 422 for the throw of a function of the script form (C-006, C-710)', async () => {
    expect(await call('returning')).to.deep.equal([422, { errors: [{ code: 'RangeError', message: 'too far' }] }]);
  });

  it('answers what stackThrow says for a throw in place of the callback (C-711)', async () => {
    const errors = [{ code: 'RangeError', message: 'too far' }];

    expect(await call('throwing')).to.deep.equal([500, { errors }]);
    expect(await call('rejecting')).to.deep.equal([500, { errors }]);
    expect(await call('throwing', {}, { stackThrow: '422' })).to.deep.equal([422, { errors }]);
    expect(await call('throwing', {}, { stackThrow: 'crash' }).catch((error: unknown) => String(error))).to.equal(
      'RangeError: too far',
    );
  });

  it('goes by the first thing that happens', async () => {
    expect(await call('twice')).to.deep.equal([200, 'first']);
  });

  it('answers 422 for a result that is no plain JSON or too long (C-714, C-715)', async () => {
    const [, tooLong] = await call('echo', { maxResponseSize: 3 });

    expect(await call('dated')).to.deep.equal([
      422,
      { errors: [{ code: 'invalid_extension_response', message: 'Extension response is not serializable.' }] },
    ]);
    expect(tooLong).to.deep.equal({
      errors: [{ code: 'response_size_exceeded', message: 'response stream exceeded limit of 3 bytes.' }],
    });
  });

  it('refuses names that are not the author’s own functions (C-712)', async () => {
    for (const name of ['nope', 'notAFunction', 'constructor', 'toString', '__proto__', 'hasOwnProperty']) {
      const [status, body] = await call(name);

      expect(status, name).to.equal(422);
      expect(body, name).to.have.nested.property('errors[0].code', 'invalid_function');
    }
    for (const type of ['other', 'hooks2', '__proto__', 'constructor', ['hook'], 5]) {
      const [status, body] = await call('echo', { type });

      expect(status, String(type)).to.equal(422);
      expect(body, String(type)).to.have.nested.property('errors[0].code', 'object_not_found');
    }
  });

  it('refuses a call with the status that stackValidationStatus says (C-713)', async () => {
    const [status, body] = await call('', {}, { stackValidationStatus: 400 });

    expect(status).to.equal(400);
    expect(body).to.have.nested.property('errors[0].code', 'missing_required_field');
  });
});

describe('defineStack', () => {
  it('refuses a stack without any functions', () => {
    expect(() => defineStack(null)).to.throw(TypeError, 'defineStack got no functions');
    expect(() => defineStack('hooks' as never)).to.throw(TypeError, 'the module is a string');
  });
});
