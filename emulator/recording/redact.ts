import { Buffer } from 'node:buffer';
import { createHmac } from 'node:crypto';
import type { JsonValue } from '../../sdk/contract.ts';
import { isJsonList } from '../../sdk/json-object.ts';
import { inspectValue } from './inspect-value.ts';
import { recordingLimits } from './limits.ts';
import { redactedMark } from './redacted-mark.ts';
import { isCookieList, makeSecretNames } from './secret-names.ts';
import { maskText } from './secret-patterns.ts';

/**
 * How much is redacted: `default` is the deny-list of names and the patterns, `off` only `bearerToken`, which is
 * never written (DESIGN 4).
 */
export type RedactionPolicy = 'default' | 'off';

/** Version of the deny-list and patterns, as a header line states it. */
export const redactionVersion = 1;

/** Takes secrets out of JSON values. */
export interface Redactor {
  readonly policy: RedactionPolicy;
  /** Gives a new value without the secrets; the input is left as it is. */
  redact(value: JsonValue): JsonValue;
  /** How many secrets were replaced so far; a name that is a secret itself counts once. */
  readonly count: number;
}

/**
 * Makes a redactor. A secret becomes `[redacted:<8 hex>]`, the beginning of its HMAC-SHA256: equal secrets can be
 * told within one recording and nowhere else, provided that `key` is random and thrown away.
 * What stands under a secret name is redacted whole, be it a number, an array or an object; only null, booleans and empty
 * strings stay. JSON inside strings, base64 bodies of HAR entries and `{name, value}` pairs are looked into.
 *
 * @example
 * const { redact } = makeRedactor({ key: randomBytes(32) });
 * redact({ apiKey: 'k-1', id: 7 }); // { apiKey: '[redacted:5f0c21ab]', id: 7 }
 */
export function makeRedactor(options: {
  readonly key: Uint8Array;
  /** @default 'default' */
  readonly policy?: RedactionPolicy;
  /** Names that are secret beside those of the deny-list. */
  readonly extraNames?: readonly string[];
}): Redactor {
  const { key, policy = 'default', extraNames = [] } = options;
  const isListed = makeSecretNames(extraNames);
  const judged = new Map<string, JudgedName>();
  const isSecret = (name: string): boolean => (policy === 'off' ? isBearerToken(name) : isListed(name));

  let count = 0;

  function mask(secret: string): string {
    count += 1;
    return `[redacted:${createHmac('sha256', key).update(secret).digest('hex').slice(0, 8)}]`;
  }

  function maskWhole(value: JsonValue): JsonValue {
    if (value === null || typeof value === 'boolean' || value === '') return value;
    if (typeof value !== 'string') return mask(JSON.stringify(value));
    if (redactedMark.test(value)) return value;
    // The same token is the same mark with and without its scheme.
    const scheme = /^(?:Bearer|Basic|Token) +(?=\S+$)/i.exec(value)?.[0] ?? '';
    const rest = value.slice(scheme.length);
    return `${scheme}${redactedMark.test(rest) ? rest : mask(rest)}`;
  }

  function redactText(text: string): string {
    if (policy === 'off' && !text.includes('earer')) return text;
    const redacted = redactJsonText(text) ?? text;
    // Also when it was JSON and came out unchanged: a property that is there twice shows only its last value.
    return policy === 'off' || redacted !== text ? redacted : maskText(text, isSecret, mask);
  }

  /** Redacts a text that is itself JSON, be it a string that holds JSON again; undefined when it is none. */
  function redactJsonText(text: string): string | undefined {
    if (!/^\s*[[{"]/.test(text)) return undefined;
    const inner = parse(text);
    if (inner === undefined) return undefined;
    // Too deep to be walked: nothing of it is written.
    if (inspectValue(inner, { maxDepth: recordingLimits.depth }).tooDeep) return mask(text);
    const before = JSON.stringify(inner);
    const after = JSON.stringify(redact(inner));
    // An unchanged text keeps its own spelling.
    return before === after ? text : after;
  }

  function redactBase64(text: string): string {
    const plain = Buffer.from(text, 'base64').toString('utf8');
    const redacted = redactText(plain);
    return plain === redacted ? text : Buffer.from(redacted, 'utf8').toString('base64');
  }

  /** Names come back on every record, so what was found out about one is kept. */
  function judgeName(property: string): JudgedName {
    const known = judged.get(property);
    if (known !== undefined) return known;
    const label = policy === 'off' ? property : maskText(property, () => false, mask);
    const found = { isNamedSecret: isSecret(property), label };
    if (judged.size < mostJudged) judged.set(property, found);
    return found;
  }

  function redactObject(value: { readonly [key: string]: JsonValue }): JsonValue {
    const name = own(value, 'name') ?? own(value, 'key');
    const isSecretPair = typeof name === 'string' && isSecret(name);
    const isBase64 = own(value, 'encoding') === 'base64';
    // fromEntries defines properties, so a `__proto__` of the data stays data.
    return Object.fromEntries(
      Object.entries(value).map(([property, item]) => {
        const { isNamedSecret, label } = judgeName(property);
        if (isNamedSecret || (isSecretPair && property === 'value')) return [label, maskWhole(item)];
        if (policy === 'default' && isCookieList(property)) return [label, redactCookies(item)];
        if (isBase64 && property === 'text' && typeof item === 'string') return [label, redactBase64(item)];
        return [label, redact(item)];
      }),
    );
  }

  function redactCookies(value: JsonValue): JsonValue {
    if (!isJsonList(value)) return maskWhole(value);
    return value.map((cookie) => {
      if (typeof cookie !== 'object' || cookie === null || isJsonList(cookie)) return maskWhole(cookie);
      return Object.fromEntries(
        Object.entries(cookie).map(([name, item]) => [name, name === 'value' ? maskWhole(item) : redact(item)]),
      );
    });
  }

  function redact(value: JsonValue): JsonValue {
    if (typeof value === 'string') return redactText(value);
    if (typeof value !== 'object' || value === null) return value;
    if (!isJsonList(value)) return redactObject(value);
    // A header as a pair: ["Authorization", "…"].
    const [name, item] = value;
    if (value.length === 2 && typeof name === 'string' && typeof item === 'string' && isSecret(name)) {
      return [name, maskWhole(item)];
    }
    return value.map(redact);
  }

  return {
    policy,
    redact,
    get count() {
      return count;
    },
  };
}

const mostJudged = 10_000;

interface JudgedName {
  readonly isNamedSecret: boolean;
  /** The name as it is written: a name may be a token itself. */
  readonly label: string;
}

function isBearerToken(name: string): boolean {
  return name.toLowerCase().replace(/[-_.\s]/g, '') === 'bearertoken';
}

function own(value: { readonly [key: string]: JsonValue }, name: string): JsonValue | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
