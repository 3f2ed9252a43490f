import type { HttpRequest } from '../../sdk/http/exchange.ts';

/**
 * A request as its bytes on the wire, with the headers that the client adds (H-205); `head` ends with the empty line.
 * `bodyBytes` is the true length of a body in which secrets are hidden.
 */
export function wireText(
  { method, url, headers, body }: HttpRequest,
  bodyBytes: number | null,
): {
  readonly head: string;
  readonly body: string;
} {
  // An address that is hidden as a whole is shown as it is hidden.
  const { host, pathname, search } = URL.canParse(url) ? new URL(url) : { host: url, pathname: url, search: '' };
  const own = new Set(headers.map(({ name }) => name.toLowerCase()));
  const added: readonly (readonly [name: string, value: string | null])[] = [
    ['accept', '*/*'],
    ['user-agent', 'hooksmith'],
    ['content-length', bodyBytes === null ? (method === 'POST' || method === 'PUT' ? '0' : null) : String(bodyBytes)],
    ['host', host],
    ['connection', 'close'],
  ];
  const lines = [
    `${method} ${pathname}${search} HTTP/1.1`,
    ...headers.map(({ name, value }) => `${name}: ${value}`),
    ...added.flatMap(([name, value]) => (value === null || own.has(name) ? [] : [`${name}: ${value}`])),
  ];
  return { head: `${lines.join('\r\n')}\r\n\r\n`, body: body ?? '' };
}
