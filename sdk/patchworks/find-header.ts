/**
 * Finds a response header whatever its casing, as names come in the sender's own (P-214); undefined when there is none.
 * How the platform hands over a header that occurs several times is not known: a list is joined with `, `.
 *
 * @example
 * const seconds = Number(findHeader(data.response.headers, 'retry-after') ?? 0);
 */
export function findHeader(
  headers: Readonly<Record<string, string | readonly string[]>>,
  name: string,
): string | undefined {
  const wanted = name.toLowerCase();
  const values = Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === wanted ? value : []));
  return values.length === 0 ? undefined : values.join(', ');
}
