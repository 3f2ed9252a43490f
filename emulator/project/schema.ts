import { type Static, Type } from 'typebox';

const name = '^[A-Za-z0-9][A-Za-z0-9._-]*$';

const recordings = Type.Optional(
  Type.Array(Type.String({ minLength: 1 }), { description: 'Recordings; * stands for any part of a file name.' }),
);

/** What hooks and steps share. */
const settings = {
  /** Values for assumptions, by their names in the reference (`hooksmith explain <rule>`). */
  assumptions: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), { description: 'Values for assumptions, by name.' }),
  ),
  /** How the hook or step is configured on the platform, where that is not in what it is passed. */
  setup: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description: 'How hook or step is configured on the platform, such as {"branches": 2}.',
    }),
  ),
  moduleState: Type.Optional(
    Type.Union([Type.Literal('job'), Type.Literal('fresh')], {
      description: 'Overrides the analysis of module state.',
    }),
  ),
  /** How it is published; the platform's publisher says which keys there are. */
  publish: Type.Optional(
    Type.Record(Type.String(), Type.Unknown(), {
      description:
        'How hook or step is published, such as {"name": "Order ids", "attach": [{"import": "Ship orders"}]}.',
    }),
  ),
  timeoutMs: Type.Optional(Type.Integer({ minimum: 1, description: 'Longest time for one page, in ms.' })),
  memoryMb: Type.Optional(Type.Integer({ minimum: 64, description: 'Heap of a runner, in MB.' })),
};

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
    recordings,
    ...settings,
  },
  { additionalProperties: false },
);

/** Who carries out a stage of a step. */
const ProjectStage = Type.Object(
  {
    /** Path of the script, from the folder of hooksmith.json. */
    script: Type.Optional(Type.String({ minLength: 1, description: 'Path of the script that carries out the stage.' })),
    /** Name of the function; found by the platform's rule when absent. */
    function: Type.Optional(Type.String({ minLength: 1, description: 'Name of the function in the script.' })),
    /** An endpoint on this machine, in place of a script. */
    url: Type.Optional(
      Type.String({
        minLength: 1,
        description: 'Endpoint on this machine to post each record to, instead of a script.',
      }),
    ),
  },
  { additionalProperties: false },
);

/** One step of a project: a pipeline whose stages are hooks, or a step that sends HTTP requests. */
export const ProjectStep = Type.Object(
  {
    /** `celigo`, `patchworks`, `trifacta` or `shopify-flow`. */
    platform: Type.String({ description: 'Platform: celigo, patchworks, trifacta or shopify-flow.' }),
    /** The step as the platform's recordings name it. */
    step: Type.String({ description: 'Step of the platform, such as import, http-task or workflow.' }),
    /** What a step that sends HTTP requests gets when nothing else is given. */
    input: Type.Optional(
      Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.String({ minLength: 1 })], {
        description: 'What a step that sends HTTP requests gets: an object, or the path of a JSON file that holds it.',
      }),
    ),
    /** By the name of the stage; a hook that is not named is not attached, a given stage comes from the recording. */
    stages: Type.Optional(
      Type.Record(Type.String(), ProjectStage, {
        description:
          'Stages by name: their scripts, or an endpoint. For a step that sends: where its scripts are attached.',
      }),
    ),
    /** Recordings; `*` stands for any part of a file name. */
    recordings,
    ...settings,
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

/** `hooksmith.json`: the hooks and steps of a project. Unknown keys are errors, so that a slip is seen. */
export const ProjectFile = Type.Object(
  {
    $schema: Type.Optional(Type.String()),
    hooks: Type.Optional(
      Type.Record(Type.String({ pattern: name }), ProjectHook, {
        description: 'Hooks by name; names are letters, digits, dot, dash and underscore.',
        additionalProperties: false,
      }),
    ),
    /** Answers to calls of a platform's module, by call. */
    mocks: Type.Optional(
      Type.Record(Type.String(), Type.Array(ProjectMock), {
        description:
          "Answers to calls of a platform's module, by call, such as exports.run; of each list the first that fits counts.",
      }),
    ),
    /** Steps by name: pipelines whose stages are hooks, and steps that send HTTP requests. */
    steps: Type.Optional(
      Type.Record(Type.String({ pattern: name }), ProjectStep, {
        description:
          'Steps by name, pipelines or senders of HTTP requests; names as for hooks, and no hook has the same one.',
        additionalProperties: false,
      }),
    ),
  },
  { additionalProperties: false },
);

/** A project as written in `hooksmith.json`. */
export type ProjectFile = Static<typeof ProjectFile>;

/** One hook as written in `hooksmith.json`. */
export type ProjectHook = Static<typeof ProjectHook>;

/** One step as written in `hooksmith.json`. */
export type ProjectStep = Static<typeof ProjectStep>;
