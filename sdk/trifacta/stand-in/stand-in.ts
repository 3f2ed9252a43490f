import { readHeader } from '../../http/exchange.ts';
import type { OpenStandIn, PlatformStandIn, StandInAnswer, StandInRequest, StandInWorld } from '../../stand-in.ts';
import { webhookAssumptions } from '../assumptions.ts';
import { answerJobGroup, jobGroupAssumptions, openJobGroups } from '../job-groups.ts';
import { answerException } from './exceptions.ts';
import { withRequestId } from './request-id.ts';
import { createWebhook, deleteWebhook, readWebhook, testWebhook } from './webhooks.ts';

/** Answers as Trifacta's API does to jobs and to webhooks of flows (T-250 to T-252, T-255, T-257 to T-262). */
export const trifactaStandIn: PlatformStandIn = {
  says: "Stands in for Trifacta's API: jobs and webhooks of flows below /v4. No job is run, and no webhook fires.",
  assumptions: { ...jobGroupAssumptions, maxWebhooksPerFlow: webhookAssumptions.maxWebhooksPerFlow },
  maxBodyBytes: 1024 * 1024,
  findToken: ({ headers }) => /^bearer ([^ ]+)$/i.exec(readHeader(headers, 'authorization') ?? '')?.[1],
  isOpen: () => false,
  refuse: (status, message, _assumptions, random) => withRequestId(answerException(status, message), random),
  open: openStandIn,
};

function openStandIn(world: StandInWorld): OpenStandIn {
  const { store, assumptions } = world;
  const most = assumptions['maxWebhooksPerFlow'];
  const mostPerFlow = typeof most === 'number' ? most : webhookAssumptions.maxWebhooksPerFlow.default;
  let jobs = openJobGroups();

  return { answer: (request) => withRequestId(route(request), world.random) };

  function route({ method, path, body }: StandInRequest): StandInAnswer {
    switch (`${method} ${path}`) {
      case 'POST /v4/jobGroups':
        return startJob(body);
      case 'POST /v4/webhookFlowTasks':
        return createWebhook(store, body, mostPerFlow);
      case 'POST /v4/webhooks/test':
        return testWebhook(body);
    }
    const id = Number(/^\/v4\/webhookFlowTasks\/(\d{1,15})$/.exec(path)?.[1]);
    if (method === 'GET' && id >= 0) return readWebhook(store, id);
    if (method === 'DELETE' && id >= 0) return deleteWebhook(store, id);
    return answerException(404, 'There is nothing here.');
  }

  /** The stand-in has one user, whose minute begins anew with the server; the ids of jobs go on. */
  function startJob(body: string): StandInAnswer {
    const last = store.get('counters', 'job-groups')?.['last'];
    const state = typeof last === 'number' ? { ...jobs, nextId: last + 1 } : jobs;
    const { state: next, answer } = answerJobGroup(state, { user: '', body, nowMs: world.now() }, assumptions);
    if (next.nextId !== state.nextId) store.put('counters', 'job-groups', { last: state.nextId });
    jobs = next;
    return answer;
  }
}
