import type { JsonValue } from '../../contract.ts';
import { isJsonObject, ownField } from '../../json-object.ts';
import {
  type Known,
  RefusedByRemote,
  type RemoteIds,
  type RemoteMachine,
  type RemoteState,
  type Wanted,
} from '../../publisher.ts';
import { agrees, makeBody, nameValue, readShown, type WebhookBody, withSecrets } from './webhook-body.ts';

/** Where the API keeps webhooks of flows (T-250, T-251). */
export const webhookRoute = '/v4/webhookFlowTasks';

/** Id of a webhook; a number as far as is known. */
export type WebhookId = number | string;

/** What the platform holds of a webhook. */
export interface TrifactaRemote extends RemoteState {
  readonly webhook: FoundWebhook;
  /** Webhooks that it replaces and that are still there. */
  readonly leaving: readonly WebhookId[];
}

/** The webhook that is published already. */
export type FoundWebhook =
  | { readonly status: 'none' }
  /** The id that is known leads nowhere any more. */
  | { readonly status: 'gone'; readonly id: WebhookId }
  | {
      readonly status: 'found';
      readonly id: WebhookId;
      /** Whether it was made from what is wanted now. */
      readonly isWanted: boolean;
      /** Whether somebody else has changed it. */
      readonly isChanged: boolean;
    };

/**
 * Reads the webhook whose id is known, and those that it replaces (T-251). A webhook whose id is not known cannot be found.
 *
 * What the platform shows is not compared with what was sent, as its names are not public (T-256): it is compared with what it
 * showed first. Whether the webhook is the wanted one is told by what was sent. Only a webhook of which nobody knows what was
 * sent is compared with what is wanted, as far as it shows members of our names.
 */
export function* readRemote(wanted: Wanted, { ids }: Known): RemoteMachine<TrifactaRemote> {
  const id = toWebhookId(ids['task']);
  const leaving: WebhookId[] = [];
  for (const old of readLeaving(ids)) {
    if (old !== id && (yield* readWebhook(old)) !== undefined) leaving.push(old);
  }
  const answer = id === undefined ? undefined : yield* readWebhook(id);
  if (id === undefined || answer === undefined) {
    const webhook: FoundWebhook = id === undefined ? { status: 'none' } : { status: 'gone', id };
    return { ids: { leaving }, content: null, notes: [], webhook, leaving };
  }
  const body = makeBody(wanted);
  const sent = ownField(ids['sent'], 'task') === id ? (ownField(ids['sent'], 'body') as WebhookBody) : undefined;
  const shown = readShown(answer, sent ?? body);
  const before = ownField(ids['shown'], 'task') === id ? ownField(ids['shown'], 'sha256') : undefined;
  const isAgreed = sent === undefined && agrees(shown, body);
  const isWanted = sent === undefined ? isAgreed : nameValue(sent) === nameValue(body);
  const isChanged = sent === undefined ? !isAgreed : before !== undefined && before !== nameValue(shown);
  // It is noted as one that leaves before its successor is made: should the answer to that be lost, it is not forgotten.
  const isLeaving = sent !== undefined && (!isWanted || isChanged);
  return {
    ids: {
      task: id,
      leaving: isLeaving ? [...leaving, id] : leaving,
      ...(sent !== undefined || isAgreed ? { sent: { task: id, body: sent ?? body } } : {}),
      ...(before === undefined && !isChanged ? { shown: { task: id, sha256: nameValue(shown) } } : {}),
    },
    content: isWanted && !isChanged ? wanted.content : describe(shown, sent ?? body),
    notes: leaving.map((old) => `webhook ${old}, which it replaces, is still there`),
    webhook: { status: 'found', id, isWanted, isChanged },
    leaving,
  };
}

/** The ids that the lock file keeps as those of webhooks to be deleted. */
export function readLeaving(ids: RemoteIds): readonly WebhookId[] {
  const list = ids['leaving'];
  return Array.isArray(list) ? [...new Set(list.flatMap((id: JsonValue) => toWebhookId(id) ?? []))] : [];
}

/** An id as the API gives it; undefined for what is none. */
export function toWebhookId(value: unknown): WebhookId | undefined {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return value;
  if (typeof value !== 'string' || !/^[\w-]{1,64}$/.test(value)) return undefined;
  return /^[1-9]\d{0,14}$/.test(value) ? Number(value) : value;
}

function* readWebhook(id: WebhookId): RemoteMachine<unknown> {
  const path = `${webhookRoute}/${id}`;
  const reply = yield { kind: 'read', request: { method: 'GET', path }, accept: [404, 410] };
  if (reply?.kind !== 'answer') throw new Error(`a read got ${reply?.kind ?? 'nothing'}`);
  if (reply.status === 404 || reply.status === 410) return undefined;
  if (isJsonObject(reply.body)) return reply.body;
  throw new RefusedByRemote({
    whose: 'remote',
    message: `GET ${path}: the answer is not what was expected: one object`,
    next: ['Check that the address of the profile is that of the API.'],
  });
}

function describe(shown: WebhookBody, body: WebhookBody): string {
  const { flow: _flow, ...setup } = withSecrets(shown, body) as WebhookBody;
  return JSON.stringify(setup, null, 2);
}
