import type { Assumptions, JsonValue, Setup } from '../../sdk/contract.ts';
import type { AnyStep, EndpointAnswer } from '../../sdk/step.ts';
import type { Guest } from '../sandbox/compartment.ts';
import type { PageIssue } from '../sandbox/protocol.ts';
import type { Validator } from './check.ts';
import type { Judge } from './judge.ts';
import type { Judgement } from './judgement.ts';

/** What stays the same for all pages of a step. */
export interface StepJudge {
  readonly step: AnyStep;
  readonly validateInput: Validator;
  readonly inputSchema: unknown;
  readonly assumptions: Assumptions;
  readonly setup: Setup;
  /** Who carries out a stage; a stage without one is not attached, or given by the recording. */
  readonly parts: ReadonlyMap<string, StagePart>;
  /** Whether the ways of all records are told, not only of those that are not plainly successful. */
  readonly tellsAll: boolean;
  /** Whether what goes on, and the stages that differ, are told as the recording would hold them. */
  readonly returnResults: boolean;
  /** Tells that a stage begins. */
  announce(stage: string): void;
}

/** Who carries out a stage: a script with its judge, or an endpoint that is asked for each record. */
export type StagePart =
  | { readonly kind: 'script'; readonly judge: Judge; readonly guest: Guest | null }
  | { readonly kind: 'endpoint'; ask(record: JsonValue): EndpointAnswer };

/** What the stages of a page have shown so far. */
export interface PlayedStages {
  readonly issues: readonly PageIssue[];
  readonly assumed: readonly string[];
  readonly changed: boolean;
  /** The last call broke its contract, and did not throw. */
  readonly broke: boolean;
  /** The last call failed the way that the recording holds. */
  readonly failedAsRecorded: boolean;
  /** Calls of the platform's module that the hooks made. */
  readonly calls: Judgement['calls'];
  /** Records that failed alone, by breaking a contract or by a throw. */
  readonly failedRecords: number;
  /** JSON texts of recorded stages as they would be recorded now, those that differ. */
  readonly stages: Readonly<Record<string, string>>;
}
