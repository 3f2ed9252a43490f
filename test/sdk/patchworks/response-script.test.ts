import { expect } from 'chai';
import type { Assumptions, Issue, JsonValue } from '../../../sdk/contract.ts';
import { responseScript } from '../../../sdk/patchworks/index.ts';

const defaults: Assumptions = Object.fromEntries(
  Object.entries(responseScript.assumptions).map(([name, assumption]) => [name, assumption.default]),
);

interface Page {
  readonly status?: number;
  readonly payload?: string | null;
  readonly meta?: Record<string, string>;
  readonly assumptions?: Assumptions;
}

/** Runs one check by its name, as a judge would: with the facts of an input, and a result that may be anything. */
function run(name: string, output: JsonValue | undefined, page: Page = {}): readonly Issue[] {
  const { status = 200, payload = '{"a":1}', meta = {}, assumptions = {} } = page;
  const options = { payload, meta, response: { headers: {}, body: '{"a":1}', status } };
  const facts = responseScript.facts(options, {});
  const check = responseScript.checks.find((candidate) => candidate.name === name);
  expect(check, name).not.to.equal(undefined);
  return check?.run(output as object, facts, { ...defaults, ...assumptions }) ?? [];
}

describe('patchworks response script: statesCode', () => {
  it('notes a result without a code, and what it is taken for', () => {
    expect(run('statesCode', { payload: '' }, { assumptions: { missingResponseCode: 3 } })).to.deep.equal([
      {
        code: 'assumed-rule',
        rule: 'P-511',
        severity: 'info',
        path: '',
        message: 'the result has no response_code, which is taken as 3 (missingResponseCode); return the code you mean',
      },
    ]);
  });

  it('takes what is no object for an empty result, unless that is an error already', () => {
    const strict = { assumptions: { nonObjectReturn: 'error' } };

    expect(run('statesCode', undefined)).to.have.length(1);
    expect(run('statesCode', undefined, strict)).to.deep.equal([]);
  });

  it('is content with any code', () => {
    expect(run('statesCode', { response_code: null })).to.deep.equal([]);
  });
});

describe('patchworks response script: spellsCode', () => {
  it('warns of a key that looks like a slip, and names response_code', () => {
    expect(run('spellsCode', { status: 2 })).to.deep.equal([
      {
        code: 'no-effect',
        rule: 'P-306',
        severity: 'warning',
        path: '/status',
        message: 'status has no effect; the platform reads response_code, so rename it',
      },
    ]);
  });

  it('knows other spellings', () => {
    const paths = run('spellsCode', { code: 1, responseCode: 1, Response_Code: 1, 'response-code': 1, payload: '' });

    expect(paths.map((issue) => issue.path)).to.deep.equal([
      '/code',
      '/responseCode',
      '/Response_Code',
      '/response-code',
    ]);
  });

  it('says nothing when there is a response_code', () => {
    expect(run('spellsCode', { status: 2, response_code: 2 })).to.deep.equal([]);
  });
});

describe('patchworks response script: reauthenticatesByAssumption', () => {
  it('notes code 4', () => {
    expect(run('reauthenticatesByAssumption', { response_code: 4 })).to.deep.equal([
      {
        code: 'assumed-rule',
        rule: 'P-505',
        severity: 'info',
        path: '/response_code',
        message:
          'response_code 4 (authenticate anew) is taken to hold, though only an older page of the vendor has it; return 1 if the platform refuses it',
      },
    ]);
  });

  it('warns of code 4 where it is said not to hold, and is strict when invalid codes are errors', () => {
    const lenient = run('reauthenticatesByAssumption', { response_code: 4 }, { assumptions: { reauthCode: false } });
    const strict = run(
      'reauthenticatesByAssumption',
      { response_code: 4 },
      { assumptions: { reauthCode: false, invalidResponseCode: 'strict' } },
    );

    expect(lenient.map(({ severity, message }) => ({ severity, message }))).to.deep.equal([
      {
        severity: 'warning',
        message: 'response_code 4 is invalid while reauthCode is false and is read as 0; return 0, 1, 2 or 3',
      },
    ]);
    expect(strict.map(({ severity, message }) => ({ severity, message }))).to.deep.equal([
      { severity: 'error', message: 'response_code 4 is invalid while reauthCode is false; return 0, 1, 2 or 3' },
    ]);
  });
});

describe('patchworks response script: rescuesHttpError', () => {
  it('notes that code 0 after an error status is taken to make the step succeed', () => {
    expect(run('rescuesHttpError', { response_code: 0 }, { status: 503 })).to.deep.equal([
      {
        code: 'assumed-rule',
        rule: 'P-514',
        severity: 'info',
        path: '/response_code',
        message:
          'status 503 goes on with code 0, so the step is taken to succeed (continueRescuesHttpError); return 1, 2 or 3 for an error',
      },
    ]);
  });

  it('warns when code 0 is said not to rescue', () => {
    const issues = run('rescuesHttpError', {}, { status: 404, assumptions: { continueRescuesHttpError: false } });

    expect(issues.map(({ severity, path }) => ({ severity, path }))).to.deep.equal([{ severity: 'warning', path: '' }]);
  });

  it('sees codes as the platform is taken to read them', () => {
    const lengths = ['0', 7, null, '2', 1].map(
      (code) => run('rescuesHttpError', { response_code: code }, { status: 500 }).length,
    );

    expect(lengths).to.deep.equal([1, 1, 1, 0, 0]);
  });

  it('leaves good statuses alone', () => {
    expect(run('rescuesHttpError', { response_code: 0 }, { status: 204 })).to.deep.equal([]);
  });
});

