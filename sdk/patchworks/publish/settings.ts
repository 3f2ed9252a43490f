import { type Static, Type } from 'typebox';
import type { Assumption } from '../../contract.ts';

/** `publish` of a Patchworks hook in `hooksmith.json`. */
export const PatchworksPublish = Type.Object(
  {
    /** Name of the script on the platform; that of the hook when absent. */
    name: Type.Optional(Type.String({ minLength: 1 })),
    /** Its description; left as it is when absent. */
    description: Type.Optional(Type.String()),
    /** Its language as the platform names it; that of the script, else of a template of the account, when absent (P-846). */
    language: Type.Optional(Type.String({ minLength: 1 })),
    /** Ids of flow versions in which pins of the script are looked for (P-804, P-830). */
    flowVersions: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { maxItems: 1000 })),
  },
  { additionalProperties: false },
);

/** `publish` of a Patchworks hook in `hooksmith.json`. */
export type PatchworksPublish = Static<typeof PatchworksPublish>;

/** What no source says of the Core API, as far as it concerns who calls it. */
export const publishAssumptions = {
  createScriptFields: { rule: 'P-822', default: ['name', 'description', 'language', 'content'] },
  deployPath: { rule: 'P-828', default: '/script-versions/{id}/deploy' },
  languageId: { rule: 'P-846', default: 'node18' },
  deployPollMs: { rule: 'P-852', default: 2000 },
  deployTimeoutMs: { rule: 'P-852', default: 300_000 },
} as const satisfies Readonly<Record<string, Assumption>>;

/** Where the routes of the Core API begin, below its address (P-810). */
export const apiBase = '/api/v1';

/** Most bytes of a request's body (P-815). */
export const maxBodyBytes = 8 * 1024 * 1024;
