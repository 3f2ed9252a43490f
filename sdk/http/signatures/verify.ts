import { timingSafeEqual } from 'node:crypto';
import { type HttpHeader, readHeader } from '../exchange.ts';
import { computeSignature, getKey, isMessageId } from './sign.ts';
import type { SignatureProfile } from './signature-profile.ts';

/** A message that came, and what to verify it with. */
export interface VerifyOptions {
  readonly profile: SignatureProfile;
  /** The secret; several while a key is replaced, of which one must fit. */
  readonly secrets: string | readonly string[];
  /** As they came, in a list or as Node's `request.headers`. */
  readonly headers: readonly HttpHeader[] | NodeHeaders;
  /** The raw bytes that came, before anything parses them (W-103). */
  readonly body: Uint8Array;
  /** The receiver's clock, in ms since 1970. */
  readonly nowMs: number;
  /** How far the message's time may lie from `nowMs`, both ways (W-106). @default that of the profile */
  readonly toleranceMs?: number;
}

/** Headers by their lower-case names. */
export type NodeHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Whether a signature holds, or why it does not (W-107). */
export type Verification =
  | { readonly ok: true }
  | {
      readonly ok: false;
      /**
       * `missing-header`: a header that the profile needs is not there; `malformed`: it is not of the profile's layout;
       * `stale`: the time is too far off, past or future; `mismatch`: none of the signatures fits any of the secrets.
       */
      readonly reason: 'missing-header' | 'malformed' | 'stale' | 'mismatch';
      /** One sentence for a person; never a secret, nor the signature that would have been right. */
      readonly says: string;
    };

/**
 * Verifies the signature of a webhook (W-103 to W-107). Takes as long for any signature of the same length (W-104).
 *
 * @throws TypeError where a secret is no key of the profile, or there is no secret: a mistake of the receiver, not of the message.
 * @example
 * import { signatureProfiles, verifyWebhook } from 'hooksmith';
 *
 * app.post('/hook', express.raw({ type: () => true }), (request, response) => {
 *   const profile = signatureProfiles.stripe;
 *   const verified = verifyWebhook({ profile, secrets, headers: request.headers, body: request.body, nowMs: Date.now() });
 *   response.sendStatus(verified.ok ? 200 : 401);
 * });
 */
export function verify({
  profile,
  secrets,
  headers,
  body,
  nowMs,
  toleranceMs = profile.toleranceMs ?? 0,
}: VerifyOptions): Verification {
  const keys = [secrets].flat().map((secret) => getKey(profile, secret));
  if (keys.length === 0) throw new TypeError('there is no secret to verify with');

  const read = (name: string): string | undefined => readAny(headers, name);
  const needed = [profile.idHeader, profile.timestampHeader, profile.header].filter((name) => name !== null);
  const missing = needed.find((name) => read(name) === undefined);
  if (missing !== undefined) return no('missing-header', `the message has no header ${missing}`);

  const value = read(profile.header) ?? '';
  const parsed = value.length > maxHeaderChars ? undefined : profile.parse(value);
  if (parsed === undefined) {
    const example = profile.format({ timestamp: '<time>', signature: `<${profile.encoding}>` });
    return no('malformed', `${profile.header} is not of the form ${example} (${profile.rule})`);
  }
  const id = profile.idHeader === null ? '' : (read(profile.idHeader) ?? '');
  if (profile.idHeader !== null && !isMessageId(id)) {
    return no('malformed', `${profile.idHeader} is no id: visible ASCII without a full stop is expected`);
  }
  const timestamp = (profile.timestampHeader === null ? parsed.timestamp : read(profile.timestampHeader)) ?? '';
  if (profile.timestampUnit !== null) {
    if (!/^\d{1,15}$/.test(timestamp)) {
      return no('malformed', `the time in ${profile.timestampHeader ?? profile.header} is no whole number`);
    }
    const unitMs = profile.timestampUnit === 's' ? 1000 : 1;
    const ageMs = (Math.floor(nowMs / unitMs) - Number(timestamp)) * unitMs;
    // Written so that NaN is stale.
    if (!(Math.abs(ageMs) <= toleranceMs)) return no('stale', describeAge(ageMs, toleranceMs));
  }

  const right = keys.map((key) => computeSignature(profile, { key, message: { timestamp, id }, body }));
  const fits = parsed.signatures.some((given) => right.some((signature) => isSame(given, signature)));
  return fits ? { ok: true } : no('mismatch', describeMismatch(parsed.signatures.length, keys.length));
}

/** More than any platform writes, and little enough to be looked through. */
const maxHeaderChars = 16 * 1024;

function readAny(headers: VerifyOptions['headers'], name: string): string | undefined {
  if (isList(headers)) return readHeader(headers, name);
  const wanted = name.toLowerCase();
  const values = Object.entries(headers).flatMap(([key, value]) => (key.toLowerCase() === wanted ? (value ?? []) : []));
  return values.length === 0 ? undefined : values.join(', ');
}

function isList(headers: VerifyOptions['headers']): headers is readonly HttpHeader[] {
  return Array.isArray(headers);
}

/** W-104. */
function isSame(given: string, right: string): boolean {
  const [left, expected] = [Buffer.from(given, 'utf8'), Buffer.from(right, 'utf8')];
  return left.length === expected.length && timingSafeEqual(left, expected);
}

function describeAge(ageMs: number, toleranceMs: number): string {
  const seconds = Math.abs(ageMs) / 1000;
  const where = ageMs < 0 ? 'in the future' : 'old';
  return `the message is ${seconds} s ${where}, and ${toleranceMs / 1000} s are allowed; sign each attempt anew, and compare the clocks`;
}

function describeMismatch(signatures: number, secrets: number): string {
  const given = signatures === 1 ? 'the signature does not fit' : `none of the ${signatures} signatures fits`;
  const key = secrets === 1 ? 'the secret' : `any of the ${secrets} secrets`;
  return `${given} this body and ${key}; compare the secrets, and verify the raw bytes before anything parses them`;
}

function no(reason: Extract<Verification, { ok: false }>['reason'], says: string): Verification {
  return { ok: false, reason, says };
}
