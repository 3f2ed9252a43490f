import { type Static, Type } from 'typebox';
import { PlanOverrides } from './plan-overrides.ts';
import { JobResults, metadataProperties } from './setup.ts';

/** `input` of a plan: what its flow tasks and the platform know, since nothing of that happens here. */
export const PlanInput = Type.Object(
  {
    /** How the jobs of a flow task ended, by the code of the task and the name of the output (T-171). */
    outputs: Type.Optional(Type.Record(Type.String(), JobResults, { rule: 'T-171' })),
    /** Settings of tasks for this run alone (T-254). */
    planNodeOverrides: Type.Optional(PlanOverrides),
    /** "Retry from failed": `output` of the run that failed (T-163). */
    retryFrom: Type.Optional(
      Type.Object(
        {
          /** How each task ended, by its code. */
          tasks: Type.Record(
            Type.String(),
            Type.Union([Type.Literal('success'), Type.Literal('failed'), Type.Literal('skipped')]),
            { rule: 'T-163' },
          ),
        },
        { patternProperties: metadataProperties, additionalProperties: false, rule: 'T-163' },
      ),
    ),
  },
  { patternProperties: metadataProperties, additionalProperties: false, rule: 'T-211' },
);
/** What a plan gets when it runs. */
export type PlanInput = Static<typeof PlanInput>;
