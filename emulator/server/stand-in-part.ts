import { isUtf8 } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Assumptions } from '../../sdk/contract.ts';
import type { OpenStandIn, PlatformStandIn, StandInAnswer, StandInRequest } from '../../sdk/stand-in.ts';
import type { Fault, FaultQueue } from './faults.ts';
import { isTooDeep } from './json-depth.ts';
import { listHeaders } from './list-headers.ts';
import type { Answer, ApiArrival, BodyFault, ServerPart } from './server-part.ts';
import type { SteppedStore, StoreChange } from './stand-in-store.ts';
import { isToken } from './token.ts';

/** What a stand-in becomes a part of the server with. */
export interface StandInSettings {
  /** Without a slash at the end: `/celigo`. */
  readonly path: string;
  readonly standIn: PlatformStandIn;
  readonly token: string;
  readonly assumptions: Assumptions;
  readonly faults: FaultQueue;
  readonly store: SteppedStore;
  /** Brings changes to where they last; an answer waits for it. */
  write(changes: readonly StoreChange[]): Promise<void>;
  checkScript(text: string): string | null;
  /** Milliseconds since 1970. */
  now(): number;
  /** At least 0, below 1. */
  random(): number;
  /** Hears of every request that came in, once its answer is known. */
  onAnswered(record: StandInRecord): void;
  /** Hears why changes could not be written; the client hears of a failed server. */
  onLost(error: unknown): void;
}

/** One request, for the log: nothing of its query, its headers and its body. */
export interface StandInRecord {
  readonly method: string;
  readonly path: string;
  /** Null: no answer was given. */
  readonly status: number | null;
  /** What was done to it; null: nothing. */
  readonly fault: string | null;
}

/** A stand-in as a part of the server, and a way to change what it holds from beside. */
export interface StandInPart {
  readonly part: ServerPart;
  /** Carries out changes of its documents as one step, between two requests. */
  change(act: (store: SteppedStore['store']) => void): Promise<void>;
}

/**
 * Makes a stand-in a part of the server. Requests act one after another, and each as a whole: what one changes is on the disk
 * before it is answered, and is taken back where it cannot be written.
 */
