import { Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { formFunction } from './form-function.ts';
import { anyResource, type CeligoResource } from './resource.ts';
import type { StackHook } from './stack-hook.ts';

/** `options` of preSave (C-296). */
export const PreSaveOptions = Type.Object(
  {
    /** The resource as it is to be stored. */
    newResource: anyResource('C-296'),
    /** The resource as it is stored now. */
    oldResource: Type.Optional(anyResource('C-296')),
    /** Whether the account is a sandbox (C-107). */
    sandbox: Type.Optional(Type.Boolean({ rule: 'C-107' })),
  },
  { rule: 'C-296' },
);

/** `options` of preSave with the author's own type for the resource (C-296). */
export interface PreSaveOptions<Resource extends object = CeligoResource> {
  /** The resource as it is to be stored (C-296). */
  newResource: Resource;
  /** The resource as it is stored now (C-296). */
  oldResource?: Resource;
  /** Whether the account is a sandbox (C-107, C-296). */
  sandbox?: boolean;
}

/** The result of preSave: the resource to store (C-296). */
export const PreSaveResult = Type.Record(Type.String(), Type.Unknown(), { rule: 'C-296' });

/**
 * A preSave function as a script has it (C-001): it returns the resource to store, and throws to refuse it (C-301).
 *
 * @example
 * const preSave: PreSave<{ name: string }> = ({ newResource }) => ({ ...newResource, name: newResource.name.trim() });
 */
export type PreSave<Resource extends object = CeligoResource> = (options: PreSaveOptions<Resource>) => Resource;

/** A preSave function as a stack has it (C-004). */
export type PreSaveCallback<Resource extends object = CeligoResource> = StackHook<PreSaveOptions<Resource>, Resource>;

/** Celigo's preSave: runs before a resource is stored, and returns what to store (C-296). */
export const preSave = defineContract<typeof PreSaveOptions, typeof PreSaveResult, null>({
  ...formFunction('preSave', 'C-296'),
  summary: 'Runs before a resource is stored; returns the resource to store, or throws to refuse it.',
  input: PreSaveOptions,
  output: PreSaveResult,
  examples: {
    input: [
      {
        shows: 'an import that is renamed',
        value: {
          newResource: { _id: '65a0000000000000000000f2', name: 'Items ' },
          oldResource: { _id: '65a0000000000000000000f2', name: 'Items' },
          sandbox: false,
        },
      },
      { shows: 'a resource that is new', value: { newResource: { name: 'Items' }, sandbox: true } },
      { shows: 'nothing but the resource', value: { newResource: {} } },
    ],
    output: [
      { shows: 'the resource, its name trimmed', value: { _id: '65a0000000000000000000f2', name: 'Items' } },
      { shows: 'a resource with settings', value: { name: 'Items', settings: { warehouse: 'LEEDS' } } },
      { shows: 'an empty resource', value: {} },
    ],
  },
  antiExamples: {
    input: [
      { shows: 'no newResource (C-296)', path: '', value: { oldResource: {} } },
      { shows: 'a resource as text', path: '/newResource', value: { newResource: 'Items' } },
      { shows: 'sandbox as text', path: '/sandbox', value: { newResource: {}, sandbox: 'false' } },
    ],
    output: [
      { shows: 'no result at all: undefined arrives as null (C-296)', path: '', value: null },
      { shows: 'true for "store it"', path: '', value: true },
      { shows: 'a list of resources', path: '', value: [{ name: 'Items' }] },
    ],
  },
});
