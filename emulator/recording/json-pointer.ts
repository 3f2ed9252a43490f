/**
 * Adds one step to a JSON Pointer (RFC 6901).
 *
 * @example
 * appendPointer('/a', 'b/c'); // '/a/b~1c'
 */
export function appendPointer(pointer: string, key: string | number): string {
  if (typeof key === 'number') return `${pointer}/${key}`;
  return `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
