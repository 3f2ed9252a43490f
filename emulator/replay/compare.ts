import { isJsonObject } from '../../sdk/json-object.ts';
import { toPointer } from '../../sdk/json-pointer.ts';

/** A place where two JSON values differ; `expected` or `got` is undefined where one side has nothing. */
export interface Difference {
  /** JSON Pointer (RFC 6901). */
  readonly path: string;
  readonly expected: unknown;
  readonly got: unknown;
}

/**
 * All places where two values parsed from JSON differ, in document order, at most `limit` of them.
 * The order of keys does not count; an absent key and a null differ.
 */
export function compareJson(expected: unknown, got: unknown, limit: number): readonly Difference[] {
  const found: Difference[] = [];
  visit(expected, got, '', found, limit);
  return found;
}

function visit(expected: unknown, got: unknown, path: string, found: Difference[], limit: number): void {
  if (found.length >= limit || Object.is(expected, got)) return;
  if (Array.isArray(expected) && Array.isArray(got)) {
    const length = Math.max(expected.length, got.length);
    for (let index = 0; index < length; index += 1)
      visit(expected[index], got[index], `${path}/${index}`, found, limit);
  } else if (isJsonObject(expected) && isJsonObject(got)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(got)]);
    for (const key of keys) visit(own(expected, key), own(got, key), `${path}${toPointer([key])}`, found, limit);
  } else {
    found.push({ path, expected, got });
  }
}

/** Own property only: `__proto__` and `constructor` are keys like any other. */
function own(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
