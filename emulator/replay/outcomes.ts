import type { AnyContract } from '../../sdk/contract.ts';
import { compareJson } from './compare.ts';
import type { Outcome } from './invoke.ts';
import { showJson, showPath } from './show.ts';

/** How one call of a hook ended; `stage` is null where the job is one hook. */
export interface ObservedCall {
  readonly stage: string | null;
  readonly contract: AnyContract;
  readonly outcome: Outcome;
}

/** Where two runs of the same page part. */
export interface OutcomeDifference {
  readonly stage: string | null;
  readonly contract: AnyContract;
  /** JSON Pointer into the result; empty when the calls did not both give one. */
  readonly path: string;
  /** The place as people write it, and what each run gave there. */
  readonly place: string;
  readonly first: string;
  readonly second: string;
}

/**
 * The first call whose outcome differs between two runs of a page; null when all are the same. Calls before it ended alike,
 * so it was the first to do another thing with the same input. The order of keys does not count.
 */
export function findFirstDifference(
  first: readonly ObservedCall[],
  second: readonly ObservedCall[],
): OutcomeDifference | null {
  for (const [index, { stage, contract, outcome }] of first.entries()) {
    const other = second[index];
    if (other === undefined || other.stage !== stage) return null;
    const difference = compareOutcomes(outcome, other.outcome);
    if (difference !== null) return { stage, contract, ...difference };
  }
  return null;
}

function compareOutcomes(first: Outcome, second: Outcome): Omit<OutcomeDifference, 'stage' | 'contract'> | null {
  if (first.status === 'returned' && second.status === 'returned') {
    if (first.text === second.text) return null;
    const [found] = compareJson(parse(first.text), parse(second.text), 1);
    if (found === undefined) return null;
    const { path, expected, got } = found;
    return { path, place: showPath(path, 'result'), first: showJson(expected, 60), second: showJson(got, 60) };
  }
  const [before, after] = [tell(first), tell(second)];
  return before === after ? null : { path: '', place: 'the outcome', first: before, second: after };
}

function parse(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

function tell(outcome: Outcome): string {
  switch (outcome.status) {
    case 'returned':
      return 'a result';
    case 'threw':
      return `${outcome.thrown.name === '' ? 'a throw' : outcome.thrown.name}: ${outcome.thrown.message}`;
    case 'not-serializable':
      return 'a result that is no JSON';
    case 'promise':
      return 'a promise';
    case 'never-called-back':
      return 'no result';
  }
}
