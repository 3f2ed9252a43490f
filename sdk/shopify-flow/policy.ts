import { backoffCeiling, backoffDelay } from '../http/backoff.ts';
import type { NextDelay, RetryMoment, RetryPolicy, Verdict } from '../http/deliver.ts';
import type { ExchangeFailure, ExchangeOutcome } from '../http/exchange.ts';
import type { AttemptClass } from '../http/http-step.ts';
import { readRetryAfter } from '../http/retry-after.ts';
import type { ErrorSetting, FlowSettings } from './settings.ts';

/** Ms without an answer after which the connection is closed (F-129). */
export const answerTimeoutMs = 30_000;

/** However short the waits are made by an option, no action is tried more often. */
const mostAttempts = 10_000;

const names = { classic: 'flowClassic', '2022': 'flow2022', '2025': 'flow2025' } as const;

/** The retry policy of a generation: `flowClassic`, `flow2022` or `flow2025` (F-120 to F-133, F-140 to F-147). */
export function flowPolicy(settings: FlowSettings): RetryPolicy {
  return {
    name: names[settings.generation],
    classify: (outcome) =>
      outcome.kind === 'response'
        ? classifyStatus(outcome.response.status, settings)
        : classifyFailure(outcome.failure, settings),
    nextDelay: (moment) => nextDelay(moment, settings),
  };
}

/** What `Retry-After` asks for, in ms: in `classic` of a 429 only, and in seconds at least (F-124, F-144). */
export function readFlowRetryAfter(outcome: ExchangeOutcome, settings: FlowSettings, now: number): number | null {
  if (outcome.kind !== 'response') return null;
  const { status, headers } = outcome.response;
  const classic = settings.generation === 'classic';
  if (classic ? status !== 429 : !settings.honourRetryAfter) return null;
  return readRetryAfter(headers, { names: ['retry-after'], dates: settings.honourRetryAfter, now });
}

function classifyStatus(status: number, settings: FlowSettings): Verdict {
  const classic = settings.generation === 'classic';
  if (status === 200 || status === 202) return verdict('success', `${status} is a success`, 'F-120');
  if (status >= 200 && status < 400) {
    const rule = status < 300 ? 'F-121' : 'F-122';
    return classic
      ? verdict('permanent', `${status} is not among the codes of a success`, rule)
      : verdict('success', `${status} is a success`, rule);
  }
  if (status === 429 || (status >= 500 && status < 600)) return classifyServerError(status, settings);
  if (status >= 400 && status < 500) return classifyClientError(status, settings);
  return verdict('permanent', `${status} is no code that the action knows`, 'F-128');
}

function classifyServerError(status: number, { generation, onServerError }: FlowSettings): Verdict {
  const rule = status === 429 ? 'F-123' : 'F-126';
  if (generation !== '2025') return verdict('retryable', `${status} is tried again`, rule);
  return verdict(classOf[onServerError], `${status} is a server error, and the setting is ${onServerError}`, 'F-115');
}

function classifyClientError(status: number, { generation, onClientError }: FlowSettings): Verdict {
  if (generation !== '2025') return verdict('permanent', `${status} is not tried again`, 'F-125');
  return verdict(classOf[onClientError], `${status} is a client error, and the setting is ${onClientError}`, 'F-114');
}

const classOf: Readonly<Record<ErrorSetting, AttemptClass>> = {
  retry: 'retryable',
  fail: 'permanent',
  ignore: 'ignorable',
};

