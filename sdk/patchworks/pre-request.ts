import { type Static, Type } from 'typebox';
import { type Assumption, type Check, defineContract } from '../contract.ts';
import { preRequestAntiExamples, preRequestExamples } from './pre-request-examples.ts';
import { isOfKind } from './recognise.ts';
import { type RequestParts, readRequestText } from './request-text.ts';
import {
  actsThrough,
  hasKnownFields,
  hasNoCode,
  payloadIsModest,
  readResult,
  type ScriptFacts,
} from './result-checks.ts';
import { type ScriptInput, ScriptResult, scriptInputProperties } from './script.ts';
import { scriptAssumptions, scriptCalls, scriptLimits, scriptRulesOf, storedErrorOf } from './script-contract.ts';

/** What a pre-request script receives, as a schema: the request in `payload`, authentication variables in `variables`. */
export const PreRequestInput = Type.Object(
  {
    ...scriptInputProperties,
    /** JSON text of `{method, url, headers, body}` (P-452); an object or the bare body where `preRequestForm` says so. */
    payload: Type.Union([Type.String(), Type.Null(), Type.Object({}, { rule: 'P-452' })], { rule: 'P-452' }),
  },
  { rule: 'P-405' },
);

/** What a pre-request script receives, with the author's own types for authentication variables, metadata and flow variables. */
export type PreRequestInput<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = Omit<ScriptInput<Variables, Meta, FlowVariables>, 'payload'> & {
  /** JSON text of `{method, url, headers, body}` (P-452). */
  payload: string;
};

/** What a pre-request script may return: the changed request in `payload` (P-452), `logs` are written (P-305). */
export type PreRequestResult = Pick<ScriptResult, 'payload' | 'logs'>;

/** A request as a pre-request script reads it from `payload`, all parts present (P-452). */
export type PatchworksRequest = Required<RequestParts>;

/**
 * An endpoint's pre-request script: assign it to `module.exports` (P-101). It runs before every request (P-450, P-456).
 *
 * @example
 * const script: PreRequestScript<{ api_key: string }> = async (data) => {
 *   const request: PatchworksRequest = JSON.parse(data.payload);
 *   request.headers['X-Key'] = data.variables.api_key;
 *   return { payload: JSON.stringify(request) };
 * };
 */
export type PreRequestScript<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = (data: PreRequestInput<Variables, Meta, FlowVariables>) => Promise<PreRequestResult> | PreRequestResult;

/** P-452: a text that holds no part of a request makes the step fail before anything is sent. */
const returnsRequest: Check<ScriptFacts, Static<typeof ScriptResult>> = {
  name: 'returnsRequest',
  rule: 'P-452',
  run(output, _facts, assumptions) {
    const payload = readResult(output, assumptions)?.['payload'];
    if (typeof payload !== 'string' || assumptions['preRequestForm'] === 'bodyOnly') return [];
    if (readRequestText(payload, 'parts') !== null) return [];
    return [
      {
        code: 'bad-shape',
        rule: 'P-452',
        severity: 'error',
        path: '/payload',
        message:
          'payload is no request: expected JSON text of an object with method, url, headers or body; change the request that came in payload and return it',
      },
    ];
  },
};

/** Patchworks' endpoint pre-request script: changes a request before it is sent (P-405, P-450 to P-457). */
export const preRequest = defineContract<typeof PreRequestInput, typeof ScriptResult, ScriptFacts>({
  platform: 'patchworks',
  hook: 'pre-request',
  summary: 'Runs before each request to the endpoint, and may change its url, method, headers and body.',
  input: PreRequestInput,
  output: ScriptResult,
  examples: preRequestExamples,
  antiExamples: preRequestAntiExamples,
  calls: scriptCalls,
  failure: 'page',
  rules: scriptRulesOf({ threw: 'P-457', shape: 'P-301' }),
  limits: scriptLimits,
  assumptions: {
    ...scriptAssumptions,
    authVariablesKey: { rule: 'P-204', default: 'variables' },
    preRequestForm: { rule: 'P-452', default: 'jsonRequest', choices: ['jsonRequest', 'jsonObject', 'bodyOnly'] },
  } satisfies Readonly<Record<string, Assumption>>,
  recognises: (value) => isOfKind(value, 'pre-request'),
  countRecords: () => 1,
  facts: ({ payload, meta }) => ({ payload: typeof payload === 'string' ? payload : null, meta: { ...meta } }),
  inputChecks: [],
  checks: [hasNoCode, hasKnownFields(), actsThrough('payload', 'P-405'), returnsRequest, payloadIsModest],
  outputRecords: null,
  storedError: storedErrorOf,
  breachCode: null,
});
