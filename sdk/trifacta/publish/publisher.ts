import { ownField } from '../../json-object.ts';
import {
  type PlannedWrite,
  type Publisher,
  type Refusal,
  RefusedByRemote,
  type RemoteAnswer,
  type RemoteIds,
  type Wanted,
} from '../../publisher.ts';
import { sha256 } from '../../sha256.ts';
import { planWebhook } from './plan.ts';
import { readLeaving, readRemote, type TrifactaRemote, toWebhookId, webhookRoute } from './remote.ts';
import { makeBody, TrifactaPublish } from './webhook-body.ts';

/** Publishes webhooks of flows (T-250, T-251). */
export const trifactaPublisher: Publisher<TrifactaRemote> = {
  // Every workspace has an address of its own.
  regions: {},
  credential: 'access token',
  headers: (token) => [{ name: 'Authorization', value: `Bearer ${token}` }],
  readError,
  retryAfter: ['x-retry-after', 'retry-after'],
  assumptions: {},
  publishes: { hooks: false, steps: ['flow-webhook'] },
  settings: TrifactaPublish,
  check,
  identify(wanted) {
    const { flow, name } = makeBody(wanted);
    return [{ what: `the webhook ${name} of flow ${flow}`, value: sha256(wanted.content) }];
  },
  read: readRemote,
  plan: planWebhook,
  learn,
  unfindable: { step: 'create-webhook', id: 'task' },
  conclude: (wanted, { webhook }) =>
    webhook.status === 'found' ? [`webhook ${webhook.id} belongs to flow ${makeBody(wanted)['flow']}`] : [],
};

/** T-259. */
function readError(body: unknown): string | undefined {
  const exception = ownField(body, 'exception');
  const says = [ownField(exception, 'name'), ownField(exception, 'message') ?? ownField(body, 'message')];
  const texts = says.filter((part) => typeof part === 'string' && part !== '');
  return texts.length === 0 ? undefined : texts.join(': ');
}

/** Members that no request may hold, with the rules that say so. */
const refused = { certificates: 'T-122', inputDataset: 'T-130', outputDataset: 'T-130' } as const;

function check(wanted: Wanted): Refusal | null {
  const body = makeBody(wanted);
  const found = Object.entries(refused).find(([name]) => body[name] !== undefined);
  if (found === undefined) return null;
  return {
    whose: 'user',
    message: `${wanted.name}: /setup/${found[0]} is not supported (${found[1]})`,
    next: [`Take "${found[0]}" out of the setup of the step in hooksmith.json.`],
  };
}

function learn(ids: RemoteIds, { step, request }: PlannedWrite, { body }: RemoteAnswer): RemoteIds {
  if (step === 'delete-webhook') {
    return { ...ids, leaving: readLeaving(ids).filter((id) => request.path !== `${webhookRoute}/${id}`) };
  }
  const id = toWebhookId(ownField(ownField(body, 'data') ?? body, 'id'));
  if (id !== undefined) return { ...ids, task: id, sent: { task: id, body: request.body ?? null }, shown: null };
  // Without its id it could never be found again, and the next run would make another one.
  throw new RefusedByRemote({
    whose: 'remote',
    message: 'the platform took the webhook and gave no id for it',
    next: ['Look at the webhooks of the flow on the platform, and publish with --took ID.'],
  });
}
