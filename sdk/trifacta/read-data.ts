import type { JsonValue } from '../contract.ts';
import type { ReferenceData } from './references.ts';

/** The metadata of an input: its members whose names begin with `$` (T-211). */
export function readData(input: object): ReferenceData {
  return Object.fromEntries(
    Object.entries(input).filter(([name, value]) => name.startsWith('$') && value !== undefined),
  ) as Readonly<Record<string, JsonValue>>;
}
