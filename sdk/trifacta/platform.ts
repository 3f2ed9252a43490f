import type { Platform } from '../platform.ts';
import { trifactaRules } from './rules.ts';

/** Trifacta. */
export const trifacta: Platform = {
  name: 'trifacta',
  title: 'Trifacta',
  hooks: [],
  steps: [],
  httpSteps: {
    names: ['http-task', 'flow-webhook', 'plan'],
    load: async () => (await import('./http-steps.ts')).httpSteps,
  },
  sources: [],
  recorders: [],
  rules: trifactaRules,
};
