import type { JsonValue } from '../../contract.ts';
import type { HttpAction, HttpEvent } from '../../http/http-step.ts';
import { countOf } from './options.ts';
import type { Part, RunContext } from './run-context.ts';
import { readScriptResult, type ScriptResult } from './script-result.ts';
import type { Place } from './setup.ts';

/** How the calls of a script ended. */
export type ScriptCall =
  | { readonly status: 'returned'; readonly result: ScriptResult }
  /** It failed each time. */
  | { readonly status: 'failed'; readonly says: string }
  /** It gave what the platform cannot read: calling it again would not help. `code` is a finding's, such as `too-large`. */
  | { readonly status: 'breach'; readonly code: string; readonly says: string };

/** Codes of results that break the contract; all others are failures of the script. */
const breaches: readonly string[] = ['bad-shape', 'too-large'];

/** Calls a script, again after a throw or a time-out (P-602, P-604), and writes its logs. `rule` is that of a failure. */
export function* callScript(
  place: Place,
  { input, rule, retries }: { readonly input: JsonValue; readonly rule: string; readonly retries?: number },
  context: RunContext,
): Part<ScriptCall> {
  const { assumptions, journal } = context;
  const chosen = context.choose(place);
  const most = 1 + (retries ?? countOf(assumptions, 'scriptRetries', 100));
  for (let call = 1; ; call += 1) {
    journal.calls.set(chosen, (journal.calls.get(chosen) ?? 0) + 1);
    const outcome = yield* runScript(chosen, input);
    if (outcome.status === 'returned') {
      const result = readScriptResult(outcome.value, assumptions, journal);
      return typeof result === 'string'
        ? { status: 'breach', code: 'bad-shape', says: result }
        : { status: 'returned', result };
    }
    const { code, message } = outcome.error;
    if (breaches.includes(code)) return { status: 'breach', code, says: message };
    journal.write('ERROR', `${place} failed, call ${call} of ${most}: ${code}: ${message}`, rule);
    if (call >= most)
      return { status: 'failed', says: `${place} failed in ${most === 1 ? '1 call' : `${most} calls`}: ${message}` };
    journal.lean('P-602');
    yield* pause(countOf(assumptions, 'scriptRetryDelayMs', 86_400_000));
  }
}

function* runScript(
  place: string,
  input: JsonValue,
): Generator<HttpAction, Extract<HttpEvent, { kind: 'script' }>['outcome'], HttpEvent> {
  const event = yield { kind: 'script', place, input };
  if (event.kind !== 'script') throw new Error(`expected a script, got ${event.kind}`);
  return event.outcome;
}

/** Lets time pass; none asks for nothing. */
export function* pause(ms: number): Part<void> {
  if (ms > 0) yield { kind: 'wait', ms };
}
