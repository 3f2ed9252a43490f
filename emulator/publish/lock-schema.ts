import { type Static, Type } from 'typebox';

/** What is known of one thing on a platform. */
export const LockEntry = Type.Object(
  {
    /** Ids of the platform, by what they are the id of. */
    ids: Type.Record(Type.String(), Type.Unknown()),
    /** Of the content on the platform, when it was pulled or published last; null when it never was. */
    sha256: Type.Union([Type.String({ pattern: '^[0-9a-f]{64}$' }), Type.Null()]),
  },
  { additionalProperties: false },
);

/** What is known of one thing on a platform. */
export type LockEntry = Static<typeof LockEntry>;

/** `hooksmith.lock.json`: which things of a project are which on its platforms. Compiled when hooksmith is built. */
export const LockFile = Type.Object(
  {
    version: Type.Literal(1),
    /** By profile, then by platform, then by the name in hooksmith.json; of scripts that no hook names, by their path. */
    profiles: Type.Record(Type.String(), Type.Record(Type.String(), Type.Record(Type.String(), LockEntry))),
  },
  { additionalProperties: false },
);

/** `hooksmith.lock.json`, as it is written. */
export type LockFile = Static<typeof LockFile>;
