import type { TSchema } from 'typebox';
import type { Assumption, Assumptions, JsonValue } from './contract.ts';
import type { HttpHeader } from './http/exchange.ts';

/** A request of a platform's own API, below its address. */
export interface RemoteRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Begins with a slash; ids in it are escaped, and a query may follow. */
  readonly path: string;
  /** Sent as JSON; absent where the request has no body. */
  readonly body?: JsonValue;
}

/** An answer that the API gave. `body` is undefined where there was none. */
export interface RemoteAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: readonly HttpHeader[];
  readonly body: JsonValue | undefined;
}

/** Nothing tells whether a request that changes something was carried out: no answer came, or one of a broken server. */
export interface LostAnswer {
  readonly kind: 'lost';
  readonly message: string;
}

/** What a publisher asks for, one thing at a time. */
export type RemoteAction =
  /**
   * Reads; may be tried again, and changes nothing. Statuses outside 2xx that are not in `accept` end the run with an
   * error, so the answer has one of those that the machine expects.
   */
  | { readonly kind: 'read'; readonly request: RemoteRequest; readonly accept?: readonly number[] }
  /** Changes one thing. It is sent once: what became of it is seen by reading again. */
  | { readonly kind: 'write'; readonly write: PlannedWrite }
  | { readonly kind: 'wait'; readonly ms: number }
  /** Ids that are known now, to be kept before anything else is asked for. */
  | { readonly kind: 'learned'; readonly ids: RemoteIds };

/** A generator that yields actions and is resumed with the answers of reads and writes, with undefined else. Pure. */
export type RemoteMachine<Result> = Generator<RemoteAction, Result, RemoteAnswer | LostAnswer | undefined>;

/** One change of the platform. */
export interface PlannedWrite {
  /** What it does, for people: `replace the content of the script Order ids`. */
  readonly says: string;
  /** Tells one kind of change from another in the journal: `create-script`. */
  readonly step: string;
  readonly request: RemoteRequest;
}

/** The plan of a publication, from what the platform holds now. */
export type Plan =
  /** The platform holds what is wanted. */
  | { readonly status: 'done' }
  /** The changes that are left, in order. Those after the first may depend on what the first gives: they are for showing. */
  | { readonly status: 'change'; readonly writes: readonly PlannedWrite[] }
  /** The platform is at work; look again. */
  | { readonly status: 'wait'; readonly ms: number; readonly says: string }
  | { readonly status: 'refused'; readonly refusal: Refusal };

/** Why a publication cannot go on, and what to do. */
export interface Refusal {
  /** Whether the user's own files or wishes are wrong (exit code 2), or the platform does not let it happen (exit code 4). */
  readonly whose: 'user' | 'remote';
  readonly message: string;
  readonly next: readonly string[];
  /** Whether `--force` goes over it. */
  readonly forcible?: boolean;
}

