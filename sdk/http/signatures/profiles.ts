import type { ParsedSignature, SignatureProfile } from './signature-profile.ts';

const fiveMinutes = 300_000;

/** Trifacta (W-110); no public text confirms the layout (T-181 to T-183). */
const trifacta: SignatureProfile = {
  name: 'trifacta',
  rule: 'W-110',
  header: 'x-webhook-signature',
  timestampHeader: null,
  idHeader: null,
  timestampUnit: 'ms',
  toleranceMs: fiveMinutes,
  encoding: 'hex',
  format: ({ timestamp, signature }) => `t=${timestamp},sha256=${signature}`,
  parse: (value) => parseFields(value, 'sha256'),
  base: ({ timestamp }) => `${timestamp}.`,
  readKey: readText,
};

/** Stripe (W-111). */
const stripe: SignatureProfile = {
  name: 'stripe',
  rule: 'W-111',
  header: 'Stripe-Signature',
  timestampHeader: null,
  idHeader: null,
  timestampUnit: 's',
  toleranceMs: fiveMinutes,
  encoding: 'hex',
  format: ({ timestamp, signature }) => `t=${timestamp},v1=${signature}`,
  parse: (value) => parseFields(value, 'v1'),
  base: ({ timestamp }) => `${timestamp}.`,
  readKey: readText,
};

/** Standard Webhooks (W-112), symmetric signatures only: those of a key pair, `v1a`, are left aside. */
const standardWebhooks: SignatureProfile = {
  name: 'standard-webhooks',
  rule: 'W-112',
  header: 'webhook-signature',
  timestampHeader: 'webhook-timestamp',
  idHeader: 'webhook-id',
  timestampUnit: 's',
  toleranceMs: fiveMinutes,
  encoding: 'base64',
  format: ({ signature }) => `v1,${signature}`,
  parse: (value) => atLeastOne(null, valuesOf(value.split(' '), 'v1,')),
  base: ({ timestamp, id }) => `${id}.${timestamp}.`,
  readKey: readBase64,
};

/** GitHub (W-113); it signs the body alone, so an old delivery is told by its id only. */
const github: SignatureProfile = {
  name: 'github',
  rule: 'W-113',
  header: 'X-Hub-Signature-256',
  timestampHeader: null,
  idHeader: null,
  timestampUnit: null,
  toleranceMs: null,
  encoding: 'hex',
  format: ({ signature }) => `sha256=${signature}`,
  parse: (value) => atLeastOne(null, valuesOf([value], 'sha256=')),
  base: () => '',
  readKey: readText,
};

/** Slack (W-114). */
const slack: SignatureProfile = {
  name: 'slack',
  rule: 'W-114',
  header: 'X-Slack-Signature',
  timestampHeader: 'X-Slack-Request-Timestamp',
  idHeader: null,
  timestampUnit: 's',
  toleranceMs: fiveMinutes,
  encoding: 'hex',
  format: ({ signature }) => `v0=${signature}`,
  parse: (value) => atLeastOne(null, valuesOf([value], 'v0=')),
  base: ({ timestamp }) => `v0:${timestamp}:`,
  readKey: readText,
};

/** The profiles that are known, by their names (W-102). */
export const signatureProfiles = { trifacta, stripe, 'standard-webhooks': standardWebhooks, github, slack } as const;

/** Name of a profile that is known. */
export type SignatureProfileName = keyof typeof signatureProfiles;

/** A profile by its name; undefined where there is none. */
export function findSignatureProfile(name: string): SignatureProfile | undefined {
  return Object.values(signatureProfiles).find((profile) => profile.name === name);
}

/** `t=…,name=…[,name=…]`; fields of other names are those of versions to come and of old ones. */
function parseFields(value: string, name: string): ParsedSignature | undefined {
  const fields = value.split(',');
  const [timestamp, ...more] = valuesOf(fields, 't=');
  if (timestamp === undefined || more.length > 0) return undefined;
  return atLeastOne(timestamp, valuesOf(fields, `${name}=`));
}

function valuesOf(fields: readonly string[], start: string): readonly string[] {
  return fields.filter((field) => field.startsWith(start)).map((field) => field.slice(start.length));
}

function atLeastOne(timestamp: string | null, signatures: readonly string[]): ParsedSignature | undefined {
  return signatures.length === 0 ? undefined : { timestamp, signatures };
}

/** The secret's own bytes are the key. */
function readText(secret: string): Uint8Array | undefined {
  return secret === '' ? undefined : Buffer.from(secret, 'utf8');
}

/** `whsec_` and base64, or the base64 alone (W-121). */
function readBase64(secret: string): Uint8Array | undefined {
  const text = secret.startsWith('whsec_') ? secret.slice(6) : secret;
  if (text === '' || text.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(text)) return undefined;
  return Buffer.from(text, 'base64');
}
