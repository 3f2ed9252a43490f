import type { Attempt, Series } from '../http/http-step.ts';
import type { FlowSettings } from './settings.ts';

/** The rules without a source that the course of a series leaned on; each once. */
export function leanedOn({ attempts, status, rule }: Series, settings: FlowSettings): readonly string[] {
  const windowEnded = status === 'failed' && rule === 'F-127';
  return [
    ...new Set([...attempts.flatMap((attempt) => rulesOf(attempt, settings)), ...(windowEnded ? ['F-145'] : [])]),
  ];
}

function rulesOf(
  { outcome, rule, delay, retryAfterMs, class: attemptClass }: Attempt,
  settings: FlowSettings,
): string[] {
  const rules: string[] = [];
  if (delay !== null && delay.rule === 'F-143') rules.push('F-143');
  if (retryAfterMs !== null && settings.generation !== 'classic') rules.push('F-144');
  if (outcome.kind === 'response') rules.push(...rulesOfStatus(outcome.response.status, settings));
  if (outcome.kind === 'failure') rules.push(...rulesOfFailure(outcome.failure.type, rule, settings));
  if (attemptClass === 'ignorable' && outcome.kind === 'response') rules.push('F-153');
  return rules;
}

function rulesOfStatus(status: number, { generation, unset }: FlowSettings): readonly string[] {
  const redirect = status >= 300 && status < 400;
  if (generation !== '2025') return redirect ? ['F-190'] : [];
  if (redirect) return ['F-155', 'F-190'];
  if (status < 400 || status >= 600) return [];
  const setting = status === 429 || status >= 500 ? 'onServerError' : 'onClientError';
  return unset.includes(setting) ? ['F-116'] : [];
}

function rulesOfFailure(type: string, rule: string, { generation, onServerError }: FlowSettings): readonly string[] {
  switch (type) {
    case 'timeout':
      // Where a server error is tried again as well, both readings come to the same.
      return generation === '2025' && onServerError !== 'retry' ? ['F-130', 'H-209'] : ['H-209'];
    case 'tls':
      return ['F-133', 'F-196'];
    default:
      return rule === 'F-132' || rule === 'F-199' ? [rule] : [];
  }
}
