import type { JsonValue } from './contract.ts';

/**
 * How well a rule is supported.
 * `documented`: the vendor says so. `vendor code`: read in code that the vendor publishes. `observed`: seen in published
 * scripts or recordings, or measured. `practitioner`: one user's written finding. `assumed`: inferred, with a reason.
 * `unknown`: nothing is known and the default is a choice. `own design`: a rule of hooksmith itself.
 */
export type Mark = 'documented' | 'vendor code' | 'observed' | 'practitioner' | 'assumed' | 'unknown' | 'own design';

/** One thing that is known, or assumed, about a platform; `hooksmith explain <id>` prints it. */
export interface Rule {
  /** Such as `C-005` (Celigo) or `P-511` (Patchworks). */
  readonly id: string;
  /** Strongest first; more than one when parts of the rule differ, or when several kinds of evidence agree. */
  readonly marks: readonly [Mark, ...Mark[]];
  /** What holds, in a sentence or two. */
  readonly says: string;
  /** Where it comes from: addresses and repositories, joined with `; `. */
  readonly source: string;
  /** The option that changes what hooksmith does; absent when there is none. */
  readonly option?: string;
  /** The value of `option` when nobody sets it; null is a value (no limit). Absent when there is no option. */
  readonly default?: JsonValue;
  /** Further options of the same rule with their defaults; absent when there are none. */
  readonly moreOptions?: Readonly<Record<string, JsonValue>>;
  /** What an author can do about a breach; absent when there is nothing to do. */
  readonly fix?: string;
  /** Why hooksmith does not act on the rule, and what to do instead; absent where it does. */
  readonly notModelled?: string;
}

/** All options of a rule with their defaults. */
export function listOptions({
  option,
  default: preset,
  moreOptions,
}: Rule): readonly (readonly [name: string, preset: JsonValue])[] {
  const own = option === undefined ? [] : [[option, preset ?? null] as const];
  return [...own, ...Object.entries(moreOptions ?? {})];
}
