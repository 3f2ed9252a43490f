import { celigo } from './celigo/platform.ts';
import type { AnyContract } from './contract.ts';
import type { AnyHttpStep } from './http/http-step.ts';
import { httpRules } from './http/rules.ts';
import { ownRules } from './own-rules.ts';
import { patchworks } from './patchworks/platform.ts';
import type { Platform } from './platform.ts';
import type { Rule } from './rule.ts';
import { shopifyFlow } from './shopify-flow/platform.ts';
import type { AnyStep } from './step.ts';
import { trifacta } from './trifacta/platform.ts';

/** The platforms, by the name that recordings and `hooksmith.json` use. */
export const platforms = { celigo, patchworks, trifacta, 'shopify-flow': shopifyFlow } as const satisfies Readonly<
  Record<string, Platform>
>;

/** A name of `platforms`. */
export type PlatformName = keyof typeof platforms;

/**
 * Finds the contract of a hook by the names that a recording's header has; undefined when there is none.
 *
 * @example
 * findContract('celigo', 'postSubmit')?.countRecords(options);
 */
export function findContract(platform: string, hook: string): AnyContract | undefined {
  return everyPlatform
    .find((candidate) => candidate.name === platform)
    ?.hooks.find((contract) => contract.hook === hook);
}

/**
 * Finds a step by the names that a recording's header has; undefined when there is none.
 *
 * @example
 * findStep('celigo', 'import')?.stages.map(({ name }) => name);
 */
export function findStep(platform: string, step: string): AnyStep | undefined {
  return everyPlatform
    .find((candidate) => candidate.name === platform)
    ?.steps.find((candidate) => candidate.step === step);
}

/**
 * Finds a step that sends HTTP requests by the names that a recording's header has; undefined when there is none.
 *
 * @example
 * (await findHttpStep('trifacta', 'http-task'))?.check(given);
 */
export async function findHttpStep(platform: string, step: string): Promise<AnyHttpStep | undefined> {
  const steps = await everyPlatform.find((candidate) => candidate.name === platform)?.httpSteps.load();
  return steps?.find((candidate) => candidate.step === step);
}

/** Whether a platform has a step of this name that sends HTTP requests. */
export function isHttpStepName(platform: string, step: string): boolean {
  return everyPlatform.some(({ name, httpSteps }) => name === platform && httpSteps.names.includes(step));
}

/**
 * Tells from its keys whose `options` (or `data`) a value is, as files without a header require (C-513).
 * Undefined when no contract recognises the value, or more than one does: hooksmith then asks instead of guessing.
 */
export function recogniseContract(value: unknown): AnyContract | undefined {
  const contracts = recogniseContracts(value);
  return contracts.length === 1 ? contracts[0] : undefined;
}

/** All contracts that recognise a value as theirs: those of several kinds may share a shape (C-513). */
export function recogniseContracts(value: unknown): readonly AnyContract[] {
  return everyPlatform.flatMap((platform) => platform.hooks).filter((hook) => hook.recognises(value));
}

/** Finds a rule by its id, such as `C-005`, among those of the platforms and hooksmith's own; undefined when there is none. */
export function findRule(id: string): Rule | undefined {
  return everyRule.find((rule) => rule.id === id);
}

const everyPlatform: readonly Platform[] = Object.values(platforms);

/** All rules there are. */
export const everyRule: readonly Rule[] = [
  ...everyPlatform.flatMap((platform) => platform.rules),
  ...httpRules,
  ...ownRules,
];
