import { send } from '../../http/deliver.ts';
import type { ExchangeOutcome, HttpRequest } from '../../http/exchange.ts';
import type { Attempt } from '../../http/http-step.ts';
import { ownField } from '../../json-object.ts';
import { callScript } from './call-script.ts';
import { extract } from './data-path.ts';
import { fillPlan, planAuthentication, toExchange } from './request-plan.ts';
import type { Part, RunContext } from './run-context.ts';
import { authInput } from './script-input.ts';
import type { ScriptResult } from './script-result.ts';

/** How an authentication ended; `refused` where its request must not be sent. */
export type Authentication =
  | { readonly status: 'authenticated' }
  | { readonly status: 'failed' | 'refused'; readonly says: string; readonly rule: string };

/**
 * Authenticates: the script before the request, the request, the script after it, the token (P-470 to P-483). Without a
 * request the authentication variables are all there is. Any failure is one of the flow (P-552).
 */
export function* authenticate(context: RunContext): Part<Authentication> {
  const { state, journal, world, startedAt } = context;
  const plan = planAuthentication(context);
  state.authentications += 1;
  if (plan === null) return { status: 'authenticated' };
  const name = seriesName(context);
  const at = world.now() - startedAt;
  const request = yield* changeBody(fillPlan(plan, context), context);
  if (typeof request === 'string') return fail(name, [], { says: request, rule: 'P-552' }, context);

  const outcome = yield* send(toExchange(request, context));
  const verdict = judge(outcome);
  const attempts = [
    { n: 1, at, request, outcome, ...verdict, delay: null, retryAfterMs: null, guid: null } satisfies Attempt,
  ];
  if (outcome.kind === 'forbidden') {
    journal.series.push({ name, status: 'refused', attempts: [], says: outcome.message, rule: outcome.rule });
    return { status: 'refused', says: outcome.message, rule: outcome.rule };
  }
  if (outcome.kind === 'failure' || verdict.class !== 'success') {
    return fail(name, attempts, { says: verdict.why, rule: 'P-480' }, context);
  }
  const problem = yield* takeToken(outcome.response.body, context);
  if (problem !== null) return fail(name, attempts, { says: problem, rule: 'P-552' }, context);
  journal.write('INFO', `authenticated: ${verdict.why}`, 'P-480');
  journal.series.push({ name, status: 'success', attempts, says: verdict.why, rule: 'P-480' });
  return { status: 'authenticated' };
}

function seriesName({ state }: RunContext): string {
  const run = state.run === 1 ? '' : `run ${state.run}, `;
  return `${run}authentication${state.authentications === 1 ? '' : ` ${state.authentications}`}`;
}

function judge(outcome: ExchangeOutcome): Pick<Attempt, 'class' | 'why' | 'rule'> {
  if (outcome.kind !== 'response') {
    const why = outcome.kind === 'failure' ? `no response: ${outcome.failure.message}` : outcome.message;
    return { class: 'permanent', why, rule: 'P-552' };
  }
  const { status } = outcome.response;
  const isSuccess = status >= 200 && status < 300;
  return {
    class: isSuccess ? 'success' : 'permanent',
    why: `the authentication was answered with ${status}`,
    rule: 'P-480',
  };
}

/** The request with the body that the pre-request script gave (P-473), or what went wrong. */
function* changeBody(request: HttpRequest, context: RunContext): Part<HttpRequest | string> {
  if (!context.has('auth-pre')) return request;
  const { state, journal } = context;
  if (state.token !== null) journal.lean('P-472');
  const call = yield* callScript('auth-pre', { input: authInput(request.body, context), rule: 'P-552' }, context);
  if (call.status !== 'returned') return call.says;
  journal.lean('P-473');
  return call.result.payload === undefined ? request : { ...request, body: call.result.payload };
}

/** Takes the token from the post-request script or the response (P-481, P-482); a text says what went wrong. */
function* takeToken(body: string, context: RunContext): Part<string | null> {
  const { state, setup, journal, assumptions } = context;
  if (context.has('auth-post')) {
    journal.lean('P-481');
    const call = yield* callScript('auth-post', { input: authInput(body, context), rule: 'P-552' }, context);
    if (call.status !== 'returned') return call.says;
    journal.lean('P-482');
    setToken(tokenOf(call.result, assumptions['tokenReturn'] === 'payload'), context);
    return null;
  }
  const path = setup.authentication?.token;
  if (path === undefined) {
    state.token = null;
    return null;
  }
  const found = extract(body, path);
  setToken(found.status === 'found' ? found.text : undefined, context);
  return null;
}

function tokenOf({ fields, payload }: ScriptResult, isPayload: boolean): unknown {
  return isPayload ? payload : ownField(ownField(fields, 'variables'), 'token');
}

function setToken(token: unknown, { state, journal }: RunContext): void {
  state.token = typeof token === 'string' && token !== '' ? token : typeof token === 'number' ? String(token) : null;
  if (state.token === null) journal.write('WARN', 'the authentication gave no token: {{token}} stays empty', 'P-482');
  else journal.secrets.add(state.token);
}

function fail(
  name: string,
  attempts: readonly Attempt[],
  { says, rule }: { readonly says: string; readonly rule: string },
  { journal, state }: RunContext,
): Authentication {
  const again = state.authentications > 1 ? 're-authentication' : 'authentication';
  journal.write('ERROR', `${again} failed: ${says}`, 'P-552');
  journal.series.push({ name, status: 'failed', attempts, says, rule });
  return { status: 'failed', says: `${again} failed: ${says}`, rule };
}
