import type { Static } from 'typebox';
import { type Assumption, type Check, defineContract } from '../contract.ts';
import { isOfKind } from './recognise.ts';
import {
  hasKnownFields,
  hasNoCode,
  metadataFits,
  payloadIsModest,
  readResult,
  type ScriptFacts,
} from './result-checks.ts';
import { ScriptInput, ScriptResult } from './script.ts';
import {
  returnedMapAssumptions,
  scriptAssumptions,
  scriptCalls,
  scriptLimits,
  scriptRulesOf,
  storedErrorOf,
} from './script-contract.ts';
import { scriptShapeAntiExamples, scriptShapeExamples } from './script-shape-examples.ts';

/**
 * The script of a script shape: assign it to `module.exports` (P-101). It runs once for each payload of the step (P-401).
 *
 * @example
 * const script: ShapeScript = async (data) => ({ payload: JSON.stringify(addUp(JSON.parse(data.payload ?? '[]'))) });
 */
export type ShapeScript<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = (
  data: ScriptInput<Variables, Meta, FlowVariables>,
) => Promise<ScriptResult<Variables, Meta, FlowVariables>> | ScriptResult<Variables, Meta, FlowVariables>;

/** P-412: nobody says whether returned variables act in this kind. */
const returnsVariables: Check<ScriptFacts, Static<typeof ScriptResult>> = {
  name: 'returnsVariables',
  rule: 'P-412',
  run(output, _facts, assumptions) {
    const result = readResult(output, assumptions);
    if (result === null || !Object.hasOwn(result, 'variables')) return [];
    const merged = assumptions['scriptShapeVariables'] !== 'ignore';
    return [
      {
        code: 'assumed-rule',
        rule: 'P-412',
        severity: merged ? 'info' : 'warning',
        path: '/variables',
        message: `returned variables are taken to ${merged ? 'reach the next shape' : 'do nothing'} (scriptShapeVariables), which no source says; use meta or flow.variables`,
      },
    ];
  },
};

/** Patchworks' script shape: takes a payload and gives the next one (P-401, P-410 to P-414). */
export const scriptShape = defineContract<typeof ScriptInput, typeof ScriptResult, ScriptFacts>({
  platform: 'patchworks',
  hook: 'script',
  summary: 'Runs once for each payload that reaches a script shape, and gives the payload that goes on.',
  input: ScriptInput,
  output: ScriptResult,
  examples: scriptShapeExamples,
  antiExamples: scriptShapeAntiExamples,
  calls: scriptCalls,
  failure: 'page',
  rules: scriptRulesOf({ threw: 'P-411', shape: 'P-301' }),
  limits: scriptLimits,
  assumptions: {
    ...scriptAssumptions,
    ...returnedMapAssumptions,
    scriptPerPayload: { rule: 'P-410', default: true, choices: [true] },
    scriptShapeVariables: { rule: 'P-412', default: 'merge', choices: ['merge', 'ignore'] },
  } satisfies Readonly<Record<string, Assumption>>,
  recognises: (value) => isOfKind(value, 'script'),
  countRecords: () => 1,
  facts: ({ payload, meta }) => ({ payload, meta: { ...meta } }),
  inputChecks: [],
  checks: [hasNoCode, hasKnownFields(), returnsVariables, metadataFits, payloadIsModest],
  outputRecords: null,
  storedError: storedErrorOf,
  breachCode: null,
});
