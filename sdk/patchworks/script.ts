import { type Static, Type } from 'typebox';

/** Values by name that may be anything (P-203, P-209). */
export const ValuesByName = Type.Record(Type.String(), Type.Unknown(), { rule: 'P-203' });

/** Metadata: strings by name (P-205), at most 10,240 bytes in all (P-206). */
export const Metadata = Type.Record(Type.String(), Type.String({ rule: 'P-205' }), { rule: 'P-205' });

/**
 * Properties that every kind of script receives (P-201).
 * Only `payload` must be in a recording: samples that people keep often hold nothing else.
 */
export const scriptInputProperties = {
  /** JSON, XML, CSV or any text, never parsed; null when there is none (P-202). */
  payload: Type.Union([Type.String(), Type.Null()], { rule: 'P-202' }),
  /** Variables of the step by name (P-203). */
  variables: Type.Optional(ValuesByName),
  /** Metadata of the payload: strings (P-205), at most 10,240 bytes in all (P-206). */
  meta: Type.Optional(Metadata),
  /** The flow; older templates do not have it, so guard: `data.flow?.variables` (P-212). */
  flow: Type.Optional(
    Type.Object(
      {
        /** Flow variables by name; a change lasts to the end of the run (P-209, P-210). */
        variables: Type.Record(Type.String(), Type.Unknown(), { rule: 'P-209' }),
      },
      { rule: 'P-211' },
    ),
  ),
};

/** What every kind of script receives, as a schema. */
export const ScriptInput = Type.Object(scriptInputProperties, { rule: 'P-201' });

/**
 * What every kind of script receives, with the author's own types for variables, metadata and flow variables.
 * `variables` and `meta` are always there (P-201), `flow` may be missing (P-212).
 */
export type ScriptInput<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = Omit<Static<typeof ScriptInput>, 'variables' | 'meta' | 'flow'> & {
  /** Variables of the step by name (P-203). */
  variables: Variables;
  /** Metadata of the payload: strings (P-205), at most 10,240 bytes in all (P-206). */
  meta: Meta;
  /** The flow; older templates do not have it (P-212). */
  flow?: {
    /** Flow variables by name; a change lasts to the end of the run (P-209, P-210). */
    variables: FlowVariables;
  };
};

/**
 * Properties that every kind of script may return; all can be left out (P-302).
 *
 * Leniency is an annotation. A node with `assumption: 'name'` is one where nobody knows what the platform does with
 * another value: a breach of that node's own keywords (for a union: of the union) is a warning, unless the chosen value
 * of the assumption is listed in the node's `strict`; then it is an error. A node without `assumption` is always strict:
 * the annotation is not inherited, so a wrong `logs` stays an error although the result as a whole is lenient (P-311).
 */
export const scriptResultProperties = {
  /** The new payload, as text (P-303); JSON.stringify what you built, since objects are not documented (P-304). */
  payload: Type.Optional(
    Type.Union([Type.String(), Type.Null()], { rule: 'P-304', assumption: 'nonStringPayload', strict: ['error'] }),
  ),
  /** Lines for the run log, written after the script has ended (P-305). */
  logs: Type.Optional(Type.Array(Type.String({ rule: 'P-305' }), { rule: 'P-305' })),
  /** Variables by name (P-308). */
  variables: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'P-308' })),
  /** Metadata: strings (P-205), at most 10,240 bytes in all (P-206). */
  meta: Type.Optional(Metadata),
  /** Flow variables under `variables` (P-308). */
  flow: Type.Optional(
    Type.Object(
      {
        /** Flow variables by name (P-209). */
        variables: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'P-209' })),
      },
      { rule: 'P-308' },
    ),
  ),
};

/** How a whole result is annotated: what is no object is not described (P-311). */
export const scriptResultAnnotations = { rule: 'P-311', assumption: 'nonObjectReturn', strict: ['error'] };

/** What every kind of script may return, as a schema. */
export const ScriptResult = Type.Object(scriptResultProperties, scriptResultAnnotations);

/** What every kind of script may return, with the author's own types for variables, metadata and flow variables. */
export type ScriptResult<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = Omit<Static<typeof ScriptResult>, 'variables' | 'meta' | 'flow'> & {
  /** Variables by name (P-308). */
  variables?: Variables;
  /** Metadata: strings (P-205), at most 10,240 bytes in all (P-206). */
  meta?: Meta;
  /** Flow variables under `variables` (P-308). */
  flow?: {
    /** Flow variables by name (P-209). */
    variables?: FlowVariables;
  };
};
