import type { Rule } from '../rule.ts';
import { handlerRules } from './rules/handler.ts';
import { inputRules } from './rules/input.ts';
import { kindsRules } from './rules/kinds.ts';
import { limitsRules } from './rules/limits.ts';
import { responseCodeRules } from './rules/response-code.ts';
import { resultRules } from './rules/result.ts';

/** Every rule about Patchworks that hooksmith knows, in no order that means anything; ids are unique. */
export const patchworksRules: readonly Rule[] = [
  ...handlerRules,
  ...inputRules,
  ...resultRules,
  ...kindsRules,
  ...responseCodeRules,
  ...limitsRules,
];
