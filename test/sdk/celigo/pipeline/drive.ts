import type { JsonValue, Setup } from '../../../../sdk/contract.ts';
import {
  type AnyStep,
  assumptionsOf,
  type StageCall,
  type StageOutcome,
  type StepOutcome,
} from '../../../../sdk/step.ts';

/** Options of a call, as the stages of the tests read them. */
export type StageOptions = Readonly<Record<string, JsonValue>>;

/** What a stage answers: to a hook's options, or for each record that reached a given stage. Throws to fail the call. */
export type Answers = Readonly<Record<string, (given: StageOptions, inputs: readonly JsonValue[]) => JsonValue>>;

/** What a page went through. */
export interface Driven {
  /** The stages that were called, in order. */
  readonly calls: readonly StageCall[];
  readonly outcome: StepOutcome;
}

/** Takes one page through the machine of a step, by hand: no runner, no script. Hooks with an answer are attached. */
export function drive(
  step: AnyStep,
  options: StageOptions,
  answers: Answers,
  changes: { readonly assumptions?: Readonly<Record<string, JsonValue>>; readonly setup?: Setup } = {},
): Driven {
  const defaults = Object.entries(assumptionsOf(step)).map(([name, assumption]) => [name, assumption.default] as const);
  const machine = step.run({
    seq: 4,
    options,
    setup: changes.setup ?? {},
    assumptions: { ...Object.fromEntries(defaults), ...changes.assumptions },
    has: (stage) => Object.hasOwn(answers, stage),
  });
  const calls: StageCall[] = [];
  let at = machine.next();
  while (at.done !== true) {
    calls.push(at.value);
    at = machine.next(answer(at.value, answers));
  }
  return { calls, outcome: at.value };
}

function answer(call: StageCall, answers: Answers): StageOutcome {
  const own = answers[call.stage] ?? plain[call.stage];
  if (own === undefined) throw new Error(`nobody answers ${call.stage}`);
  const [options, inputs] = call.kind === 'hook' ? [call.options, []] : [call.calls[0]?.options ?? {}, call.inputs];
  try {
    return { status: 'returned', value: own(options, inputs), failed: new Map() };
  } catch (error) {
    const { name: code, message } = error instanceof Error ? error : new Error(String(error));
    return { status: 'failed', error: { code, message } };
  }
}

/** A mapping that changes nothing, and a destination that takes everything. */
const plain: Answers = {
  mapping: (_, inputs) => inputs,
  submit: (_, inputs) => inputs.map(() => ({ statusCode: 200, errors: [], ignored: false })),
};

/** The array of an option. */
export function listOf(options: StageOptions, name: string): readonly JsonValue[] {
  const value = options[name];
  if (!Array.isArray(value)) throw new Error(`${name} is no array`);
  return value;
}
