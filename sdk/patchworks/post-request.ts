import { defineContract } from '../contract.ts';
import { responseScript } from './response-script.ts';
import type {
  ResponseScript,
  ResponseScriptFacts,
  ResponseScriptInput,
  ResponseScriptResult,
} from './response-script-types.ts';

/** An endpoint's post-request script: a response script by another name (P-441). Assign it to `module.exports` (P-101). */
export type PostRequestScript<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = ResponseScript<Variables, Meta, FlowVariables>;

/**
 * Patchworks' endpoint post-request script (P-404, P-440 to P-444): the contract of a response script, wherever the endpoint
 * is used; a connector shape that has a response script of its own does not call it (P-440).
 */
export const postRequest = defineContract<typeof ResponseScriptInput, typeof ResponseScriptResult, ResponseScriptFacts>(
  {
    ...responseScript,
    hook: 'post-request',
    summary:
      'Runs on every attempt of every connector that uses the endpoint, unless the connector has a script of its own.',
    // Its data is that of a response script to the letter, and is recognised as such (P-441).
    recognises: () => false,
  },
);
