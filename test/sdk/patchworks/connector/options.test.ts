import { expect } from 'chai';
import { drive, inTurn, refused, throws } from './drive-connector.ts';

const session = {
  authentication: { request: { method: 'POST', url: 'https://shop.example/session' }, token: 'token' },
} as const;
const answerSession = ({ url }: { readonly url: string }): readonly [number, string] => [
  200,
  url.endsWith('/session') ? '{"token":"tk"}' : 'page',
];

describe('patchworks connector, what is assumed of codes and retries', () => {
  it('P-511: missingResponseCode says what a result without a code means', () => {
    const { series } = drive({ scripts: { 'response-script': () => ({}) }, assumptions: { missingResponseCode: 3 } });

    expect(series[0]?.rule).to.equal('P-538');
  });

  it('P-513: with responseScriptOnHttpError false the script does not see 4xx and 5xx', () => {
    const { trail, assumed } = drive({
      answers: [503],
      setup: { connectorRetries: 0 },
      scripts: { 'response-script': () => ({ response_code: 0 }) },
      assumptions: { responseScriptOnHttpError: false },
    });

    expect(trail).to.deep.equal(['send GET /orders']);
    expect(assumed).to.include('P-513');
  });

  it('P-514: with continueRescuesHttpError false code 0 on an error status fails the attempt', () => {
    const { status, series } = drive({
      answers: [404],
      scripts: { 'response-script': () => ({ response_code: 0 }) },
      assumptions: { continueRescuesHttpError: false },
    });

    expect(status).to.equal('failed');
    expect(series[0]?.attempts.map(({ rule }) => rule)).to.deep.equal(['P-514', 'P-514', 'P-514']);
  });

  it('P-515: with responseScriptOnConnectionError the script runs with status 0, and decides on the flow', () => {
    const seen: unknown[] = [];
    const script = (data: { response: unknown }): unknown => {
      seen.push(data.response);
      return { response_code: 3 };
    };
    const { series } = drive({
      answers: [refused],
      scripts: { 'response-script': script },
      assumptions: { responseScriptOnConnectionError: true },
    });

    expect(seen).to.deep.equal([{ headers: {}, body: '', status: 0 }]);
    expect(series[0]?.rule).to.equal('P-538');
  });

  it('P-521: with httpErrorWithoutScript "continue" an error goes on', () => {
    const { status, output } = drive({ answers: [[500, 'oops']], assumptions: { httpErrorWithoutScript: 'continue' } });

    expect([status, output.payloads]).to.deep.equal(['success', ['oops']]);
  });

  it('P-522: with reauthOn401 a 401 authenticates anew, with and without a script', () => {
    for (const scripts of [{}, { 'response-script': () => ({ response_code: 1 }) }]) {
      const { trail, assumed } = drive({
        setup: { ...session, connectorRetries: 0 },
        answers: (request) => (request.url.endsWith('/session') ? answerSession(request) : 401),
        scripts,
        assumptions: { reauthOn401: true },
      });

      expect(trail.filter((line) => line.startsWith('send POST'))).to.have.length(2);
      expect(assumed).to.include('P-522');
    }
  });

  it('P-523: with responseScriptThrow "failAttempt" a script that throws is not called again', () => {
    const { output } = drive({
      scripts: { 'response-script': throws() },
      assumptions: { responseScriptThrow: 'failAttempt' },
    });

    expect(output.scriptCalls).to.deep.equal({ 'response-script': 3 });
  });

  it('P-524, P-551: tryCatchCodes says which codes lead to catch', () => {
    for (const code of [2, 3]) {
      const drivenOf = (codes: readonly number[]) =>
        drive({
          setup: { tryCatch: true },
          scripts: { 'response-script': () => ({ response_code: code }) },
          assumptions: { tryCatchCodes: codes, maxFlowRetries: 0 },
        });

      expect(drivenOf([1]).status).to.equal('failed');
      expect(drivenOf([1, code]).status).to.equal('partial');
    }
  });

  it('P-525: messageLevel says at which level a message is logged', () => {
    const { lines } = drive({
      scripts: { 'response-script': () => ({ response_code: 0, message: 'well' }) },
      assumptions: { messageLevel: { '0': 'WARN', '*': 'ERROR' } },
    });

    expect(lines).to.include('WARN script well');
  });

  it('P-506: maxReauthPerRequest and reauthExhausted say how often, and what then', () => {
    const { trail, series } = drive({
      setup: session,
      answers: answerSession,
      scripts: { 'response-script': () => ({ response_code: 4 }) },
      assumptions: { maxReauthPerRequest: 2, reauthExhausted: 'asCode3' },
    });

    expect(trail.filter((line) => line.startsWith('send POST'))).to.have.length(3);
    expect(series.at(-1)?.attempts.map(({ n, rule }) => [n, rule])).to.deep.equal([
      [1, 'P-539'],
      [1, 'P-539'],
      [1, 'P-541'],
    ]);
  });

  it('P-507: with reauthCountsAsStepRetry a new authentication uses up a retry', () => {
    const { series } = drive({
      setup: { ...session, connectorRetries: 1 },
      answers: answerSession,
      scripts: { 'response-script': inTurn({ response_code: 4 }, { response_code: 1 }) },
      assumptions: { reauthCountsAsStepRetry: true },
    });

    expect(series.at(-1)?.attempts.map(({ n }) => n)).to.deep.equal([1, 2]);
  });

  it('P-503: flowRetryVersion shows in the log', () => {
    const { lines } = drive({
      scripts: { 'response-script': inTurn({ response_code: 2 }, { response_code: 0 }) },
      assumptions: { flowRetryVersion: 'latest' },
    });

    expect(lines.find((line) => line.includes('P-536'))).to.include('latest version');
  });

  it('P-602, P-603: the numbers of retries are options, and the shape has the last word on its own', () => {
    const both = drive({
      scripts: { 'response-script': throws() },
      assumptions: { scriptRetries: 1, connectorRetries: 1 },
    });
    const own = drive({ setup: { connectorRetries: 0 }, answers: [500], assumptions: { connectorRetries: 2 } });

    expect(both.output.scriptCalls).to.deep.equal({ 'response-script': 4 });
    expect(own.sent).to.have.length(1);
    expect(own.assumed).to.not.include('P-603');
  });

  it('P-605: every request is an operation, retries and pages included, and authentications are not', () => {
    const { output } = drive({
      setup: session,
      answers: answerSession,
      scripts: { 'response-script': inTurn({ response_code: 1 }, { response_code: 4 }, { response_code: 0 }) },
    });

    expect(output.operations).to.equal(3);
  });

  it('P-607, P-612: delays are options, and pass on the clock of the run', () => {
    const { trail, series, log } = drive({
      scripts: { 'response-script': inTurn({ response_code: 1 }, { response_code: 2 }, { response_code: 0 }) },
      assumptions: { stepRetryDelayMs: 5_000, flowRetryDelayMs: 3_600_000 },
    });

    expect(trail.filter((line) => line.startsWith('wait'))).to.deep.equal(['wait 5000', 'wait 3600000']);
    expect(series[1]?.attempts[0]?.at).to.equal(3_605_000);
    expect(log.at(-1)?.at).to.equal(3_605_000);
  });

  it('P-607: between the calls of a script that throws its own delay passes', () => {
    const { trail } = drive({
      setup: { connectorRetries: 0 },
      scripts: { 'response-script': throws() },
      assumptions: { scriptRetryDelayMs: 250, scriptRetries: 2 },
    });

    expect(trail.filter((line) => line.startsWith('wait'))).to.deep.equal(['wait 250', 'wait 250']);
  });

  it('P-561: what a failed attempt returned is kept for the next one, unless keepStateOnRetry is false', () => {
    for (const [keepStateOnRetry, expected] of [
      [true, ['a', 'b']],
      [false, ['a', 'a']],
    ] as const) {
      const seen: unknown[] = [];
      const script = (data: { meta: { tries: string } }): unknown => {
        seen.push(data.meta.tries);
        return { response_code: seen.length === 1 ? 1 : 0, meta: { tries: 'b' } };
      };
      const { assumed } = drive({
        input: { meta: { tries: 'a' } },
        scripts: { 'response-script': script },
        assumptions: { keepStateOnRetry },
      });

      expect(seen).to.deep.equal(expected);
      expect(assumed).to.include('P-561');
    }
  });

  it('P-562: pages before a failed one are not passed on, except inside try/catch or where the option says so', () => {
    const given = {
      setup: { endpoint: { pagination: { kind: 'next-url', path: 'next' } }, connectorRetries: 0 },
      answers: ({ url }: { readonly url: string }) =>
        url.endsWith('/2') ? 500 : ([200, '{"next":"https://shop.example/2"}'] as const),
    } as const;
    const plain = drive(given);

    expect([plain.status, plain.output.payloads]).to.deep.equal(['failed', []]);
    expect(plain.assumed).to.include('P-562');
    expect(drive({ ...given, assumptions: { keepPagesOnFailure: true } }).output.payloads).to.have.length(1);
    expect(drive({ ...given, setup: { ...given.setup, tryCatch: true } }).output.payloads).to.have.length(1);
  });
});

