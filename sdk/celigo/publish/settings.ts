import { type Static, Type } from 'typebox';

/** A place that calls a hook, by the id or the exact name of the export, import or flow (C-630, C-631, C-633). */
export const CeligoPlace = Type.Union([
  Type.Object({ export: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
  Type.Object({ import: Type.String({ minLength: 1 }) }, { additionalProperties: false }),
  Type.Object(
    {
      flow: Type.String({ minLength: 1 }),
      /** The import or lookup of the flow, by id or name. */
      step: Type.String({ minLength: 1 }),
    },
    { additionalProperties: false },
  ),
]);

/** A place that calls a hook. */
export type CeligoPlace = Static<typeof CeligoPlace>;

/** `publish` of a Celigo hook in `hooksmith.json`. */
export const CeligoPublish = Type.Object(
  {
    /** Name of the script on the platform; that of the hook when absent. At most 100 characters (C-614). */
    name: Type.Optional(Type.String({ minLength: 1 })),
    /** Its description; left as it is when absent. At most 1,024 characters (C-614). */
    description: Type.Optional(Type.String()),
    /** Id of the stack that hosts the function: no script is sent then, and places call the stack (C-632). */
    stack: Type.Optional(Type.String({ minLength: 1 })),
    /** With `stack`: the name under which the stack has the function; its own when absent (C-706). */
    function: Type.Optional(Type.String({ minLength: 1 })),
    /** Places that are to call the hook. Others are left as they are. */
    attach: Type.Optional(Type.Array(CeligoPlace)),
  },
  { additionalProperties: false },
);

/** `publish` of a Celigo hook in `hooksmith.json`. */
export type CeligoPublish = Static<typeof CeligoPublish>;

/** Most characters of a name and of a description (C-614). */
export const mostChars = { name: 100, description: 1024 } as const;
