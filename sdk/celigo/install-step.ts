import { Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { formFunction } from './form-function.ts';
import { anyResource, type CeligoResource } from './resource.ts';
import type { NoResult, StackHook } from './stack-hook.ts';
import { returnsNothing, unreadResults } from './unread-result.ts';

/** `options` of a step of an installer or uninstaller (C-297). */
export const InstallStepOptions = Type.Object(
  {
    /** What the person has filled in, by field. */
    formSubmission: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-297' })),
    /** Id of the connection that the step makes or uses. */
    _connectionId: Type.Optional(Type.String({ rule: 'C-297' })),
    /** The integration. */
    resource: Type.Optional(anyResource('C-297')),
    /** What it belongs to. */
    parentResource: Type.Optional(anyResource('C-297')),
    /** License of the integration. */
    license: Type.Optional(anyResource('C-297')),
    /** License of the parent integration. */
    parentLicense: Type.Optional(anyResource('C-297')),
  },
  { rule: 'C-297' },
);

/** `options` of a step of an installer or uninstaller, with the author's own type for the form (C-297). */
export interface InstallStepOptions<Form = Record<string, unknown>> {
  /** What the person has filled in, by field; absent where the step has no form (C-297). */
  formSubmission?: Form;
  /** Id of the connection that the step makes or uses (C-297). */
  _connectionId?: string;
  /** The integration (C-297). */
  resource: CeligoResource;
  /** What it belongs to (C-297). */
  parentResource?: CeligoResource;
  /** License of the integration (C-297). */
  license?: CeligoResource;
  /** License of the parent integration (C-297). */
  parentLicense?: CeligoResource;
}

/** The result of a step: none is asked for (C-297). */
export const InstallStepResult = Type.Unknown({ rule: 'C-297' });

/**
 * A step of an installer or uninstaller as a script has it (C-001): it returns nothing, and throws to fail (C-301).
 *
 * @example
 * const step: InstallStep<{ region: string }> = ({ formSubmission }) => {
 *   if (formSubmission?.region === undefined) throw new Error('choose a region');
 * };
 */
export type InstallStep<Form = Record<string, unknown>> = (options: InstallStepOptions<Form>) => NoResult;

/** A step of an installer or uninstaller as a stack has it (C-004). */
export type InstallStepCallback<Form = Record<string, unknown>> = StackHook<InstallStepOptions<Form>, undefined>;

/** Celigo's step function: runs as a step of an installer or uninstaller (C-297). */
export const installStep = defineContract<typeof InstallStepOptions, typeof InstallStepResult, null>({
  ...formFunction('step', 'C-297'),
  checks: [returnsNothing('the step function', 'C-297')],
  summary: 'Runs as a step of an installer or uninstaller; returns nothing, or throws to fail the step.',
  input: InstallStepOptions,
  output: InstallStepResult,
  examples: {
    input: [
      {
        shows: 'a step with a form and a connection',
        value: {
          formSubmission: { region: 'north' },
          _connectionId: '65a0000000000000000000c1',
          resource: { name: 'Alder base' },
          license: {},
        },
      },
      { shows: 'a form that was left empty', value: { formSubmission: {}, resource: {}, parentResource: {} } },
      { shows: 'nothing but a form', value: { formSubmission: { region: 'south' } } },
    ],
    output: unreadResults,
  },
  antiExamples: {
    input: [
      { shows: 'a form as text', path: '/formSubmission', value: { formSubmission: 'region=north' } },
      { shows: 'a form as a list', path: '/formSubmission', value: { formSubmission: [] } },
      { shows: 'an id as a number', path: '/_connectionId', value: { formSubmission: {}, _connectionId: 7 } },
      { shows: 'a resource as text', path: '/resource', value: { formSubmission: {}, resource: 'Alder base' } },
      {
        shows: 'a license that is null where absent is meant (C-113)',
        path: '/license',
        value: { formSubmission: {}, license: null },
      },
      { shows: 'no options', path: '', value: null },
    ],
    output: [],
  },
});
