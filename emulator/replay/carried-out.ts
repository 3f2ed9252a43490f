import type { Stop } from '../sandbox/lane.ts';

/** The end of a sentence about a page that was stopped: what a stand-in did for it is not undone (S-181). */
export function listCarriedOut({ carriedOut }: Stop): string {
  if (carriedOut.length === 0) return '';
  const names = [...new Set(carriedOut)].map((name) => {
    const times = carriedOut.filter((other) => other === name).length;
    return times === 1 ? name : `${name} (${times} times)`;
  });
  return `; the stand-in had carried out ${names.join(', ')}`;
}
