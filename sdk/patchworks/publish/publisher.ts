import { ownField } from '../../json-object.ts';
import type { PlannedWrite, Publisher, Refusal, RemoteAnswer, RemoteIds, Wanted } from '../../publisher.ts';
import { sha256 } from '../../sha256.ts';
import { amount, nameProperties, planScript } from './plan.ts';
import { listScripts, openPull } from './pull.ts';
import { findStalePins, type PatchworksRemote, readRemote, scriptName } from './remote.ts';
import { maxBodyBytes, PatchworksPublish, publishAssumptions } from './settings.ts';
import { labelOf, listVersions, readVersion, toId } from './versions.ts';

/** Publishes scripts: a new version where the content differs, deployed, with the places that still use another (P-850 to P-852). */
export const patchworksPublisher: Publisher<PatchworksRemote> = {
  regions: { core: 'https://core.wearepatchworks.com' },
  credential: 'API key',
  headers: (credential) => [
    // A key goes as it is (P-811); a token of a login is given with its "Bearer " (P-812).
    { name: 'Authorization', value: credential },
    // Without these answers may be malformed (P-810).
    { name: 'Accept', value: 'application/json' },
    { name: 'Content-Type', value: 'application/json' },
  ],
  readError,
  retryAfter: ['retry-after'],
  assumptions: publishAssumptions,
  publishes: { hooks: true, steps: [] },
  settings: PatchworksPublish,
  check,
  identify: (wanted) => [{ what: `the script ${scriptName(wanted)}`, value: sha256(wanted.content), id: 'script' }],
  read: (wanted, known, assumptions) =>
    readRemote(wanted, known, amount(assumptions['deployTimeoutMs'], publishAssumptions.deployTimeoutMs.default)),
  plan: planScript,
  learn,
  conclude,
  list: listScripts,
  openPull,
  versions: listVersions,
  readVersion,
};

/** P-816: a message, and for each field what is wrong with it; other shapes are read as far as they go. */
function readError(body: unknown): string | undefined {
  const message = ownField(body, 'message') ?? ownField(body, 'error');
  const errors = Object.values(ownField(body, 'errors') ?? {}).flat();
  const says = [message, ...errors].filter((part) => typeof part === 'string' && part !== '');
  return says.length === 0 ? undefined : says.slice(0, 4).join('; ');
}

function check(wanted: Wanted): Refusal | null {
  const body = JSON.stringify({ ...wanted.settings, name: scriptName(wanted), content: wanted.content });
  const bytes = new TextEncoder().encode(body).length;
  if (bytes <= maxBodyBytes) return null;
  return {
    whose: 'user',
    message: `${wanted.name}: as a request the script has ${bytes} bytes, and the platform takes ${maxBodyBytes} (P-815)`,
    next: ['Make the script smaller: build it with "minify", or move data out of it.'],
  };
}

function learn(ids: RemoteIds, { step, request }: PlannedWrite, { body }: RemoteAnswer): RemoteIds {
  const id = toId(ownField(ownField(body, 'data') ?? body, 'id'));
  switch (step) {
    case 'create-script':
      return id === undefined ? ids : { ...ids, script: id };
    case 'create-version':
      return id === undefined ? ids : { ...ids, version: id, asked: null, failedAt: null };
    case 'change-properties':
      return { ...ids, properties: nameProperties(request.body) };
    case 'deploy-version':
      return { ...ids, asked: { version: ids['version'] ?? null, failedAt: ids['failedAt'] ?? null } };
    default:
      return ids;
  }
}

function conclude(wanted: Wanted, remote: PatchworksRemote): readonly string[] {
  const { version, flows } = remote;
  if (version === null) return [];
  const label = labelOf(version);
  const stale = findStalePins(remote);
  if (stale.length > 0) {
    const places = stale.length === 1 ? 'place' : 'places';
    const listed = stale.map(({ place, label: pinned }) => `${pinned} (${place})`).join(', ');
    return [
      `deployed ${label}; ${stale.length} pinned ${places} still on ${listed}`,
      `Pick ${label} there: endpoints, authentications and connectors keep the version that was picked (P-803).`,
    ];
  }
  const missing = flows.filter(({ pins }) => pins === null).map(({ flowVersion }) => flowVersion);
  if (missing.length > 0)
    return [`deployed ${label}; there is no flow version ${missing.join(', ')} to look for pins in`];
  if (flows.length > 0) return [`deployed ${label}; no place in the flow versions looked at is pinned to another`];
  return [
    `deployed ${label}; endpoints, authentications and connectors keep the version that was picked (P-803)`,
    `Have them looked at with "publish": {"flowVersions": [ids]} of ${wanted.name} in hooksmith.json (P-804).`,
  ];
}
