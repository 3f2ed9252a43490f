import type { AttemptClass } from '../../http/http-step.ts';

/** What becomes of an attempt. */
export interface Verdict {
  readonly class: AttemptClass;
  /** In a few words. */
  readonly why: string;
  /** Rule id: mostly a row of the connector's table (P-530 to P-549). */
  readonly rule: string;
  readonly next: Consequence;
}

/** What a verdict leads to. */
export type Consequence =
  /** The page is done, and this goes on. */
  | { readonly kind: 'done'; readonly out: string | null }
  /** The attempt failed: another one, while there are any. */
  | { readonly kind: 'again' }
  /** Authenticate anew, then send again (P-505). */
  | { readonly kind: 'reauthenticate' }
  | ({ readonly kind: 'end' } & PageFailure);

/** Why a page did not come to its end. */
export interface PageFailure {
  /**
   * `step`: the step fails for this payload; `flow`: the flow fails; `flow-retry`: it fails and is queued again;
   * `refused`: nothing was sent.
   */
  readonly fails: 'step' | 'flow' | 'flow-retry' | 'refused';
  /** The code that counts inside try/catch (P-551); null where nothing is ever caught. */
  readonly code: number | null;
  readonly says: string;
  readonly rule: string;
}

/** The attempt failed and may be repeated. */
export function again(why: string, rule: string): Verdict {
  return { class: 'retryable', why, rule, next: { kind: 'again' } };
}

/** The page is done. */
export function done(out: string | null, why: string, rule: string): Verdict {
  return { class: 'success', why, rule, next: { kind: 'done', out } };
}

/** Nothing follows for this page. */
export function end(failure: PageFailure): Verdict {
  return { class: 'permanent', why: failure.says, rule: failure.rule, next: { kind: 'end', ...failure } };
}