export function makeStandInPart(settings: StandInSettings): StandInPart {
  const { path, standIn, token, assumptions, store } = settings;
  let opened: OpenStandIn | null = null;
  let last: Promise<unknown> = Promise.resolve();
  const waiting = new AbortController();

  /** Carries out steps one after another. */
  function inTurn<T>(act: () => Promise<T>): Promise<T> {
    const turn = last.then(act);
    last = turn.catch(() => undefined);
    return turn;
  }

  /** Brings the step that has ended to where it lasts, or takes it back. */
  async function settle(): Promise<void> {
    try {
      await settings.write(store.changes());
      store.keep();
    } catch (error) {
      store.undo();
      throw error;
    }
  }

  function refuse(status: number): StandInAnswer {
    const message = messages[status] ?? `The server answers ${status}, as it was asked to.`;
    return standIn.refuse(status, message, assumptions, settings.random);
  }

  /** What a request does and is answered with; the body is checked after the rate and the route (C-660). */
  async function act(request: StandInRequest, { wrong, isStale }: Circumstances): Promise<StandInAnswer> {
    const { answer } = opened ?? notOpened();
    const ask = (asked: StandInRequest): StandInAnswer => {
      try {
        return isStale ? store.before(() => answer(asked)) : answer(asked);
      } catch (error) {
        store.undo();
        throw error;
      }
    };
    if (wrong !== null) {
      // Without its body nothing that a request does may stay; only what keeps it from getting any further counts.
      const tried = ask({ ...request, body: '' });
      store.undo();
      return [401, 403, 404, 429].includes(tried.status) ? tried : refuse(wrong);
    }
    const answered = ask(request);
    try {
      await settle();
      return answered;
    } catch (error) {
      settings.onLost(error);
      return refuse(500);
    }
  }

  async function answer({ request, response, url, body, fault: bodyFault }: ApiArrival): Promise<void> {
    const method = request.method ?? '';
    const [own = '', query = ''] = splitUrl(url);
    const fault = settings.faults.take(method, own);
    const log = (status: number | null): void =>
      settings.onAnswered({ method, path: own, status, fault: fault?.text ?? null });
    if (fault?.kind === 'drop') {
      log(null);
      request.socket.destroy();
      return;
    }
    const text = body.toString('utf8');
    const given: StandInRequest = {
      method,
      path: own,
      query: new URLSearchParams(query),
      headers: listHeaders(request),
      body: text,
    };
    const wrong = bodyFault ?? (isUtf8(body) && !isTooDeep(text) ? null : 400);
    const answered = await inTurn(async () => {
      if (typeof fault?.kind === 'object') return addHeaders(refuse(fault.kind.status), fault.kind.headers);
      return act(given, { wrong, isStale: fault?.kind === 'stale' });
    });
    if (fault !== null && fault.slowMs > 0) await wait(fault.slowMs, response);
    if (fault?.kind === 'drop-after') {
      log(null);
      request.socket.destroy();
      return;
    }
    log(answered.status);
    send(response, answered, fault);
  }

  /** Holds an answer back until its time has come, the client has gone, or the server closes. */
  async function wait(ms: number, response: ServerResponse): Promise<void> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    await sleep(ms, undefined, { signal: AbortSignal.any([gone.signal, waiting.signal]) }).catch(() => undefined);
  }

  return {
    part: {
      path,
      token,
      findToken: () => undefined,
      maxTokenBodyBytes: 0,
      maxBodyBytes: standIn.maxBodyBytes,
      refuse: (status) => write(refuse(status)),
      routes: [],
      api: {
        admits(request, url) {
          const [own = '', query = ''] = splitUrl(url);
          if (standIn.isOpen({ method: request.method ?? '', path: own })) return true;
          const carried = standIn.findToken({ headers: listHeaders(request), query: new URLSearchParams(query) });
          return isToken(carried, token);
        },
        answer,
      },
      locate(url) {
        const { checkScript, now, random } = settings;
        opened = standIn.open({ store: store.store, now, random, url, token, checkScript, assumptions });
        // What it begins with is there before the first request.
        void inTurn(settle).catch(settings.onLost);
      },
      cut: () => waiting.abort(),
    },
    change: (act) =>
      inTurn(() => {
        act(store.store);
        return settle();
      }),
  };
}

/** How a request is carried out. */
interface Circumstances {
  /** What is wrong with its body; null: nothing. */
  readonly wrong: BodyFault | null;
  readonly isStale: boolean;
}

const messages: Readonly<Record<number, string>> = {
  400: 'The request cannot be read.',
  401: 'The token is missing or wrong.',
  403: 'The request does not come from where it may.',
  404: 'There is nothing here.',
  413: 'The body is too large.',
  415: 'The body must be JSON in UTF-8.',
  429: 'There are too many requests.',
  500: 'The server failed.',
};

function notOpened(): never {
  throw new Error('a request came before the address was known');
}

/** The path and the query of an address without a host. */
function splitUrl(url: string): readonly [path: string, query: string] {
  const mark = url.indexOf('?');
  return mark < 0 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

function addHeaders(answer: StandInAnswer, headers: Readonly<Record<string, string>>): StandInAnswer {
  return { ...answer, headers: { ...answer.headers, ...headers } };
}

/** An answer in bytes. */
function write({ status, headers = {}, body }: StandInAnswer): Answer {
  if (body === undefined) return { status, headers, body: '' };
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  if (type !== undefined && typeof body === 'string') return { status, headers, body };
  return {
    status,
    headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
    body: JSON.stringify(body),
  };
}

function send(response: ServerResponse, answer: StandInAnswer, fault: Fault | null): void {
  if (response.destroyed) return;
  const { status, headers, body } = write(answer);
  const sent = fault?.kind === 'malformed' ? breakJson(body) : body;
  const hasNone = status === 204 || status === 304;
  response.writeHead(status, { ...headers, ...(hasNone ? {} : { 'content-length': Buffer.byteLength(sent) }) });
  response.end(hasNone ? undefined : sent);
}

/** Half of it, which is JSON no more; something that never was where there is none. */
function breakJson(body: Answer['body']): string {
  const text = String(body);
  return text.length < 2 ? '{"' : text.slice(0, Math.ceil(text.length / 2));
}
