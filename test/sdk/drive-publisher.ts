import type { Assumption, Assumptions, JsonValue } from '../../sdk/contract.ts';
import { converge } from '../../sdk/converge.ts';
import {
  type Known,
  type LostAnswer,
  type PlannedWrite,
  type Publisher,
  type Refusal,
  RefusedByRemote,
  type RemoteAnswer,
  type RemoteIds,
  type RemoteMachine,
  type RemoteRequest,
  type RemoteState,
  type Wanted,
} from '../../sdk/publisher.ts';
import { sha256 } from '../../sdk/sha256.ts';
import type { PlatformStandIn, StandInDocument, StandInRequest, StandInStore } from '../../sdk/stand-in.ts';

/** A platform as it is driven here: its publisher against its stand-in. */
export interface DrivenPlatform<Remote extends RemoteState = RemoteState> {
  readonly publisher: Publisher<Remote>;
  readonly standIn: PlatformStandIn;
  /** Options that are not at their defaults. */
  readonly assumptions?: Assumptions;
}

/** The stand-in of one test, in memory, on a clock that only waits move. */
export interface RemoteWorld {
  readonly store: MemoryStore;
  /** Every request that the stand-in has answered, as `POST /api/v1/scripts`. */
  readonly log: string[];
  now(): number;
  wait(ms: number): void;
  /** Answers a request as a server around the stand-in would: token and size first. */
  send(request: RemoteRequest, credential?: string): RemoteAnswer;
}

/** What the lock file and the journal keep between runs. */
export interface Ledger {
  ids: RemoteIds;
  readonly ours: Set<string>;
  readonly open: Set<string>;
}

/** Where a run is cut off, or loses an answer. Requests count from 1. */
export interface Fault {
  readonly request: number;
  readonly what:
    | 'killed before the request is sent'
    | 'killed after the platform acted, before the answer is kept'
    | 'the request is lost'
    | 'the answer is lost';
}

/** How one run of `publish` ended. */
export type RunEnd =
  | {
      readonly status: 'done';
      readonly says: readonly string[];
      readonly notes: readonly string[];
      readonly steps: readonly string[];
    }
  | { readonly status: 'refused'; readonly refusal: Refusal }
  /** The platform answered with an error. */
  | { readonly status: 'failed'; readonly code: number; readonly message: string | undefined }
  | { readonly status: 'killed' };

/** The credential of every run that names no other. */
export const token = 'stand-in-token';

/** A store in memory; documents are copied as they would be by a file. */
export class MemoryStore implements StandInStore {
  readonly #collections = new Map<string, Map<string, string>>();

  get(collection: string, id: string): StandInDocument | undefined {
    const text = this.#collections.get(collection)?.get(id);
    return text === undefined ? undefined : JSON.parse(text);
  }

