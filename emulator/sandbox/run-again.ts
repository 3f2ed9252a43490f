import type { Issue } from '../../sdk/contract.ts';
import { lintSeverities, type UnsteadySource } from '../../sdk/lints.ts';
import type { PageLine } from '../recording/format.ts';
import { ofPage, ofRecord } from '../replay/judgement.ts';
import { findFirstDifference, type ObservedCall, type OutcomeDifference } from '../replay/outcomes.ts';
import type { PageIssue } from './protocol.ts';
import type { Read } from './reads.ts';

/** Clock and seed of one run of a page. */
export interface RunMoment {
  readonly nowMs: number;
  readonly seed: string;
}

/** What one run of a page has shown. */
export interface ShownRun {
  readonly calls: readonly ObservedCall[];
  readonly reads: readonly Read[];
}

/** Another time in every part of a date, so that whatever is made of it is another: 400 days, 7 h, 17 min, 11.123 s. */
const otherTimeMs = 400 * 86_400_000 + 26_231_123;

/**
 * Runs a page again and again in a compartment of its own, and tells what its results lean on beside the page: the same page
 * twice shows what module variables carry over; with another clock, and with another seed, what the result takes from
 * those. The runs are no part of the replay: nothing of them is judged, printed or asked of the platform, and a page is
 * only run here when the replay has ended (see `sampleJob`).
 */
export async function runAgain(
  page: PageLine,
  { base, run }: { readonly base: RunMoment; run(page: PageLine, moment: RunMoment): Promise<ShownRun> },
): Promise<readonly PageIssue[]> {
  const text = JSON.stringify(page);
  const shown = (moment: RunMoment): Promise<ShownRun> => run(JSON.parse(text), moment);

  const first = await shown(base);
  const carried = findFirstDifference(first.calls, (await shown(base)).calls);
  if (carried !== null) return [carriesState(carried)];

  const issues: PageIssue[] = [];
  for (const source of ['clock', 'chance'] as const) {
    if (!first.reads.some((read) => read.source === source)) continue;
    const other =
      source === 'clock' ? { ...base, nowMs: base.nowMs + otherTimeMs } : { ...base, seed: `${base.seed}:other` };
    const differs = findFirstDifference(first.calls, (await shown(other)).calls);
    if (differs !== null) issues.push(dependsOn(source, differs, first.reads));
  }
  return issues;
}

function carriesState(difference: OutcomeDifference): PageIssue {
  const { contract, place, first, second } = difference;
  const message = `the same page run twice in a row gives two results: ${place} was ${first} and then ${second}; a module variable carries over to the next call, and a retry may find it or not: build the result from the input alone`;
  const code = 'relies-on-state';
  return makeIssue(difference, { code, rule: contract.rules.state, severity: lintSeverities[code], message });
}

const told = {
  clock: { rule: 'S-210', word: 'the clock', shows: 'the time of the recording; --now sets another' },
  chance: {
    rule: 'S-211',
    word: 'random numbers',
    shows: 'numbers from the seed of the recording; --seed sets another',
  },
} as const;

function dependsOn(source: UnsteadySource, difference: OutcomeDifference, reads: readonly Read[]): PageIssue {
  const { rule, word, shows } = told[source];
  const message = `the result depends on ${word}: here the hook sees ${shows}; on the platform it differs from run to run`;
  const code = 'clock-or-chance';
  const issue = makeIssue(difference, { code, rule, severity: lintSeverities[code], message });
  const place = reads.find((read) => read.source === source && read.stage === (difference.stage ?? ''));
  return { ...issue, at: place?.at ?? null };
}

/** In a step the records of a call are not those of the page. */
function makeIssue({ stage, contract, path }: OutcomeDifference, issue: Omit<Issue, 'path'>): PageIssue {
  const whole = { ...issue, path };
  return stage === null ? ofRecord(contract, whole) : { ...ofPage(whole), stage };
}
