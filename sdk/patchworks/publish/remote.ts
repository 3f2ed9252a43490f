import type { JsonObject } from '../../json-object.ts';
import { ownField } from '../../json-object.ts';
import type { Known, RemoteIds, RemoteMachine, RemoteState, Wanted } from '../../publisher.ts';
import { type PinnedFlow, readPins } from './pins.ts';
import { readList, readOne } from './read-list.ts';
import type { PatchworksPublish } from './settings.ts';
import {
  type DeployState,
  deployState,
  readContent,
  type ScriptVersion,
  toId,
  toVersion,
  versionsOf,
} from './versions.ts';

/** What an account holds of a script. */
export interface PatchworksRemote extends RemoteState {
  readonly script: FoundScript;
  /** Its newest version; null where it has none. */
  readonly version: ScriptVersion | null;
  readonly deployment: Deployment;
  /** What the language of a new script is copied from a template of the account; null where there is none to copy. */
  readonly templateLanguage: string | null;
  /** Places that pin a version, as far as flow versions were named and are not busy deploying. */
  readonly flows: readonly PinnedFlow[];
}

/** A script of the account. */
export type FoundScript =
  | { readonly status: 'missing' }
  /** The id that is known leads nowhere any more, and nothing has the name. */
  | { readonly status: 'gone'; readonly id: number }
  | { readonly status: 'several'; readonly ids: readonly number[] }
  /** `isKnown`: found by an id that is known, not by its name. `others`: further scripts of the wanted name. */
  | {
      readonly status: 'found';
      readonly id: number;
      readonly isKnown: boolean;
      readonly others: readonly number[];
      readonly script: JsonObject;
    };

/**
 * Where the deployment of the newest version stands, beside what the platform says. `asked`: it was asked for from here and has
 * not begun; `failed-now`: what was asked for from here failed; `late`: it was waited for long enough.
 */
export type Deployment = DeployState | 'asked' | 'failed-now' | 'late';

/** The name of a script on the platform. */
export function scriptName({ name, settings }: Pick<Wanted, 'name' | 'settings'>): string {
  return (settings as PatchworksPublish).name ?? name;
}

/** Reads the script, its newest version, and who is pinned to which (P-850, P-821, P-825, P-830). */
export function* readRemote(wanted: Wanted, known: Known, timeoutMs: number): RemoteMachine<PatchworksRemote> {
  const { language, flowVersions = [] } = wanted.settings as PatchworksPublish;
  const name = scriptName(wanted);
  const script = yield* findScript(name, toId(known.ids['script']));
  if (script.status !== 'found') {
    const creates = script.status === 'missing' || script.status === 'gone';
    const templateLanguage = creates && language === undefined ? yield* readTemplateLanguage() : null;
    return {
      ids: {},
      content: null,
      notes: [],
      script,
      version: null,
      deployment: 'idle',
      templateLanguage,
      flows: [],
    };
  }
  // A script that does not show its versions still has the one that was made from here.
  const version = versionsOf(script.script)[0] ?? (yield* readKnownVersion(toId(known.ids['version']), script.id));
  const content = version === null ? null : yield* readContent(version);
  const deployment = version === null ? 'idle' : judgeDeployment(version, known, timeoutMs);
  const ids: RemoteIds = {
    script: script.id,
    version: version?.id ?? null,
    failedAt: version?.failedAt ?? null,
    // What was asked for is over, one way or the other.
    ...(deployment === 'asked' || deployment === 'deploying' ? {} : { asked: null }),
  };
  // A refusal ends the run, and the next one must be free to ask again.
  if (deployment === 'failed-now' || deployment === 'late') yield { kind: 'learned', ids: { ...known.ids, ...ids } };
  const isBusy = deployment === 'asked' || deployment === 'deploying';
  const flows = isBusy ? [] : yield* readPins(flowVersions, script.id);
  return {
    ids,
    content,
    notes: flows.flatMap(describePins),
    script,
    version,
    deployment,
    templateLanguage: null,
    flows,
  };
}

function* readKnownVersion(id: number | undefined, script: number): RemoteMachine<ScriptVersion | null> {
  const found = id === undefined ? undefined : yield* readOne(`/script-versions/${id}`);
  return toId(ownField(found, 'script_id')) === script ? (toVersion(found) ?? null) : null;
}

/** By the id that is known, else by its name: the filter may match parts of names, so they are compared here (P-850). */
function* findScript(name: string, known: number | undefined): RemoteMachine<FoundScript> {
  const script = known === undefined ? undefined : yield* readScript(known);
  if (known !== undefined && script !== undefined) {
    const isRenamed = ownField(script, 'name') !== name;
    const others = isRenamed ? (yield* findNamed(name)).filter((id) => id !== known) : [];
    return { status: 'found', id: known, isKnown: true, others, script };
  }
  const named = yield* findNamed(name);
  const [id] = named;
  if (id === undefined) return known === undefined ? { status: 'missing' } : { status: 'gone', id: known };
  if (named.length > 1) return { status: 'several', ids: named };
  const found = yield* readScript(id);
  return found === undefined
    ? { status: 'missing' }
    : { status: 'found', id, isKnown: false, others: [], script: found };
}

function* readScript(id: number): RemoteMachine<JsonObject | undefined> {
  return yield* readOne(`/scripts/${id}?include=versions,latestVersion`);
}

function* findNamed(name: string): RemoteMachine<readonly number[]> {
  const list = (yield* readList('/scripts', { 'filter[name]': name })) ?? [];
  return list
    .filter((script) => ownField(script, 'name') === name)
    .flatMap((script) => toId(ownField(script, 'id')) ?? []);
}

/** The language of a template that is for Node.js (P-829, P-846); an account may not be let see its templates. */
function* readTemplateLanguage(): RemoteMachine<string | null> {
  const templates = (yield* readList('/script-templates', {}, [403, 404])) ?? [];
  const languages = templates.map((template) => ownField(template, 'language'));
  const found = languages.find((language) => typeof language === 'string' && /node|javascript|^js/i.test(language));
  return typeof found === 'string' ? found : null;
}

function judgeDeployment(version: ScriptVersion, { ids, waitedMs }: Known, timeoutMs: number): Deployment {
  const state = deployState(version);
  const isAsked = ownField(ids['asked'], 'version') === version.id;
  if (state === 'deployed') return state;
  if (state === 'deploying') return waitedMs >= timeoutMs ? 'late' : state;
  if (!isAsked) return state;
  // The failure that stood there when it was asked for is not the answer to it.
  const failedBefore = ownField(ids['asked'], 'failedAt') ?? null;
  if (state === 'failed' && version.failedAt !== failedBefore) return 'failed-now';
  return waitedMs >= timeoutMs ? 'late' : 'asked';
}

function describePins({ flowVersion, pins }: PinnedFlow): readonly string[] {
  if (pins === null) return [`flow version ${flowVersion} is not there, so its pins are not known`];
  return pins.map(({ place, label }) => `${place} is pinned to ${label}`);
}

/** The places that are pinned to another version than the newest one (P-804). */
export function findStalePins({ flows, version }: PatchworksRemote): readonly { place: string; label: string }[] {
  return flows.flatMap(({ pins }) => (pins ?? []).filter((pin) => pin.version !== version?.id));
}
