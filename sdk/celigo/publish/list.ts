import { readHeader } from '../../http/exchange.ts';
import { isJsonObject, type JsonObject } from '../../json-object.ts';
import { RefusedByRemote, type RemoteAnswer, type RemoteMachine, type RemoteRequest } from '../../publisher.ts';

/** More pages than an account has; a list that goes on names its own pages in a circle. */
const mostPages = 1000;

/** Reads a resource; undefined where there is none of that id. */
export function* readOne(path: string): RemoteMachine<JsonObject | undefined> {
  const { status, body } = yield* read({ method: 'GET', path }, [404]);
  if (status === 404) return undefined;
  if (isJsonObject(body)) return body;
  throw oddAnswer(path, 'one object');
}

/** Reads a list with all its pages (C-607); 204 is an empty one (C-609). */
export function* readList(path: string): RemoteMachine<readonly JsonObject[]> {
  const all: JsonObject[] = [];
  const seen = new Set<string>();
  let next: string | undefined = path;
  for (let page = 0; next !== undefined; page += 1) {
    if (seen.has(next)) throw oddAnswer(next, 'a list that does not lead back to a page of its own');
    seen.add(next);
    if (page >= mostPages) throw oddAnswer(path, `a list of fewer than ${mostPages} pages`);
    const { status, body, headers }: RemoteAnswer = yield* read({ method: 'GET', path: next });
    if (status === 204) break;
    if (!Array.isArray(body)) throw oddAnswer(next, 'a list');
    all.push(...body.filter(isJsonObject));
    next = findNext(readHeader(headers, 'link'));
  }
  return all;
}

/** Reads, and gives an answer whose status is 2xx or one of `accept`. */
export function* read(request: RemoteRequest, accept: readonly number[] = []): RemoteMachine<RemoteAnswer> {
  const reply = yield { kind: 'read', request, accept };
  if (reply?.kind !== 'answer') throw new Error(`a read got ${reply?.kind ?? 'nothing'}`);
  return reply;
}

/** The address that a Link header names as the next one: `<url>; rel="next"`. */
export function findNext(link = ''): string | undefined {
  return /<([^<>]{1,4000})>\s*;\s*rel="?next"?/.exec(link.slice(0, 16_000))?.[1];
}

function oddAnswer(path: string, expected: string): RefusedByRemote {
  return new RefusedByRemote({
    whose: 'remote',
    message: `GET ${path}: the answer is not what was expected: ${expected}`,
    next: ['Check that the address of the profile is that of the API.'],
  });
}
