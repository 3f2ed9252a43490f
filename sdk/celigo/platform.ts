import type { Platform } from '../platform.ts';
import { exportStep } from './pipeline/export-step.ts';
import { importStep } from './pipeline/import-step.ts';
import { postSubmit } from './post-submit.ts';
import { celigoRules } from './rules.ts';

/** Celigo integrator.io. */
export const celigo: Platform = {
  name: 'celigo',
  title: 'Celigo integrator.io',
  hooks: [postSubmit],
  steps: [importStep, exportStep],
  rules: celigoRules,
};
