import type { Stop } from '../sandbox/lane.ts';
import { endpointCall } from '../sandbox/protocol.ts';

/** The end of a sentence about a page that was stopped: what was done for it outside is not undone (S-181). */
export function listCarriedOut({ carriedOut }: Pick<Stop, 'carriedOut'>): string {
  const posted = carriedOut
    .filter((name) => name.startsWith(endpointCall))
    .map((name) => name.slice(endpointCall.length));
  const called = carriedOut.filter((name) => !name.startsWith(endpointCall));
  return `${say('the stand-in had carried out', called)}${say('a record had been posted to the endpoint of', posted)}`;
}

function say(what: string, names: readonly string[]): string {
  if (names.length === 0) return '';
  const counted = [...new Set(names)].map((name) => {
    const times = names.filter((other) => other === name).length;
    return times === 1 ? name : `${name} (${times} times)`;
  });
  return `; ${what} ${counted.join(', ')}`;
}
