import { isJsonObject, type JsonObject, ownField } from '../../json-object.ts';
import { RefusedByRemote, type RemoteAnswer, type RemoteMachine } from '../../publisher.ts';
import { apiBase } from './settings.ts';

/** More pages than an account has; a list that goes on counts its own pages wrong. */
const mostPages = 1000;
/** What the documentation allows (P-845). */
const perPage = 100;

/** Reads one thing by its path below the base; undefined where there is none of that id (P-821, P-825). */
export function* readOne(path: string): RemoteMachine<JsonObject | undefined> {
  const { status, body } = yield* get(path, [404]);
  if (status === 404) return undefined;
  // Answers are read leniently: with or without the envelope (P-844).
  const data = ownField(body, 'data') ?? body;
  if (isJsonObject(data)) return data;
  throw oddAnswer(path, 'one object');
}

/** Reads a list with all its pages, counted by `meta` (P-842); undefined where a status of `accept` came instead. */
export function* readList(
  path: string,
  query: Readonly<Record<string, string>>,
  accept: readonly number[] = [],
): RemoteMachine<readonly JsonObject[] | undefined> {
  const all: JsonObject[] = [];
  for (let page = 1; page <= mostPages; page += 1) {
    const asked = new URLSearchParams({ ...query, page: String(page), per_page: String(perPage) });
    const { status, body } = yield* get(`${path}?${asked}`, accept);
    if (accept.includes(status)) return undefined;
    const data = ownField(body, 'data') ?? body;
    if (!Array.isArray(data)) throw oddAnswer(path, 'a list');
    all.push(...data.filter(isJsonObject));
    const last = Number(ownField(ownField(body, 'meta'), 'last_page') ?? 1);
    if (data.length === 0 || !(page < last)) return all;
  }
  throw oddAnswer(path, `a list of fewer than ${mostPages} pages`);
}

/** Reads a path below the base; the answer has a status of 2xx, or one of `accept`. */
export function* get(path: string, accept: readonly number[] = []): RemoteMachine<RemoteAnswer> {
  const reply = yield { kind: 'read', request: { method: 'GET', path: `${apiBase}${path}` }, accept };
  if (reply?.kind !== 'answer') throw new Error(`a read got ${reply?.kind ?? 'nothing'}`);
  return reply;
}

/** An answer of a shape that nobody has told of. */
export function oddAnswer(path: string, expected: string): RefusedByRemote {
  return new RefusedByRemote({
    whose: 'remote',
    message: `GET ${apiBase}${path.slice(0, 200)}: the answer is not what was expected: ${expected}`,
    next: ['Check that the address of the profile is that of the Core API.'],
  });
}
