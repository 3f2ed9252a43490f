import type { JsonValue } from '../../contract.ts';
import { isJsonList } from '../../json-object.ts';
import type { StandInAnswer, StandInDocument } from '../../stand-in.ts';
import type { Call, Desk } from './desk.ts';
import { withFlow } from './flow-place.ts';
import { isDocument, pick, without } from './json.ts';
import { answerNamedList } from './paging.ts';
import { withOne } from './resource-routes.ts';
import { bodyRoute, type Route, route } from './routes.ts';

/**
 * Jobs and what they logged (C-642, C-644, C-655). The collection `jobs` holds jobs by their `_id`, perhaps with their errors
 * in `joberrors`; `jobLogs` holds records of runs with the `_flowId` and `_jobId` that they belong to and with `stages`, each
 * with `name`, `input` and `output`. The stand-in runs nothing, so they come from who sets it up.
 */
export const jobRoutes: readonly Route[] = [
  route('GET', '/v1/jobs', answerJobs),
  route('GET', '/v1/jobs/:id', (desk, call) =>
    withOne(desk, call, job, (found) => ({ status: 200, body: without(found, [errorsField]) })),
  ),
  route('GET', '/v1/jobs/:id/joberrors', (desk, call) => withOne(desk, call, job, answerJobErrors)),
  route('GET', '/v1/flows/:id/jobs/:jobId/logs', withFlow(answerLogs)),
  bodyRoute('POST', '/v1/flows/:id/jobs/:jobId/logs/data/query', withFlow(answerData)),
];

const job = { collection: 'jobs', noun: 'job' } as const;
const errorsField = 'joberrors';
const mostJobs = 1_001;
const mostErrors = 1_000;

/** Fields that a query may name, each with its value. */
const asked = ['_integrationId', '_exportId', '_importId', '_flowId', '_flowJobId', 'type', 'status'];

function answerJobs(desk: Desk, { request: { query } }: Call): StandInAnswer {
  const jobs = desk.store
    .list(job.collection)
    .filter((each) => asked.every((name) => !query.has(name) || query.get(name) === each[name]))
    .filter(({ createdAt }) => isBetween(query.get('createdAt_gte'), createdAt, query.get('createdAt_lte')));
  return { status: 200, body: jobs.slice(0, mostJobs).map((each) => without(each, [errorsField])) };
}

/** Times are compared where all of them are such. */
function isBetween(first: string | null, time: JsonValue | undefined, last: string | null): boolean {
  const at = Date.parse(String(time));
  return !(at < Date.parse(first ?? '')) && !(at > Date.parse(last ?? ''));
}

function answerJobErrors(found: StandInDocument): StandInAnswer {
  const errors = found[errorsField] ?? null;
  return { status: 200, body: isJsonList(errors) ? errors.slice(0, mostErrors) : [] };
}

function answerLogs(desk: Desk, call: Call): StandInAnswer {
  const logs = listLogs(desk, call);
  const shown = ['recordId', 'groupId', 'traceKey', '_expOrImpId'];
  return answerNamedList(desk, call, { logs: logs.map((log) => pick(log, shown)) });
}

function answerData(desk: Desk, call: Call, body: JsonValue): StandInAnswer {
  if (!isDocument(body)) return desk.refuse(400, 'The body is no JSON object.');
  const names = ['_expOrImpId', 'stage', 'groupId', 'recordId'];
  const missing = names.find((name) => typeof body[name] !== 'string');
  if (missing !== undefined) {
    return desk.refuse(422, `${missing} is required.`, { field: missing, isMissing: true });
  }
  const log = listLogs(desk, call).find((each) =>
    ['_expOrImpId', 'groupId', 'recordId'].every((name) => each[name] === body[name]),
  );
  const stages = log?.['stages'] ?? null;
  const stage = isJsonList(stages)
    ? stages.find((each) => isDocument(each) && each['name'] === body['stage'])
    : undefined;
  if (!isDocument(stage)) return desk.refuse(404, `There is no data of the stage ${body['stage']}.`);
  return { status: 200, body: pick(stage, ['input', 'output']) };
}

function listLogs(desk: Desk, { parameters: { id, jobId } }: Call): readonly StandInDocument[] {
  return desk.store.list('jobLogs').filter(({ _flowId, _jobId }) => _flowId === id && _jobId === jobId);
}
