import { type Assumption, defineContract } from '../contract.ts';
import { authPreAntiExamples, authPreExamples } from './auth-examples.ts';
import { AuthScriptInput, authenticationMisreadings } from './authentication-script.ts';
import { isOfKind } from './recognise.ts';
import { actsThrough, hasKnownFields, hasNoCode, payloadIsModest, type ScriptFacts } from './result-checks.ts';
import { ScriptResult } from './script.ts';
import { scriptAssumptions, scriptCalls, scriptLimits, scriptRulesOf, storedErrorOf } from './script-contract.ts';

/** Patchworks' authentication pre-request script: changes the body of the authentication request (P-406, P-470 to P-475). */
export const authPre = defineContract<typeof AuthScriptInput, typeof ScriptResult, ScriptFacts>({
  platform: 'patchworks',
  hook: 'auth-pre',
  summary: 'Runs before the request that authenticates, and may change its body.',
  input: AuthScriptInput,
  output: ScriptResult,
  examples: authPreExamples,
  antiExamples: authPreAntiExamples,
  calls: scriptCalls,
  failure: 'page',
  rules: scriptRulesOf({ threw: 'P-470', shape: 'P-301' }),
  limits: scriptLimits,
  misreadings: authenticationMisreadings,
  assumptions: {
    ...scriptAssumptions,
    staleTokenVisible: { rule: 'P-472', default: true },
    authPayloadForm: { rule: 'P-473', default: 'bodyString', choices: ['bodyString'] },
  } satisfies Readonly<Record<string, Assumption>>,
  recognises: (value) => isOfKind(value, 'auth-pre'),
  countRecords: () => 1,
  facts: ({ payload }) => ({ payload, meta: {} }),
  inputChecks: [],
  checks: [hasNoCode, hasKnownFields(), actsThrough('payload', 'P-406'), payloadIsModest],
  outputRecords: null,
  storedError: storedErrorOf,
  breachCode: null,
});
