import { defineContract } from '../contract.ts';
import {
  type StackFunctionOptions,
  StackFunctionResult,
  stackFunction,
  stackFunctionAntiExamples,
  stackFunctionExamples,
} from './stack-function.ts';
import type { StackHook } from './stack-hook.ts';
import { unreadResults } from './unread-result.ts';

/** A getMappingMetadata function as a stack has it (C-004, C-302); what it calls back with is not documented. */
export type GetMappingMetadata = StackHook<StackFunctionOptions, unknown>;

/** Celigo's getMappingMetadata of the 1.0 contract (C-302). Stacks only. */
export const getMappingMetadata = defineContract<typeof StackFunctionOptions, typeof StackFunctionResult, null>({
  ...stackFunction('getMappingMetadata'),
  summary:
    'The getMappingMetadata function of the 1.0 contract (stacks only); what it calls back with is not documented.',
  output: StackFunctionResult,
  examples: { input: stackFunctionExamples, output: unreadResults },
  antiExamples: { input: stackFunctionAntiExamples, output: [] },
});
