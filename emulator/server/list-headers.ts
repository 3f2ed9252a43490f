import type { IncomingMessage } from 'node:http';
import type { HttpHeader } from '../../sdk/http/exchange.ts';

/** The headers of a request as they came, several of one name as several. Node gives names and values by turns. */
export function listHeaders({ rawHeaders }: IncomingMessage): readonly HttpHeader[] {
  return rawHeaders.flatMap((name, index) => (index % 2 === 0 ? [{ name, value: rawHeaders[index + 1] ?? '' }] : []));
}
