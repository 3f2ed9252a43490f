import type { AnyContract, Assumptions, JsonValue } from '../../sdk/contract.ts';
import { HooksmithError } from '../errors.ts';
import { suggest } from '../suggest.ts';

/**
 * The value of each assumption of a contract: the default of the reference, or what the user chose.
 * Throws ERR_USAGE for a name that the contract does not have and for a value that is not understood.
 */
export function chooseAssumptions(contract: AnyContract, chosen: Readonly<Record<string, JsonValue>>): Assumptions {
  return chooseAmong(contract.assumptions, chosen, `${contract.platform}/${contract.hook}`);
}

/** The same for assumptions that belong to no contract; `owner` is what has them, for messages. */
export function chooseAmong(
  known: AnyContract['assumptions'],
  chosen: Readonly<Record<string, JsonValue>>,
  owner: string,
): Assumptions {
  for (const [name, value] of Object.entries(chosen)) {
    const assumption = Object.hasOwn(known, name) ? known[name] : undefined;
    if (assumption === undefined) {
      throw new HooksmithError('ERR_USAGE', `${owner} has no assumption called ${JSON.stringify(name)}`, {
        next: [suggest(name, Object.keys(known))],
      });
    }
    if (!isUnderstood(value, assumption)) {
      const choices =
        assumption.choices?.map((choice) => JSON.stringify(choice)).join(', ') ?? `a ${typeof assumption.default}`;
      throw new HooksmithError(
        'ERR_USAGE',
        `assumption ${name} (${assumption.rule}) is ${JSON.stringify(value)}; expected ${choices}`,
      );
    }
  }
  const defaults = Object.entries(known).map(([name, assumption]) => [name, assumption.default]);
  return { ...Object.fromEntries(defaults), ...chosen };
}

function isUnderstood(value: JsonValue, assumption: AnyContract['assumptions'][string]): boolean {
  if (assumption.choices !== undefined) {
    return assumption.choices.some((choice) => JSON.stringify(choice) === JSON.stringify(value));
  }
  return assumption.default === null || typeof value === typeof assumption.default;
}
