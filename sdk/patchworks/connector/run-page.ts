import { send } from '../../http/deliver.ts';
import type { ExchangeOutcome, HttpRequest, HttpResponse } from '../../http/exchange.ts';
import type { Attempt, Delay, Series } from '../../http/http-step.ts';
import { authenticate } from './authenticate.ts';
import { pause } from './call-script.ts';
import { judgeBare } from './judge-bare.ts';
import { judgeByScript } from './judge-script.ts';
import { makeRequest } from './make-request.ts';
import { countOf } from './options.ts';
import { type RequestPlan, toExchange } from './request-plan.ts';
import type { Part, RunContext, RunState } from './run-context.ts';
import { again, end, type PageFailure, type Verdict } from './verdict.ts';

/** A page to be fetched. */
export interface PageTask {
  /** Name of its series. */
  readonly name: string;
  /** From 1. */
  readonly page: number;
  readonly plan: RequestPlan;
  /** The payload that the connector was given. */
  readonly outgoing: string | null;
}

/** How a page ended. */
export type PageEnd =
  | {
      readonly status: 'done';
      readonly out: string | null;
      readonly sent: HttpRequest;
      readonly response: HttpResponse;
    }
  | ({ readonly status: 'failed' } & PageFailure);

/** Attempts a page until it is done or no attempt is left, in the order of P-560, and writes its series. */
export function* runPage(task: PageTask, context: RunContext): Part<PageEnd> {
  const { setup, assumptions, journal, world, startedAt } = context;
  const attempts: Attempt[] = [];
  const most = 1 + (setup.connectorRetries ?? countOf(assumptions, 'connectorRetries', 2));
  let reauthentications = 0;
  let kept: HttpRequest | null = null;

  const close = (status: Series['status'], says: string, rule: string): void => {
    journal.series.push({ name: task.name, status, attempts, says, rule });
  };
  const fail = (failure: PageFailure): PageEnd => {
    close(failure.fails === 'refused' ? 'refused' : 'failed', failure.says, failure.rule);
    return { status: 'failed', ...failure };
  };

  for (let n = 1; ; ) {
    const before = { ...context.state };
    const at = world.now() - startedAt;
    if (attempts.length > 0 && context.has('pre-request')) journal.lean('P-456');
    const tried: Tried = yield* attempt(task, kept, context);
    const { request, outcome } = tried;
    if (tried.made && assumptions['preRequestPerAttempt'] === false) kept = request;
    const verdict = limitReauthentication(tried.verdict, reauthentications, context);
    const { next } = verdict;
    const note = (delay: Delay | null): void => {
      const { class: kind, why, rule } = verdict;
      attempts.push({ n, at, request, outcome, class: kind, why, rule, delay, retryAfterMs: null, guid: null });
    };

    if (next.kind === 'done' && outcome.kind === 'response') {
      note(null);
      close('success', verdict.why, verdict.rule);
      return { status: 'done', out: next.out, sent: request, response: outcome.response };
    }
    if (next.kind === 'end') {
      if (next.fails !== 'refused') note(null);
      return fail(next);
    }
    if (next.kind === 'reauthenticate') {
      reauthentications += 1;
      const counts = assumptions['reauthCountsAsStepRetry'] === true;
      note({ ms: 0, why: 'authenticates anew', rule: verdict.rule });
      journal.write('INFO', 're-authentication (code 4, assumed current)', 'P-539');
      const authentication = yield* authenticate(context);
      if (authentication.status !== 'authenticated') {
        const refused = authentication.status === 'refused';
        return fail({
          ...authentication,
          fails: refused ? 'refused' : 'flow',
          code: null,
          rule: refused ? authentication.rule : 'P-540',
        });
      }
      if (!counts) continue;
      n += 1;
      if (n <= most) continue;
      return fail(usedUp(verdict.why, most, context));
    }
    restoreState(before, context);
    if (n >= most) {
      note(null);
      return fail(usedUp(verdict.why, most, context));
    }
    const ms = countOf(assumptions, 'stepRetryDelayMs', 86_400_000);
    note({ ms, why: 'no delay is known (stepRetryDelayMs)', rule: 'P-607' });
    journal.lean('P-607');
    if (setup.connectorRetries === undefined) journal.lean('P-603');
    journal.write('ERROR', `attempt ${n} of ${most} failed: ${verdict.why}`, 'P-533');
    yield* pause(ms);
    n += 1;
  }
}

interface Tried {
  readonly request: HttpRequest;
  readonly outcome: ExchangeOutcome;
  readonly verdict: Verdict;
  /** Whether a request was sent. */
  readonly made: boolean;
}

