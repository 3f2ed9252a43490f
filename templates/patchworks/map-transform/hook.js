/**
 * Codes of countries by their names.
 *
 * @type {Record<string, string>}
 */
const codes = { 'united kingdom': 'GB', ireland: 'IE', belgium: 'BE' };

/**
 * Runs once for each field that the map shape transforms by it; returns the new value.
 *
 * @type {import('hooksmith/patchworks').MapTransform}
 */
module.exports = async (data) => {
  if (data.payload === null) return { payload: null };
  return { payload: codes[data.payload.toLowerCase()] ?? data.payload };
};
