import { type Static, Type } from 'typebox';
import type { JsonValue } from '../contract.ts';
import { defineHttpStep, type HttpStepOutcome } from '../http/http-step.ts';
import { actionFields, FlowInput, generationField } from './action.ts';
import { checkAction } from './check-action.ts';
import { sendAction } from './send-action.ts';
import { sendHttpRequestExamples } from './send-http-request-examples.ts';
import { flowAssumptions, readSettings } from './settings.ts';

/** The configuration of one action (F-210). */
export const SendHttpRequestSetup = Type.Object(
  { generation: generationField, ...actionFields },
  { additionalProperties: false, rule: 'F-104' },
);

/** The configuration of one action (F-210). */
export type SendHttpRequestSetup = Static<typeof SendHttpRequestSetup>;

/** Shopify Flow's action "Send HTTP request", one by itself (F-104, F-210 to F-212). */
export const sendHttpRequest = defineHttpStep<typeof SendHttpRequestSetup, typeof FlowInput>({
  platform: 'shopify-flow',
  step: 'send-http-request',
  summary: 'Sends one HTTP request, and tries again for up to 24 hours as the policy of its generation says.',
  rule: 'F-104',
  setup: SendHttpRequestSetup,
  input: FlowInput,
  scripts: [],
  assumptions: flowAssumptions,
  ...sendHttpRequestExamples,
  check: ({ setup, input, assumptions }) =>
    checkAction({
      action: setup,
      settings: readSettings(assumptions, setup, setup.generation),
      at: '',
      input,
      variables: [],
    }),
  *run({ setup, input, assumptions }, world) {
    const settings = readSettings(assumptions, setup, setup.generation);
    const { series, variable, log, issues, assumed, secrets } = yield* sendAction({
      action: setup,
      settings,
      name: 'sendHttpRequest',
      data: input as Readonly<Record<string, JsonValue>>,
      startedAt: world.now(),
      world,
    });
    const status = series.status === 'skipped' ? 'failed' : series.status;
    const output = variable === undefined ? {} : { sendHttpRequest: variable };
    return {
      status,
      series: [series],
      output,
      log,
      issues,
      assumed: [...new Set(assumed)],
      secrets,
    } satisfies HttpStepOutcome;
  },
});
