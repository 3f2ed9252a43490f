import type { UnsteadySource } from '../../sdk/lints.ts';
import type { Stripe } from '../recording/stripe.ts';
import { lineStart } from '../recording/stripe-line.ts';
import type { LanePool } from '../sandbox/lane-pool.ts';
import { type JobEvent, runJob } from '../sandbox/run-job.ts';
import type { Cast } from './cast.ts';
import type { Plan } from './plan-job.ts';
import type { Scribe } from './scribe.ts';

/** Pages of one recording, and of all recordings of a hook, that are run again to see whether the script keeps state. */
const mostPages = 2;
const mostPagesOfHook = 6;

/** What is still to be looked for in the recordings of one hook or step: each thing is told once. */
export interface LintBudget {
  pages: number;
  readonly read: Set<UnsteadySource>;
  readonly found: Set<string>;
}

/** A whole budget, for a hook with all its recordings. */
export function makeLintBudget(): LintBudget {
  return { pages: mostPagesOfHook, read: new Set(), found: new Set() };
}

/** Picks pages while a replay runs, and runs them again when it has ended. */
export interface LintSampler {
  note(event: JobEvent): void;
  /** Runs the picked pages again, and tells the scribe what that shows. */
  run(pool: LanePool, scribe: Pick<Scribe, 'noteLint'>, signal?: AbortSignal): Promise<void>;
}

/**
 * Makes the sampler of one recording. A script that provably keeps no state and reads neither clock nor chance costs
 * nothing. Of others the first pages are run again, and the first page that reads the clock, or chance; always on one
 * runner, after the last page of the replay and in compartments of their own, so that the replay is as it would be without,
 * whatever the number of workers. A replay in which a page was stopped is not sampled: its runs might hang as well.
 * A page that asks the platform for something is left out too, as nobody answers when it is run again.
 */
export function makeLintSampler(given: {
  readonly cast: Cast;
  readonly plan: Plan;
  readonly budget: LintBudget;
}): LintSampler {
  const { cast, plan, budget } = given;
  const keepsState =
    plan.moduleState.mode === 'job' && [...cast.parts.values()].some(({ script }) => script.moduleState.keeps);
  const samples: Stripe[] = [];
  let stopped = false;
  let seen = 0;

  function wants(sources: readonly UnsteadySource[]): boolean {
    const fresh = sources.filter((source) => !budget.read.has(source));
    for (const source of fresh) budget.read.add(source);
    const forState = keepsState && seen < mostPages && budget.pages > 0;
    seen += 1;
    if (forState) budget.pages -= 1;
    return forState || fresh.length > 0;
  }

  return {
    note(event) {
      if (event.kind === 'stopped' || event.kind === 'load-stopped') stopped = true;
      if (event.kind !== 'page' || event.verdict.status === 'unjudged') return;
      if (wants(event.verdict.reads ?? [])) samples.push(cutLine(event.stripe, event.verdict.line));
    },
    async run(pool, scribe, signal) {
      if (stopped || samples.length === 0) return;
      const job = { ...plan.job, again: true, only: null, returnCalls: false, returnResults: false };
      for await (const event of runJob({ job, lanes: pool.take(1), stripes: inOrder(samples), signal })) {
        // A run that hangs only here tells nothing about the replay.
        if (event.kind === 'stopped' || event.kind === 'load-stopped') return;
        if (event.kind !== 'page') continue;
        for (const issue of event.verdict.issues) {
          const key = JSON.stringify([issue.code, issue.rule, issue.stage]);
          if (budget.found.has(key)) continue;
          budget.found.add(key);
          scribe.noteLint(event.verdict.seq, issue);
        }
      }
    },
  };
}

/** One line of a stripe as a stripe of its own. */
function cutLine(stripe: Stripe, line: number): Stripe {
  const start = lineStart(stripe, line);
  const end = stripe.lineEnds[line] ?? start;
  return {
    ...stripe,
    firstSeq: stripe.firstSeq + line,
    firstLine: stripe.lines?.[line] ?? stripe.firstLine + line,
    lines: null,
    offset: stripe.offset + start,
    lineEnds: [end - start],
    bytes: stripe.bytes?.subarray(start, end) ?? null,
  };
}

async function* inOrder(stripes: readonly Stripe[]): AsyncGenerator<Stripe> {
  yield* stripes;
}