/** One attempt: pre-request script, request, response script or status (P-560). */
function* attempt(task: PageTask, kept: HttpRequest | null, context: RunContext): Part<Tried> {
  const { journal } = context;
  const made = kept === null ? yield* makeRequest(task.plan, context) : ({ status: 'made', request: kept } as const);
  const { request } = made;
  if (made.status === 'unmade') {
    const failure = { type: 'other', code: null, message: `no request was sent: ${made.verdict.why}` } as const;
    return { request, outcome: { kind: 'failure', failure, ms: 0 }, verdict: made.verdict, made: false };
  }
  const outcome = yield* send(toExchange(request, context));
  if (outcome.kind === 'forbidden') {
    const { message: says, rule } = outcome;
    journal.write('ERROR', `nothing was sent: ${says}`, rule);
    return { request, outcome, verdict: end({ fails: 'refused', code: null, says, rule }), made: false };
  }
  journal.operations += 1;
  return { request, outcome, verdict: yield* judge(task, { request, outcome }, context), made: true };
}

function* judge(
  { page, outgoing }: PageTask,
  {
    request,
    outcome,
  }: { readonly request: HttpRequest; readonly outcome: Exclude<ExchangeOutcome, { kind: 'forbidden' }> },
  context: RunContext,
): Part<Verdict> {
  const { assumptions, journal, setup } = context;
  const place = choosePlace(page, context);
  const line = `${request.method} ${request.url}`;
  if (outcome.kind === 'failure') {
    const { type, message } = outcome.failure;
    journal.lean('P-515');
    if (type === 'timeout' && setup.timeoutMs === undefined) journal.lean('P-608');
    if (place === null || assumptions['responseScriptOnConnectionError'] !== true) {
      journal.write('ERROR', `${line}: no response, script not run: ${message}`, 'P-545');
      return again(`no response: ${message}`, 'P-545');
    }
    const response = { status: 0, statusText: '', headers: [], body: '', bodyBytes: 0 };
    const verdict = yield* judgeByScript({ place, response, sent: request, outgoing }, context);
    // Without a response there is nothing that could go on.
    return verdict.next.kind === 'done' ? again(`no response: ${message}`, 'P-545') : verdict;
  }
  const { response } = outcome;
  const says = `${line} answered ${response.status}`;
  if (place === null || (response.status >= 400 && assumptions['responseScriptOnHttpError'] === false)) {
    if (place !== null) journal.lean('P-513');
    return judgeBare(response, { outgoing, says }, context);
  }
  journal.write('INFO', says, 'P-430');
  return yield* judgeByScript({ place, response, sent: request, outgoing }, context);
}

/** The shape's script before the endpoint's, never both (P-440, P-549); on every page unless P-437 says otherwise. */
function choosePlace(page: number, context: RunContext): 'response-script' | 'post-request' | null {
  const { assumptions, journal } = context;
  const place = context.has('response-script')
    ? 'response-script'
    : context.has('post-request')
      ? 'post-request'
      : null;
  if (place === null || page === 1) return place;
  journal.lean('P-437');
  return assumptions['responsePerPage'] === false ? null : place;
}

/** Another code 4 once the limit is reached (P-506, P-541). */
function limitReauthentication(verdict: Verdict, before: number, { assumptions, journal }: RunContext): Verdict {
  if (verdict.next.kind !== 'reauthenticate' || before < countOf(assumptions, 'maxReauthPerRequest', 100))
    return verdict;
  journal.lean('P-506');
  journal.write('WARN', `re-authentication limit of ${before} reached`, 'P-541');
  if (assumptions['reauthExhausted'] !== 'asCode3') return again(verdict.why, 'P-541');
  return end({ fails: 'flow', code: 3, says: verdict.why, rule: 'P-541' });
}

/** P-561: what a failed attempt's script returned is kept, unless the assumption says otherwise. */
function restoreState(before: RunState, context: RunContext): void {
  const { state, assumptions, journal } = context;
  const names = ['variables', 'meta', 'flowVariables'] as const;
  if (names.every((name) => state[name] === before[name])) return;
  journal.lean('P-561');
  if (assumptions['keepStateOnRetry'] !== false) return;
  for (const name of names) state[name] = before[name];
}

/** P-534: the step fails for this payload; whether the flow does is for the flow to say (P-535). */
function usedUp(why: string, most: number, { journal, setup }: RunContext): PageFailure {
  journal.lean('P-502');
  if (setup.connectorRetries === undefined) journal.lean('P-603');
  const says = `step retries used up after ${most === 1 ? '1 attempt' : `${most} attempts`}: ${why}`;
  journal.write('ERROR', says, 'P-534');
  return { fails: 'step', code: 1, says, rule: 'P-534' };
}
