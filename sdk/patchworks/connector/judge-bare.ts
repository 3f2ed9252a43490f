import type { HttpResponse } from '../../http/exchange.ts';
import { extract } from './data-path.ts';
import { shorten } from './journal.ts';
import type { RunContext } from './run-context.ts';
import { again, done, type Verdict } from './verdict.ts';

/** Judges a response without a script: the status decides, and the data path applies (P-530, P-544). */
export function judgeBare(
  response: HttpResponse,
  { outgoing, says }: { readonly outgoing: string | null; readonly says: string },
  context: RunContext,
): Verdict {
  const { assumptions, journal, setup } = context;
  const { status } = response;
  const why = `${status} without a script`;
  if (status >= 400) {
    journal.lean('P-521');
    if (status === 401 && mayReauthenticate(context)) return reauthenticate('401, and reauthOn401 is set', 'P-522');
    if (assumptions['httpErrorWithoutScript'] !== 'continue') {
      journal.write('ERROR', says, 'P-544');
      return again(why, 'P-544');
    }
  }
  journal.write('INFO', says, 'P-530');
  const isKept = setup.mode === 'receive' || setup.saveResponse === true;
  return done(isKept ? applyDataPath(response.body, context) : outgoing, why, 'P-530');
}

/** Whether a 401 alone makes the connector authenticate anew (P-522). */
export function mayReauthenticate({ assumptions, setup, journal }: RunContext): boolean {
  if (assumptions['reauthOn401'] !== true || setup.authentication === undefined) return false;
  journal.lean('P-522');
  return true;
}

/** The verdict that asks for a new authentication. */
export function reauthenticate(why: string, rule: string): Verdict {
  return { class: 'retryable', why, rule, next: { kind: 'reauthenticate' } };
}

function applyDataPath(body: string, { setup, journal }: RunContext): string | null {
  const { dataPath } = setup.endpoint;
  if (dataPath === undefined) return body;
  const found = extract(body, dataPath);
  if (found.status === 'found') return found.text;
  if (found.status === 'absent') {
    journal.write('WARN', `the data path ${shorten(dataPath, 200)} leads to nothing, so the payload is null`, 'P-530');
    return null;
  }
  journal.write('WARN', 'the body is no JSON, so the data path is left aside', 'P-530');
  return body;
}
