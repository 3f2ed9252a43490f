import type { JsonValue, StoredError } from '../../sdk/contract.ts';
import type { GivenCall, Slot, StageCall, StageOutcome } from '../../sdk/step.ts';
import type { PageLine } from '../recording/format.ts';
import type { PageIssue } from '../sandbox/protocol.ts';
import type { Judge } from './judge.ts';
import { findChanges } from './judge-changes.ts';
import { judgePage } from './judge-page.ts';
import type { PlayedStages, StagePart, StepJudge } from './judge-step-types.ts';
import { type Judgement, recordOf } from './judgement.ts';
import { makePresentStages } from './present-stages.ts';
import { missingStage, readStages, recordedAt, recordedFailure, staleStage } from './recorded-stages.ts';

/** Thrown when a page cannot be judged: a stage is missing from the recording, or what it holds cannot be used. */
export class FaultyStage extends Error {
  override readonly name = 'FaultyStage';
  readonly issues: readonly PageIssue[];

  constructor(issues: readonly PageIssue[]) {
    super(issues[0]?.message);
    this.issues = issues;
  }
}

/** Carries out the calls of one page and keeps what they show. */
export interface StagePlayer {
  /** Throws FaultyStage. */
  play(call: StageCall): Promise<StageOutcome>;
  played(): PlayedStages;
}

type HookCall = Extract<StageCall, { kind: 'hook' }>;
type GiveCall = Extract<StageCall, { kind: 'give' }>;
type ScriptPart = Extract<StagePart, { kind: 'script' }>;

