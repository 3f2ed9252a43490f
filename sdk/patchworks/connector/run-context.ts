import type { Assumptions } from '../../contract.ts';
import type { HttpAction, HttpEvent, StepWorld } from '../../http/http-step.ts';
import type { ByName } from '../metadata.ts';
import type { Journal } from './journal.ts';
import { type ConnectorInput, type ConnectorSetup, type Place, pinnedPlace } from './setup.ts';

/** A part of a connector's run that asks for actions and comes to a result. */
export type Part<Result> = Generator<HttpAction, Result, HttpEvent>;

/** What all parts of one run share. */
export interface RunContext {
  readonly setup: ConnectorSetup;
  readonly input: ConnectorInput;
  readonly assumptions: Assumptions;
  readonly world: StepWorld;
  readonly journal: Journal;
  readonly startedAt: number;
  /** Whether a script, or its pinned version, is attached at a place. */
  has(place: Place): boolean;
  /** The place to call: that of the pinned version where one is attached (P-806). */
  choose(place: Place): string;
  /** What changes while the flow runs; replaced when it runs again. */
  state: RunState;
}

/** What changes while a flow runs. */
export interface RunState {
  /** Number of the run, from 1. */
  readonly run: number;
  variables: ByName;
  meta: ByName;
  flowVariables: ByName;
  /** Authentication variables, as scripts changed them. */
  authVariables: ByName;
  /** Null before the first authentication. */
  token: string | null;
  /** How often the connector has authenticated in this run. */
  authentications: number;
}

/** The state at the start of a run: everything at its default (P-210, P-503). */
export function openState(input: ConnectorInput, setup: ConnectorSetup, run: number): RunState {
  return {
    run,
    variables: input.variables ?? {},
    meta: input.meta ?? {},
    flowVariables: input.flow?.variables ?? {},
    authVariables: setup.authentication?.variables ?? {},
    token: null,
    authentications: 0,
  };
}

/** How places are looked up: a pinned version goes before the local file. */
export function placesOf(
  { versions = {} }: ConnectorSetup,
  isAttached: (place: string) => boolean,
): Pick<RunContext, 'has' | 'choose'> {
  const choose = (place: Place): string => {
    const isPinned = Object.hasOwn(versions, place) && isAttached(pinnedPlace(place));
    return isPinned ? pinnedPlace(place) : place;
  };
  return { choose, has: (place) => isAttached(choose(place)) };
}
