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
 * A connectorInstaller function as a stack has it (C-004, C-302).
 *
 * @example
 * const connectorInstaller: ConnectorInstaller = (_options, callback) => callback(null, { success: true, stepsToUpdate: [] });
 */
export type ConnectorInstaller = StackHook<StackFunctionOptions, InstallerResult>;

/** Celigo's connectorInstaller of the 1.0 contract (C-302). Stacks only. */
export const connectorInstaller = defineContract<typeof StackFunctionOptions, typeof InstallerResult, null>({
  ...stackFunction('connectorInstaller'),
  summary: 'Installs a connector of the 1.0 contract (stacks only); calls back with {success, stepsToUpdate}.',
  output: InstallerResult,
  examples: { input: stackFunctionExamples, output: installerExamples },
  antiExamples: { input: stackFunctionAntiExamples, output: installerAntiExamples },
});