/** Makes the player of one page: hooks run in their guests, given stages come from who was named for them, else the recording. */
export function makeStagePlayer(judge: StepJudge, page: PageLine): StagePlayer {
  const { step } = judge;
  const recorded = readStages(page);
  const present = judge.returnResults ? makePresentStages(recorded) : null;
  const issues: PageIssue[] = [];
  const assumed: string[] = [];
  const calls: Judgement['calls'][number][] = [];
  let last: Judgement | null = null;
  let changed = false;
  let failedRecords = 0;

  /** Calls a script with options of its own: whatever a hook keeps or changes stays with it (S-157). */
  async function callScript(stage: string, part: ScriptPart, { options, slots }: GivenCall): Promise<StageOutcome> {
    const { contract } = part.judge;
    const isRecord = contract.failure === 'record';
    const error = recordedFailure(recorded.stages[stage], isRecord ? slots[0] : undefined);
    const own = JSON.parse(JSON.stringify(options));
    const called: PageLine = {
      kind: 'page',
      seq: page.seq,
      options: own,
      ...(error === undefined ? {} : { error }),
    };
    const judgement = await judgePage(part.judge, part.guest, { page: called, line: '', inexact: [] });
    last = judgement;
    const found = judgement.issues.map((issue) => {
      const index = isRecord ? 0 : issue.record;
      return { ...issue, stage, record: index === null ? null : (slots[index]?.record ?? null) };
    });
    if (judgement.status === 'unjudged') throw new FaultyStage(found);
    issues.push(...found);
    assumed.push(...judgement.assumed);
    calls.push(...judgement.calls);
    changed ||= judgement.changed;
    if (judgement.status === 'passed') {
      failedRecords += judgement.failedRecords;
      const value: JsonValue | undefined = judgement.result === null ? undefined : JSON.parse(judgement.result);
      return { status: 'returned', value, failed: failedAlone(judgement, contract.breachCode) };
    }
    if (isRecord && !judgement.asRecorded) failedRecords += slots.length;
    return { status: 'failed', error: storedErrorOf(part.judge, judgement) };
  }

  async function callHook({ stage, options, slots }: HookCall): Promise<StageOutcome> {
    const part = judge.parts.get(stage);
    if (part?.kind !== 'script') throw new Error(`no script is attached at ${stage}`);
    const outcome = await callScript(stage, part, { options, slots });
    if (outcome.status === 'failed') return outcome;
    const { contract } = part.judge;
    if (contract.failure === 'record') compareRecords(stage, slots, [outcome.value ?? null]);
    else if (contract.outputRecords === 'items') compareRecords(stage, slots, asList(outcome.value));
    else comparePage(stage, outcome.value);
    return outcome;
  }

  /** Compares what a stage gave for each record with what the recording holds; a record that did not get there counts not. */
  function compareRecords(
    stage: string,
    slots: readonly Slot[],
    now: readonly JsonValue[],
    failed: ReadonlyMap<number, StoredError> = new Map(),
  ): void {
    present?.keepRecords(stage, slots, { values: now, failed });
    const was = slots.map((slot) => recordedAt(recorded.stages[stage], slot));
    const compared = slots.map((_, index) => (was[index] === null ? null : (now[index] ?? null)));
    const record = (path: string): number | null => slots[recordOf(path) ?? -1]?.record ?? null;
    noteChanges(stage, findChanges(was, compared, { root: stage, recordOf: record }));
  }

  function comparePage(stage: string, now: JsonValue | undefined): void {
    present?.keepPage(stage, now);
    const was = recorded.stages[stage]?.result;
    if (was !== undefined) noteChanges(stage, findChanges(was, now, { root: stage, recordOf: () => null }));
  }

  function noteChanges(stage: string, found: readonly PageIssue[]): void {
    changed ||= found.length > 0;
    issues.push(...found.map((issue) => ({ ...issue, stage })));
  }

  async function give(call: GiveCall): Promise<StageOutcome> {
    const part = judge.parts.get(call.stage);
    if (part === undefined) return giveRecorded(call);
    return part.kind === 'script' ? giveByFunction(call, part) : giveByEndpoint(call, part);
  }

  async function giveByFunction({ stage, slots, calls }: GiveCall, part: ScriptPart): Promise<StageOutcome> {
    const { failure, outputRecords } = part.judge.contract;
    const values = new Map<number, JsonValue>();
    const errors = new Map<number, StoredError>();
    for (const one of calls) {
      const outcome = await callScript(stage, part, one);
      if (outcome.status === 'failed' && failure !== 'record') return outcome;
      for (const [index, { at }] of one.slots.entries()) {
        if (outcome.status === 'failed') errors.set(at, outcome.error);
        else values.set(at, outputRecords === 'items' ? itemAt(outcome.value, index) : (outcome.value ?? null));
      }
    }
    const value = slots.map(({ at }) => values.get(at) ?? null);
    compareRecords(stage, slots, value, errors);
    return { status: 'returned', value, failed: byIndex(slots, ({ at }) => errors.get(at)) };
  }

  function giveByEndpoint({ stage, inputs }: GiveCall, part: Extract<StagePart, { kind: 'endpoint' }>): StageOutcome {
    const own = step.stages.find(({ name }) => name === stage);
    const read = own?.readAnswer ?? null;
    if (read === null) throw new Error(`no endpoint can stand in for ${stage}`);
    assumed.push(own?.contract.rules.threw ?? step.rule);
    return { status: 'returned', value: inputs.map((input) => read(part.ask(input))), failed: new Map() };
  }

  /** A result that is missing makes the page unjudgeable; one that was recorded for another record is used and said to be. */
  function giveRecorded({ stage, slots, inputs }: GiveCall): StageOutcome {
    const own = recorded.stages[stage];
    if (own?.error !== undefined) return { status: 'failed', error: own.error };
    const failed = byIndex(slots, (slot) => recordedFailure(own, slot));
    const missing = slots.filter((slot, index) => !failed.has(index) && recordedAt(own, slot) === null);
    if (missing.length > 0) throw new FaultyStage([missingStage(step, stage, missing, own?.result !== undefined)]);
    const stale = slots.filter((slot, index) => {
      const was = step.recordedInput(recorded, stage, slot);
      return was !== undefined && JSON.stringify(was) !== JSON.stringify(inputs[index]);
    });
    issues.push(...stale.map((slot) => staleStage(step, stage, slot)));
    return { status: 'returned', value: slots.map((slot) => recordedAt(own, slot)), failed };
  }

  return {
    async play(call) {
      judge.announce(call.stage);
      return call.kind === 'hook' ? await callHook(call) : await give(call);
    },
    played: () => ({
      issues,
      assumed,
      calls,
      changed,
      broke: last?.status === 'broke',
      failedAsRecorded: last?.asRecorded === true,
      failedRecords,
      stages: present?.changed() ?? {},
    }),
  };
}

/** The error that is stored for a failed call; a breach has no message of the platform's, so it gets ours (C-010). */
function storedErrorOf({ contract, assumptions }: Judge, { stored, issues }: Judgement): StoredError {
  const own = issues.find(({ severity }) => severity === 'error')?.message ?? 'the call failed';
  const { source } = contract.storedError({ name: '', message: '', code: null }, assumptions);
  const message = stored === null || stored.message === '' ? own : stored.message;
  return { code: stored?.code ?? '', message, ...(source === undefined ? {} : { source }) };
}

/** Records that alone broke the contract, by their index in the call. */
function failedAlone({ issues }: Judgement, breachCode: string | null): ReadonlyMap<number, StoredError> {
  const alone = issues.filter(({ severity, scope }) => severity === 'error' && scope === 'record');
  return new Map(
    alone.flatMap(({ record, message }) =>
      record === null ? [] : [[record, { code: breachCode ?? '', message }] as const],
    ),
  );
}

function byIndex(
  slots: readonly Slot[],
  find: (slot: Slot) => StoredError | undefined,
): ReadonlyMap<number, StoredError> {
  return new Map(
    slots.flatMap((slot, index) => {
      const error = find(slot);
      return error === undefined ? [] : [[index, error] as const];
    }),
  );
}

function itemAt(value: JsonValue | undefined, index: number): JsonValue {
  return asList(value)[index] ?? null;
}

function asList(value: JsonValue | undefined): readonly JsonValue[] {
  return Array.isArray(value) ? value : [];
}
