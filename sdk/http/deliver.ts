import type { Exchange, ExchangeOutcome } from './exchange.ts';
import type {
  Attempt,
  AttemptClass,
  Delay,
  HttpAction,
  HttpEvent,
  HttpStepMachine,
  Series,
  StepWorld,
} from './http-step.ts';

/** How a platform judges an attempt and when it tries again: two pure functions (H-271, H-272). */
export interface RetryPolicy {
  /** The name under which a report speaks of it: `trifacta`, `flow2025`. */
  readonly name: string;
  /** What an attempt means. `forbidden` outcomes do not come here. */
  classify(outcome: Exclude<ExchangeOutcome, { kind: 'forbidden' }>): Verdict;
  /**
   * The wait before the next attempt, or why there is none. `history` holds the attempts so far, the retryable one last;
   * `elapsedMs` is how long ago the first one began.
   */
  nextDelay(given: RetryMoment): NextDelay;
}

/** What a policy says of one attempt. */
export interface Verdict {
  readonly class: AttemptClass;
  /** In a few words, such as `503 is an error of the server`. */
  readonly why: string;
  readonly rule: string;
}

/** When a policy is asked for a delay. */
export interface RetryMoment {
  readonly history: readonly Pick<Attempt, 'n' | 'at' | 'outcome'>[];
  readonly elapsedMs: number;
  /** What a header asked for, in ms; null where none counts. */
  readonly retryAfterMs: number | null;
  /** At least 0, below 1. */
  random(): number;
}

/** The next delay, or the end of all attempts. */
export type NextDelay =
  | { readonly status: 'wait'; readonly delay: Delay }
  | { readonly status: 'end'; readonly says: string; readonly rule: string };

/** What is to be delivered. */
export interface Delivery {
  /** Name of the series. */
  readonly name: string;
  readonly policy: RetryPolicy;
  /** Time at which the step began, on the clock of the run. */
  readonly startedAt: number;
  /** What the n-th attempt (from 1) sends: signatures may be fresh in each, and templates may be filled anew. */
  prepare(n: number): Prepared | HttpStepMachine<Prepared>;
  /** What a response's headers ask to wait, in ms; null where they ask for nothing that counts. */
  readRetryAfter(outcome: ExchangeOutcome): number | null;
  readonly world: StepWorld;
}

/** An attempt before it is sent. */
export interface Prepared {
  readonly exchange: Exchange;
  /** The id that the request carries; null where it carries none. */
  readonly guid: string | null;
}

/** A series that has ended, with the last response, if one came. */
export interface Delivered {
  readonly series: Series;
  readonly last: ExchangeOutcome;
}

/** Sends, judges, waits and sends again, until the policy says that it is over (H-270). */
export function* deliver({
  name,
  policy,
  startedAt,
  prepare,
  readRetryAfter,
  world,
}: Delivery): HttpStepMachine<Delivered> {
  const attempts: Attempt[] = [];
  const firstAt = world.now();
  for (let n = 1; ; n += 1) {
    const at = world.now() - startedAt;
    const prepared = prepare(n);
    const { exchange, guid } = Symbol.iterator in prepared ? yield* prepared : prepared;
    const outcome = yield* send(exchange);
    if (outcome.kind === 'forbidden') {
      return { series: refused(name, attempts, outcome), last: outcome };
    }
    const verdict = policy.classify(outcome);
    const retryAfterMs = verdict.class === 'retryable' ? readRetryAfter(outcome) : null;
    const attempt: Attempt = { n, at, request: exchange.request, outcome, ...verdict, delay: null, retryAfterMs, guid };
    attempts.push(attempt);
    const elapsedMs = world.now() - firstAt;
    const next =
      verdict.class === 'retryable'
        ? policy.nextDelay({ history: attempts, elapsedMs, retryAfterMs, random: world.random })
        : null;
    if (next?.status === 'wait') attempts[attempts.length - 1] = { ...attempt, delay: next.delay };
    if (next?.status !== 'wait') {
      const status = statusOf[verdict.class];
      const end = next ?? { says: verdict.why, rule: verdict.rule };
      return { series: { name, status, attempts, says: end.says, rule: end.rule }, last: outcome };
    }
    yield { kind: 'wait', ms: next.delay.ms };
  }
}

/** One exchange, as an action and its event. */
export function* send(exchange: Exchange): Generator<HttpAction, ExchangeOutcome, HttpEvent> {
  const event = yield { kind: 'exchange', exchange };
  if (event.kind !== 'exchange') throw new Error(`expected an exchange, got ${event.kind}`);
  return event.outcome;
}

const statusOf: Readonly<Record<AttemptClass, Series['status']>> = {
  success: 'success',
  ignorable: 'ignored',
  permanent: 'failed',
  retryable: 'failed',
};

function refused(
  name: string,
  attempts: readonly Attempt[],
  { message, rule }: Extract<ExchangeOutcome, { kind: 'forbidden' }>,
): Series {
  return { name, status: 'refused', attempts, says: message, rule };
}
