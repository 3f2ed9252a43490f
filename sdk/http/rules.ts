import type { Rule } from '../rule.ts';

/** Every rule about HTTP steps and webhook signatures that is no platform's own; ids are unique. */
export const httpRules: readonly Rule[] = [];
