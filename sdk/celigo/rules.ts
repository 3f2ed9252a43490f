import type { Rule } from '../rule.ts';
import { basicsRules } from './rules/basics.ts';
import { contextRules } from './rules/context.ts';
import { importStepRules } from './rules/import-step.ts';
import { integratorApiRules } from './rules/integrator-api.ts';
import { loadingRules } from './rules/loading.ts';
import { namesRules } from './rules/names.ts';
import { postSubmitRules } from './rules/post-submit.ts';
import { publishedScriptsRules } from './rules/published-scripts.ts';
import { runtimeRules } from './rules/runtime.ts';

/** Every rule about Celigo that hooksmith knows, in no order that means anything; ids are unique. */
export const celigoRules: readonly Rule[] = [
  ...basicsRules,
  ...contextRules,
  ...postSubmitRules,
  ...namesRules,
  ...runtimeRules,
  ...integratorApiRules,
  ...loadingRules,
  ...importStepRules,
  ...publishedScriptsRules,
];
