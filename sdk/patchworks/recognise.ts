import { isJsonObject, type JsonObject, ownField } from '../json-object.ts';
import { parsePagination } from './read-pagination.ts';
import { readRequestText } from './request-text.ts';

/** The kinds of script that a bare value can be told to be for. */
export type RecognisedKind =
  | 'script'
  | 'map-transform'
  | 'response-script'
  | 'pre-request'
  | 'auth-pre'
  | 'auth-post'
  | 'pagination';

/** Tells whether a value is what scripts of a kind are passed, as far as a value can tell (see `kindsOf`). */
export function isOfKind(value: unknown, kind: RecognisedKind): boolean {
  return isJsonObject(value) && kindsOf(value).includes(kind);
}

/**
 * The kinds that are passed such a value; several where they are passed the same, and hooksmith asks then.
 * A response makes it a response script: the post-request script is the same by another name (P-441). The payload of
 * pagination and pre-request scripts has a form of its own (P-461, P-452). All other kinds are passed any text; those of an
 * authentication never get `meta` or `flow` (P-471).
 */
function kindsOf(value: JsonObject): readonly RecognisedKind[] {
  if (!Object.hasOwn(value, 'payload')) return [];
  if (Object.hasOwn(value, 'response')) {
    return typeof ownField(value['response'], 'status') === 'number' ? ['response-script'] : [];
  }
  const { payload } = value;
  if (parsePagination(payload) !== null) return ['pagination'];
  if (readRequestText(payload, 'whole') !== null) return ['pre-request'];
  if (payload !== null && typeof payload !== 'string') return [];
  const isBare = Object.keys(value).every((key) => key === 'payload' || key === 'variables');
  return isBare && Object.hasOwn(value, 'variables')
    ? ['script', 'map-transform', 'auth-pre', 'auth-post']
    : ['script', 'map-transform'];
}
