import { makeSecretNames } from '../../recording/secret-names.ts';
import { maskText } from '../../recording/secret-patterns.ts';

const isListed = makeSecretNames();
/** Names that redaction takes for secrets and that mean other things in scripts: a subject id, a step that was passed. */
const ambiguous: readonly string[] = ['sid', 'pass', 'assertion', 'cookie', 'setcookie', 'auth'];

/** Tells whether a name in a script is that of a secret. */
export function isSecretName(name: string): boolean {
  return isListed(name) && !ambiguous.includes(name.toLowerCase().replaceAll(/[-_.\s]/g, ''));
}

/** Tells whether a text holds a secret by its form: a known key, a token, credentials, a password in a URL. */
export function holdsSecret(text: string): boolean {
  let found = false;
  maskText(text, isSecretName, (secret) => {
    found ||= hasKnownForm.test(secret) ? !isPlaceholder(secret) : looksRandom(secret);
    return '';
  });
  return found;
}

/**
 * Tells whether a text that has the name of a secret is one, and not a word, a name, a path or a place to fill in. Errs on the
 * side of no: a secret that reads like a word is missed.
 */
export function looksRandom(text: string): boolean {
  if (text.length < 8 || text.length > 4_000 || /\s/.test(text) || isPlaceholder(text)) return false;
  if (/^(?:[a-z][a-z0-9+.-]*:\/\/|\/|\.\/)/i.test(text) || /^\d{4}-\d\d-\d\d/.test(text)) return false;
  if (entropyOf(text) < 2.5) return false;
  if (/\d/.test(text) && /[A-Za-z]/.test(text)) return true;
  const isWordy = text.split(/[-_./: ,]/).every((part) => /^(?:[A-Z]?[a-z]*|[A-Z]+|\d*)$/.test(part));
  return text.length >= 20 && !isWordy && entropyOf(text) >= 3.5;
}

const hasKnownForm = /^(?:-----BEGIN|eyJ|AKIA|ASIA|AIza|gh[pousr]_|github_pat_|glpat-|xox|shp|[sr]k_|whsec_)/;

/** Words and signs of texts that stand for a secret and are none; a test's secret is none either. */
const filler =
  /[<>{}$…]|\*{2,}|\.{3}|(.)\1{3,}|example|sample|test|dummy|placeholder|change|replace|your|demo|fake|mock|todo|redacted|secret|passw(?:or)?d|token|api.?key|insert|undefined|foobar|1234|abcd/i;

function isPlaceholder(text: string): boolean {
  // The frame of a private key has dashes and words; what is inside counts.
  const inner = text.replaceAll(/-----[A-Z0-9 ]*-----/g, '');
  return filler.test(inner) || inner.trim().length < 8;
}

/** Shannon entropy in bits for each character. */
function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum - (count / text.length) * Math.log2(count / text.length), 0);
}
