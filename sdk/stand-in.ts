import type { Assumption, Assumptions, JsonValue } from './contract.ts';
import type { HttpHeader } from './http/exchange.ts';

/** A JSON object that a stand-in keeps. */
export type StandInDocument = Readonly<Record<string, JsonValue>>;

/**
 * Where a stand-in keeps what it was told, in collections of documents by their ids. A change counts as soon as it is made;
 * who gives the store sees to it that it lasts.
 */
export interface StandInStore {
  get(collection: string, id: string): StandInDocument | undefined;
  /** All documents of a collection, in the order in which they were first put. */
  list(collection: string): readonly StandInDocument[];
  put(collection: string, id: string, document: StandInDocument): void;
  /** Whether there was one. */
  remove(collection: string, id: string): boolean;
}

/** What a stand-in cannot have of itself, being pure. */
export interface StandInWorld {
  readonly store: StandInStore;
  /** Milliseconds since 1970. */
  now(): number;
  /** At least 0, below 1. */
  random(): number;
  /** Address under which clients reach it, without a slash at its end: for links to next pages. */
  readonly url: string;
  /** The token of this stand-in, which a login gives out. */
  readonly token: string;
  /** What is wrong with a script, in one sentence; null when it can be parsed. */
  checkScript(text: string): string | null;
  /** Assumptions of the stand-in, each with a value. */
  readonly assumptions: Assumptions;
}

/** A request that came in, its JSON body not parsed yet. */
export interface StandInRequest {
  /** In capitals. */
  readonly method: string;
  /** Below the address of the stand-in, still percent-encoded, and not to be trusted to be so in a right way: `/v1/scripts`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: readonly HttpHeader[];
  /** What nests deeper than 128 levels never gets here. */
  readonly body: string;
}

/** An answer; without `body` it has none. */
export interface StandInAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text beside a `content-type` of its own in `headers` is sent as it is. */
  readonly body?: JsonValue;
}

/** A local server that answers as a platform's own API does, as data and pure functions: routes, statuses and envelopes. */
export interface PlatformStandIn {
  /** What it stands in for, as one sentence for people who start it. */
  readonly says: string;
  readonly assumptions: Readonly<Record<string, Assumption>>;
  /** Largest body of a request, in bytes. */
  readonly maxBodyBytes: number;
  /** The token of a request, as the platform reads it; undefined where it carries none. */
  findToken(request: Pick<StandInRequest, 'headers' | 'query'>): string | undefined;
  /** Whether a request needs no token, as a login does. */
  isOpen(request: Pick<StandInRequest, 'method' | 'path'>): boolean;
  /**
   * The answer to a request that the server refuses before it reaches `answer`, or in place of it when a fault is asked for, in
   * the platform's own envelope. `random` gives at least 0, below 1, as that of the world does.
   */
  refuse(status: number, message: string, assumptions: Assumptions, random: () => number): StandInAnswer;
  /** Opens it on a store, which may hold what an earlier run has kept. */
  open(world: StandInWorld): OpenStandIn;
}

/** A stand-in that answers. */
export interface OpenStandIn {
  /** Answers one request whose token holds. Never throws for what a client does. */
  answer(request: StandInRequest): StandInAnswer;
}
