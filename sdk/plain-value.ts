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
  const found = visit(value, 0);
  return found === undefined ? undefined : { path: toPointer(found.keys.reverse()), what: found.what };
}

/** Where the value is, innermost key first: a path is put together only when there is something to tell. */
interface Found {
  readonly keys: string[];
  readonly what: string;
}

function visit(value: unknown, depth: number): Found | undefined {
  switch (typeof value) {
    case 'undefined':
    case 'string':
    case 'number':
    case 'boolean':
      return undefined;
    case 'object':
      if (value === null) return undefined;
      if (depth > deepest) return { keys: [], what: `nesting deeper than ${deepest} levels` };
      if (Array.isArray(value)) return visitItems(value, depth);
      return isPlain(value) ? visitMembers(value, depth) : { keys: [], what: nameOf(value) };
    default:
      return { keys: [], what: `a ${typeof value}` };
  }
}

function visitItems(items: readonly unknown[], depth: number): Found | undefined {
  for (let index = 0; index < items.length; index += 1) {
    const found = visit(items[index], depth + 1);
    if (found !== undefined) return below(found, String(index));
  }
  return undefined;
}

function visitMembers(value: object, depth: number): Found | undefined {
  for (const key of Object.keys(value)) {
    const found = visit(Reflect.get(value, key), depth + 1);
    if (found !== undefined) return below(found, key);
  }
  return undefined;
}

function below(found: Found, key: string): Found {
  found.keys.push(key);
  return found;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function nameOf(value: object): string {
  // Its constructor may be a stand-in with another name.
  if (value instanceof Date) return 'a Date';
  const name: unknown = value.constructor?.name;
  if (typeof name !== 'string' || name === '' || name === 'Object') return 'an object with its own prototype';
  return `${/^[AEIOU]/.test(name) ? 'an' : 'a'} ${name}`;
}
