import { authenticate } from './authenticate.ts';
import { findNextPage } from './next-page.ts';
import { isCaught } from './options.ts';
import { planFirst } from './request-plan.ts';
import type { Part, RunContext } from './run-context.ts';
import { runPage } from './run-page.ts';
import type { PageFailure } from './verdict.ts';

/** What became of one run of the flow. */
export interface FlowEnd {
  /** The payloads that go on. */
  readonly payloads: readonly (string | null)[];
  /** The payloads that went down the catch route (P-550). */
  readonly caught: readonly (string | null)[];
  /** Why the run failed; null where it did not. */
  readonly failure: PageFailure | null;
}

/** Runs the connector for all payloads, as a flow would: authentication first, then each payload with all its pages. */
export function* runFlow(context: RunContext): Part<FlowEnd> {
  const { setup, input, journal } = context;
  const payloads: (string | null)[] = [];
  const caught: (string | null)[] = [];
  if (setup.authentication !== undefined) {
    const authentication = yield* authenticate(context);
    if (authentication.status !== 'authenticated') {
      const { status, says, rule } = authentication;
      return {
        payloads,
        caught,
        failure: { fails: status === 'refused' ? 'refused' : 'flow', code: null, says, rule },
      };
    }
  }
  const arriving = input.payloads ?? [input.payload ?? null];
  for (const [index, payload] of arriving.entries()) {
    const end = yield* runPayload(payload, nameOf(index, arriving.length, context), context);
    if (end.failure === null) {
      payloads.push(...end.pages);
      continue;
    }
    if (isRoutedToCatch(end.failure, context)) {
      journal.lean('P-524', 'P-551');
      journal.write('ERROR', `routed to catch: ${end.failure.says}`, 'P-535');
      payloads.push(...end.pages);
      caught.push(payload);
      continue;
    }
    skipRest(arriving.length, index, context);
    return { payloads: keptPages([...payloads, ...end.pages], context), caught, failure: end.failure };
  }
  return { payloads, caught, failure: null };
}

/** All pages of one payload, in order; `failure` tells why there are no more than these. */
function* runPayload(
  payload: string | null,
  name: (page: number) => string,
  context: RunContext,
): Part<{ readonly pages: readonly (string | null)[]; readonly failure: PageFailure | null }> {
  const { journal } = context;
  const pages: (string | null)[] = [];
  let plan = planFirst(context, payload);
  for (let page = 1; ; page += 1) {
    const end = yield* runPage({ name: name(page), page, plan, outgoing: payload }, context);
    if (end.status === 'failed') return { pages, failure: end };
    pages.push(end.out);
    const next = yield* findNextPage({ page, plan, ...end }, context);
    if (next.status === 'last') return { pages, failure: null };
    if (next.status === 'failed') {
      journal.write('ERROR', next.says, next.rule);
      journal.series.push({
        name: `next page after ${name(page)}`,
        status: 'failed',
        attempts: [],
        says: next.says,
        rule: next.rule,
      });
      return { pages, failure: { fails: 'step', code: 1, says: next.says, rule: next.rule } };
    }
    plan = next.plan;
  }
}

function nameOf(index: number, count: number, { state }: RunContext): (page: number) => string {
  const run = state.run === 1 ? '' : `run ${state.run}, `;
  const payload = count === 1 ? '' : `payload ${index + 1}, `;
  return (page) => `${run}${payload}page ${page}`;
}

/** P-551: inside try/catch, and only for codes that count as an exception. */
function isRoutedToCatch({ code }: PageFailure, { setup, assumptions }: RunContext): boolean {
  return setup.tryCatch === true && code !== null && isCaught(code, assumptions);
}

/** P-562: what came before a failure is not passed on. */
function keptPages(
  pages: readonly (string | null)[],
  { assumptions, journal }: RunContext,
): readonly (string | null)[] {
  if (pages.length > 0) journal.lean('P-562');
  return assumptions['keepPagesOnFailure'] === true ? pages : [];
}

function skipRest(count: number, failed: number, context: RunContext): void {
  for (let index = failed + 1; index < count; index += 1) {
    const says = 'not sent: the run had ended';
    context.journal.series.push({
      name: nameOf(index, count, context)(1),
      status: 'skipped',
      attempts: [],
      says,
      rule: 'P-534',
    });
  }
}
