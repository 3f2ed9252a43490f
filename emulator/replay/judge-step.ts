import type { AnyStep, StageCall, StageOutcome, StepOutcome } from '../../sdk/step.ts';
import type { PageLine } from '../recording/format.ts';
import { inspectValue } from '../recording/inspect-value.ts';
import { recordingLimits } from '../recording/limits.ts';
import type { PageIssue, StepVerdict } from '../sandbox/protocol.ts';
import { checkInput } from './check.ts';
import { countRecords } from './count-records.ts';
import type { ReadPage } from './judge.ts';
import { findChanges } from './judge-changes.ts';
import type { PlayedStages, StepJudge } from './judge-step-types.ts';
import { type Judgement, makeJudgement, ofPage } from './judgement.ts';
import { FaultyStage, makeStagePlayer } from './play-stage.ts';

/** Most ways, and most errors, of one page that cross to the parent. */
const maxWays = 50;

/**
 * Takes one page through the stages of a step and judges it: each hook by its contract, each stage against what the
 * recording holds of it, and what goes on to the next step against the recorded `result`.
 */
export async function judgeStepPage(judge: StepJudge, { page, inexact: _ }: ReadPage): Promise<Judgement> {
  const { step, assumptions, setup, parts } = judge;
  const faults = findFaults(judge, page);
  const records = countRecords(step, page.options);
  if (faults.length > 0) return makeJudgement(page.seq, { records, status: 'unjudged', issues: faults });

  const player = makeStagePlayer(judge, page);
  const has = (stage: string): boolean => parts.has(stage);
  const options: Readonly<Record<string, never>> = JSON.parse(JSON.stringify(page.options));
  const machine = step.run({ seq: page.seq, options, setup, assumptions, has });
  try {
    const outcome = await drive(machine, player.play);
    return conclude(judge, page, { records, outcome, played: player.played() });
  } catch (error) {
    if (!(error instanceof FaultyStage)) throw error;
    const issues = [...player.played().issues, ...error.issues];
    return makeJudgement(page.seq, { records, status: 'unjudged', issues });
  }
}

/** Resumes the machine with the outcome of each call until it has none left. */
async function drive(
  machine: ReturnType<AnyStep['run']>,
  play: (call: StageCall) => Promise<StageOutcome>,
): Promise<StepOutcome> {
  let next = machine.next();
  while (next.done !== true) next = machine.next(await play(next.value));
  return next.value;
}

function findFaults(judge: StepJudge, page: PageLine): readonly PageIssue[] {
  const { step, assumptions } = judge;
  const subject = {
    value: page.options,
    schema: judge.inputSchema,
    validate: judge.validateInput,
    root: 'options',
  };
  const shape = checkInput({ inputChecks: [], rules: { shape: step.rule } }, subject, assumptions);
  const depth = recordingLimits.depth;
  const tooDeep =
    inspectValue(page.stages, { maxDepth: depth }).tooDeep || inspectValue(page.result, { maxDepth: depth }).tooDeep;
  const message = `the recorded stages are nested deeper than ${depth} levels and cannot be compared`;
  return [
    ...shape.map(ofPage),
    ...(tooDeep ? [ofPage({ code: 'bad-recording', rule: 'R-213', severity: 'error', path: '/stages', message })] : []),
  ];
}

function conclude(
  judge: StepJudge,
  page: PageLine,
  {
    records,
    outcome,
    played,
  }: { readonly records: number; readonly outcome: StepOutcome; readonly played: PlayedStages },
): Judgement {
  const failed = outcome.status === 'failed' || outcome.status === 'stopped';
  const asRecorded = failed && played.failedAsRecorded;
  const compares = 'result' in page && !failed && outcome.status !== 'held';
  const changes = compares ? findChanges(page.result, outcome.out, { root: 'result', recordOf: () => null }) : [];
  const issues = [...played.issues, ...outcome.issues.map(ofPage), ...changes];
  const status = failed ? (played.broke ? 'broke' : 'failed') : 'passed';
  return {
    ...makeJudgement(page.seq, { records, status, issues }),
    asRecorded,
    changed: played.changed || changes.length > 0,
    failedRecords: failed ? records : played.failedRecords,
    assumed: [...new Set([...played.assumed, ...outcome.assumed])],
    calls: played.calls,
    result: judge.returnResults && !failed && outcome.status !== 'held' ? JSON.stringify(outcome.out) : null,
    step: { ...toVerdict(outcome, judge.tellsAll), stages: judge.returnResults ? played.stages : {} },
  };
}

function toVerdict(
  { status, abort, records, out, errors }: StepOutcome,
  tellsAll: boolean,
): Omit<StepVerdict, 'stages'> {
  const counts = { success: 0, error: 0, ignored: 0, held: 0 };
  for (const { state } of records) counts[state] += 1;
  const told = tellsAll
    ? records
    : records.filter(({ state, slot }) => state !== 'success' || hasError(errors, slot.record));
  const ways = told.slice(0, maxWays);
  const kept = errors.slice(0, maxWays);
  const omitted = told.length - ways.length + (errors.length - kept.length);
  return { status, abort, counts, out: out.length, ways, errors: kept, omitted };
}

function hasError(errors: StepOutcome['errors'], index: number): boolean {
  return errors.some(({ record }) => record === index);
}
