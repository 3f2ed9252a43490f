import { HooksmithError } from '../errors.ts';
import type { Desk } from './desk.ts';
import { readKnown } from './history.ts';
import type { Journal } from './journal.ts';
import type { Prepared } from './prepare.ts';

/** What a person has found on a platform after an answer was lost: the id, or that there is nothing. */
export type Settlement = { readonly took: string } | 'again';

/**
 * Notes what a person has found, so that the next publication goes on from there.
 *
 * @throws HooksmithError `ERR_USAGE` where several things are meant, or nothing is open that a person would have to look for.
 */
export function settle(settlement: Settlement, prepared: readonly Prepared[], desk: Desk, journal: Journal): void {
  const flag = settlement === 'again' ? '--again' : '--took';
  const [one] = prepared;
  if (one === undefined || prepared.length > 1) {
    throw new HooksmithError(
      'ERR_USAGE',
      `${flag} answers for one hook or step, and ${prepared.length} are published`,
      {
        next: ['Name the one that is meant.'],
      },
    );
  }
  const { name, platform, publisher } = one;
  const owner = { profile: desk.profile, platform, name };
  const { open } = readKnown(journal.lines, owner, desk.lock.locked(platform, name), { force: false });
  const { unfindable } = publisher;
  if (unfindable === undefined || !open.has(unfindable.step)) {
    throw new HooksmithError(
      'ERR_USAGE',
      `${flag}: of ${name} no answer was lost that somebody would have to look for`,
      {
        next: [`Leave ${flag} out.`],
      },
    );
  }
  const ids = settlement === 'again' ? {} : { [unfindable.id]: settlement.took };
  journal.add({ at: new Date().toISOString(), ...owner, event: 'settled', step: unfindable.step, ids });
}
