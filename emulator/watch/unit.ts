import { isAbsolute, resolve } from 'node:path';
import type { NamedTarget } from '../project/targets.ts';
import type { ReplayTarget } from '../replay/replay-options.ts';

/** What is replayed at once in a watch: one recording of one hook or step. */
export interface Unit {
  /** Tells it from all others. */
  readonly key: string;
  /** The hook or step, as the user calls it. */
  readonly name: string;
  readonly target: ReplayTarget;
  readonly recording: string;
  /** All of the target but its recordings: another text is another target. */
  readonly settings: string;
}

/** The units of targets, in the order in which a replay takes them. */
export function listUnits(targets: readonly NamedTarget[]): readonly Unit[] {
  return targets.flatMap(({ name, target }) => {
    const { recordings, ...rest } = target;
    const settings = JSON.stringify(rest);
    return recordings.map((recording) => ({
      key: JSON.stringify([name, recording]),
      name,
      target,
      recording,
      settings,
    }));
  });
}

/** The scripts of a target, as the user named them. */
export function scriptsOf(target: ReplayTarget): readonly string[] {
  if ('httpStep' in target) return Object.values(target.scripts).map(({ file }) => file);
  if ('script' in target) return [target.script];
  return Object.values(target.stages).flatMap((stage) => ('script' in stage ? [stage.script] : []));
}

/** What a change of files means for the units. */
export interface Change {
  /** Absolute paths that changed. */
  readonly files: ReadonlySet<string>;
  /** The files that a script is made of, by the path of the script as the user named it. */
  filesOf(script: string): readonly string[];
  /** The units before the change by their keys. */
  readonly before: ReadonlyMap<string, Unit>;
}

/** Finds the units that a change touches: new ones, those set otherwise, and those whose recording or script changed. */
export function findTouched(units: readonly Unit[], { files, filesOf, before }: Change): readonly Unit[] {
  return units.filter(({ key, settings, recording, target }) => {
    if (before.get(key)?.settings !== settings || files.has(absolute(recording))) return true;
    return scriptsOf(target).some((script) => filesOf(script).some((file) => files.has(file)));
  });
}

function absolute(path: string): string {
  return isAbsolute(path) ? path : resolve(path);
}
