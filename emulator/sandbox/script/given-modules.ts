import type { ModuleSupport } from '../../../sdk/contract.ts';

/**
 * Says what a platform gives its scripts, with the rule; the end of a sentence.
 *
 * @example
 * 'the platform gives scripts only integrator-api, dayjs and sjcl (C-323)'
 */
export function describeGiven({ given, nodeBuiltins, rule }: ModuleSupport): string {
  const all = nodeBuiltins ? [...given, "Node's own modules"] : given;
  if (all.length === 0) return `the platform gives scripts no modules (${rule})`;
  const list = all.length === 1 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
  return `the platform gives scripts only ${list} (${rule})`;
}
