import type { JobResults, WebhookTrigger } from './setup.ts';

/** Whether a webhook fires, and why, in words for the run log (T-171, T-172). */
export interface Firing {
  readonly fires: boolean;
  readonly says: string;
  readonly rule: string;
}

/**
 * Tells whether a webhook fires for the jobs that have ended: once, if one of its outputs ended as it waits for.
 *
 * @example
 * fires({ event: 'failure', outputs: ['stock_clean'] }, { stock_clean: 'failed' }).fires; // true
 */
export function fires(
  { event, outputs }: WebhookTrigger,
  results: JobResults,
  labels: { readonly event: string; readonly object: string },
): Firing {
  const trigger = `${labels.event} ${event}, ${labels.object} ${outputs?.join(', ') ?? 'any output'}`;
  const chosen = Object.entries(results).filter(([name]) => outputs === undefined || outputs.includes(name));
  if (chosen.length === 0) {
    return { fires: false, says: `no job of its outputs has run (${trigger})`, rule: 'T-172' };
  }
  const found = chosen.find(([, result]) => event === 'any' || (result === 'success') === (event === 'success'));
  if (found === undefined) return { fires: false, says: `no job ended that way (${trigger})`, rule: 'T-171' };
  return { fires: true, says: `the job of ${found[0]} ended as ${found[1]} (${trigger})`, rule: 'T-171' };
}
