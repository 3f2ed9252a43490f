import { createHmac } from 'node:crypto';
import type { HttpHeader } from '../exchange.ts';
import type { SignatureProfile, SignedMessage } from './signature-profile.ts';

/** What to sign. */
export interface SignOptions {
  /** As the platform writes secrets: any text, or `whsec_…` for standard-webhooks (W-121). */
  readonly secret: string;
  /** The time of the attempt, in ms since 1970; the clock is the caller's (W-108). */
  readonly nowMs: number;
  /** The id of the message, the same in all its attempts (W-120). Needed by standard-webhooks, left aside by the others. */
  readonly id?: string;
  /** What is sent, byte for byte; a text stands for its UTF-8 bytes. */
  readonly body: string | Uint8Array;
}

/**
 * Signs a message: the headers that go out with it.
 *
 * @throws TypeError for a secret that is no key of the profile (ask `explainSecret` first), and for a missing or unusable id.
 * @example
 * import { signatureProfiles, signWebhook } from 'hooksmith';
 *
 * signWebhook(signatureProfiles.stripe, { secret: 's3cret', nowMs: Date.now(), body });
 */
export function sign(profile: SignatureProfile, { secret, nowMs, id, body }: SignOptions): readonly HttpHeader[] {
  const message = {
    timestamp: profile.timestampUnit === null ? '' : writeTimestamp(nowMs, profile.timestampUnit),
    id: profile.idHeader === null ? '' : (id ?? ''),
  };
  if (profile.idHeader !== null && !isMessageId(message.id)) {
    throw new TypeError(`${profile.name} signs the id of a message: visible ASCII without a full stop`);
  }
  const signature = computeSignature(profile, { key: getKey(profile, secret), message, body });
  return [
    ...headerOf(profile.idHeader, message.id),
    ...headerOf(profile.timestampHeader, message.timestamp),
    { name: profile.header, value: profile.format({ timestamp: message.timestamp, signature }) },
  ];
}

/**
 * What is wrong with a secret, in a sentence that does not hold it; null where it is one of the profile.
 *
 * @example
 * explainSecret(signatureProfiles['standard-webhooks'], 'hello'); // 'standard-webhooks needs a secret that …'
 */
export function explainSecret(profile: SignatureProfile, secret: string): string | null {
  if (profile.readKey(secret) !== undefined) return null;
  return secret === ''
    ? 'the secret is empty'
    : `${profile.name} needs a secret that is whsec_ and base64, or base64 alone (W-121)`;
}

/** The key of a secret. Throws TypeError for a secret that is none of the profile. */
export function getKey(profile: SignatureProfile, secret: string): Uint8Array {
  const key = profile.readKey(secret);
  if (key === undefined) throw new TypeError(explainSecret(profile, secret) ?? 'the secret is no key');
  return key;
}

/** The signature itself, encoded as the profile encodes it. */
export function computeSignature(
  profile: SignatureProfile,
  {
    key,
    message,
    body,
  }: { readonly key: Uint8Array; readonly message: SignedMessage; readonly body: string | Uint8Array },
): string {
  return createHmac('sha256', key).update(profile.base(message), 'utf8').update(body).digest(profile.encoding);
}

/** A full stop in an id would let one part of the signed text pass for another. */
export function isMessageId(id: string): boolean {
  return /^[\x21-\x2d\x2f-\x7e]{1,256}$/.test(id);
}

function writeTimestamp(nowMs: number, unit: 's' | 'ms'): string {
  return String(Math.floor(unit === 's' ? nowMs / 1000 : nowMs));
}

function headerOf(name: string | null, value: string): readonly HttpHeader[] {
  return name === null ? [] : [{ name, value }];
}
