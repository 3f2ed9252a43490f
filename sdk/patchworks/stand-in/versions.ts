import type { JsonValue } from '../../contract.ts';
import type { StandInDocument } from '../../stand-in.ts';
import {
  answerError,
  answerInvalid,
  answerMissing,
  type Desk,
  needText,
  nextId,
  onlyWrong,
  type Respond,
  readBody,
  readIncludes,
  toTime,
} from './desk.ts';
import { showScript } from './scripts.ts';

const collection = 'script-versions';

/** `POST /scripts/{id}/script-versions` (P-824). */
export const addVersion: Respond = (desk, { ids: [script = 0], request }) => {
  if (desk.store.get('scripts', String(script)) === undefined) return answerMissing('script', script);
  const { content } = readBody(request);
  const wrong = onlyWrong({ content: needText(content, 'content') });
  if (wrong !== null) return answerInvalid(desk, wrong);
  return { status: 201, body: { data: showVersion(desk, createVersion(desk, script, String(content))) } };
};

/** `GET /script-versions/{id}` (P-825). */
export const readVersion: Respond = (desk, { ids: [id = 0], request }) => {
  const found = desk.store.get(collection, String(id));
  if (found === undefined) return answerMissing('version', id);
  const has = readIncludes(desk, request);
  const view = showVersion(desk, found);
  const isDeployed = request.query.get('filter[is_deployed]');
  const deployedAt = request.query.get('filter[deployed_at]');
  const isWanted = isDeployed === null || /^(1|true)$/.test(isDeployed) === (view['status'] === 'Deployed');
  if (!isWanted || (deployedAt !== null && !String(view['deployed_at']).startsWith(deployedAt))) {
    return answerMissing('version of that kind with the id', id);
  }
  const script = has('script') ? desk.store.get('scripts', String(found['script_id'])) : undefined;
  return {
    status: 200,
    body: {
      data: {
        ...view,
        ...(has('content') ? { content: found['content'] ?? '' } : {}),
        ...(script === undefined ? {} : { script: showScript(script) }),
      },
    },
  };
};

/** `DELETE /script-versions/{id}` (P-826). */
export const deleteVersion: Respond = ({ store }, { ids: [id = 0] }) =>
  store.remove(collection, String(id))
    ? { status: 200, body: { message: 'The version is deleted.' } }
    : answerMissing('version', id);

/** `POST /script-versions/{id}/upload`: not with an API key (P-827, P-871). */
export const uploadVersion: Respond = (desk, { ids: [id = 0], request }) => {
  const isKey = !request.headers.some(
    ({ name, value }) => name.toLowerCase() === 'authorization' && /^bearer /i.test(value),
  );
  if (isKey) return answerError(desk.options.uploadRefusal, 'An API key cannot upload to the marketplace.');
  const found = desk.store.get(collection, String(id));
  if (found === undefined) return answerMissing('version', id);
  const isPrivate = readBody(request)['private'];
  if (typeof isPrivate !== 'boolean') return answerInvalid(desk, { private: ['private must be true or false.'] });
  desk.store.put(collection, String(id), { ...found, private: isPrivate });
  return { status: 200, body: { message: 'The version is uploaded.' } };
};

/**
 * "Deploy Script Version" (P-828): it takes a while, and fails for a script that cannot be parsed (P-874). A version that is
 * being deployed stays as it is.
 */
export const deployVersion: Respond = (desk, { ids: [id = 0] }) => {
  const found = desk.store.get(collection, String(id));
  if (found === undefined) return answerMissing('version', id);
  const now = desk.world.now();
  const settled = settle(found, now);
  if (settled['ready_at'] === null) {
    const fault = desk.world.checkScript(String(found['content']));
    desk.store.put(collection, String(id), {
      ...settled,
      ready_at: now + desk.options.deployMs,
      fault,
      updated_at: toTime(now),
    });
  }
  return { status: 200, body: { message: 'The deployment has begun.' } };
};

/** Makes the next version of a script, a draft (P-801). */
export function createVersion(desk: Desk, script: number, content: string): StandInDocument {
  const { store, world } = desk;
  const id = nextId(store, collection);
  const owner = store.get('scripts', String(script)) ?? {};
  const version = Number(owner['last_version'] ?? 0) + 1;
  const now = toTime(world.now());
  const document: StandInDocument = {
    id,
    script_id: script,
    version,
    content,
    ready_at: null,
    fault: null,
    deployed_at: null,
    deployment_failed_at: null,
    deployment_failure_reason: null,
    created_at: now,
    updated_at: now,
  };
  store.put(collection, String(id), document);
  store.put('scripts', String(script), { ...owner, last_version: version, updated_at: now });
  return document;
}

/** The versions of a script as the API shows them, oldest first (P-841). */
export function showVersions(
  desk: Desk,
  script: JsonValue | undefined,
): readonly Readonly<Record<string, JsonValue>>[] {
  return versionsOf(desk, script).map((version) => showVersion(desk, version));
}

/** A version as the API shows it (P-841), without what it gives on request only (P-875). */
export function showVersion(desk: Desk, version: StandInDocument): Readonly<Record<string, JsonValue>> {
  const { ready_at, fault: _fault, content: _content, private: _private, ...shown } = settle(version, desk.world.now());
  const owner = desk.store.get('scripts', String(version['script_id']));
  return {
    ...shown,
    name: owner?.['name'] ?? null,
    status: statusOf(desk, version),
    deploying: ready_at !== null,
    last_invoked_on: null,
  };
}

/** P-801, P-807: of the versions that were deployed, the one that was deployed last is in use. */
function statusOf(desk: Desk, version: StandInDocument): string {
  const now = desk.world.now();
  const timeOf = (each: StandInDocument): string => String(settle(each, now)['deployed_at'] ?? '');
  if (timeOf(version) === '') return 'Draft';
  const isFormer = versionsOf(desk, version['script_id']).some(
    (other) =>
      timeOf(other) > timeOf(version) ||
      (timeOf(other) === timeOf(version) && Number(other['id']) > Number(version['id'])),
  );
  return isFormer ? desk.options.formerStatus : 'Deployed';
}

function versionsOf({ store }: Desk, script: JsonValue | undefined): readonly StandInDocument[] {
  return store.list(collection).filter((version) => version['script_id'] === script);
}

/** A version once the time of its deployment is over: deployed, or failed with a reason (P-852, P-874). */
function settle(version: StandInDocument, now: number): StandInDocument {
  const ready = version['ready_at'];
  if (typeof ready !== 'number' || now < ready) return version;
  const fault = version['fault'] ?? null;
  const end =
    fault === null
      ? { deployed_at: toTime(ready), deployment_failed_at: null, deployment_failure_reason: null }
      : { deployment_failed_at: toTime(ready), deployment_failure_reason: fault };
  return { ...version, ...end, ready_at: null, fault: null };
}