  list(collection: string): readonly StandInDocument[] {
    return [...(this.#collections.get(collection)?.values() ?? [])].map((text) => JSON.parse(text));
  }

  put(collection: string, id: string, document: StandInDocument): void {
    const documents = this.#collections.get(collection) ?? new Map<string, string>();
    documents.set(id, JSON.stringify(document));
    this.#collections.set(collection, documents);
  }

  remove(collection: string, id: string): boolean {
    return this.#collections.get(collection)?.delete(id) ?? false;
  }
}

/** Opens the stand-in of a platform on an empty store. */
export function openRemote({ publisher, standIn, assumptions = {} }: DrivenPlatform): RemoteWorld {
  const store = new MemoryStore();
  const log: string[] = [];
  let clock = Date.UTC(2031, 1, 3, 10);
  let chance = 0;
  const random = (): number => {
    chance = (chance + 0.618_033_988_7) % 1;
    return chance;
  };
  const chosen = { ...defaultsOf(standIn.assumptions), ...assumptions };
  const open = standIn.open({
    store,
    now: () => clock,
    random,
    url: 'http://127.0.0.1:4010',
    token,
    checkScript: (text) => (text.includes('SYNTAX ERROR') ? 'line 1: unexpected token' : null),
    assumptions: chosen,
  });
  return {
    store,
    log,
    now: () => clock,
    wait: (ms) => {
      clock += ms;
    },
    send({ method, path, body }, credential = token) {
      const { pathname, searchParams } = new URL(path, 'http://127.0.0.1:4010');
      const request: StandInRequest = {
        method,
        path: pathname,
        query: searchParams,
        headers: publisher.headers(credential),
        body: body === undefined ? '' : JSON.stringify(fillSecrets(body)),
      };
      log.push(`${method} ${path}`);
      const given = standIn.findToken(request);
      const isKnown = standIn.isOpen(request) || given === token;
      const answer = !isKnown
        ? standIn.refuse(401, 'The token is missing or wrong.', chosen, random)
        : Buffer.byteLength(request.body) > standIn.maxBodyBytes
          ? standIn.refuse(413, 'The body is too large.', chosen, random)
          : open.answer(request);
      return {
        kind: 'answer',
        status: answer.status,
        headers: Object.entries(answer.headers ?? {}).map(([name, value]) => ({ name, value })),
        body: answer.body === undefined ? undefined : JSON.parse(JSON.stringify(answer.body)),
      };
    },
  };
}

/** Nothing was published or pulled yet. */
export function newLedger(): Ledger {
  return { ids: {}, ours: new Set(), open: new Set() };
}

/** How a run differs from a usual one. */
export interface RunOptions {
  readonly force?: boolean;
  readonly fault?: Fault;
  readonly credential?: string;
}

/** Publishes once, as a process would: what it knows is in the ledger, and so is what it leaves behind. */
export function publishOnce<Remote extends RemoteState>(
  platform: DrivenPlatform<Remote>,
  world: RemoteWorld,
  wanted: Wanted,
  ledger: Ledger,
  options: RunOptions = {},
): RunEnd {
  const { publisher } = platform;
  const refusal = publisher.check(wanted);
  if (refusal !== null) return { status: 'refused', refusal };
  const assumptions = { ...defaultsOf(publisher.assumptions), ...platform.assumptions };
  const known: Known = {
    ids: ledger.ids,
    ours: new Set(ledger.ours),
    open: new Set(ledger.open),
    force: options.force ?? false,
    waitedMs: 0,
  };
  try {
    const { remote, ids, written } = drive(platform, world, converge(publisher, wanted, known, assumptions), options, {
      ledger,
      content: wanted.content,
    });
    ledger.ids = structuredClone(ids);
    ledger.ours.add(sha256(wanted.content));
    ledger.open.clear();
    const says = publisher.conclude(wanted, remote);
    return { status: 'done', says, notes: remote.notes, steps: written.map(({ step }) => step) };
  } catch (error) {
    if (error instanceof RefusedByRemote) return { status: 'refused', refusal: error.refusal };
    if (error instanceof Killed) return { status: 'killed' };
    if (error instanceof Failed) return { status: 'failed', code: error.code, message: error.says };
    throw error;
  }
}

/** Runs any machine of a publisher to its end. */
export function drive<Result>(
  { publisher }: Pick<DrivenPlatform, 'publisher'>,
  world: RemoteWorld,
  machine: RemoteMachine<Result>,
  { fault, credential }: RunOptions = {},
  journal?: { readonly ledger: Ledger; readonly content: string },
): Result {
  let sent = 0;
  let step = machine.next();
  while (step.done !== true) {
    const action = step.value;
    switch (action.kind) {
      case 'wait':
        world.wait(action.ms);
        step = machine.next(undefined);
        break;
      case 'learned':
        if (journal !== undefined) journal.ledger.ids = structuredClone(action.ids);
        step = machine.next(undefined);
        break;
      case 'read':
        step = machine.next(exchange(action.request, action.accept ?? [], false));
        break;
      case 'write': {
        // The journal is written before the request is sent, so whoever comes later knows that it may have happened.
        journal?.ledger.open.add(action.write.step);
        journal?.ledger.ours.add(sha256(journal.content));
        const reply = exchangeWrite(action.write);
        step = machine.next(reply);
        // The step is closed when what its answer says is kept: with the ids that the machine has just learned.
        if (reply.kind === 'answer' && !step.done && step.value.kind === 'learned' && journal !== undefined) {
          journal.ledger.ids = structuredClone(step.value.ids);
          journal.ledger.open.delete(action.write.step);
        }
        break;
      }
    }
  }
  return step.value;

  /** A change that the platform refuses was not carried out, so it is closed too. */
  function exchangeWrite({ step: name, request }: PlannedWrite): RemoteAnswer | LostAnswer {
    try {
      return exchange(request, [], true);
    } catch (error) {
      if (error instanceof Failed) journal?.ledger.open.delete(name);
      throw error;
    }
  }

  function exchange(request: RemoteRequest, accept: readonly number[], isWrite: boolean): RemoteAnswer | LostAnswer {
    sent += 1;
    const here = fault?.request === sent ? fault.what : undefined;
    if (here === 'killed before the request is sent') throw new Killed();
    // A read whose request or answer is lost is made again.
    if (here === 'the request is lost' && isWrite) return { kind: 'lost', message: 'socket hang up' };
    const answer = world.send(request, credential);
    if (here === 'killed after the platform acted, before the answer is kept') throw new Killed();
    if (here === 'the answer is lost' && isWrite) return { kind: 'lost', message: 'socket hang up' };
    if ((answer.status >= 200 && answer.status <= 299) || accept.includes(answer.status)) return answer;
    // What a broken server answers to a change says nothing of what became of it.
    if (isWrite && answer.status >= 500) return { kind: 'lost', message: String(answer.status) };
    throw new Failed(answer.status, publisher.readError(answer.body));
  }
}

class Killed extends Error {}

class Failed extends Error {
  readonly code: number;
  readonly says: string | undefined;

  constructor(code: number, says: string | undefined) {
    super(says ?? String(code));
    this.code = code;
    this.says = says;
  }
}

/** The default of each option. */
export function defaultsOf(assumptions: Readonly<Record<string, Assumption>>): Assumptions {
  return Object.fromEntries(Object.entries(assumptions).map(([name, { default: preset }]) => [name, preset]));
}

/** The value that stands for a secret in these tests. */
export function secretValue(handle: string): string {
  return `value of ${handle}`;
}

/** As the executor does it when it sends. */
function fillSecrets(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(fillSecrets);
  if (typeof value !== 'object' || value === null) return value;
  const handle = Reflect.get(value, '$secret');
  if (typeof handle === 'string') return secretValue(handle);
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fillSecrets(inner)]));
}
