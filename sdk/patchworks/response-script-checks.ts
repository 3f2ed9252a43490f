import type { Static } from 'typebox';
import type { Check } from '../contract.ts';
import { readCode } from './read-code.ts';
import { responseCodes } from './response-code.ts';
import type { ResponseScriptFacts, ResponseScriptResult } from './response-script-types.ts';
import { hasKnownFields, metadataFits, payloadIsModest, readResult } from './result-checks.ts';

type ResponseScriptCheck = Check<ResponseScriptFacts, Static<typeof ResponseScriptResult>>;

/** P-511: a missing code is valid, but what it means is assumed. */
const statesCode: ResponseScriptCheck = {
  name: 'statesCode',
  rule: 'P-511',
  run(output, _facts, assumptions) {
    const result = readResult(output, assumptions);
    if (result === null || 'response_code' in result) return [];
    const taken = String(assumptions['missingResponseCode']);
    return [
      {
        code: 'assumed-rule',
        rule: 'P-511',
        severity: 'info',
        path: '',
        message: `the result has no response_code, which is taken as ${taken} (missingResponseCode); return the code you mean`,
      },
    ];
  },
};

/** P-306, P-511: the platform reads `response_code` and no other spelling of it. */
const spellsCode: ResponseScriptCheck = {
  name: 'spellsCode',
  rule: 'P-306',
  run(output, _facts, assumptions) {
    const result = readResult(output, assumptions);
    if (result === null || 'response_code' in result) return [];
    return Object.keys(result)
      .filter(isSlip)
      .map((key) => ({
        code: 'no-effect',
        rule: 'P-306',
        severity: 'warning',
        path: `/${key}`,
        message: `${key} has no effect; the platform reads response_code, so rename it`,
      }));
  },
};

/** P-301: other fields are not read. */
const readsFields: ResponseScriptCheck = {
  name: 'readsFields',
  rule: 'P-301',
  run(output, facts, assumptions) {
    const result = readResult(output, assumptions) ?? {};
    const misspelt = 'response_code' in result ? [] : Object.keys(result).filter(isSlip);
    return hasKnownFields({ leaves: misspelt }).run(output, facts, assumptions);
  },
};

/** Another spelling of `response_code`. */
function isSlip(key: string): boolean {
  return slips.includes(key.toLowerCase().replaceAll(/[-_]/g, ''));
}

const slips: readonly string[] = ['status', 'code', 'responsecode', 'statuscode'];

/** P-505: only an older page has code 4. */
const reauthenticatesByAssumption: ResponseScriptCheck = {
  name: 'reauthenticatesByAssumption',
  rule: 'P-505',
  run(output, _facts, assumptions) {
    const result = readResult(output, assumptions);
    if (result?.['response_code'] !== responseCodes.reauthenticate) return [];
    if (assumptions['reauthCode'] !== false) {
      return [
        {
          code: 'assumed-rule',
          rule: 'P-505',
          severity: 'info',
          path: '/response_code',
          message:
            'response_code 4 (authenticate anew) is taken to hold, though only an older page of the vendor has it; return 1 if the platform refuses it',
        },
      ];
    }
    const strict = assumptions['invalidResponseCode'] === 'strict';
    return [
      {
        code: 'bad-shape',
        rule: 'P-505',
        severity: strict ? 'error' : 'warning',
        path: '/response_code',
        message: `response_code 4 is invalid while reauthCode is false${strict ? '' : ' and is read as 0'}; return 0, 1, 2 or 3`,
      },
    ];
  },
};

/** P-514: code 0 after a 4xx or 5xx answer is taken to make the step succeed. */
const rescuesHttpError: ResponseScriptCheck = {
  name: 'rescuesHttpError',
  rule: 'P-514',
  run(output, { status }, assumptions) {
    const result = readResult(output, assumptions);
    if (result === null || status < 400 || readCode(result, assumptions) !== responseCodes.continue) return [];
    const rescues = assumptions['continueRescuesHttpError'] !== false;
    const effect = rescues ? 'the step is taken to succeed' : 'the attempt is taken to fail';
    return [
      {
        code: 'assumed-rule',
        rule: 'P-514',
        severity: rescues ? 'info' : 'warning',
        path: 'response_code' in result ? '/response_code' : '',
        message: `status ${status} goes on with code 0, so ${effect} (continueRescuesHttpError); return 1, 2 or 3 for an error`,
      },
    ];
  },
};

/** P-432: a script that changes nothing still switches the data path off. A note, as it may be meant. */
const changesPayload: ResponseScriptCheck = {
  name: 'changesPayload',
  rule: 'P-432',
  run(output, { payload }, assumptions) {
    const result = readResult(output, assumptions);
    if (result === null || readCode(result, assumptions) !== responseCodes.continue) return [];
    if ('payload' in result && result['payload'] !== payload) return [];
    return [
      {
        code: 'no-effect',
        rule: 'P-432',
        severity: 'info',
        path: 'payload' in result ? '/payload' : '',
        message:
          'the payload is unchanged, so the raw body goes on and not the extract of the data path; return the extract as payload if later shapes expect it',
      },
    ];
  },
};

/** The rules of a response script's result that its schema cannot state. */
export const responseScriptChecks: readonly ResponseScriptCheck[] = [
  statesCode,
  spellsCode,
  readsFields,
  reauthenticatesByAssumption,
  rescuesHttpError,
  changesPayload,
  metadataFits,
  payloadIsModest,
];
