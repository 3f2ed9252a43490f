import { type Static, Type } from 'typebox';
import type { Misreading } from '../contract.ts';
import type { ScriptResult } from './script.ts';

/** What authentication scripts receive, as a schema: two keys and no other (P-471). */
export const AuthScriptInput = Type.Object(
  {
    /** Body of the authentication request (P-473), or of its response (P-481). */
    payload: Type.Union([Type.String(), Type.Null()], { rule: 'P-202' }),
    /** The authentication variables, and a hidden `token` once there is one (P-472). */
    variables: Type.Record(Type.String(), Type.Unknown(), { rule: 'P-472' }),
  },
  { rule: 'P-471', additionalProperties: false },
);

/**
 * What authentication scripts receive: `payload` and `variables`, neither `meta` nor `flow` (P-471); with the author's own
 * type for the authentication variables.
 */
export type AuthScriptInput<Variables = Record<string, unknown>> = Pick<Static<typeof AuthScriptInput>, 'payload'> & {
  /** The authentication variables, and a hidden `token` once there is one (P-472). */
  variables: Variables & {
    /** What an authentication has stored; hidden, and absent before the first one (P-472). */
    readonly token?: unknown;
  };
};

/** What an authentication script may return: `payload` before the request (P-473), `variables` after it (P-482). */
export type AuthScriptResult = Pick<ScriptResult, 'payload' | 'variables' | 'logs'>;

/**
 * A script of an authentication: assign it to `module.exports` (P-101).
 *
 * @example
 * const script: AuthScript<{ pass: string }> = async (data) => {
 *   const body = JSON.parse(data.payload ?? '{}');
 *   return { payload: JSON.stringify({ ...body, pass: btoa(data.variables.pass) }) };
 * };
 */
export type AuthScript<Variables = Record<string, unknown>> = (
  data: AuthScriptInput<Variables>,
) => Promise<AuthScriptResult> | AuthScriptResult;

/** P-471: what all other kinds of script are passed. */
export const authenticationMisreadings: readonly Misreading[] = ['meta', 'flow'].map((name) => ({
  members: [name],
  ofOptions: true,
  rule: 'P-471',
  advice: `authentication scripts are never passed ${name}; there are only payload and variables`,
}));
