import { type Assumption, defineContract } from '../contract.ts';
import { isOfKind } from './recognise.ts';
import { responseScriptChecks } from './response-script-checks.ts';
import { responseScriptAntiExamples, responseScriptExamples } from './response-script-examples.ts';
import { type ResponseScriptFacts, ResponseScriptInput, ResponseScriptResult } from './response-script-types.ts';
import {
  returnedMapAssumptions,
  scriptAssumptions,
  scriptCalls,
  scriptLimits,
  scriptRulesOf,
  storedErrorOf,
} from './script-contract.ts';

/** What the contracts of response and post-request scripts lean on. */
export const responseScriptAssumptions = {
  ...scriptAssumptions,
  ...returnedMapAssumptions,
  reauthCode: { rule: 'P-505', default: true },
  missingResponseCode: { rule: 'P-511', default: 0, choices: [0, 1, 2, 3, 4] },
  invalidResponseCode: { rule: 'P-512', default: 'lenient', choices: ['lenient', 'strict'] },
  continueRescuesHttpError: { rule: 'P-514', default: true },
} as const satisfies Readonly<Record<string, Assumption>>;

/**
 * Patchworks' connector response script: runs on every attempt of a connection and decides what becomes of it
 * (P-403, P-430 to P-438, P-501 to P-526). The endpoint's post-request script has the same contract (P-404).
 */
export const responseScript = defineContract<
  typeof ResponseScriptInput,
  typeof ResponseScriptResult,
  ResponseScriptFacts
>({
  platform: 'patchworks',
  hook: 'response-script',
  summary:
    'Runs on every attempt of a connector; its response_code decides whether the step goes on, retries or fails.',
  input: ResponseScriptInput,
  output: ResponseScriptResult,
  examples: responseScriptExamples,
  antiExamples: responseScriptAntiExamples,
  calls: scriptCalls,
  failure: 'page',
  rules: scriptRulesOf({ threw: 'P-604', shape: 'P-301' }),
  limits: scriptLimits,
  misreadings: [
    {
      members: ['response', 'status_code'],
      ofOptions: false,
      rule: 'P-215',
      advice: 'response.status_code is the name in pagination scripts; read response.status',
    },
  ],
  assumptions: responseScriptAssumptions,
  recognises: (value) => isOfKind(value, 'response-script'),
  countRecords: () => 1,
  facts: ({ payload, response, meta }) => ({ payload, status: response.status, meta: { ...meta } }),
  inputChecks: [],
  checks: responseScriptChecks,
  outputRecords: null,
  storedError: storedErrorOf,
  breachCode: null,
});
