import { isJsonObject, type JsonObject, ownField } from '../json-object.ts';

/** A request as pre-request scripts read and return it (P-452); in a result every part can be left out. */
export interface RequestParts {
  /** Such as `POST` (P-452). */
  readonly method?: string;
  /** Complete, with its query (P-452). */
  readonly url?: string;
  /** By name, one text each (P-452). */
  readonly headers?: Readonly<Record<string, string>>;
  /** As text (P-452). */
  readonly body?: string;
}

/**
 * Reads the parts of a request from JSON text or an object: `whole` wants method, url and headers, `parts` any of them and
 * nothing that contradicts. Null where it is no such thing.
 */
export function readRequestText(payload: unknown, wanted: 'whole' | 'parts'): RequestParts | null {
  const value = typeof payload === 'string' ? parseObject(payload) : payload;
  if (!isJsonObject(value)) return null;
  const parts: { method?: string; url?: string; headers?: Record<string, string>; body?: string } = {};
  for (const name of ['method', 'url', 'body'] as const) {
    const part = ownField(value, name);
    if (typeof part === 'string') parts[name] = part;
    else if (part !== undefined && !(name === 'body' && part === null)) return null;
  }
  const headers = ownField(value, 'headers');
  if (headers !== undefined) {
    const read = readHeaders(headers);
    if (read === null) return null;
    parts.headers = read;
  }
  if (wanted === 'whole') {
    return parts.method === undefined || parts.url === undefined || parts.headers === undefined ? null : parts;
  }
  return Object.keys(parts).length === 0 ? null : parts;
}

/** Header values as text; PHP writes an empty map as `[]`. Null where it is no map of headers. */
export function readHeaders(value: unknown): Record<string, string> | null {
  if (Array.isArray(value) && value.length === 0) return {};
  if (!isJsonObject(value)) return null;
  const entries = Object.entries(value).map(([name, one]) => [name, headerText(one)] as const);
  if (entries.some(([, text]) => text === null)) return null;
  return Object.fromEntries(entries.map(([name, text]) => [name, text ?? '']));
}

function headerText(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return value.join(', ');
  return null;
}

/** An object from JSON text; null where the text is something else. */
export function parseObject(text: string): JsonObject | null {
  if (!/^\s*\{/.test(text)) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}
