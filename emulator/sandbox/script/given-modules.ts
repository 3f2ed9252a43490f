import { isBuiltin } from 'node:module';
import type { ModuleSupport } from '../../../sdk/contract.ts';
import { findNearest } from '../../suggest.ts';

/** The global name by which a build reaches the modules that the platform gives. */
export const moduleLoader = 'hooksmith_require';

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

/** Whether the sandbox has a module in the platform's place, so that the author's own copy of it does not count. */
export function isOnHand(name: string, { supplied, api }: ModuleSupport): boolean {
  return Object.hasOwn(supplied, name) || name === api?.module;
}

/** The module that a name such as `dayjs/plugin/utc` is a part of, when it is one of those on hand. */
export function wholeOf(name: string, modules: ModuleSupport): string | undefined {
  const whole = name.split('/')[0] ?? name;
  return whole !== name && isOnHand(whole, modules) ? whole : undefined;
}

/** Says that a module is given as a whole only, and what to do. */
export function explainPart(name: string, whole: string, modules: ModuleSupport): readonly [string, string] {
  return [
    `the platform has ${whole} but no part of it called ${JSON.stringify(name)}: ${describeGiven(modules)}.`,
    `Import ${JSON.stringify(whole)}, and copy into the script what you need of the part.`,
  ];
}

/** What to do about a module that a platform without `require` does not give. */
export function adviseForeign(name: string, modules: ModuleSupport): readonly string[] {
  if (isBuiltin(name)) return ["Do without it: a script cannot use Node's modules."];
  const meant = findNearest(name, modules.given);
  if (meant !== undefined) return [`Did you mean ${JSON.stringify(meant)}?`];
  return [
    `Import it, so that the build makes it part of the script: import … from ${JSON.stringify(name)}`,
    modules.advice,
  ];
}
