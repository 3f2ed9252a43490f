import type { Rule } from '../rule.ts';

/** Every rule about Shopify Flow that hooksmith knows, in no order that means anything; ids are unique. */
export const shopifyFlowRules: readonly Rule[] = [];
