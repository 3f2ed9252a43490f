import type { Check } from './contract.ts';
import { isJsonObject } from './json-object.ts';
import { toPointer } from './json-pointer.ts';

/** What a platform reads of a result that is an object. */
export interface ReadKeys {
  readonly rule: string;
  readonly reads: readonly string[];
  /** Keys that are handed back with the options, or that another check speaks of. @default none */
  readonly leaves?: readonly string[];
  /** The key without which the result is wrong as a whole, as another check says; then nothing is said here. @default none */
  readonly beside?: string;
}

const mostNamed = 5;

/** Warns of a result with keys that the platform does not read: what they hold gets lost, and nothing says so. */
export function readsOnly({ rule, reads, leaves = [], beside }: ReadKeys): Check<unknown, unknown> {
  const known = new Set([...reads, ...leaves]);
  return {
    name: 'readsOnly',
    rule,
    run(output) {
      if (!isJsonObject(output) || (beside !== undefined && !Object.hasOwn(output, beside))) return [];
      const unread = Object.keys(output).filter((key) => !known.has(key));
      const [first] = unread;
      if (first === undefined) return [];
      const message = `the platform does not read ${listKeys(unread)} of the result; it reads ${reads.join(', ')}`;
      return [{ code: 'no-effect', rule, severity: 'warning', path: toPointer([first]), message }];
    },
  };
}

/** `a, b and 3 more`. */
export function listKeys(keys: readonly string[]): string {
  const named = keys
    .slice(0, mostNamed)
    .map((key) => (/^[\w$]{1,60}$/.test(key) ? key : JSON.stringify(key.slice(0, 60))));
  const rest = keys.length - named.length;
  return rest === 0 ? named.join(', ') : `${named.join(', ')} and ${rest} more`;
}
