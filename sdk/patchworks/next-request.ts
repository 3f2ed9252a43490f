import { isJsonObject, ownField } from '../json-object.ts';
import { parseObject, type RequestParts, readRequestText } from './request-text.ts';

/** What a pagination script's payload says of the next page. */
export type NextRequest =
  /** `missing` lists the parts that the script left out (P-466), `loose` tells that the flag was no boolean (P-468). */
  | {
      readonly status: 'next';
      readonly parts: RequestParts;
      readonly missing: readonly (keyof RequestParts)[];
      readonly loose: boolean;
    }
  /** `missing` counts where `paginationEndKeys` wants all keys (P-465). */
  | { readonly status: 'last'; readonly missing: readonly (keyof RequestParts)[]; readonly loose: boolean }
  | { readonly status: 'unreadable'; readonly why: string };

/** Reads the payload of a pagination script's result (P-464 to P-468). */
export function readNextRequest(payload: unknown): NextRequest {
  const value = typeof payload === 'string' ? parseObject(payload) : payload;
  if (!isJsonObject(value)) return unreadable('is no JSON text of an object with has_next_page');
  const flag = ownField(value, 'has_next_page');
  const more = readFlag(flag);
  if (more === null) return unreadable('has no has_next_page that is true or false');
  const loose = typeof flag !== 'boolean';
  const missing = keys.filter((key) => !Object.hasOwn(value, key));
  if (!more) return { status: 'last', missing, loose };
  if (missing.length === keys.length) return { status: 'next', parts: {}, missing, loose };
  const parts = readRequestText(value, 'parts');
  if (parts === null) return unreadable('has a url, headers, method or body that is no text');
  return { status: 'next', parts, missing, loose };
}

const keys = ['url', 'headers', 'method', 'body'] as const;

/** `"true"` and 1 are read as true, their opposites as false (P-468); null for anything else. */
function readFlag(flag: unknown): boolean | null {
  if (flag === true || flag === 'true' || flag === 1) return true;
  return flag === false || flag === 'false' || flag === 0 ? false : null;
}

function unreadable(why: string): NextRequest {
  return { status: 'unreadable', why };
}
