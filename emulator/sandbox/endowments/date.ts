import type { Endowment } from './endowment.ts';

/**
 * A `Date` whose clock is the page's (S-143): SES lets the clock throw, and a replay must give the same bytes twice.
 * Documented difference: `new Date().constructor` is the realm's shared Date, whose `now()` throws.
 */
export const dateEndowment: Endowment = {
  names: ['Date'],
  make({ now }) {
    const RealmDate = Date;

    function VirtualDate(this: unknown, ...parts: readonly unknown[]): unknown {
      if (new.target === undefined) return new RealmDate(now()).toString();
      return Reflect.construct(RealmDate, parts.length === 0 ? [now()] : parts, new.target);
    }

    Object.defineProperties(VirtualDate, {
      prototype: { value: RealmDate.prototype, writable: false },
      name: { value: 'Date' },
      length: { value: 7 },
      now: { value: () => now() },
      parse: { value: RealmDate.parse },
      UTC: { value: RealmDate.UTC },
    });
    return { Date: VirtualDate };
  },
};
