import type { NextDelay, RetryPolicy, Verdict } from '../http/deliver.ts';
import type { ExchangeFailure, ExchangeOutcome } from '../http/exchange.ts';

/** What the policy needs to know of a task. */
export interface TrifactaRetries {
  /** Attempts after the first one; 0 where retry on failure is off. */
  readonly retries: number;
  /** Ms between attempts, always the same (T-148, T-149). */
  readonly delayMs: number;
  /** Whether time-outs and failed connections are failures (T-142). */
  readonly failOnTransportError: boolean;
  /** Whether the request is a test that only status 200 passes (T-127). */
  readonly only200: boolean;
}

/**
 * The policy of Trifacta (H-272): 2xx is a success, all else is a failure and tried again as often as the task says, be it a
 * 404 or a 503 (H-102); permanent where retry on failure is off.
 */
export function trifactaPolicy({ retries, delayMs, failOnTransportError, only200 }: TrifactaRetries): RetryPolicy {
  const failure = retries > 0 ? 'retryable' : 'permanent';
  return {
    name: 'trifacta',
    classify(outcome: Exclude<ExchangeOutcome, { kind: 'forbidden' }>): Verdict {
      if (outcome.kind === 'failure') {
        const { code, type } = outcome.failure;
        const { why, rule } = explainFailure(type, code);
        return failOnTransportError ? { class: failure, why, rule } : { class: 'ignorable', why, rule: 'T-142' };
      }
      const { status } = outcome.response;
      if (only200 && status !== 200) return { class: failure, why: `${status} is not 200`, rule: 'T-127' };
      return status >= 200 && status <= 299
        ? { class: 'success', why: `${status} is within 200 to 299`, rule: 'T-140' }
        : { class: failure, why: `${status} is outside 200 to 299`, rule: 'T-141' };
    },
    nextDelay({ history }): NextDelay {
      if (history.length > retries) {
        return { status: 'end', says: `all ${history.length} attempts failed`, rule: 'T-125' };
      }
      return { status: 'wait', delay: { ms: delayMs, why: 'the delay is fixed', rule: 'T-148' } };
    },
  };
}

function explainFailure(type: ExchangeFailure['type'], code: string | null): Pick<Verdict, 'why' | 'rule'> {
  switch (type) {
    case 'timeout':
      return { why: 'no whole response in time (30 s)', rule: 'T-135' };
    case 'tls':
      return code === null || certificateCode.test(code)
        ? { why: `the certificate does not hold (${code ?? type}), and validateSsl is on`, rule: 'T-121' }
        : { why: `no TLS connection: ${code}`, rule: 'T-142' };
    case 'max-size':
      return { why: 'the response is larger than hooksmith reads', rule: 'T-142' };
    case 'malformed':
      return { why: `what came is no HTTP response (${code ?? type})`, rule: 'T-142' };
    default:
      return { why: `no response: ${code ?? type}`, rule: 'T-142' };
  }
}

/** Other codes of TLS tell that the two sides do not understand each other at all. */
const certificateCode = /CERT|SELF_SIGNED|UNABLE_TO_|HOSTNAME|INVALID_CA|CRL_/;
