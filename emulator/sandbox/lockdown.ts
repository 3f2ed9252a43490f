/**
 * The only importer of `ses`. Importing this file locks the realm down, so nothing but a runner imports it, and it
 * comes first there (S-112): whatever ran before lockdown is part of the trusted base.
 */
import 'ses';

/** Taken before lockdown removes them from the realm; hardened below (S-147). */
const floats = { Float32Array, Float64Array };

const toJSON = Date.prototype.toJSON;
let datesSeen = 0;

/** How many Date values have been turned into JSON so far: tells a result that leaned on C-012 from one that did not. */
export function countSerialisedDates(): number {
  return datesSeen;
}

Object.defineProperty(Date.prototype, 'toJSON', {
  value: {
    toJSON(this: Date, key?: unknown): string {
      datesSeen += 1;
      return toJSON.call(this, key);
    },
  }.toJSON,
  writable: true,
  enumerable: false,
  configurable: true,
});

lockdown({
  overrideTaming: 'severe', // S-120: published bundles assign over inherited names
  errorTaming: 'unsafe', // S-121: authors need lines; host paths are dropped by the parent (S-165)
  stackFiltering: 'verbose', // S-122
  consoleTaming: 'unsafe', // S-123: the runner's own console; guests get theirs
  localeTaming: 'unsafe', // S-124
  reporting: 'none', // S-126
  evalTaming: 'safe-eval', // S-125
  regExpTaming: 'safe',
  domainTaming: 'safe',
  unhandledRejectionTrapping: 'none', // the runner has its own handlers (S-163)
  errorTrapping: 'none',
});

const hardenValue = globalThis.harden;
const RealmCompartment = Compartment;

export { hardenValue as harden, RealmCompartment as Compartment };

/** Float arrays of the realm: pure arithmetic, needed by published bundles of crypto libraries. */
export const floatArrays: Readonly<Record<string, unknown>> = hardenValue(floats);
