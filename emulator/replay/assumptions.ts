import type { Assumption, Assumptions, JsonValue } from '../../sdk/contract.ts';
import { HooksmithError } from '../errors.ts';
import { suggest } from '../suggest.ts';

/**
 * The value of each assumption of a hook or step: the default of the reference, or what the user chose.
 * Throws ERR_USAGE for a name that it does not have and for a value that is not understood.
 */
export function chooseAssumptions(
  owner: string,
  known: Readonly<Record<string, Assumption>>,
  chosen: Readonly<Record<string, JsonValue>>,
): Assumptions {
  const values = Object.entries(chosen).map(([name, value]) => {
    const assumption = Object.hasOwn(known, name) ? known[name] : undefined;
    if (assumption === undefined) {
      throw new HooksmithError('ERR_USAGE', `${owner} has no assumption called ${JSON.stringify(name)}`, {
        next: [suggest(name, Object.keys(known))],
      });
    }
    const understood = understand(value, assumption);
    if (understood === undefined) {
      const choices =
        assumption.choices?.map((choice) => JSON.stringify(choice)).join(', ') ?? `a ${typeof assumption.default}`;
      throw new HooksmithError(
        'ERR_USAGE',
        `assumption ${name} (${assumption.rule}) is ${JSON.stringify(value)}; expected ${choices}`,
      );
    }
    return [name, understood] as const;
  });
  const defaults = Object.entries(known).map(([name, assumption]) => [name, assumption.default]);
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(values) };
}

/** The value as the assumption has it; undefined when it is none of its values. */
function understand(value: JsonValue, { choices, default: preset }: Assumption): JsonValue | undefined {
  // A choice such as "2022" reads as a number on the command line.
  if (choices !== undefined) return choices.find((choice) => choice === value || choice === String(value));
  return preset === null || typeof value === typeof preset ? value : undefined;
}

/** What the user chose against the default, one sentence each: the verdict leans on it. */
export function listChosen(known: Readonly<Record<string, Assumption>>, assumptions: Assumptions): readonly string[] {
  return Object.entries(known).flatMap(([name, { rule, default: preset }]) => {
    const value = assumptions[name];
    if (JSON.stringify(value) === JSON.stringify(preset)) return [];
    return [
      `the verdict leans on a chosen assumption: ${name} (${rule}) is ${JSON.stringify(value)}, default ${JSON.stringify(preset)}`,
    ];
  });
}