/** Ends a machine: something that only the user can mend. */
export class RefusedByRemote extends Error {
  override readonly name = 'RefusedByRemote';
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** Ids of the platform by what they are the id of, as the lock file keeps them for one thing that is published. */
export type RemoteIds = Readonly<Record<string, JsonValue>>;

/** What is to be published: one script with the places where it is attached, or one step. */
export interface Wanted {
  /** Its name in `hooksmith.json`. */
  readonly name: string;
  /** `celigo/postSubmit` and the like. */
  readonly contract: string;
  /** The script that was built, or the configuration as JSON. */
  readonly content: string;
  /** Name of the function on the platform; null for what is no function. */
  readonly functionName: string | null;
  /** `publish` of the entry, checked against `settings` of the publisher. */
  readonly settings: Readonly<Record<string, JsonValue>>;
}

/** Something of the platform that an entry takes for itself. */
export interface Claim {
  /** For people: `the script Order ids`. */
  readonly what: string;
  /** Who claims the same with the same value is no rival: the hash of a script's content, the function that a place calls. */
  readonly value: string;
  /** Name of the id that tells two of one name apart, where both are known; absent where nothing does. */
  readonly id?: string;
}

/** What is known here of an earlier publication. */
export interface Known {
  readonly ids: RemoteIds;
  /** sha256 of the contents that come from here: pulled last, published last, and those of writes whose answer was lost. */
  readonly ours: ReadonlySet<string>;
  /** Steps of writes that were begun and of which no answer was ever seen. */
  readonly open: ReadonlySet<string>;
  /** Whether changes by others are gone over. */
  readonly force: boolean;
  /** How long the platform was waited for since the last change, in ms. */
  readonly waitedMs: number;
}

/** What the platform holds of one thing. */
export interface RemoteState {
  /** Ids that were found, for the lock file. */
  readonly ids: RemoteIds;
  /** The content on the platform, byte for byte; null where there is none. */
  readonly content: string | null;
  /** Who else uses it, where it is pinned and the like: a line each, shown before anything is changed. */
  readonly notes: readonly string[];
}

/** A version that the platform keeps itself. */
export interface RemoteVersion {
  readonly id: JsonValue;
  readonly label: string;
  readonly status: string;
  readonly createdAt: string | null;
}

/** A script of the account, as a list shows it. */
export interface RemoteScript {
  readonly ids: RemoteIds;
  readonly name: string;
}

/** A script that was read whole, with the places that call it. */
export interface PulledScript extends RemoteScript {
  readonly content: string;
  /** Functions that the platform calls and as what: `{ hook: 'postSubmit', function: 'tidy' }`, with `publish` settings. */
  readonly uses: readonly PulledUse[];
}

/** One function of a script that the platform calls. */
export interface PulledUse {
  readonly hook: string;
  readonly function: string;
  /** An entry of `attach` that would put it there again. */
  readonly attach: JsonValue;
}

/**
 * How a platform is published to, as data and pure functions. Publishing is: read, plan, carry out the first change, and
 * read again until the plan is done; so it may end at any point and be begun anew.
 */
export interface Publisher<Remote extends RemoteState = RemoteState> {
  /** Addresses by region, the usual one first. */
  readonly regions: Readonly<Record<string, string>>;
  /** What a credential is called there, for messages: `API token`. */
  readonly credential: string;
  /** Headers that carry the credential, and those that every request needs. */
  headers(credential: string): readonly HttpHeader[];
  /** What an error's body says, in one line; undefined where it says nothing. Takes any value. */
  readError(body: unknown): string | undefined;
  /** Names of the headers that ask to wait, in any case. */
  readonly retryAfter: readonly string[];
  readonly assumptions: Readonly<Record<string, Assumption>>;
  /** What can be published: hooks by their scripts, or steps by their configuration (their names). */
  readonly publishes: { readonly hooks: boolean; readonly steps: readonly string[] };
  /** Schema of `publish` in an entry of `hooksmith.json`. */
  readonly settings: TSchema;
  /** What is wrong before anything is sent, such as a name that is too long. */
  check(wanted: Wanted): Refusal | null;
  /** What no two entries may claim with different values. */
  identify(wanted: Wanted): readonly Claim[];
  /** Reads what the platform holds of it now. */
  read(wanted: Wanted, known: Known, assumptions: Assumptions): RemoteMachine<Remote>;
  /** What is left to do. Pure. */
  plan(wanted: Wanted, known: Known, remote: Remote, assumptions: Assumptions): Plan;
  /** The ids that are known after a change was answered. */
  learn(ids: RemoteIds, write: PlannedWrite, answer: RemoteAnswer): RemoteIds;
  /**
   * Whether settings say that the author hosts the function himself, so that places are told of it and no content is sent;
   * absent where that never happens.
   */
  isHosted?(settings: Wanted['settings']): boolean;
  /**
   * A change that cannot be found again when its answer was lost, as the API lists nothing of the kind: its step, and the name
   * among the ids of what a person then finds on the platform. Absent where everything can be found.
   */
  readonly unfindable?: { readonly step: string; readonly id: string };
  /** Lines about what a person must do after it, such as moving pins. */
  conclude(wanted: Wanted, remote: Remote): readonly string[];
  /** All scripts of the account; absent where the API lists none. */
  list?(): RemoteMachine<readonly RemoteScript[]>;
  /** Reads scripts of the list, with what calls them. */
  openPull?(): RemoteMachine<(script: RemoteScript) => RemoteMachine<PulledScript>>;
  /** The platform's own versions; absent where it keeps none. */
  versions?(ids: RemoteIds): RemoteMachine<readonly RemoteVersion[]>;
  /** The content of one of them. */
  readVersion?(ids: RemoteIds, version: string): RemoteMachine<string>;
}

/** A field on the screens of a platform, and what belongs into it. */
export interface PasteField {
  /** As the screen has it. */
  readonly label: string;
  /** To the letter; may have several lines. Secrets are named, never told. */
  readonly value: string;
}

/** How a step of a platform without an API gets there: by a person who copies fields into its screens. Pure. */
export interface Pasting {
  /** Steps that can be told as fields (their names). */
  readonly steps: readonly string[];
  /** The fields in the order of the screen, and before them what must be there already, such as secrets. */
  pasteable(wanted: Pick<Wanted, 'content'>): readonly PasteField[];
}
