import type { StandInAnswer, StandInDocument } from '../../stand-in.ts';
import { statusOf } from './assumptions.ts';
import type { Call, Desk } from './desk.ts';
import { without } from './json.ts';
import { answerNamedList } from './paging.ts';
import { withOne } from './resource-routes.ts';
import { type Route, route } from './routes.ts';
import { findScriptUses } from './script-uses.ts';
import { isWithin, readRange } from './time-range.ts';

const kind = { collection: 'scripts', noun: 'script' } as const;

/** What scripts have beside other resources: users, audit and logs (C-618, C-621, C-622). */
export const scriptRoutes: readonly Route[] = [
  route('GET', '/v1/scripts/:id/dependencies', (desk, call) =>
    withOne(desk, call, kind, () => answerDependencies(desk, call)),
  ),
  // What an entry looks like is not known, so there is none.
  route('GET', '/v1/scripts/:id/audit', (desk, call) => withOne(desk, call, kind, () => ({ status: 200, body: [] }))),
  route('GET', '/v1/scripts/:id/logs', (desk, call) => withOne(desk, call, kind, () => answerLogs(desk, call))),
  route('DELETE', '/v1/scripts/:id/logs', (desk, call) => withOne(desk, call, kind, () => clearLogs(desk, call))),
];

function answerDependencies(desk: Desk, { parameters: { id = '' } }: Call): StandInAnswer {
  const { exports, imports, flows } = findScriptUses(desk.store, id);
  const show = (users: readonly StandInDocument[]): readonly StandInDocument[] =>
    users.map(({ _id = null, name = null }) => ({ id: _id, name }));
  return { status: 200, body: { exports: show(exports), imports: show(imports), flows: show(flows) } };
}

/** Entries as in C-329; the collection `logs` holds them by their `_id`, with the `_scriptId` that they belong to. */
function answerLogs(desk: Desk, call: Call): StandInAnswer {
  const { query } = call.request;
  const range = readRange(query);
  const entries = listLogs(desk, call).filter(
    ({ time, _flowId, _resourceId, functionType, logLevel }) =>
      isWithin(range, time) &&
      isAsked(query.get('_flowId'), _flowId) &&
      isAsked(query.get('_resourceId'), _resourceId) &&
      isAsked(query.get('functionType'), functionType) &&
      isAsked(query.get('level'), logLevel),
  );
  return answerNamedList(desk, call, { logs: entries.map((entry) => without(entry, ['_id', '_scriptId'])) });
}

function clearLogs(desk: Desk, call: Call): StandInAnswer {
  for (const { _id } of listLogs(desk, call)) desk.store.remove('logs', String(_id));
  const status = statusOf(desk.assumptions, 'clearLogsStatus');
  return status === 204 ? { status } : { status, body: {} };
}

function listLogs(desk: Desk, { parameters: { id = '' } }: Call): readonly StandInDocument[] {
  return desk.store.list('logs').filter(({ _scriptId }) => _scriptId === id);
}

function isAsked(wanted: string | null, value: unknown): boolean {
  return wanted === null || wanted === value;
}
