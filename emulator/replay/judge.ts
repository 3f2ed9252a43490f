import type { AnyContract, Assumptions, Setup } from '../../sdk/contract.ts';
import type { PageLine } from '../recording/format.ts';
import type { MadeCalls } from '../sandbox/api-calls.ts';
import type { Validator } from './check.ts';
import type { Outcome } from './invoke.ts';

/** What stays the same for all pages of a job. */
export interface Judge {
  readonly contract: AnyContract;
  readonly validateInput: Validator;
  readonly validateOutput: Validator;
  readonly inputSchema: unknown;
  readonly outputSchema: unknown;
  readonly assumptions: Assumptions;
  /** How the hook is attached on the platform. */
  readonly setup: Setup;
  readonly maxResultBytes: number;
  readonly returnResults: boolean;
  /** Messages of promises that were rejected during this page and that nobody awaited. */
  takeLateErrors(): readonly string[];
  /** What the hook has called of the platform's module since the last time. */
  takeCalls(): MadeCalls;
  /** Is told how each call ended; absent where nobody compares. */
  readonly observe?: ((outcome: Outcome) => void) | undefined;
}

/** A page as it was read. */
export interface ReadPage {
  readonly page: PageLine;
  /** Text of the page's line: its end is compared with the result before anything is parsed again. */
  readonly line: string;
  /** JSON Pointers of numbers in `options` that reading has changed. */
  readonly inexact: readonly string[];
}

/** A page that the hook has been called with. */
export interface CalledPage extends ReadPage {
  readonly facts: unknown;
  readonly records: number;
}