/** Codes of Node.js for trouble of the network that has no type of its own. */
const networkCodes = ['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'ETIMEDOUT', 'EPIPE', 'ECONNABORTED'];

function classifyFailure(failure: ExchangeFailure, settings: FlowSettings): Verdict {
  const name = failure.code ?? failure.type;
  switch (failure.type) {
    case 'timeout':
      return classifyTimeout(settings);
    case 'refused':
    case 'reset':
    case 'dns':
      return classifyTransport(name, settings);
    case 'tls':
      return settings.tlsErrors === 'transient'
        ? verdict('retryable', `the certificate does not hold (${name}), which the option calls transient`, 'F-133')
        : verdict('permanent', `the certificate does not hold (${name})`, 'F-133');
    case 'max-size':
      return verdict('permanent', 'the response is too large', 'F-199');
    case 'malformed':
      return verdict('permanent', `what came is no response (${name})`, 'F-128');
    case 'other':
      return failure.code !== null && networkCodes.includes(failure.code)
        ? classifyTransport(failure.code, settings)
        : verdict('permanent', `the exchange failed (${name})`, 'F-128');
  }
}

function classifyTimeout({ generation, retryOnTimeout, onServerError }: FlowSettings): Verdict {
  const silent = `no answer within ${answerTimeoutMs / 1000} s`;
  if (generation !== '2025') return verdict('retryable', silent, 'F-129');
  if (retryOnTimeout === 'always') return verdict('retryable', silent, 'F-130');
  return verdict(classOf[onServerError], `${silent}, and the setting is ${onServerError}`, 'F-130');
}

function classifyTransport(name: string, { transportErrors }: FlowSettings): Verdict {
  return transportErrors === 'transient'
    ? verdict('retryable', `trouble of the network (${name})`, 'F-132')
    : verdict('permanent', `trouble of the network (${name}), which the option calls permanent`, 'F-132');
}

function nextDelay(moment: RetryMoment, { generation, backoff, retryWindowMs }: FlowSettings): NextDelay {
  const { history, elapsedMs, retryAfterMs, random } = moment;
  const n = history.length;
  const leftMs = retryWindowMs - elapsedMs;
  const own = backoffDelay(backoff, { n, previousMs: previousWait(history), random });
  const asked = retryAfterMs === null ? null : Math.min(retryAfterMs, Math.max(0, leftMs));
  // In classic the header takes the place of the interval (F-124); later the longer of the two counts (H-232).
  const ms = asked === null ? own : generation === 'classic' ? asked : Math.max(own, asked);
  if (ms > leftMs) {
    return {
      status: 'end',
      says: `the next attempt would start later than ${readable(retryWindowMs)} after the first one`,
      rule: 'F-127',
    };
  }
  if (n >= mostAttempts) {
    return { status: 'end', says: `hooksmith stops after ${mostAttempts} attempts`, rule: 'F-143' };
  }
  if (asked !== null && ms === asked) {
    const clamped = asked !== retryAfterMs;
    const why = clamped ? 'Retry-After, cut to what is left of the window' : `Retry-After asks for ${readable(asked)}`;
    return { status: 'wait', delay: { ms, why, rule: generation === 'classic' ? 'F-124' : 'F-144' } };
  }
  const ceiling = readable(Math.round(backoffCeiling(backoff, n)));
  const why = {
    none: `back-off, ${ceiling}`,
    full: `back-off, a random part of ${ceiling}`,
    decorrelated: 'back-off, decorrelated jitter',
  }[backoff.jitter];
  return { status: 'wait', delay: { ms, why, rule: 'F-143' } };
}

/** How long the last wait was: from the end of the attempt before the last to the start of the last. */
function previousWait(history: RetryMoment['history']): number | null {
  const [before, last] = history.slice(-2);
  if (before === undefined || last === undefined) return null;
  return Math.max(0, last.at - before.at - ('ms' in before.outcome ? before.outcome.ms : 0));
}

/** Ms as people say it, in the largest unit that divides it: `24 h`, `90 s`, `1500 ms`. */
export function readable(ms: number): string {
  if (ms >= 3_600_000 && ms % 3_600_000 === 0) return `${ms / 3_600_000} h`;
  return ms % 1000 === 0 ? `${ms / 1000} s` : `${ms} ms`;
}

function verdict(attemptClass: AttemptClass, why: string, rule: string): Verdict {
  return { class: attemptClass, why, rule };
}
