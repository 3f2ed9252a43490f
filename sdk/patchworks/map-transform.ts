import { type Assumption, type Check, defineContract } from '../contract.ts';
import { mapTransformAntiExamples, mapTransformExamples } from './map-transform-examples.ts';
import { isOfKind } from './recognise.ts';
import { actsThrough, hasKnownFields, hasNoCode, payloadIsModest, type ScriptFacts } from './result-checks.ts';
import { ScriptInput, ScriptResult } from './script.ts';
import { scriptAssumptions, scriptCalls, scriptLimits, scriptRulesOf, storedErrorOf } from './script-contract.ts';

/** What a script transform may return: its `payload` is the new value of the field (P-423), `logs` are written (P-305). */
export type MapTransformResult = Pick<ScriptResult, 'payload' | 'logs'>;

/**
 * A script transform of a map shape: assign it to `module.exports` (P-101). It runs once for each mapped field (P-402).
 *
 * @example
 * const transform: MapTransform = async ({ payload }) => ({ payload: codes[payload ?? ''] ?? null });
 */
export type MapTransform<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = (data: ScriptInput<Variables, Meta, FlowVariables>) => Promise<MapTransformResult> | MapTransformResult;

/** P-422: what a mapping with several source fields passes is not known. */
const mapsOneField: Check<ScriptFacts, unknown> = {
  name: 'mapsOneField',
  rule: 'P-422',
  run(_output, { payload }) {
    if (payload === null || !/^\s*\[/.test(payload)) return [];
    return [
      {
        code: 'assumed-rule',
        rule: 'P-422',
        severity: 'info',
        path: '',
        message:
          'the field came as a JSON array, which is how the values of several source fields are taken to come (mapMultiSource); try the mapping on the platform',
      },
    ];
  },
};

/** P-425: a field of type float is not allowed in services, and is taken not to be in flows. */
const mapsNoFloat: Check<ScriptFacts, unknown> = {
  name: 'mapsNoFloat',
  rule: 'P-425',
  run(_output, { payload }, assumptions) {
    if (assumptions['mapRejectFloat'] === false || payload === null) return [];
    if (payload.length > 40 || !/^\s*-?\d+\.\d+\s*$/.test(payload)) return [];
    return [
      {
        code: 'assumed-rule',
        rule: 'P-425',
        severity: 'warning',
        path: '',
        message: `${payload.trim()} looks like a field of type float, which a script transform is taken to refuse (mapRejectFloat); map it as a string`,
      },
    ];
  },
};

/** Patchworks' script transform of a map shape: gives one field its value (P-402, P-420 to P-425). */
export const mapTransform = defineContract<typeof ScriptInput, typeof ScriptResult, ScriptFacts>({
  platform: 'patchworks',
  hook: 'map-transform',
  summary: 'Runs once for each field that a map shape transforms by a script, and gives the new value.',
  input: ScriptInput,
  output: ScriptResult,
  examples: mapTransformExamples,
  antiExamples: mapTransformAntiExamples,
  calls: scriptCalls,
  failure: 'page',
  rules: scriptRulesOf({ threw: 'P-420', shape: 'P-301' }),
  limits: scriptLimits,
  assumptions: {
    ...scriptAssumptions,
    mapPayloadForm: { rule: 'P-421', default: 'string', choices: ['string'] },
    mapMultiSource: { rule: 'P-422', default: 'jsonArray', choices: ['jsonArray'] },
    mapReturn: { rule: 'P-423', default: 'payload', choices: ['payload'] },
    mapRejectFloat: { rule: 'P-425', default: true },
  } satisfies Readonly<Record<string, Assumption>>,
  recognises: (value) => isOfKind(value, 'map-transform'),
  countRecords: () => 1,
  facts: ({ payload, meta }) => ({ payload, meta: { ...meta } }),
  inputChecks: [],
  checks: [hasNoCode, hasKnownFields(), actsThrough('payload', 'P-402'), mapsOneField, mapsNoFloat, payloadIsModest],
  outputRecords: null,
  storedError: storedErrorOf,
  breachCode: null,
});
