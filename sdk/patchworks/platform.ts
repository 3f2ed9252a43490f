import type { Platform } from '../platform.ts';
import { responseScript } from './response-script.ts';
import { patchworksRules } from './rules.ts';

/** Patchworks. */
export const patchworks: Platform = {
  name: 'patchworks',
  title: 'Patchworks',
  hooks: [responseScript],
  steps: [],
  httpSteps: {
    names: [],
    load: async () => (await import('./http-steps.ts')).httpSteps,
  },
  sources: [],
  recorders: [],
  rules: patchworksRules,
};
