import type { Platform } from '../platform.ts';
import { shopifyFlowRules } from './rules.ts';

/** Shopify Flow. */
export const shopifyFlow: Platform = {
  name: 'shopify-flow',
  title: 'Shopify Flow',
  hooks: [],
  steps: [],
  httpSteps: {
    names: ['send-http-request', 'workflow'],
    load: async () => (await import('./http-steps.ts')).httpSteps,
  },
  sources: [],
  recorders: [],
  rules: shopifyFlowRules,
  paste: async () => (await import('./publish/paste.ts')).shopifyFlowPasting,
};
