import type { HttpRequest, HttpResponse } from '../../http/exchange.ts';
import { ownField } from '../../json-object.ts';
import { maxMetadataBytes } from '../metadata.ts';
import { readCode } from '../read-code.ts';
import { responseCodes } from '../response-code.ts';
import { callScript } from './call-script.ts';
import { noteDataPath } from './data-path-note.ts';
import { mayReauthenticate, reauthenticate } from './judge-bare.ts';
import { messageLevelOf } from './options.ts';
import type { Part, RunContext } from './run-context.ts';
import { responseInput } from './script-input.ts';
import { applyMaps, type ScriptResult } from './script-result.ts';
import { again, done, end, type Verdict } from './verdict.ts';

/** What a response script is called for. */
export interface Answered {
  readonly place: 'response-script' | 'post-request';
  readonly response: HttpResponse;
  readonly sent: HttpRequest;
  /** The payload that a sending connector sent. */
  readonly outgoing: string | null;
}

/** Has the script judge a response: calls it, takes over what it returned, and reads its code (P-531 to P-543, P-546, P-548). */
export function* judgeByScript(answered: Answered, context: RunContext): Part<Verdict> {
  const { assumptions, journal } = context;
  const { place, response } = answered;
  const input = responseInput(response, answered, context);
  const isRepeated = assumptions['responseScriptThrow'] !== 'failAttempt';
  const call = yield* callScript(place, { input, rule: 'P-546', ...(isRepeated ? {} : { retries: 0 }) }, context);
  if (call.status === 'failed') {
    journal.lean('P-523', 'P-604');
    return again(call.says, 'P-546');
  }
  if (call.status === 'breach') {
    const isStrict = assumptions['invalidResponseCode'] === 'strict';
    const rule = call.code === 'too-large' ? 'P-548' : isStrict ? 'P-543' : 'P-301';
    journal.write('ERROR', call.says, rule);
    return end({ fails: 'flow', code: null, says: call.says, rule });
  }
  const { result } = call;
  const excess = applyMaps(result, context);
  const code = readCode(result.fields, assumptions);
  writeMessage(result, code, context);
  if (excess !== null) {
    const says = `metadata has ${excess} bytes of at most ${maxMetadataBytes}`;
    journal.write('ERROR', says, 'P-548');
    return end({ fails: 'flow', code: null, says, rule: 'P-548' });
  }
  noteCode(result, code, context);
  const payload = ownField(input, 'payload');
  return act({ ...answered, code, result, passed: typeof payload === 'string' ? payload : null }, context);
}

interface Coded extends Answered {
  readonly code: number | null;
  readonly result: ScriptResult;
  /** `payload` as the script was passed it. */
  readonly passed: string | null;
}

/** What each code leads to (P-501 to P-505). */
function act({ code, result, ...answered }: Coded, context: RunContext): Verdict {
  const { assumptions, journal } = context;
  const why = explain(code, result);
  const { status } = answered.response;
  if (status === 401 && (code === 0 || code === 1) && mayReauthenticate(context)) return reauthenticate(why, 'P-522');
  switch (code) {
    case responseCodes.continue:
      return goOn({ code, result, ...answered }, context);
    case responseCodes.retryStep:
      return again(why, 'P-533');
    case responseCodes.retryFlow:
      return end({ fails: 'flow-retry', code, says: why, rule: 'P-536' });
    case responseCodes.fail:
      journal.write('ERROR', `the run fails for good: ${why}`, 'P-538');
      return end({ fails: 'flow', code, says: why, rule: 'P-538' });
    case responseCodes.reauthenticate:
      journal.lean('P-505', 'P-507');
      return reauthenticate(why, 'P-539');
    default: {
      const is4 = ownField(result.fields, 'response_code') === 4 && assumptions['reauthCode'] === false;
      const says = `${why} is invalid`;
      journal.write('ERROR', says, is4 ? 'P-542' : 'P-543');
      return end({ fails: 'flow', code: null, says, rule: is4 ? 'P-542' : 'P-543' });
    }
  }
}

/** Code 0: the step goes on, also from an error where that counts as rescued (P-531, P-532). */
function goOn({ result, response, passed, place }: Coded, context: RunContext): Verdict {
  const { assumptions, journal, setup } = context;
  const why = explain(0, result);
  const isError = response.status >= 400;
  if (isError) {
    journal.lean('P-513', 'P-514');
    if (assumptions['continueRescuesHttpError'] === false) {
      journal.write('ERROR', `code 0 does not rescue status ${response.status}`, 'P-514');
      return again(`${why}, but the status is ${response.status}`, 'P-514');
    }
    journal.write('INFO', `status ${response.status} is rescued by code 0 (assumed)`, 'P-514');
  }
  journal.lean('P-433');
  const isSent = setup.mode === 'send' && setup.saveResponse !== true;
  const raw = isSent ? passed : response.body;
  const out = result.payload === undefined || assumptions['responsePayload'] === 'raw' ? raw : result.payload;
  if (!isSent) noteDataPath({ place, out, body: response.body }, context);
  return done(out, why, isError ? 'P-532' : 'P-531');
}

function explain(code: number | null, { fields }: ScriptResult): string {
  const given = ownField(fields, 'response_code');
  const shown = given === undefined ? `no response_code, taken as ${code}` : `response_code ${JSON.stringify(given)}`;
  const message = ownField(fields, 'message');
  return typeof message === 'string' && message !== '' ? `${shown}: ${message.slice(0, 300)}` : shown;
}

/** P-525: whenever there is one. */
function writeMessage({ fields }: ScriptResult, code: number | null, { journal, assumptions }: RunContext): void {
  const message = ownField(fields, 'message');
  if (typeof message !== 'string') return;
  journal.lean('P-525');
  journal.write(messageLevelOf(code, assumptions), message, null);
}

/** P-511, P-512, P-542: what is assumed of a missing or an unusable code. */
function noteCode({ fields }: ScriptResult, code: number | null, { journal, assumptions }: RunContext): void {
  const given = ownField(fields, 'response_code');
  if (given === undefined) {
    journal.lean('P-511');
    journal.write('INFO', `no response_code, assumed ${code}`, 'P-511');
    return;
  }
  if (given === code) return;
  const is4 = given === 4 && assumptions['reauthCode'] === false;
  journal.lean(is4 ? 'P-505' : 'P-512');
  if (code !== null) {
    journal.write(
      'WARN',
      `response_code ${JSON.stringify(given).slice(0, 100)} is invalid and read as ${code}`,
      is4 ? 'P-542' : 'P-543',
    );
  }
}
