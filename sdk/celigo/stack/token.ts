import type { TokenPlaces } from '../../stack-protocol.ts';

/**
 * The system token of a request (C-702): `Authorization: Bearer TOKEN`; only where that header is absent `access_token` of the
 * body or the query. Undefined when there is none. Compare it in constant time (`timingSafeEqual` of node:crypto).
 */
export function findStackToken({ authorization, body, query }: TokenPlaces): string | undefined {
  if (authorization !== undefined && authorization !== '') {
    const [scheme = '', token, ...more] = authorization.split(' ');
    return /^bearer$/i.test(scheme) && more.length === 0 ? token : undefined;
  }
  return readToken(body) ?? readToken(query);
}

function readToken(holder: unknown): string | undefined {
  const token: unknown =
    typeof holder === 'object' && holder !== null ? Reflect.get(holder, 'access_token') : undefined;
  return typeof token === 'string' && token !== '' ? token : undefined;
}
