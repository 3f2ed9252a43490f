import { Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { formFunction } from './form-function.ts';
import { anyResource, type CeligoResource } from './resource.ts';
import type { StackHook } from './stack-hook.ts';

/** `options` of initChild (C-298). */
export const InitChildOptions = Type.Object(
  {
    /** The integration that gets a child. */
    parentIntegration: anyResource('C-298'),
    /** Its license. */
    parentLicense: Type.Optional(anyResource('C-298')),
  },
  { rule: 'C-298' },
);

/** `options` of initChild (C-298). */
export interface InitChildOptions {
  /** The integration that gets a child (C-298). */
  parentIntegration: CeligoResource;
  /** Its license (C-298). */
  parentLicense?: CeligoResource;
}

/** The result of initChild: the child integration (C-298). */
export const InitChildResult = Type.Record(Type.String(), Type.Unknown(), { rule: 'C-298' });

/**
 * An initChild function as a script has it (C-001): it returns the child integration to make.
 *
 * @example
 * const initChild: InitChild = ({ parentIntegration }) => ({ name: `${String(parentIntegration['name'])} 2` });
 */
export type InitChild = (options: InitChildOptions) => CeligoResource;

/** An initChild function as a stack has it (C-004). */
export type InitChildCallback = StackHook<InitChildOptions, CeligoResource>;

/** Celigo's initChild: runs when an integration gets a child, and returns the child (C-298). */
export const initChild = defineContract<typeof InitChildOptions, typeof InitChildResult, null>({
  ...formFunction('initChild', 'C-298'),
  summary: 'Runs when an integration gets a child; returns the child integration to make.',
  input: InitChildOptions,
  output: InitChildResult,
  examples: {
    input: [
      {
        shows: 'a parent and its license',
        value: {
          parentIntegration: { _id: '65a0000000000000000000a1', name: 'Alder base' },
          parentLicense: { tier: 'basic' },
        },
      },
      { shows: 'a parent without a license', value: { parentIntegration: { name: 'Alder base' } } },
      { shows: 'an empty parent', value: { parentIntegration: {}, parentLicense: {} } },
    ],
    output: [
      { shows: 'a child with a name', value: { name: 'Alder shop 2' } },
      { shows: 'a child with settings', value: { name: 'Alder shop 3', settings: { region: 'north' } } },
      { shows: 'an empty child', value: {} },
    ],
  },
  antiExamples: {
    input: [
      { shows: 'no parentIntegration (C-298)', path: '', value: { parentLicense: {} } },
      { shows: 'a parent as text', path: '/parentIntegration', value: { parentIntegration: 'Alder base' } },
      { shows: 'a license as text', path: '/parentLicense', value: { parentIntegration: {}, parentLicense: 'basic' } },
    ],
    output: [
      { shows: 'no result at all: undefined arrives as null (C-298)', path: '', value: null },
      { shows: 'the name alone', path: '', value: 'Alder shop 2' },
      { shows: 'a list of children', path: '', value: [{ name: 'Alder shop 2' }] },
    ],
  },
});
