import type { Platform } from '../platform.ts';
import { postSubmit } from './post-submit.ts';
import { celigoRules } from './rules.ts';
import { functionInput } from './sources/function-input.ts';
import { mockOutput } from './sources/mock-output.ts';
import { recorderHook } from './sources/recorder.ts';
import { retryData } from './sources/retry-data.ts';
import { scriptLog } from './sources/script-log.ts';
import { flowTrace } from './sources/trace.ts';

/** Celigo integrator.io. */
export const celigo: Platform = {
  name: 'celigo',
  title: 'Celigo integrator.io',
  hooks: [postSubmit],
  sources: [flowTrace, functionInput, mockOutput, retryData, scriptLog],
  recorders: [recorderHook],
  rules: celigoRules,
};
