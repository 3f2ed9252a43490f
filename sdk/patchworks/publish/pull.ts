import { ownField } from '../../json-object.ts';
import { type PulledScript, RefusedByRemote, type RemoteMachine, type RemoteScript } from '../../publisher.ts';
import { readList, readOne } from './read-list.ts';
import { readContent, toId, versionsOf } from './versions.ts';

/** The scripts of the account (P-820). */
export function* listScripts(): RemoteMachine<readonly RemoteScript[]> {
  return ((yield* readList('/scripts', {})) ?? []).flatMap((script) => {
    const id = toId(ownField(script, 'id'));
    const name = ownField(script, 'name');
    return id === undefined ? [] : [{ ids: { script: id }, name: typeof name === 'string' ? name : '' }];
  });
}

/**
 * Gives what reads one script with the content of its newest version (P-821, P-825). Which places call it is not known: no
 * route lists flow versions, or what endpoints and authentications use.
 */
// biome-ignore lint/correctness/useYield: nothing need be read before the first script
export function* openPull(): RemoteMachine<(script: RemoteScript) => RemoteMachine<PulledScript>> {
  return readScript;
}

function* readScript({ ids, name }: RemoteScript): RemoteMachine<PulledScript> {
  const id = toId(ids['script']);
  const script = id === undefined ? undefined : yield* readOne(`/scripts/${id}?include=versions,latestVersion`);
  if (script === undefined) {
    throw new RefusedByRemote({
      whose: 'remote',
      message: `the script ${JSON.stringify(name)} (${id}) was deleted while it was being read`,
      next: ['Pull again.'],
    });
  }
  const version = versionsOf(script)[0];
  const content = version === undefined ? '' : yield* readContent(version);
  return { ids: { script: id ?? null, version: version?.id ?? null }, name, content, uses: [] };
}
