import type { Assumption, Assumptions } from '../../sdk/contract.ts';
import type { Arguments, Flag } from '../arguments.ts';
import type { Project } from '../project/load.ts';
import type { Style } from '../terminal/style.ts';
import type { ServerPart } from './server-part.ts';

/** Something that `hooksmith serve` can start: one entry of its list, with a flag of the same name. */
export interface Offer {
  readonly flag: string;
  /** What the flag does, for help. */
  readonly says: string;
  /** Flags of its own; absent when it has none. */
  readonly flags?: Readonly<Record<string, Flag>>;
  /** The assumptions that it knows, so that those of others do not reach it; absent when it knows none. */
  assumptions?(): Readonly<Record<string, Assumption>> | Promise<Readonly<Record<string, Assumption>>>;
  /** Makes it ready to answer. Throws HooksmithError for what the user must mend first. */
  open(context: OfferContext): Promise<OpenOffer>;
}

/** What an offer gets from the command. */
export interface OfferContext {
  /** The project of the folder; throws ERR_CONFIG when there is none. */
  project(): Project;
  /** Limits of one call from the command line. */
  readonly limits: { readonly timeoutMs?: number; readonly memoryMb?: number };
  /** Assumptions from the command line, by their names; without those that belong to another offer. */
  readonly chosen: Assumptions;
  /** Connectors to answer for (C-706). */
  readonly connectorIds: readonly string[];
  /** Values of the offer's own flags. */
  readonly given: Pick<Arguments, 'text' | 'integer'>;
  /** Address that the server listens on; absent: 127.0.0.1. */
  readonly host?: string;
  /** Makes the secret of a part. */
  makeToken(): string;
  isClosing(): boolean;
  /** Writes to the log, for people. */
  log(text: string): void;
  readonly style: Style;
}

/** An offer that is ready. */
export interface OpenOffer {
  readonly part: ServerPart;
  /** What a client needs, for `--json`; `url` is the part's own. */
  announce(url: string): Readonly<Record<string, string>>;
  /** The same and more for people, one line each. */
  describe(url: string): readonly string[];
  /** What can be asked of it while it runs; absent where it is no stand-in. */
  readonly control?: StandInControl;
  dispose(): void;
}

/** What tests and demos ask of a stand-in while it runs. */
export interface StandInControl {
  /** The faults that are still to come, as they were written. */
  faultsLeft(): readonly string[];
  /** Replaces them; throws ERR_USAGE for what is no list of faults. */
  setFaults(text: string): void;
  /** Puts a document, as if the platform had made it itself; null removes it. */
  put(given: { readonly collection: string; readonly id: string; readonly document: object | null }): Promise<void>;
}
