/** Hides secrets in whatever is shown or written. */
export interface Concealer {
  /** Adds a secret; one that is too short to be told from ordinary text is left out. */
  add(secret: string): void;
  text(text: string): string;
  /** A copy of a JSON value with the secrets hidden in all its texts, names of properties included. */
  value<T>(value: T): T;
}

/** What stands in place of a secret (F-163). */
export const hiddenMark = '***';

/** A shorter secret would hide ordinary words. */
const leastChars = 4;
const leastUrlPartChars = 8;
/** A regular expression of more parts in a row overflows the stack of its compiler. */
const mostPieceChars = 100;
const mostLiteralChars = 1000;
/** The last piece is never a short one. */
const literalPieces = /.{500}(?:.{0,499}$)?/g;
/** The least of a base64 text that tells a secret. */
const leastBase64Chars = 6;

/** A form of a secret, as a part of a regular expression. */
interface Form {
  /** How long the secret is in this form. */
  readonly chars: number;
  readonly pattern: string;
}

/** Makes a concealer of secrets in all forms in which they go over the wire: as they are, in URLs, in JSON, in base64 (F-163). */
export function makeConcealer(secrets: Iterable<string> = []): Concealer {
  const forms = new Map<string, number>();
  let pattern: RegExp | null = null;

  function add(secret: string): void {
    for (const part of partsOf(secret)) {
      if (part.length >= leastChars) for (const form of formsOf(part)) forms.set(form.pattern, form.chars);
    }
    if (forms.size === 0) return;
    // Longer forms first: a part must not be hidden before the whole.
    const sorted = [...forms].sort(([, a], [, b]) => b - a).map(([form]) => form);
    pattern = new RegExp(`(?:${sorted.join('|')})+`, 'g');
  }

  function text(shown: string): string {
    return pattern === null ? shown : shown.replace(pattern, hiddenMark);
  }

  function value(shown: unknown): unknown {
    if (typeof shown === 'string') return text(shown);
    if (Array.isArray(shown)) return shown.map(value);
    if (typeof shown !== 'object' || shown === null) return shown;
    return Object.fromEntries(Object.entries(shown).map(([name, item]) => [text(name), value(item)]));
  }

  for (const secret of secrets) add(secret);
  return { add, text, value: (shown) => (pattern === null ? shown : (value(shown) as typeof shown)) };
}

/** A secret that is an address lets in whoever knows its path and query: receivers log and echo those alone. */
function partsOf(secret: string): readonly string[] {
  if (!/^https?:/.test(secret) || !URL.canParse(secret)) return [secret];
  const { pathname, search, searchParams, origin } = new URL(secret);
  const inside = [pathname, ...searchParams.values()].filter((part) => part.length >= leastUrlPartChars);
  return [secret, `${origin}${pathname}${search}`, `${pathname}${search}`, ...inside].filter((part) => part !== '/');
}

/** All forms that a text takes on the wire; a long one, such as a private key, in pieces that are each told by themselves. */
function formsOf(secret: string): readonly Form[] {
  const chars = [...secret];
  const pieces = Math.ceil(chars.length / mostPieceChars);
  const each = Math.ceil(chars.length / pieces);
  const spelt = Array.from({ length: pieces }, (_, index) => chars.slice(index * each, (index + 1) * each));
  const encoded = [...base64Forms(secret), Buffer.from(secret, 'utf8').toString('hex')].flatMap((form) =>
    form.length <= mostLiteralChars ? [form] : (form.match(literalPieces) ?? []),
  );
  return [
    ...spelt.map((piece) => ({ chars: piece.length, pattern: piece.map(spellingsOf).join('') })),
    ...encoded.map((form) => ({ chars: form.length, pattern: escapeRegex(form) })),
  ];
}

/**
 * A character as receivers and clients write it: as it is, percent-encoded once or twice, escaped for JSON, however often and
 * in whichever way, or for HTML, or as Latin-1. Each character by itself, because what is encoded differs: a URL keeps `/`.
 */
function spellingsOf(char: string): string {
  if (/[0-9A-Za-z]/.test(char)) return char;
  const code = char.codePointAt(0) ?? 0;
  const bytes = [...Buffer.from(char, 'utf8')].map((byte) => byte.toString(16).padStart(2, '0'));
  const units = Array.from({ length: char.length }, (_, index) => char.charCodeAt(index).toString(16).padStart(4, '0'));
  const inHtml = [`#0{0,4}${code}`, `#[xX]0{0,4}${anyCase(code.toString(16))}`, ...(htmlNames[char] ?? [])];
  return `(?:${[
    `${/["\\/]/.test(char) ? String.raw`\\{0,8}` : ''}${escapeRegex(char)}`,
    bytes.map((byte) => `%(?:25)?${anyCase(byte)}`).join(''),
    units.map((unit) => String.raw`\\{1,8}u${anyCase(unit)}`).join(''),
    `&(?:amp;)?(?:${inHtml.join('|')});`,
    ...(char === ' ' ? [String.raw`\+`] : []),
    ...(code > 0x7f ? [escapeRegex(Buffer.from(char, 'utf8').toString('latin1')), '\ufffd'] : []),
    ...(escapes[char] === undefined ? [] : [String.raw`\\{1,8}${escapes[char]}`]),
  ].join('|')})`;
}

const htmlNames: Readonly<Record<string, readonly string[]>> = {
  '"': ['quot'],
  '&': ['amp'],
  "'": ['apos'],
  '<': ['lt'],
  '>': ['gt'],
};
const escapes: Readonly<Record<string, string>> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/** In base64 a text looks different by where it begins: each way, without the characters that neighbours share. */
function base64Forms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const whole = [bytes.toString('base64'), bytes.toString('base64url')];
  const inside = [0, 1, 2].flatMap((ahead) => {
    const padded = Buffer.concat([Buffer.alloc(ahead), bytes]);
    const skipped = Math.ceil((ahead * 4) / 3);
    const length = Math.floor((padded.length * 4) / 3);
    return [padded.toString('base64'), padded.toString('base64url')].map((text) => text.slice(skipped, length));
  });
  return [...whole, ...inside].filter((form) => form.length >= leastBase64Chars);
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
