import { Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { formFunction } from './form-function.ts';
import { anyResource, type CeligoResource } from './resource.ts';
import type { NoResult, StackHook } from './stack-hook.ts';
import { returnsNothing, unreadResults } from './unread-result.ts';

/** `options` of update (C-299). */
export const UpdateOptions = Type.Object(
  {
    /** The integration that is updated. */
    resource: anyResource('C-299'),
    /** Its license. */
    license: Type.Optional(anyResource('C-299')),
  },
  { rule: 'C-299' },
);

/** `options` of update (C-299). */
export interface UpdateOptions {
  /** The integration that is updated (C-299). */
  resource: CeligoResource;
  /** Its license (C-299). */
  license?: CeligoResource;
}

/** The result of update: none is asked for (C-299). */
export const UpdateResult = Type.Unknown({ rule: 'C-299' });

/**
 * An update function as a script has it (C-001): it returns nothing, and throws to fail (C-301).
 *
 * @example
 * const update: Update = ({ resource }) => {
 *   console.log(`updates ${String(resource['_id'])}`);
 * };
 */
export type Update = (options: UpdateOptions) => NoResult;

/** An update function as a stack has it (C-004). */
export type UpdateCallback = StackHook<UpdateOptions, undefined>;

/** Celigo's update: runs when an integration is updated (C-299). */
export const update = defineContract<typeof UpdateOptions, typeof UpdateResult, null>({
  ...formFunction('update', 'C-299'),
  checks: [returnsNothing('update', 'C-299')],
  summary: 'Runs when an integration is updated; returns nothing, or throws to fail the update.',
  input: UpdateOptions,
  output: UpdateResult,
  examples: {
    input: [
      {
        shows: 'an integration and its license',
        value: { resource: { _id: '65a0000000000000000000a1' }, license: { tier: 'basic' } },
      },
      { shows: 'an integration without a license', value: { resource: { _id: '65a0000000000000000000a1' } } },
      { shows: 'an empty integration', value: { resource: {}, license: {} } },
    ],
    output: unreadResults,
  },
  antiExamples: {
    input: [
      { shows: 'no resource (C-299)', path: '', value: { license: {} } },
      { shows: 'a resource as text', path: '/resource', value: { resource: 'Alder base' } },
      { shows: 'a resource as a list', path: '/resource', value: { resource: [] } },
      { shows: 'a resource that is null', path: '/resource', value: { resource: null } },
      { shows: 'a license as text', path: '/license', value: { resource: {}, license: 'basic' } },
      { shows: 'no options', path: '', value: null },
    ],
    output: [],
  },
});
