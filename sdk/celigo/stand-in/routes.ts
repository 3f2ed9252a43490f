import type { JsonValue } from '../../contract.ts';
import type { StandInAnswer } from '../../stand-in.ts';
import type { Call, Desk } from './desk.ts';

/** A path with one method. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the address; `:name` stands for any one part of a path. */
  readonly path: string;
  /** Whether it takes JSON; a body of others is left aside. */
  readonly takesBody: boolean;
  /** `body` is null where the route takes none. */
  answer(desk: Desk, call: Call, body: JsonValue): StandInAnswer;
}

/** A route with what stands in the path in place of its names. */
export interface FoundRoute {
  readonly route: Route;
  readonly parameters: Readonly<Record<string, string>>;
}

/** A route without a body. */
export function route(
  method: 'GET' | 'DELETE',
  path: string,
  answer: (desk: Desk, call: Call) => StandInAnswer,
): Route {
  return { method, path, takesBody: false, answer };
}

/** A route with a body of JSON. */
export function bodyRoute(method: 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, answer: Route['answer']): Route {
  return { method, path, takesBody: true, answer };
}

/** The first route that fits; undefined when none does. Clients write the path of a list with and without a slash at its end. */
export function findRoute(routes: readonly Route[], method: string, path: string): FoundRoute | undefined {
  const parts = split(path);
  if (parts === undefined) return undefined;
  for (const each of routes) {
    if (each.method !== method) continue;
    const parameters = match(each.path, parts);
    if (parameters !== undefined) return { route: each, parameters };
  }
  return undefined;
}

function split(path: string): readonly string[] | undefined {
  try {
    return path.replace(/^\//, '').replace(/\/$/, '').split('/').map(decodeURIComponent);
  } catch {
    // A percent sign that begins nothing.
    return undefined;
  }
}

function match(path: string, parts: readonly string[]): Readonly<Record<string, string>> | undefined {
  const wanted = path.slice(1).split('/');
  if (wanted.length !== parts.length) return undefined;
  const parameters: [string, string][] = [];
  for (const [index, name] of wanted.entries()) {
    const part = parts[index] ?? '';
    if (name.startsWith(':') && part !== '') parameters.push([name.slice(1), part]);
    else if (name !== part) return undefined;
  }
  return Object.fromEntries(parameters);
}
