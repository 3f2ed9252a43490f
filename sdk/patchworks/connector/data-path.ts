import { isJsonObject } from '../../json-object.ts';

/** What a data path finds in a body. */
export type Extract =
  | { readonly status: 'found'; readonly value: unknown; readonly text: string }
  | { readonly status: 'absent' }
  | { readonly status: 'not-json' };

/**
 * The part of a JSON text at a path such as `data.orders` or `items.0`; an empty path is the whole. Own fields only.
 * `text` is a string as it is, and the JSON of any other value.
 */
export function extract(body: string, path: string): Extract {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return { status: 'not-json' };
  }
  for (const key of path.split('.').filter((step) => step !== '')) {
    const next: unknown = childOf(value, key);
    if (next === undefined) return { status: 'absent' };
    value = next;
  }
  return { status: 'found', value, text: typeof value === 'string' ? value : JSON.stringify(value) };
}

function childOf(value: unknown, key: string): unknown {
  if (Array.isArray(value)) return /^\d{1,9}$/.test(key) ? value[Number(key)] : undefined;
  return isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}
