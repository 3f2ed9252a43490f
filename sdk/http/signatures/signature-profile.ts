/**
 * How a platform signs its webhooks (W-101), as data: a variant of a profile is a copy with other fields,
 * `{ ...signatureProfiles.trifacta, header: 'x-signature' }`. The signature is an HMAC-SHA256 in all of them.
 */
export interface SignatureProfile {
  /** As in options and on the command line: `standard-webhooks`. */
  readonly name: string;
  /** Rule id of its layout. */
  readonly rule: string;
  /** Header of the signature, spelled as the platform spells it. */
  readonly header: string;
  /** Header of the time where the signature's own does not hold it; null where it does, or where there is no time. */
  readonly timestampHeader: string | null;
  /** Header of the message's id; null where the signature covers none. */
  readonly idHeader: string | null;
  /** What time is counted in since 1970; null where the signature covers none. */
  readonly timestampUnit: 's' | 'ms' | null;
  /** How far the time may lie from the clock of the receiver, in ms and both ways (W-106); null where there is none. */
  readonly toleranceMs: number | null;
  readonly encoding: 'hex' | 'base64';
  /** The value of the header. */
  format(signed: FormattedSignature): string;
  /** Reads the value of the header; undefined where it is not of this layout. Linear in its length. */
  parse(value: string): ParsedSignature | undefined;
  /** What is signed ahead of the body's bytes. */
  base(message: SignedMessage): string;
  /** The key that a secret stands for; undefined where the secret is not written as the platform writes secrets. */
  readKey(secret: string): Uint8Array | undefined;
}

/** What a header is written from. */
export interface FormattedSignature {
  /** Empty where the profile has no time. */
  readonly timestamp: string;
  readonly signature: string;
}

/** What a header says. */
export interface ParsedSignature {
  /** As it is written; null where the header holds none. */
  readonly timestamp: string | null;
  /** All of the version that can be verified; more than one while a key is replaced (W-105). Never empty. */
  readonly signatures: readonly string[];
}

/** What is signed beside the body. */
export interface SignedMessage {
  /** As it is written; empty where the profile has no time. */
  readonly timestamp: string;
  /** Empty where the profile has no id. */
  readonly id: string;
}
