import type { Rule } from '../rule.ts';
import { actionRules } from './rules/action.ts';
import { dataRules } from './rules/data.ts';
import { exampleRules } from './rules/examples.ts';
import { liquidRules } from './rules/liquid.ts';
import { openRules } from './rules/open-questions.ts';
import { responseRules } from './rules/responses.ts';
import { timingRules } from './rules/timing.ts';

/** Every rule about Shopify Flow that hooksmith knows, in no order that means anything; ids are unique. */
export const shopifyFlowRules: readonly Rule[] = [
  ...actionRules,
  ...responseRules,
  ...timingRules,
  ...dataRules,
  ...liquidRules,
  ...openRules,
  ...exampleRules,
];
