import type { MapTransform } from 'hooksmith/patchworks';

/** Codes of countries by their names. */
const codes: Record<string, string> = { 'united kingdom': 'GB', ireland: 'IE', belgium: 'BE' };

/** Runs once for each field that the map shape transforms by it; returns the new value. */
export default (async (data) => {
  if (data.payload === null) return { payload: null };
  return { payload: codes[data.payload.toLowerCase()] ?? data.payload };
}) satisfies MapTransform;
