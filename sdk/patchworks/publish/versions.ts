import type { JsonValue } from '../../contract.ts';
import { isJsonObject, ownField } from '../../json-object.ts';
import { RefusedByRemote, type RemoteIds, type RemoteMachine, type RemoteVersion } from '../../publisher.ts';
import { oddAnswer, readOne } from './read-list.ts';

/** A version of a script, read leniently: numbers may come as texts (P-841, P-844). */
export interface ScriptVersion {
  readonly id: number;
  /** The number that people know it by. */
  readonly number: number;
  /** As the platform writes it: `Draft`, `Inactive`, `Deployed` (P-801). */
  readonly status: string;
  readonly deploying: boolean;
  readonly deployedAt: string | null;
  readonly failedAt: string | null;
  readonly failureReason: string | null;
  readonly createdAt: string | null;
}

/** Where the deployment of a version stands. */
export type DeployState = 'idle' | 'deploying' | 'deployed' | 'failed';

/** Reads a version out of an answer; undefined where it is none. */
export function toVersion(value: unknown): ScriptVersion | undefined {
  const id = toId(ownField(value, 'id'));
  if (id === undefined) return undefined;
  return {
    id,
    number: toId(ownField(value, 'version')) ?? 0,
    status: toText(ownField(value, 'status')) ?? '',
    deploying: ownField(value, 'deploying') === true || ownField(value, 'deploying') === 1,
    deployedAt: toText(ownField(value, 'deployed_at')),
    failedAt: toText(ownField(value, 'deployment_failed_at')),
    failureReason: toText(ownField(value, 'deployment_failure_reason')),
    createdAt: toText(ownField(value, 'created_at')),
  };
}

/** The versions of a script as it was read with its includes, newest first. */
export function versionsOf(script: unknown): readonly ScriptVersion[] {
  const listed = ownField(script, 'versions');
  const all = [...(Array.isArray(listed) ? listed : []), ownField(script, 'latest_version')].flatMap((value) => {
    const version = isJsonObject(value) ? toVersion(value) : undefined;
    return version === undefined ? [] : [[version.id, version] as const];
  });
  return [...new Map(all).values()].sort((a, b) => b.number - a.number || b.id - a.id);
}

/** Tells where the deployment of a version stands (P-852). */
export function deployState({ status, deploying, deployedAt, failedAt }: ScriptVersion): DeployState {
  if (deploying) return 'deploying';
  const hasFailed = failedAt !== null && (deployedAt === null || Date.parse(failedAt) > Date.parse(deployedAt));
  if (hasFailed) return 'failed';
  const name = status.toLowerCase();
  // An inactive version keeps the time at which it was deployed (P-807).
  return name === 'deployed' || (deployedAt !== null && name !== 'inactive') ? 'deployed' : 'idle';
}

/** The content of a version (P-825). */
export function* readContent(version: Pick<ScriptVersion, 'id' | 'number'>): RemoteMachine<string> {
  const path = `/script-versions/${version.id}?include=content`;
  const found = yield* readOne(path);
  const content = ownField(found, 'content');
  if (typeof content === 'string') return content;
  // The specification has a resource for contents as well as a text.
  const inner = ownField(content, 'content');
  if (typeof inner === 'string') return inner;
  throw oddAnswer(path, `version ${version.number} with its content`);
}

/** The versions of a script, newest first (P-801, P-821). */
export function* listVersions(ids: RemoteIds): RemoteMachine<readonly RemoteVersion[]> {
  return (yield* readVersions(ids)).map((version) => ({
    id: version.id,
    label: labelOf(version),
    status: version.status,
    createdAt: version.createdAt,
  }));
}

/** The content of a version by its id, or by its label such as `v3` (P-825). */
export function* readVersion(ids: RemoteIds, version: string): RemoteMachine<string> {
  const all = yield* readVersions(ids);
  const found = all.find((each) => labelOf(each) === version) ?? all.find(({ id }) => String(id) === version);
  if (found !== undefined) return yield* readContent(found);
  throw new RefusedByRemote({
    whose: 'user',
    message: `the script has no version ${JSON.stringify(version.slice(0, 60))}`,
    next: [`It has ${all.slice(0, 20).map(labelOf).join(', ') || 'none'}.`],
  });
}

/** As people name a version: `v3`. */
export function labelOf({ number }: Pick<ScriptVersion, 'number'>): string {
  return `v${number}`;
}

function* readVersions(ids: RemoteIds): RemoteMachine<readonly ScriptVersion[]> {
  const id = toId(ids['script']);
  const script = id === undefined ? undefined : yield* readOne(`/scripts/${id}?include=versions,latestVersion`);
  if (script !== undefined) return versionsOf(script);
  throw new RefusedByRemote({
    whose: id === undefined ? 'user' : 'remote',
    message:
      id === undefined ? 'the script was never published or pulled from here' : `there is no script ${id} any more`,
    next: ['Publish it first, or pull it.'],
  });
}

/** A whole number above 0, which may come as a text (P-844). */
export function toId(value: JsonValue | unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number > 0 ? number : undefined;
}

function toText(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