describe('patchworks response script: changesPayload', () => {
  it('notes a result without a payload of its own', () => {
    expect(run('changesPayload', { response_code: 0 })).to.deep.equal([
      {
        code: 'no-effect',
        rule: 'P-432',
        severity: 'info',
        path: '',
        message:
          'the payload is unchanged, so the raw body goes on and not the extract of the data path; return the extract as payload if later shapes expect it',
      },
    ]);
  });

  it('notes a payload that is the one that came', () => {
    const issues = run('changesPayload', { payload: '{"a":1}' });

    expect(issues.map((issue) => issue.path)).to.deep.equal(['/payload']);
  });

  it('says nothing when the payload changed, or when nothing goes on anyway', () => {
    expect(run('changesPayload', { payload: '[]' })).to.deep.equal([]);
    expect(run('changesPayload', { payload: null })).to.deep.equal([]);
    expect(run('changesPayload', { response_code: 1 })).to.deep.equal([]);
  });
});

describe('patchworks response script: metadataFits', () => {
  // {"k":"…"} is 8 bytes around the value.
  const largest = 'x'.repeat(10_232);

  it('accepts metadata up to the limit', () => {
    expect(run('metadataFits', { meta: { k: largest } })).to.deep.equal([]);
  });

  it('reports the byte above it', () => {
    expect(run('metadataFits', { meta: { k: `${largest}x` } })).to.deep.equal([
      {
        code: 'too-large',
        rule: 'P-206',
        severity: 'error',
        path: '/meta',
        message:
          'metadata has 10241 bytes as JSON after this script; the platform takes 10240 in all, so keep less in meta',
      },
    ]);
  });

  it('counts UTF-8 bytes, not characters', () => {
    expect(run('metadataFits', { meta: { k: 'é'.repeat(5_117) } })).to.have.length(1);
  });

  it('counts the metadata that came in too, unless a returned map is said to replace it', () => {
    const meta = { before: 'y' };

    expect(run('metadataFits', { meta: { k: largest } }, { meta })).to.have.length(1);
    expect(
      run('metadataFits', { meta: { k: largest } }, { meta, assumptions: { returnedMaps: 'replace' } }),
    ).to.deep.equal([]);
  });

  it('counts values alone where that is the choice', () => {
    const assumptions = { metaByteCount: 'utf8Values' };

    expect(run('metadataFits', { meta: { k: 'x'.repeat(10_240) } }, { assumptions })).to.deep.equal([]);
    expect(run('metadataFits', { meta: { k: 'x'.repeat(10_241) } }, { assumptions })[0]?.message).to.equal(
      'metadata has 10241 bytes in its values after this script; the platform takes 10240 in all, so keep less in meta',
    );
  });
});

describe('patchworks response script: payloadIsModest', () => {
  it('warns of a payload above the limit, counted in bytes', () => {
    const assumptions = { largePayloadWarnBytes: 8 };

    expect(run('payloadIsModest', { payload: 'éééé' }, { assumptions })).to.deep.equal([]);
    expect(run('payloadIsModest', { payload: 'ééééé' }, { assumptions })).to.deep.equal([
      {
        code: 'too-large',
        rule: 'P-714',
        severity: 'warning',
        path: '/payload',
        message:
          "payload has 10 bytes, more than 8 (largePayloadWarnBytes), and may not fit a script's memory; ask for smaller batches",
      },
    ]);
  });
});

describe('patchworks response script: contract', () => {
  it('has one record a page and always awaits', () => {
    const options = { payload: '[1,2]', response: { headers: {}, body: '[1,2]', status: 200 } };

    expect(responseScript.countRecords(options)).to.equal(1);
    expect(responseScript.calls.awaits(defaults)).to.equal(true);
  });

  it('takes facts that later edits of data do not change', () => {
    const options = { payload: 'a', meta: { k: 'v' }, response: { headers: {}, body: 'a', status: 200 } };
    const facts = responseScript.facts(options, {});

    options.meta.k = 'changed';
    options.payload = 'b';

    expect(facts).to.deep.equal({ payload: 'a', status: 200, meta: { k: 'v' } });
  });

  it('stores a thrown error by its name', () => {
    const stored = responseScript.storedError(
      { name: 'SyntaxError', message: 'Unexpected token', code: 'X' },
      defaults,
    );

    expect(stored).to.deep.equal({ code: 'SyntaxError', message: 'Unexpected token' });
  });

  it('marks as lenient exactly the places that nobody has documented', () => {
    const { properties, ...root } = responseScript.output;
    const lenient = Object.entries(properties).flatMap(([name, node]) => {
      const { assumption, strict } = node as { readonly assumption?: string; readonly strict?: readonly string[] };
      return assumption === undefined ? [] : [{ name, assumption, strict }];
    });

    expect(root).to.deep.include({ assumption: 'nonObjectReturn', strict: ['error'] });
    expect(lenient).to.deep.equal([
      { name: 'payload', assumption: 'nonStringPayload', strict: ['error'] },
      { name: 'response_code', assumption: 'invalidResponseCode', strict: ['strict'] },
    ]);
  });
});
