import type { Platform } from '../platform.ts';
import { jobGroupAssumptions } from './job-groups.ts';
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
  publisher: async () => (await import('./publish/publisher.ts')).trifactaPublisher,
  standIn: async () => (await import('./stand-in/stand-in.ts')).trifactaStandIn,
  assumptions: { ...jobGroupAssumptions, signatureToleranceMs: { rule: 'T-183', default: 300_000 } },
};
