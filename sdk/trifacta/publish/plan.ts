import type { Known, Plan, PlannedWrite, Refusal, Wanted } from '../../publisher.ts';
import { type TrifactaRemote, type WebhookId, webhookRoute } from './remote.ts';
import { makeBody, type WebhookBody } from './webhook-body.ts';

/**
 * What is left to do: make the webhook, then delete those that it replaces. Pure.
 *
 * The API changes no webhook (T-251), so a change makes a new one. It is made first: were the old one deleted first, and the
 * new one refused, nobody would be told anything any more. Until the old one is gone both fire, and a flow that has as many
 * webhooks as it may (T-137) takes no new one. A create is planned only where it is certain that no earlier one was lost, as
 * the API lists none either.
 */
export function planWebhook(wanted: Wanted, { open, force }: Known, { webhook, leaving }: TrifactaRemote): Plan {
  const body = makeBody(wanted);
  if (open.has('create-webhook')) return { status: 'refused', refusal: lostCreate(wanted, body) };
  const deletes = leaving.map((id) => deleteWebhook(id, body));
  switch (webhook.status) {
    case 'none':
      return { status: 'change', writes: [createWebhook(body), ...deletes] };
    case 'gone':
      if (!force) return { status: 'refused', refusal: deletedThere(body, webhook.id) };
      return { status: 'change', writes: [createWebhook(body), ...deletes] };
    case 'found': {
      if (webhook.isChanged && !force) return { status: 'refused', refusal: changedThere(body, webhook.id) };
      if (!webhook.isWanted || webhook.isChanged) {
        return { status: 'change', writes: [createWebhook(body), ...deletes, deleteWebhook(webhook.id, body)] };
      }
      return deletes.length === 0 ? { status: 'done' } : { status: 'change', writes: deletes };
    }
  }
}

function createWebhook(body: WebhookBody): PlannedWrite {
  return {
    says: `make the webhook ${body['name']} of flow ${body['flow']}`,
    step: 'create-webhook',
    // Secrets stay named; who sends it fills them in.
    request: { method: 'POST', path: webhookRoute, body },
  };
}

function deleteWebhook(id: WebhookId, body: WebhookBody): PlannedWrite {
  return {
    says: `delete the webhook ${id}, which ${body['name']} replaces`,
    step: 'delete-webhook',
    request: { method: 'DELETE', path: `${webhookRoute}/${id}` },
  };
}

function lostCreate({ name }: Wanted, body: WebhookBody): Refusal {
  return {
    whose: 'remote',
    message: `${name}: the webhook was sent and no answer came, so it is not known whether it was made; the API lists none (T-251)`,
    next: [
      `Look at the webhooks of flow ${body['flow']} on the platform for the newest one called ${JSON.stringify(body['name'])}.`,
      'If it is there, publish with --took ID. If it is not, publish with --again.',
    ],
  };
}

function deletedThere(body: WebhookBody, id: WebhookId): Refusal {
  return {
    whose: 'remote',
    message: `the webhook ${JSON.stringify(body['name'])} (${id}) was deleted on the platform`,
    next: ['--force makes it anew, with another id.'],
    forcible: true,
  };
}

function changedThere(body: WebhookBody, id: WebhookId): Refusal {
  return {
    whose: 'remote',
    message: `the webhook ${JSON.stringify(body['name'])} (${id}) is not as it was published: somebody changed it on the platform, or it is another one`,
    next: [
      'See with hooksmith diff what it is like, and take the change into hooksmith.json.',
      '--force makes a new one; what was made from here before is deleted.',
    ],
    forcible: true,
  };
}
