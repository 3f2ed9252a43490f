import { toPointer } from './json-pointer.ts';

/** A value inside another that is not plain data. */
export interface UnplainValue {
  /** JSON Pointer (RFC 6901). */
  readonly path: string;
  /** What it is, with its article: `a Date`, `a function`. */
  readonly what: string;
}

const deepest = 200;

/**
 * Finds the first value that is not null, undefined, a number, a string, a boolean, a plain object or an array of such
 * (C-714); undefined when there is none. A cycle, and nesting beyond 200 levels, is no plain data either.
 *
 * @example
 * findUnplain({ at: [new Date()] }); // { path: '/at/0', what: 'a Date' }
 */
export function findUnplain(value: unknown): UnplainValue | undefined {
  return visit(value, []);
}

function visit(value: unknown, keys: readonly string[]): UnplainValue | undefined {
  const odd = (what: string): UnplainValue => ({ path: toPointer(keys), what });
  switch (typeof value) {
    case 'undefined':
    case 'string':
    case 'number':
    case 'boolean':
      return undefined;
    case 'object': {
      if (value === null) return undefined;
      if (keys.length > deepest) return odd(`nesting deeper than ${deepest} levels`);
      if (!Array.isArray(value) && !isPlain(value)) return odd(nameOf(value));
      for (const [key, item] of Object.entries(value)) {
        const found = visit(item, [...keys, key]);
        if (found !== undefined) return found;
      }
      return undefined;
    }
    default:
      return odd(`a ${typeof value}`);
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function nameOf(value: object): string {
  const name: unknown = value.constructor?.name;
  if (typeof name !== 'string' || name === '' || name === 'Object') return 'an object with its own prototype';
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}
