import type { JsonValue } from '../../sdk/contract.ts';
import type { HttpStepOutcome } from '../../sdk/http/http-step.ts';

/**
 * What a recording keeps of the outcome of a step, and what a replay compares: how it and its series ended, after how many
 * attempts, and what later steps see. Times are not in it.
 */
export function summariseStep({
  status,
  series,
  output,
}: Pick<HttpStepOutcome, 'status' | 'series' | 'output'>): JsonValue {
  return {
    status,
    series: series.map((one) => ({ name: one.name, status: one.status, attempts: one.attempts.length })),
    output,
  };
}
