import type { AnyContract, Assumption } from './contract.ts';
import type { Rule } from './rule.ts';

/** All that hooksmith knows of one platform, as data: nothing outside the platform's folder asks which one it is. */
export interface Platform {
  /** As in recordings and in `hooksmith.json`: `celigo`, `patchworks`. */
  readonly name: string;
  /** The name that people read. */
  readonly title: string;
  /** The hooks that can be replayed, one contract each. */
  readonly hooks: readonly AnyContract[];
  /** Every rule that contracts, checks and messages of this platform cite, and those that `explain` knows besides. */
  readonly rules: readonly Rule[];
  /** Options of what is no hook, such as the stack server; absent when there are none. */
  readonly assumptions?: Readonly<Record<string, Assumption>>;
}
