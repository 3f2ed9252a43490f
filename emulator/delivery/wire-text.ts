import type { HttpRequest } from '../../sdk/http/exchange.ts';

/** A request as its bytes on the wire, with the headers that the client adds (H-205); `head` ends with the empty line. */
export function wireText({ method, url, headers, body }: HttpRequest): {
  readonly head: string;
  readonly body: string;
} {
  // An address that is hidden as a whole is shown as it is hidden.
  const { host, pathname, search } = URL.canParse(url) ? new URL(url) : { host: url, pathname: url, search: '' };
  const own = new Set(headers.map(({ name }) => name.toLowerCase()));
  const added: readonly (readonly [name: string, value: string | null])[] = [
    ['accept', '*/*'],
    ['user-agent', 'hooksmith'],
    [
      'content-length',
      body === null ? (method === 'POST' || method === 'PUT' ? '0' : null) : String(Buffer.byteLength(body)),
    ],
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
