import { isJsonObject, ownField } from '../../json-object.ts';
import type { RemoteMachine } from '../../publisher.ts';
import { get } from './read-list.ts';
import { labelOf, toId } from './versions.ts';

/** A place that uses one version of a script until somebody picks another (P-803). */
export interface Pin {
  /** For people: `flow version 7, step "Get orders"`. */
  readonly place: string;
  readonly script: number;
  /** Id of the version. */
  readonly version: number;
  /** `v2`; the id where no number came. */
  readonly label: string;
}

/** What was found in a flow version. */
export interface PinnedFlow {
  readonly flowVersion: number;
  /** Null where there is no such flow version. */
  readonly pins: readonly Pin[] | null;
}

/** Deeper than the steps of a flow go. */
const deepest = 60;

/** Reads which versions of a script the steps of flow versions use (P-804, P-830). */
export function* readPins(flowVersions: readonly number[], script: number): RemoteMachine<readonly PinnedFlow[]> {
  const found: PinnedFlow[] = [];
  for (const flowVersion of flowVersions) {
    const path = `/flow-versions/${flowVersion}/steps?to_tree=1&include=scriptVersion.script`;
    const { status, body } = yield* get(path, [404]);
    const pins = status === 404 ? null : findPins(body, `flow version ${flowVersion}`);
    found.push({ flowVersion, pins: pins?.filter((pin) => pin.script === script) ?? null });
  }
  return found;
}

/**
 * Every place in an answer that holds a version of a script. Only the member's name is known (`script_version`, alone or after
 * what it is for, such as `response_script_version`), so all else is looked through.
 */
export function findPins(answer: unknown, where: string): readonly Pin[] {
  const pins: Pin[] = [];
  visit(answer, where, 0);
  return pins;

  function visit(value: unknown, place: string, depth: number): void {
    if (depth > deepest) return;
    if (Array.isArray(value)) {
      for (const item of value) visit(item, place, depth + 1);
      return;
    }
    if (!isJsonObject(value)) return;
    const name = ownField(value, 'name') ?? ownField(value, 'label');
    const here = typeof name === 'string' && name !== '' ? `${where}, step ${JSON.stringify(name)}` : place;
    for (const [member, inner] of Object.entries(value)) {
      const use = /^(.*?)_?script_?version$/i.exec(member)?.[1];
      if (use === undefined || !isJsonObject(inner)) visit(inner, here, depth + 1);
      else pins.push(...toPin(inner, use === '' ? here : `${here}, ${use} script`));
    }
  }
}

function toPin(value: unknown, place: string): readonly Pin[] {
  const version = toId(ownField(value, 'id'));
  const script = toId(ownField(value, 'script_id')) ?? toId(ownField(ownField(value, 'script'), 'id'));
  if (version === undefined || script === undefined) return [];
  const number = toId(ownField(value, 'version'));
  return [{ place, script, version, label: number === undefined ? `version id ${version}` : labelOf({ number }) }];
}
