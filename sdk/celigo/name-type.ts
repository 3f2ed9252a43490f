/** What a value is, with its article, for messages: `null`, `an array`, `a string`; `nothing` for undefined. */
export function nameType(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
