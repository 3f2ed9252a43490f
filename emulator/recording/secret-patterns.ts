import { Buffer } from 'node:buffer';
import { redactedMark } from './redacted-mark.ts';
import { isUrlSignature, type SecretNames } from './secret-names.ts';

/** Puts a mark in place of one secret. */
export type Mask = (secret: string) => string;

/**
 * Masks what looks like a secret inside a text, wherever it stands (R-509): credentials of `Authorization`, JSON Web
 * Tokens, keys of well-known make, private keys, passwords in URLs, and secrets in queries, forms and header lines.
 * Every pattern takes time linear in the text: quantifiers are bounded or begin where a token begins.
 */
export function maskText(text: string, isSecret: SecretNames, mask: Mask): string {
  if (text.length < 4) return text;
  const maskAssigned = (all: string, name: string, sign: string, value: string): string => {
    const plain = lastName(name);
    return isSecret(plain) || isUrlSignature(plain) ? `${name}${sign}${maskOnce(value, mask)}` : all;
  };
  // A look for what each pattern cannot do without is far cheaper than the pattern, and most texts have none of it.
  let masked = text;
  if (masked.includes('-----BEGIN')) masked = masked.replace(privateKey, (key) => mask(key));
  if (masked.includes(' ')) {
    masked = masked.replace(credentials, (all, scheme: string, token: string) =>
      (/^bearer/i.test(scheme) ? looksRandom(token) : Buffer.from(token, 'base64').includes(0x3a))
        ? `${scheme}${maskOnce(token, mask)}`
        : all,
    );
  }
  if (masked.includes('eyJ')) masked = masked.replace(jsonWebToken, (token) => mask(token));
  if (masked.length >= 15) masked = masked.replace(knownKey, (key) => mask(key));
  if (masked.includes('://') && masked.includes('@')) {
    masked = masked.replace(
      userInUrl,
      (_all, scheme: string, user: string, password: string) =>
        `${scheme}${user === '' ? '' : mask(user)}:${maskOnce(password, mask)}@`,
    );
  }
  if (masked.includes('=')) masked = masked.replace(assigned, maskAssigned);
  if (masked.includes('%3')) masked = masked.replace(encodedAssigned, maskAssigned);
  if (masked.includes(':')) {
    masked = masked
      .replace(jsonAssigned, (all, name: string, between: string, value: string) =>
        value !== '' && isSecret(name) ? `"${name}"${between}"${maskOnce(value, mask)}"` : all,
      )
      .replace(headerLine, (all, name: string, value: string) =>
        isSecret(name) ? `${name}: ${maskOnce(value, mask)}` : all,
      )
      .replace(wordLine, (all, name: string, value: string) =>
        isSecret(name) ? `${name}: ${maskOnce(value, mask)}` : all,
      );
  }
  return masked;
}

const privateKey =
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g;
const credentials = /\b((?:Bearer|Basic)\s{1,8})([A-Za-z0-9._~+/-]{4,}=*)/gi;
const jsonWebToken = /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{5,}\.[A-Za-z0-9_-]{5,}(?:\.[A-Za-z0-9_-]*)?/g;
const knownKey =
  /(?<![A-Za-z0-9_-])(?:(?:AKIA|ASIA)[0-9A-Z]{16}|AIza[0-9A-Za-z_-]{35}|gh[pousr]_[0-9A-Za-z]{20,}|github_pat_[0-9A-Za-z_]{20,}|glpat-[0-9A-Za-z_-]{16,}|xox[abeprs]-[0-9A-Za-z-]{10,}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{16,}|(?:sk|rk|whsec)_(?:(?:live|test)_)?[0-9A-Za-z]{16,})/g;
const userInUrl = /([A-Za-z][A-Za-z0-9+.-]{0,30}:\/\/)([^\s/?#@:"']{0,200}):([^\s/?#@"']{1,2000})@/g;
const assigned = /(?<![\w.%-])([\w.%-]{1,200})(=)([^&;\s"'<>\\]+)/gi;
// A URL inside a URL: redirect=https%3A%2F%2Fhost%2F%3Ftoken%3D…
const encodedAssigned = /(?<![\w.-])((?:3F|26)?[\w.-]{1,200})(%3D)((?:(?!%26)[^&;\s"'<>\\])+)/gi;
// JSON that does not parse, because it was cut.
const jsonAssigned = /"([\w.-]{1,100})"(\s{0,8}:\s{0,8})"([^"\\]*(?:\\.[^"\\]*)*)"?/g;
const headerLine = /(?<![\w-])((?:proxy-)?authorization|(?:set-)?cookie|x-[\w-]{1,60}): {0,8}([^\s"'][^\r\n]*)/gi;
const wordLine =
  /(?<![\w-])(password|passwd|secret|client_secret|api[_-]?key|access_token|refresh_token): {0,8}([^\s"',;]+)/gi;

/** Tells a token from a word: "Bearer authentication is required" names no secret. */
function looksRandom(token: string): boolean {
  return token.length >= 20 || /[^A-Za-z][A-Za-z0-9]/.test(token);
}

/** The name itself, without what a URL has before it: `https%3A%2F%2Fhost%3Ftoken` is `token`, `3Ftoken` too. */
function lastName(name: string): string {
  const last =
    decode(name)
      .split(/[?&;/]/)
      .at(-1) ?? name;
  return last.replace(/^(?:3F|26)/i, '');
}

function maskOnce(value: string, mask: Mask): string {
  return redactedMark.test(value) ? value : mask(value);
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
