import type { FindingCode } from './codes.ts';
import type { Severity } from './contract.ts';

/**
 * What a replay says of a script beside its contract, by code, with the severity of each. None is an error, so none makes a
 * replay fail: a `warning` is most likely a mistake, an `info` is good to know and may well be meant.
 */
export const lintSeverities = {
  'relies-on-state': 'warning',
  'secret-in-source': 'warning',
  'clock-or-chance': 'info',
} as const satisfies Partial<Readonly<Record<FindingCode, Exclude<Severity, 'error'>>>>;

/** Where a script gets values that differ from run to run. */
export type UnsteadySource = 'clock' | 'chance';
