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
/** The least of a base64 text that tells a secret. */
const leastBase64Chars = 6;

/** Makes a concealer of secrets in all forms in which they go over the wire: as they are, in URLs, in JSON, in base64 (F-163). */
export function makeConcealer(secrets: Iterable<string> = []): Concealer {
  const forms = new Set<string>();
  let pattern: RegExp | null = null;

  function add(secret: string): void {
    for (const part of partsOf(secret)) {
      if (part.length >= leastChars) for (const form of formsOf(part)) forms.add(form);
    }
    if (forms.size === 0) return;
    // Longer forms first: a part must not be hidden before the whole.
    const sorted = [...forms].sort((a, b) => b.length - a.length);
    pattern = new RegExp(sorted.map(escapeRegex).join('|'), 'g');
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

function formsOf(secret: string): readonly string[] {
  const inJson = JSON.stringify(secret).slice(1, -1);
  const inUrl = encodeURIComponent(secret);
  const percentTwice = inUrl.replaceAll('%', '%25');
  const asForm = inUrl.replaceAll('%20', '+');
  const lower = (text: string): string => text.replace(/%[0-9A-F]{2}/g, (hex) => hex.toLowerCase());
  return [
    secret,
    inJson,
    JSON.stringify(inJson).slice(1, -1),
    inUrl,
    asForm,
    lower(inUrl),
    lower(asForm),
    percentTwice,
    ...base64Forms(secret),
  ];
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
