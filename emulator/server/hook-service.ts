import type { SourcePosition } from '../../sdk/contract.ts';
import type { ConsoleLines, PageIssue } from '../sandbox/protocol.ts';

/** Carries out calls of a stack's functions. */
export interface HookService {
  /** `body` is the JSON of the call as it came (C-706). Never rejects: what goes wrong is an answer as well. */
  call(body: Buffer): Promise<ServedCall>;
  /** False while the functions are loaded anew. */
  isReady(): boolean;
  dispose(): void;
}

/** A call that has ended. */
export interface ServedCall {
  /** Null: the connection is to be dropped, as by a process that crashed (C-711). */
  readonly status: number | null;
  /** JSON; empty where there is no result. */
  readonly body: string | Buffer;
  /** Type and name of the function as the call had them; null when they are not known. */
  readonly called: { readonly type: string | null; readonly name: string } | null;
  /** What is wrong with the function or its result, with the author's lines. */
  readonly issues: readonly ServedIssue[];
  readonly console: ConsoleLines | null;
}

/** An issue of a call: one line for the author. */
export interface ServedIssue extends Pick<PageIssue, 'code' | 'rule' | 'message' | 'severity'> {
  readonly at: SourcePosition | null;
}