describe('patchworks connector, what is assumed of inputs and results', () => {
  it('P-201 to P-203, P-213, P-214, P-430: the script sees status, body and headers, repeated ones joined or as a list', () => {
    const seen: { response: unknown }[] = [];
    const script = (data: { response: unknown }): unknown => {
      seen.push(data);
      return { response_code: 0 };
    };
    const response = {
      status: 202,
      statusText: '',
      headers: [
        { name: 'Set-Cookie', value: 'a=1' },
        { name: 'set-cookie', value: 'b=2' },
        { name: 'X-Request-Id', value: 'tb-71' },
      ],
      body: '[]',
      bodyBytes: 2,
    };
    const answers = [{ kind: 'response', response, ms: 1 }] as const;
    for (const headerMultiValue of ['join', 'array']) {
      const { assumed } = drive({ answers, scripts: { 'response-script': script }, assumptions: { headerMultiValue } });
      expect(assumed).to.include('P-214');
    }

    expect(seen[0]?.response).to.deep.equal({
      headers: { 'Set-Cookie': 'a=1, b=2', 'X-Request-Id': 'tb-71' },
      body: '[]',
      status: 202,
    });
    expect(seen[1]?.response).to.have.nested.property('headers.Set-Cookie').that.deep.equals(['a=1', 'b=2']);
  });

  it('P-211: flowExtraKeys are passed in flow', () => {
    const seen: unknown[] = [];
    drive({
      scripts: { 'response-script': (data: { flow: unknown }) => seen.push(data.flow) && {} },
      assumptions: { flowExtraKeys: { id: 7 } },
    });

    expect(seen).to.deep.equal([{ id: 7, variables: {} }]);
  });

  it('P-434, P-520: on a receiving connector payload is the raw body, or the extract', () => {
    const seen: unknown[] = [];
    const scripts = { 'response-script': (data: { payload: unknown }) => seen.push(data.payload) && {} };
    const given = { setup: { endpoint: { dataPath: 'a' } }, answers: [[200, '{"a":[1]}']], scripts } as const;
    drive(given);
    drive({ ...given, assumptions: { receivePayload: 'extract' } });

    expect(seen).to.deep.equal(['{"a":[1]}', '[1]']);
  });

  it('P-435, P-520: on a sending connector payload is what was sent, or the body where the shape saves it', () => {
    const seenOf = (saveResponse: boolean, sendPayload: string): unknown => {
      const seen: unknown[] = [];
      drive({
        setup: { mode: 'send', saveResponse, endpoint: { method: 'POST' } },
        input: { payload: 'out' },
        answers: [[200, 'in']],
        scripts: { 'response-script': (data: { payload: unknown }) => seen.push(data.payload) && {} },
        assumptions: { sendPayload },
      });
      return seen[0];
    };

    expect(seenOf(false, 'bySaveResponse')).to.equal('out');
    expect(seenOf(true, 'bySaveResponse')).to.equal('in');
    expect(seenOf(true, 'outgoing')).to.equal('out');
    expect(seenOf(false, 'responseBody')).to.equal('in');
  });

  it('P-304: a payload that is no text is encoded with a warning, or breaks the contract', () => {
    const scripts = { 'response-script': () => ({ response_code: 0, payload: { a: 1 } }) };
    const lenient = drive({ scripts });

    expect(lenient.output.payloads).to.deep.equal(['{"a":1}']);
    expect(lenient.lines).to.include('WARN P-304 the payload is no text and is encoded as JSON');
    expect(drive({ scripts, assumptions: { nonStringPayload: 'error' } }).status).to.equal('failed');
  });

  it('P-311: a result that is no object counts as empty with a warning, or breaks the contract', () => {
    for (const result of [undefined, null, 'ok', 7, []]) {
      const scripts = { 'response-script': () => result };
      const lenient = drive({ answers: [[200, 'raw']], scripts });

      expect(lenient.output.payloads).to.deep.equal(['raw']);
      expect(lenient.assumed).to.include.members(['P-311', 'P-511']);
      expect(drive({ scripts, assumptions: { nonObjectReturn: 'error' } }).status).to.equal('failed');
    }
  });

  it('P-308, P-309, P-310: returned maps are merged or replace, and missing ones keep their values or are cleared', () => {
    const mapsOf = (assumptions: Readonly<Record<string, string>>): unknown => {
      const { output } = drive({
        input: { variables: { v: 1 }, meta: { a: '1' }, flow: { variables: { f: 1 } } },
        scripts: { 'response-script': () => ({ response_code: 0, meta: { b: '2' }, flow: { variables: { g: 2 } } }) },
        assumptions,
      });
      return [output.variables, output.meta, output.flow.variables];
    };

    expect(mapsOf({})).to.deep.equal([{ v: 1 }, { a: '1', b: '2' }, { f: 1, g: 2 }]);
    expect(mapsOf({ returnedMaps: 'replace' })).to.deep.equal([{ v: 1 }, { b: '2' }, { g: 2 }]);
    expect(mapsOf({ missingReturnKey: 'clear' })).to.deep.equal([{}, { a: '1', b: '2' }, { f: 1, g: 2 }]);
  });

  it('P-301, P-433: the input handed back goes on as it came, and null is a payload of its own', () => {
    const back = drive({ answers: [[200, 'raw']], scripts: { 'response-script': (data) => data } });
    const none = drive({ answers: [[200, 'raw']], scripts: { 'response-script': () => ({ payload: null }) } });

    expect(back.output.payloads).to.deep.equal(['raw']);
    expect(none.output.payloads).to.deep.equal([null]);
  });

  it('P-305: logs are written after the script has ended, on failed attempts as well', () => {
    const { lines } = drive({
      scripts: {
        'response-script': inTurn(
          { response_code: 1, logs: ['one'], message: 'busy' },
          { response_code: 0, logs: ['two'] },
        ),
      },
    });

    expect(lines.filter((line) => line.includes(' script '))).to.deep.equal([
      'INFO script one',
      'ERROR script busy',
      'INFO script two',
    ]);
  });

  it('keeps keys such as __proto__ plain keys (R-212)', () => {
    const { output } = drive({
      input: { meta: { constructor: 'mine' } },
      setup: { endpoint: { url: 'https://shop.example/[[meta.constructor]]/[[meta.toString]]' } },
      scripts: { 'response-script': () => JSON.parse('{"response_code":0,"meta":{"__proto__":"x"}}') },
    });

    expect(JSON.stringify(output.meta)).to.equal('{"constructor":"mine","__proto__":"x"}');
    expect(Object.getPrototypeOf(output.meta)).to.equal(Object.prototype);
  });
});
