import { type Static, Type } from 'typebox';
import type { JsonValue } from '../../contract.ts';
import { isJsonList, isJsonObject, ownField } from '../../json-object.ts';
import type { Wanted } from '../../publisher.ts';
import { sha256 } from '../../sha256.ts';
import { webhookMembers } from '../setup.ts';

/** `publish` of a step `flow-webhook` in `hooksmith.json`. */
export const TrifactaPublish = Type.Object(
  {
    /** Id of the flow that the webhook belongs to (T-250). */
    flow: Type.Integer({ minimum: 1 }),
  },
  { additionalProperties: false },
);

/** `publish` of a step `flow-webhook` in `hooksmith.json`. */
export type TrifactaPublish = Static<typeof TrifactaPublish>;

/** A webhook as it is sent and shown: our own names, as the API's are not public (T-256). Secrets are `{"$secret": name}`. */
export type WebhookBody = Readonly<Record<string, JsonValue>>;

/** The members that count as ours in what the platform shows; all others are the platform's own. */
export const bodyNames: readonly string[] = ['flow', ...webhookMembers];

/**
 * The body that makes the webhook: its configuration and its flow. What an administrator has set for the whole platform is
 * no part of it.
 *
 * @throws Error where the content is no JSON object, which the configuration of a step always is.
 */
export function makeBody({ content, settings }: Pick<Wanted, 'content' | 'settings'>): WebhookBody {
  const setup: unknown = JSON.parse(content);
  if (!isJsonObject(setup)) throw new Error('the configuration of a step is no object');
  const { platform: _platform, ...own } = setup as Readonly<Record<string, JsonValue>>;
  return { flow: (settings as TrifactaPublish).flow, ...own };
}

/** What the platform shows of a webhook under our names, without the places where a body has secrets. */
export function readShown(answer: unknown, body: WebhookBody): WebhookBody {
  const shown = bodyNames.flatMap((name) => {
    const value = ownField(answer, name);
    return value === undefined ? [] : [[name, value as JsonValue] as const];
  });
  const bare = withoutSecrets(Object.fromEntries(shown), body);
  return isJsonObject(bare) ? (bare as WebhookBody) : {};
}

/** Whether all that the platform shows under our names is as in a body, secrets aside. */
export function agrees(shown: WebhookBody, body: WebhookBody): boolean {
  const expected = readShown(body, body);
  return Object.entries(shown).every(([name, value]) => toCanonical(value) === toCanonical(expected[name] ?? null));
}

/** Tells one value from another whatever the order of its members; null members count as absent. */
export function nameValue(value: JsonValue): string {
  return sha256(toCanonical(value));
}

/** A value with the secrets of a body put back where they stand in it, for people to read. */
export function withSecrets(shown: JsonValue, body: JsonValue): JsonValue {
  if (isSecret(body)) return body;
  if (!isJsonObject(body) || !isJsonObject(shown)) return shown;
  const named = Object.entries(body as WebhookBody).filter(([, value]) => holdsSecret(value));
  return {
    ...(shown as WebhookBody),
    ...Object.fromEntries(named.map(([name, value]) => [name, withSecrets((shown as WebhookBody)[name] ?? {}, value)])),
  };
}

function withoutSecrets(value: JsonValue, body: JsonValue | undefined): JsonValue {
  if (!isJsonObject(value) || !isJsonObject(body)) return value;
  const members = Object.entries(value as WebhookBody)
    .filter(([name]) => !isSecret(ownField(body, name)))
    .map(([name, inner]) => [name, withoutSecrets(inner, ownField(body, name) as JsonValue | undefined)] as const);
  return Object.fromEntries(members);
}

function holdsSecret(value: JsonValue): boolean {
  if (isSecret(value)) return true;
  return isJsonObject(value) && Object.values(value as WebhookBody).some(holdsSecret);
}

function isSecret(value: unknown): boolean {
  return typeof ownField(value, '$secret') === 'string';
}

function toCanonical(value: JsonValue): string {
  if (isJsonList(value)) return `[${value.map(toCanonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, inner]) => inner !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, inner]) => `${JSON.stringify(name)}:${toCanonical(inner)}`);
  return `{${members.join(',')}}`;
}
