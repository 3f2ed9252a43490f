import type { Static } from 'typebox';
import { type Assumption, type Check, defineContract } from '../contract.ts';
import { ownField } from '../json-object.ts';
import { authPostAntiExamples, authPostExamples } from './auth-examples.ts';
import { AuthScriptInput, authenticationMisreadings } from './authentication-script.ts';
import { isOfKind } from './recognise.ts';
import { hasKnownFields, hasNoCode, payloadIsModest, readResult, type ScriptFacts } from './result-checks.ts';
import { ScriptResult } from './script.ts';
import { scriptAssumptions, scriptCalls, scriptLimits, scriptRulesOf, storedErrorOf } from './script-contract.ts';

/** P-482: without a token there, `{{token}}` stays empty and the first request will probably get 401. */
const givesToken: Check<ScriptFacts, Static<typeof ScriptResult>> = {
  name: 'givesToken',
  rule: 'P-482',
  run(output, _facts, assumptions) {
    const result = readResult(output, assumptions);
    if (result === null) return [];
    const inPayload = assumptions['tokenReturn'] === 'payload';
    const token = inPayload ? ownField(result, 'payload') : ownField(ownField(result, 'variables'), 'token');
    if (typeof token === 'string' && token !== '') return [];
    const place = inPayload ? 'payload' : 'variables.token';
    return [
      {
        code: 'no-effect',
        rule: 'P-482',
        severity: 'warning',
        path: '',
        message: `the result has no ${place} (tokenReturn), so {{token}} stays empty; return { variables: { ...data.variables, token } }`,
      },
    ];
  },
};

/** Patchworks' authentication post-request script: gives the value of `{{token}}` (P-407, P-480 to P-483). */
export const authPost = defineContract<typeof AuthScriptInput, typeof ScriptResult, ScriptFacts>({
  platform: 'patchworks',
  hook: 'auth-post',
  summary: 'Runs after a successful authentication, and gives the token that requests use as {{token}}.',
  input: AuthScriptInput,
  output: ScriptResult,
  examples: authPostExamples,
  antiExamples: authPostAntiExamples,
  calls: scriptCalls,
  failure: 'page',
  rules: scriptRulesOf({ threw: 'P-480', shape: 'P-301' }),
  limits: scriptLimits,
  misreadings: authenticationMisreadings,
  assumptions: {
    ...scriptAssumptions,
    authPostPayload: { rule: 'P-481', default: 'responseBody', choices: ['responseBody'] },
    tokenReturn: { rule: 'P-482', default: 'variables.token', choices: ['variables.token', 'payload'] },
  } satisfies Readonly<Record<string, Assumption>>,
  recognises: (value) => isOfKind(value, 'auth-post'),
  countRecords: () => 1,
  facts: ({ payload }) => ({ payload, meta: {} }),
  inputChecks: [],
  checks: [hasNoCode, hasKnownFields(), givesToken, payloadIsModest],
  outputRecords: null,
  storedError: storedErrorOf,
  breachCode: null,
});
