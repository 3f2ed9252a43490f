import type { HttpHeader } from '../http/exchange.ts';

/** Headers by name, and whether one came several times: only then does it matter how the platform writes that. */
export interface GroupedHeaders {
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly isRepeated: boolean;
}

/** Names in the sender's spelling; one that came several times, in any case, is joined, or a list with `asList` (P-214). */
export function groupHeaders(headers: readonly HttpHeader[], asList: boolean): GroupedHeaders {
  const groups = new Map<string, { readonly name: string; readonly values: string[] }>();
  for (const { name, value } of headers) {
    const group = groups.get(name.toLowerCase());
    if (group === undefined) groups.set(name.toLowerCase(), { name, values: [value] });
    else group.values.push(value);
  }
  const list = [...groups.values()];
  return {
    // fromEntries defines properties, so a header named __proto__ stays a header.
    headers: Object.fromEntries(
      list.map(({ name, values }) => [name, asList && values.length > 1 ? values : values.join(', ')]),
    ),
    isRepeated: list.some(({ values }) => values.length > 1),
  };
}
