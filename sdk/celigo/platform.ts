import type { Platform } from '../platform.ts';
import { postSubmit } from './post-submit.ts';
import { celigoRules } from './rules.ts';
import { stackAssumptions } from './stack/protocol.ts';

/** Celigo integrator.io. */
export const celigo: Platform = {
  name: 'celigo',
  title: 'Celigo integrator.io',
  hooks: [postSubmit],
  rules: celigoRules,
  assumptions: stackAssumptions,
};
