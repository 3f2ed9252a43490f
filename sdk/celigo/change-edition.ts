import { Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { formFunction } from './form-function.ts';
import { anyResource, type CeligoResource } from './resource.ts';
import type { NoResult, StackHook } from './stack-hook.ts';
import { returnsNothing, unreadResults } from './unread-result.ts';

/** `options` of changeEdition (C-300). */
export const ChangeEditionOptions = Type.Object(
  {
    /** The edition that is left. */
    fromEdition: Type.String({ rule: 'C-300' }),
    /** The edition that is entered. */
    toEdition: Type.Optional(Type.String({ rule: 'C-300' })),
    /** The integration. */
    integration: Type.Optional(anyResource('C-300')),
    /** Its license. */
    license: Type.Optional(anyResource('C-300')),
  },
  { rule: 'C-300' },
);

/** `options` of changeEdition (C-300). */
export interface ChangeEditionOptions {
  /** The edition that is left (C-300). */
  fromEdition: string;
  /** The edition that is entered (C-300). */
  toEdition: string;
  /** The integration (C-300). */
  integration: CeligoResource;
  /** Its license (C-300). */
  license?: CeligoResource;
}

/** The result of changeEdition: none is asked for (C-300). */
export const ChangeEditionResult = Type.Unknown({ rule: 'C-300' });

/**
 * A changeEdition function as a script has it (C-001): it returns nothing, and throws to fail (C-301).
 *
 * @example
 * const changeEdition: ChangeEdition = ({ fromEdition, toEdition }) => {
 *   if (fromEdition === toEdition) throw new Error(`is ${toEdition} already`);
 * };
 */
export type ChangeEdition = (options: ChangeEditionOptions) => NoResult;

/** A changeEdition function as a stack has it (C-004). */
export type ChangeEditionCallback = StackHook<ChangeEditionOptions, undefined>;

/** Celigo's changeEdition: runs when the edition of an integration changes (C-300). */
export const changeEdition = defineContract<typeof ChangeEditionOptions, typeof ChangeEditionResult, null>({
  ...formFunction('changeEdition', 'C-300'),
  checks: [returnsNothing('changeEdition', 'C-300')],
  summary: 'Runs when the edition of an integration changes; returns nothing, or throws to fail the change.',
  input: ChangeEditionOptions,
  output: ChangeEditionResult,
  examples: {
    input: [
      {
        shows: 'a change to a larger edition',
        value: {
          fromEdition: 'basic',
          toEdition: 'plus',
          integration: { _id: '65a0000000000000000000a1' },
          license: {},
        },
      },
      { shows: 'a change without a license', value: { fromEdition: 'plus', toEdition: 'basic', integration: {} } },
      { shows: 'nothing but the two editions', value: { fromEdition: 'basic', toEdition: 'plus' } },
    ],
    output: unreadResults,
  },
  antiExamples: {
    input: [
      { shows: 'no fromEdition (C-300)', path: '', value: { toEdition: 'plus' } },
      { shows: 'an edition as an object', path: '/fromEdition', value: { fromEdition: {}, toEdition: 'plus' } },
      { shows: 'an edition that is null', path: '/toEdition', value: { fromEdition: 'basic', toEdition: null } },
      {
        shows: 'an integration as text',
        path: '/integration',
        value: { fromEdition: 'basic', integration: 'Alder base' },
      },
      { shows: 'a license as a list', path: '/license', value: { fromEdition: 'basic', license: [] } },
      { shows: 'no options', path: '', value: null },
    ],
    output: [],
  },
});
