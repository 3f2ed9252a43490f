import { Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { formFunction } from './form-function.ts';
import { anyResource, type CeligoResource } from './resource.ts';
import type { StackHook } from './stack-hook.ts';

/** `options` of formInit (C-295). */
export const FormInitOptions = Type.Object(
  {
    /** The resource whose settings the form shows. */
    resource: Type.Object(
      {
        /** The form as it is stored. */
        settingsForm: Type.Optional(Type.Object({ form: Type.Optional(anyResource('C-295')) }, { rule: 'C-295' })),
      },
      { rule: 'C-295' },
    ),
    /** What the resource belongs to. */
    parentResource: Type.Optional(anyResource('C-295')),
    /** What that belongs to. */
    grandparentResource: Type.Optional(anyResource('C-295')),
    /** License of the integration. */
    license: Type.Optional(anyResource('C-295')),
    /** License of the parent integration. */
    parentLicense: Type.Optional(anyResource('C-295')),
    /** Whether the account is a sandbox (C-107). */
    sandbox: Type.Optional(Type.Boolean({ rule: 'C-107' })),
  },
  { rule: 'C-295' },
);

/** A form: its fields by name under `fieldMap`, and whatever else the platform keeps in it (C-295). */
export interface SettingsForm {
  /** Fields by name. */
  fieldMap?: Record<string, CeligoResource>;
  [key: string]: unknown;
}

/** `options` of formInit (C-295). */
export interface FormInitOptions {
  /** The resource whose settings the form shows; `resource.settingsForm.form` is the form as it is stored (C-295). */
  resource: {
    /** What the resource says of its form (C-295). */
    settingsForm?: {
      /** The form as it is stored (C-295). */
      form?: SettingsForm;
      [key: string]: unknown;
    };
    [key: string]: unknown;
  };
  /** What the resource belongs to (C-295). */
  parentResource?: CeligoResource;
  /** What that belongs to (C-295). */
  grandparentResource?: CeligoResource;
  /** License of the integration (C-295). */
  license?: CeligoResource;
  /** License of the parent integration (C-295). */
  parentLicense?: CeligoResource;
  /** Whether the account is a sandbox (C-107, C-295). */
  sandbox?: boolean;
}

/** The result of formInit: the form to draw (C-295). */
export const FormInitResult = Type.Record(Type.String(), Type.Unknown(), { rule: 'C-295' });

/**
 * A formInit function as a script has it (C-001): it returns the form to draw.
 *
 * @example
 * const formInit: FormInit = ({ resource }) => {
 *   const form = resource.settingsForm?.form ?? {};
 *   return { ...form, fieldMap: { ...form.fieldMap, warehouse: { id: 'warehouse', type: 'text' } } };
 * };
 */
export type FormInit = (options: FormInitOptions) => SettingsForm;

/** A formInit function as a stack has it (C-004). */
export type FormInitCallback = StackHook<FormInitOptions, SettingsForm>;

/** Celigo's formInit: runs when a settings form is opened, and returns the form to draw (C-295). */
export const formInit = defineContract<typeof FormInitOptions, typeof FormInitResult, null>({
  ...formFunction('formInit', 'C-295'),
  summary: 'Runs when a settings form is opened; returns the form to draw.',
  input: FormInitOptions,
  output: FormInitResult,
  examples: {
    input: [
      {
        shows: 'a form with one field',
        value: {
          resource: { settingsForm: { form: { fieldMap: { warehouse: { id: 'warehouse', type: 'select' } } } } },
          license: {},
          sandbox: false,
        },
      },
      { shows: 'a resource without a form', value: { resource: { name: 'Alder base' } } },
      {
        shows: 'a resource with its parents and their licenses',
        value: {
          resource: {},
          parentResource: {},
          grandparentResource: {},
          license: {},
          parentLicense: { tier: 'basic' },
          sandbox: true,
        },
      },
    ],
    output: [
      { shows: 'a form', value: { fieldMap: { warehouse: { id: 'warehouse', type: 'select', options: [] } } } },
      { shows: 'a form with a layout', value: { fieldMap: {}, layout: { fields: [] } } },
      { shows: 'an empty form', value: {} },
    ],
  },
  antiExamples: {
    input: [
      { shows: 'no resource (C-295)', path: '', value: { license: {} } },
      {
        shows: 'a form as text',
        path: '/resource/settingsForm/form',
        value: { resource: { settingsForm: { form: '' } } },
      },
      { shows: 'sandbox as text', path: '/sandbox', value: { resource: {}, sandbox: 'false' } },
    ],
    output: [
      { shows: 'no result at all: undefined arrives as null (C-295)', path: '', value: null },
      { shows: 'the fields as a list', path: '', value: [{ id: 'warehouse' }] },
      { shows: 'a form as text', path: '', value: '{"fieldMap":{}}' },
    ],
  },
});
