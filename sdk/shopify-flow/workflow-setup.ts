import { type Static, Type } from 'typebox';
import { actionFields, generationField } from './action.ts';

/** Sends a request. */
const SendStep = Type.Object(
  { kind: Type.Literal('sendHttpRequest', { rule: 'F-104' }), ...actionFields },
  { additionalProperties: false, rule: 'F-104' },
);

/** Lets time pass; the steps after it are a section of their own (F-142). */
const WaitStep = Type.Object(
  {
    kind: Type.Literal('wait', { rule: 'F-142' }),
    /** How long, in ms; at most 90 days. */
    ms: Type.Integer({ minimum: 0, maximum: 7_776_000_000, rule: 'F-142' }),
  },
  { additionalProperties: false, rule: 'F-142' },
);

/** Makes data of the body of a response with `JSON.parse`, as a Run code step does; it runs no other code (F-151, F-154). */
const ParseStep = Type.Object(
  {
    kind: Type.Literal('parse', { rule: 'F-151' }),
    /** The variable whose body is parsed: `sendHttpRequest1`. */
    from: Type.String({ pattern: '^sendHttpRequest([1-9][0-9]?)?$', rule: 'F-151' }),
    /** The name under which later templates find the data; hooksmith's own, as a Run code step has an output of its own. */
    as: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$', rule: 'F-151' }),
  },
  { additionalProperties: false, rule: 'F-151' },
);

/** The steps of a workflow that matter here, in their order: actions, waits, and steps that read a body. */
export const WorkflowSetup = Type.Object(
  {
    generation: generationField,
    steps: Type.Array(Type.Union([SendStep, WaitStep, ParseStep]), { minItems: 1, maxItems: 100, rule: 'F-104' }),
  },
  { additionalProperties: false, rule: 'F-104' },
);

/** A workflow as it is configured. */
export type WorkflowSetup = Static<typeof WorkflowSetup>;

/** One step of a workflow. */
export type WorkflowStep = WorkflowSetup['steps'][number];

/** A step with the name of its series and variable; null for a wait, which has neither. */
export interface NamedStep {
  readonly step: WorkflowStep;
  readonly name: string | null;
}

/** Names the steps: the variables of actions are counted through the workflow (F-150), data that is parsed has its own name. */
export function nameSteps(steps: WorkflowSetup['steps']): readonly NamedStep[] {
  let sent = 0;
  return steps.map((step) => {
    if (step.kind === 'wait') return { step, name: null };
    if (step.kind === 'parse') return { step, name: step.as };
    sent += 1;
    return { step, name: sent === 1 ? 'sendHttpRequest' : `sendHttpRequest${sent - 1}` };
  });
}
