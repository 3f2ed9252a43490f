import { pointerKeys } from '../../sdk/json-pointer.ts';

/** Short text of a JSON value for a message: at most `maxChars` characters, never with a line break. */
export function showJson(value: unknown, maxChars = 80): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= maxChars ? text : `${text.slice(0, maxChars - 1)}…`;
}

/** `/3/errors/0/code` as people write it: `result[3].errors[0].code`. */
export function showPath(pointer: string, root: string): string {
  return pointerKeys(pointer).reduce((path, key) => {
    if (/^\d+$/.test(key)) return `${path}[${key}]`;
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
  }, root);
}
