import { type Static, Type } from 'typebox';

const name = '^[A-Za-z0-9][A-Za-z0-9._-]*$';

/** One hook of a project. */
export const ProjectHook = Type.Object(
  {
    /** `celigo` or `patchworks`. */
    platform: Type.String({ description: 'Platform: celigo or patchworks.' }),
    /** The hook as the platform spells it. */
    hook: Type.String({ description: 'Hook as the platform spells it, for example postSubmit.' }),
    /** Path of the script, from the folder of hooksmith.json. */
    script: Type.String({ minLength: 1, description: 'Path of the script, from the folder of hooksmith.json.' }),
    /** Name of the function; found by the platform's rule when absent. */
    function: Type.Optional(Type.String({ minLength: 1, description: 'Name of the function in the script.' })),
    /** Recordings; `*` stands for any part of a file name. */
    recordings: Type.Optional(
      Type.Array(Type.String({ minLength: 1 }), { description: 'Recordings; * stands for any part of a file name.' }),
    ),
    /** Values for assumptions, by their names in the reference (`hooksmith explain <rule>`). */
    assumptions: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: 'Values for assumptions, by name.' }),
    ),
    moduleState: Type.Optional(
      Type.Union([Type.Literal('job'), Type.Literal('fresh')], {
        description: 'Overrides the analysis of module state.',
      }),
    ),
    timeoutMs: Type.Optional(Type.Integer({ minimum: 1, description: 'Longest time for one page, in ms.' })),
    memoryMb: Type.Optional(Type.Integer({ minimum: 64, description: 'Heap of a runner, in MB.' })),
  },
  { additionalProperties: false },
);

/** An answer to a call of a platform's module, given by the author. */
export const ProjectMock = Type.Object(
  {
    /** What the first argument must hold; any will do when absent. */
    when: Type.Optional(
      Type.Unknown({
        description:
          'What the first argument must hold: an object by the properties named here, anything else as it is.',
      }),
    ),
    /** What the call returns; nothing when absent. */
    result: Type.Optional(Type.Unknown({ description: 'What the call returns; nothing when absent.' })),
    /** What the call throws. */
    error: Type.Optional(
      Type.Object(
        { message: Type.String(), code: Type.Optional(Type.String()) },
        { additionalProperties: false, description: 'What the call throws, in place of a result.' },
      ),
    ),
  },
  { additionalProperties: false },
);

/** `hooksmith.json`: the hooks of a project. Unknown keys are errors, so that a slip is seen. */
export const ProjectFile = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    hooks: Type.Record(Type.String({ pattern: name }), ProjectHook, {
      description: 'Hooks by name; names are letters, digits, dot, dash and underscore.',
      additionalProperties: false,
    }),
    /** Answers to calls of a platform's module, by call. */
    mocks: Type.Optional(
      Type.Record(Type.String(), Type.Array(ProjectMock), {
        description:
          "Answers to calls of a platform's module, by call, such as exports.run; of each list the first that fits counts.",
      }),
    ),
    /** Steps by name; read by later commands. */
    steps: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { description: 'HTTP steps by name.' })),
  },
  { additionalProperties: false },
);

/** A project as written in `hooksmith.json`. */
export type ProjectFile = Static<typeof ProjectFile>;
