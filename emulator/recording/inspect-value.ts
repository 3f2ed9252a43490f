import { toPointer } from '../../sdk/json-pointer.ts';

// The runner calls this on every page: no import of node:, and the walk that finds nothing is the fast one.

/** What a replay must know of a page's value before the hook gets it. */
export interface Inspection {
  /** Nested more deeply than allowed. */
  readonly tooDeep: boolean;
  /** JSON Pointers of numbers beyond 2^53, which reading has rounded; the first 20. */
  readonly inexact: readonly string[];
}

const largest = Number.MAX_SAFE_INTEGER;
const mostPointers = 20;

/**
 * Looks through a value that `JSON.parse` made, for nesting over `maxDepth` and for numbers that lost digits.
 * A scalar has depth 0, `{}` has depth 1. Only numbers above the depth limit are reported.
 */
export function inspectValue(value: unknown, { maxDepth }: { readonly maxDepth: number }): Inspection {
  const seen = typeof value === 'object' && value !== null ? look(value, maxDepth) : scalarMark(value);
  if (seen === 0) return clean;

  const inexact: string[] = [];
  if ((seen & inexactMark) !== 0) collect(value, [], maxDepth, inexact);
  return { tooDeep: (seen & deepMark) !== 0, inexact };
}

const clean: Inspection = Object.freeze({ tooDeep: false, inexact: Object.freeze([]) });
const deepMark = 1;
const inexactMark = 2;

function scalarMark(value: unknown): number {
  return typeof value === 'number' && isInexact(value) ? inexactMark : 0;
}

function isInexact(value: number): boolean {
  return value > largest || value < -largest;
}

function look(value: object, levels: number): number {
  if (levels === 0) return deepMark;
  let marks = 0;
  if (isList(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const item = value[i];
      if (typeof item === 'string') continue;
      if (typeof item === 'object' && item !== null) marks |= look(item, levels - 1);
      else if (typeof item === 'number' && isInexact(item)) marks |= inexactMark;
    }
  } else if (isRecord(value)) {
    // for-in is half the price of Object.keys here; JSON.parse makes `__proto__` an own property like any other.
    for (const key in value) {
      const item = value[key];
      if (typeof item === 'string') continue;
      if (typeof item === 'object' && item !== null) marks |= look(item, levels - 1);
      else if (typeof item === 'number' && isInexact(item)) marks |= inexactMark;
    }
  }
  return marks;
}

function isList(value: object): value is readonly unknown[] {
  return Array.isArray(value);
}

function isRecord(_value: object): _value is { readonly [key: string]: unknown } {
  return true;
}

function collect(value: unknown, keys: readonly string[], levels: number, inexact: string[]): void {
  if (inexact.length >= mostPointers) return;
  if (typeof value === 'number') {
    if (isInexact(value)) inexact.push(toPointer(keys));
  } else if (typeof value === 'object' && value !== null && levels > 0) {
    for (const [key, item] of Object.entries(value)) collect(item, [...keys, key], levels - 1, inexact);
  }
}
