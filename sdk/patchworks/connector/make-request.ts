import type { HttpRequest } from '../../http/exchange.ts';
import { readRequestText } from '../request-text.ts';
import { callScript } from './call-script.ts';
import { fillPlan, type RequestPlan, withParts } from './request-plan.ts';
import type { Part, RunContext } from './run-context.ts';
import { preRequestInput } from './script-input.ts';
import { again, end, type Verdict } from './verdict.ts';

/** A request that is ready to be sent, or why there is none. */
export type MadeRequest =
  | { readonly status: 'made'; readonly request: HttpRequest }
  | { readonly status: 'unmade'; readonly request: HttpRequest; readonly verdict: Verdict };

/** Fills the templates of a request and has the pre-request script change it (P-450 to P-457, P-547). */
export function* makeRequest(plan: RequestPlan, context: RunContext): Part<MadeRequest> {
  const request = fillPlan(plan, context);
  if (!context.has('pre-request')) return { status: 'made', request };
  const { assumptions, journal } = context;
  const call = yield* callScript('pre-request', { input: preRequestInput(request, context), rule: 'P-547' }, context);
  if (call.status === 'failed') {
    journal.lean('P-457');
    journal.write('ERROR', `no request is sent: ${call.says}`, 'P-547');
    const failsStep = assumptions['preRequestThrow'] === 'retryThenFailStep';
    const verdict = failsStep
      ? end({ fails: 'step', code: 1, says: call.says, rule: 'P-547' })
      : again(call.says, 'P-547');
    return { status: 'unmade', request, verdict };
  }
  if (call.status === 'breach') return unreadable(request, call.says, context);
  const { payload } = call.result;
  journal.lean('P-452');
  if (payload === undefined || payload === null) return { status: 'made', request };
  if (assumptions['preRequestForm'] === 'bodyOnly')
    return { status: 'made', request: withParts(request, { body: payload }) };
  const parts = readRequestText(payload, 'parts');
  if (parts !== null) return { status: 'made', request: withParts(request, parts) };
  return unreadable(request, 'the payload of the pre-request script is no request', context);
}

/** P-452: the step fails before anything is sent. */
function unreadable(request: HttpRequest, says: string, { journal }: RunContext): MadeRequest {
  journal.lean('P-452');
  journal.write('ERROR', `no request is sent: ${says}`, 'P-452');
  return { status: 'unmade', request, verdict: end({ fails: 'step', code: 1, says, rule: 'P-452' }) };
}
