import type { Rule } from '../rule.ts';
import { apiRules } from './rules/api.ts';
import { executionRules } from './rules/execution.ts';
import { flowWebhookRules } from './rules/flow-webhook.ts';
import { limitRules } from './rules/limits.ts';
import { parameterRules } from './rules/parameters.ts';
import { planRules } from './rules/plan.ts';
import { referenceRules } from './rules/references.ts';
import { sampleRules } from './rules/samples.ts';
import { securityRules } from './rules/security.ts';
import { signatureRules } from './rules/signature.ts';
import { taskRules } from './rules/task.ts';

/** Every rule about Trifacta that hooksmith knows, in no order that means anything; ids are unique. */
export const trifactaRules: readonly Rule[] = [
  ...taskRules,
  ...parameterRules,
  ...limitRules,
  ...executionRules,
  ...planRules,
  ...flowWebhookRules,
  ...signatureRules,
  ...referenceRules,
  ...securityRules,
  ...apiRules,
  ...sampleRules,
];
