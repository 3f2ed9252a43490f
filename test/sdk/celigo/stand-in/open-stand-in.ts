import { makeSteppedStore } from '../../../../emulator/server/stand-in-store.ts';
import { celigoStandIn } from '../../../../sdk/celigo/stand-in/stand-in.ts';
import type { Assumptions, JsonValue } from '../../../../sdk/contract.ts';
import { isJsonObject } from '../../../../sdk/json-object.ts';
import type { StandInAnswer, StandInDocument, StandInStore } from '../../../../sdk/stand-in.ts';

/** A stand-in in memory whose clock stands still until it is moved. */
export interface TestStandIn {
  readonly store: StandInStore;
  /** Sends a request whose token holds; `path` may have a query. */
  ask(method: string, path: string, body?: JsonValue): StandInAnswer;
  /** The same with a body that is sent as it is. */
  askText(method: string, path: string, text: string): StandInAnswer;
  /** Makes a resource and gives its id. */
  make(collection: string, body: JsonValue): string;
  /** Moves the clock on. */
  pass(ms: number): void;
  /** What the clock shows, ISO 8601. */
  time(): string;
}

export const url = 'http://127.0.0.1:7070/celigo';

/** Opens a stand-in on an empty store. */
export function openStandIn(assumptions: Assumptions = {}): TestStandIn {
  const defaults = Object.entries(celigoStandIn.assumptions).map(([name, { default: preset }]) => [name, preset]);
  const { store } = makeSteppedStore([]);
  let nowMs = Date.parse('2026-03-04T09:00:00.000Z');
  let chance = 0;
  const opened = celigoStandIn.open({
    store,
    url,
    token: 'a-token-of-the-stand-in',
    now: () => nowMs,
    random() {
      chance = (chance * 0.7 + 0.3) % 1;
      return chance;
    },
    checkScript: () => null,
    assumptions: { ...Object.fromEntries(defaults), ...assumptions },
  });
  const askText: TestStandIn['askText'] = (method, path, body) => {
    const [own = '', query = ''] = path.split('?');
    return opened.answer({ method, path: own, query: new URLSearchParams(query), headers: [], body });
  };
  const ask: TestStandIn['ask'] = (method, path, body) =>
    askText(method, path, body === undefined ? '' : JSON.stringify(body));
  return {
    store,
    ask,
    askText,
    make(collection, body) {
      const made = ask('POST', `/v1/${collection}`, body);
      return String(objectOf(made)['_id']);
    },
    pass(ms) {
      nowMs += ms;
    },
    time: () => new Date(nowMs).toISOString(),
  };
}

/** The body of an answer, which is an object. */
export function objectOf({ status, body }: StandInAnswer): StandInDocument {
  if (body === undefined || !isJsonObject(body) || Array.isArray(body)) {
    throw new Error(`${status} with ${JSON.stringify(body)} instead of an object`);
  }
  return body;
}

/** The code and the field of the only error in an envelope. */
export function errorOf(answer: StandInAnswer): JsonValue {
  const { errors } = objectOf(answer);
  const [error, ...more] = Array.isArray(errors) ? errors : [];
  if (more.length > 0 || typeof error?.message !== 'string') throw new Error(JSON.stringify(answer));
  return [answer.status, error.code, ...('field' in error ? [error.field] : [])];
}
