import { extract } from './data-path.ts';
import { shorten } from './journal.ts';
import type { RunContext } from './run-context.ts';

/**
 * P-432: a script switches the data path off. Shows once what goes on with the script and what would go on without it, when
 * the script left the raw body as it was and that is not what the data path gives.
 */
export function noteDataPath(
  { place, out, body }: { readonly place: string; readonly out: string | null; readonly body: string },
  { setup, journal }: RunContext,
): void {
  const { dataPath } = setup.endpoint;
  if (dataPath === undefined) return;
  const found = extract(body, dataPath);
  const without = found.status === 'found' ? found.text : found.status === 'absent' ? null : body;
  if (out === without) return;
  if (out !== body) {
    journal.write('INFO', `the data path is off, as ${place} returned a payload of its own`, 'P-431');
    return;
  }
  const message = `${place} changes nothing, so the raw body goes on: ${show(out)}; without the script the data path ${shorten(dataPath, 100)} would give ${show(without)}`;
  journal.write('INFO', message, 'P-432');
  if (journal.issues.some(({ rule }) => rule === 'P-432')) return;
  journal.issues.push({ code: 'no-effect', rule: 'P-432', severity: 'info', path: '', message });
}

function show(payload: string | null): string {
  return payload === null ? 'null' : shorten(payload, 200);
}
