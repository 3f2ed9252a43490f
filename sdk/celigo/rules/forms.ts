import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** Functions of forms, of saving and of installing. */
export const formsRules: readonly Rule[] = [
  {
    id: 'C-295',
    marks: ['documented', 'vendor code'],
    says: 'formInit receives `resource`, `parentResource`, `grandparentResource`, `license`, `parentLicense` and `sandbox`, and returns the form to draw; the stub returns `options.resource.settingsForm.form`.',
    source: cite('docs', 'ui'),
    fix: 'Return the form on every path.',
  },
  {
    id: 'C-296',
    marks: ['documented'],
    says: 'preSave receives `newResource`, `oldResource` and `sandbox`, and returns the resource to store. It can be attached through the API only, to integrations, flows, imports, exports and connections.',
    source: cite('docs'),
    fix: 'Return `options.newResource`, changed where it must be.',
  },
  {
    id: 'C-297',
    marks: ['documented'],
    says: 'The function of an install or uninstall step receives `formSubmission`, `_connectionId`, `resource`, `parentResource`, `license` and `parentLicense`; its result is not read.',
    source: cite('docs'),
  },
  {
    id: 'C-298',
    marks: ['documented'],
    says: 'initChild receives `parentIntegration` and `parentLicense`, and returns the child integration.',
    source: cite('docs'),
    fix: 'Return the integration that is to be made.',
  },
  {
    id: 'C-299',
    marks: ['documented'],
    says: 'update receives `resource` and `license`; its result is not read.',
    source: cite('docs'),
  },
  {
    id: 'C-300',
    marks: ['documented'],
    says: 'changeEdition receives `fromEdition`, `toEdition`, `integration` and `license`; its result is not read.',
    source: cite('docs'),
  },
  {
    id: 'C-301',
    marks: ['documented'],
    says: 'The person at the screen sees the error that one of these functions throws.',
    source: cite('docs'),
    fix: 'Word the message for that person.',
  },
  {
    id: 'C-302',
    marks: ['documented'],
    says: 'Only stacks of the 1.0 contract have connectorInstaller and integrationInstaller (which give `success` and `stepsToUpdate`), preUninstall, uninstaller, persistSettings (`success` and `pending`), refreshMetadata and getMappingMetadata.',
    source: cite('stack10'),
    fix: 'Hand the result to the callback.',
  },
];
