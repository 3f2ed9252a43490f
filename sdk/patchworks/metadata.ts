import type { Assumptions } from '../contract.ts';

/** Bytes of metadata that a flow may hold in all (P-206). */
export const maxMetadataBytes = 10_240;

/** Values by name, as `variables`, `meta` and `flow.variables` are. */
export type ByName = Readonly<Record<string, unknown>>;

/** How many bytes metadata takes up, as `metaByteCount` says (P-207). */
export function countMetadata(meta: ByName, { metaByteCount }: Assumptions): number {
  return countBytes(metaByteCount === 'utf8Values' ? Object.values(meta).map(String).join('') : JSON.stringify(meta));
}

/** A map after a script has returned one of its own, as `returnedMaps` says (P-310). */
export function mergeReturned(old: ByName, returned: ByName, { returnedMaps }: Assumptions): ByName {
  return returnedMaps === 'replace' ? returned : { ...old, ...returned };
}

/** UTF-8 bytes of a text. */
export function countBytes(text: string): number {
  return new TextEncoder().encode(text).length;
}
