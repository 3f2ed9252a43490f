import type { Rule } from '../rule.ts';

/** Every rule about Trifacta that hooksmith knows, in no order that means anything; ids are unique. */
export const trifactaRules: readonly Rule[] = [];
