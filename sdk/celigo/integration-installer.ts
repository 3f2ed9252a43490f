import { defineContract } from '../contract.ts';
import { InstallerResult, installerAntiExamples, installerExamples } from './installer-result.ts';
import {
  type StackFunctionOptions,
  stackFunction,
  stackFunctionAntiExamples,
  stackFunctionExamples,
} from './stack-function.ts';
import type { StackHook } from './stack-hook.ts';

/**
 * An integrationInstaller function as a stack has it (C-004, C-302).
 *
 * @example
 * const integrationInstaller: IntegrationInstaller = (_options, callback) => callback(null, { success: true, stepsToUpdate: [] });
 */
export type IntegrationInstaller = StackHook<StackFunctionOptions, InstallerResult>;

/** Celigo's integrationInstaller of the 1.0 contract (C-302). Stacks only. */
export const integrationInstaller = defineContract<typeof StackFunctionOptions, typeof InstallerResult, null>({
  ...stackFunction('integrationInstaller'),
  summary: 'Installs an integration of the 1.0 contract (stacks only); calls back with {success, stepsToUpdate}.',
  output: InstallerResult,
  examples: { input: stackFunctionExamples, output: installerExamples },
  antiExamples: { input: stackFunctionAntiExamples, output: installerAntiExamples },
});
