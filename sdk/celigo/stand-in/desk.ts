import type { Assumptions } from '../../contract.ts';
import type { StandInAnswer, StandInRequest, StandInWorld } from '../../stand-in.ts';
import { type RefusalDetail, refuse } from './refuse.ts';

/** What every route works with. */
export interface Desk extends Pick<StandInWorld, 'store' | 'url'> {
  readonly assumptions: Assumptions;
  now(): number;
  /** The time as the API writes it. */
  stamp(): string;
  /** An id that no document of the collection has (C-661). */
  makeId(collection: string): string;
  refuse(status: number, message: string, detail?: RefusalDetail): StandInAnswer;
}

/** One request at its route. */
export interface Call {
  /** What stands in the path in place of `:name`, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly request: StandInRequest;
}

/** Makes the desk of a stand-in. */
export function makeDesk({ store, url, now, random, assumptions }: StandInWorld): Desk {
  let count = Math.floor(random() * countLimit);
  return {
    store,
    url,
    assumptions,
    now,
    stamp: () => new Date(now()).toISOString(),
    makeId(collection) {
      for (;;) {
        count = (count + 1) % countLimit;
        const id = [toHex(now() / 1000, 8), toHex(random() * 2 ** 40, 10), toHex(count, 6)].join('');
        if (store.get(collection, id) === undefined) return id;
      }
    },
    refuse: (status, message, detail) => refuse(status, message, assumptions, detail),
  };
}

const countLimit = 2 ** 24;

function toHex(number: number, digits: number): string {
  return Math.floor(number).toString(16).padStart(digits, '0').slice(-digits);
}
