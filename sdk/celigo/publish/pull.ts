import { type JsonObject, ownField } from '../../json-object.ts';
import {
  type PulledScript,
  type PulledUse,
  RefusedByRemote,
  type RemoteMachine,
  type RemoteScript,
} from '../../publisher.ts';
import { readList, readOne } from './list.ts';
import { findSteps, kindFor, kinds } from './places.ts';
import { idOf, nameOf } from './remote.ts';

/** The scripts of the account (C-611). */
export function* listScripts(): RemoteMachine<readonly RemoteScript[]> {
  return (yield* readList('/v1/scripts')).map((script) => ({
    ids: { script: idOf(script) },
    name: nameOf(script),
  }));
}

/** Reads which places call which scripts, and gives what reads one script whole (C-612, C-630 to C-633). */
export function* openPull(): RemoteMachine<(script: RemoteScript) => RemoteMachine<PulledScript>> {
  const uses = new Map<string, PulledUse[]>();
  const note = (owner: unknown, attach: PulledUse['attach']): void => {
    for (const [hook, call] of Object.entries(ownField(owner, 'hooks') ?? {})) {
      const [id, name] = [ownField(call, '_scriptId'), ownField(call, 'function')];
      if (typeof id !== 'string' || typeof name !== 'string' || kindFor(hook) === undefined) continue;
      uses.set(id, [...(uses.get(id) ?? []), { hook, function: name, attach }]);
    }
  };
  for (const kind of ['export', 'import'] as const) {
    for (const resource of yield* readList(`/v1/${kinds[kind]}`)) note(resource, { [kind]: idOf(resource) });
  }
  for (const flow of yield* readList(`/v1/${kinds.flow}`)) {
    for (const { step, runs } of findSteps(flow)) {
      if (runs !== undefined) note(step, { flow: idOf(flow), step: runs });
    }
  }
  return (script) => readScript(script, uses.get(String(script.ids['script'])) ?? []);
}

function* readScript({ ids, name }: RemoteScript, uses: readonly PulledUse[]): RemoteMachine<PulledScript> {
  const id = String(ids['script']);
  const script: JsonObject | undefined = yield* readOne(`/v1/scripts/${encodeURIComponent(id)}`);
  if (script === undefined) {
    throw new RefusedByRemote({
      whose: 'remote',
      message: `the script ${JSON.stringify(name)} (${id}) was deleted while it was being read`,
      next: ['Pull again.'],
    });
  }
  const content = ownField(script, 'content');
  return { ids, name, content: typeof content === 'string' ? content : '', uses };
}
