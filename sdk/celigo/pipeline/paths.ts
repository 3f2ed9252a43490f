import type { JsonValue } from '../../contract.ts';
import { isList, isObject } from './page.ts';

/** A plain path of a response mapping: keys and array indices. */
export type PlainPath = readonly (string | number)[];

/** `data[0].x` as keys; undefined for what is no plain path: `$`, `[*]`, expressions (C-441, C-443, C-444). */
export function parsePath(path: string): PlainPath | undefined {
  if (!/^[A-Za-z_][\w-]*(?:\[\d+\]|\.[A-Za-z_][\w-]*)*$/.test(path)) return undefined;
  return [...path.matchAll(/\[(\d+)\]|([A-Za-z_][\w-]*)/g)].map(([, index, key]) =>
    index === undefined ? (key ?? '') : Number(index),
  );
}

/** The value at a path; undefined where there is none. */
export function getAt(value: JsonValue | undefined, path: PlainPath): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((at, key) => {
    if (typeof key === 'number') return isList(at) ? at[key] : undefined;
    return isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }, value);
}

/** A copy of a value with another one at a path; objects and arrays that are missing on the way are made. */
export function setAt(value: JsonValue | undefined, path: PlainPath, set: JsonValue): JsonValue {
  const [key, ...rest] = path;
  if (key === undefined) return set;
  if (typeof key === 'number') {
    const list = isList(value) ? value : [];
    const length = Math.max(list.length, key + 1);
    return Array.from({ length }, (_, index) =>
      index === key ? setAt(list[index], rest, set) : (list[index] ?? null),
    );
  }
  const object = isObject(value) ? value : {};
  // A computed key defines a property, so `__proto__` stays data.
  return { ...object, [key]: setAt(Object.hasOwn(object, key) ? object[key] : undefined, rest, set) };
}
