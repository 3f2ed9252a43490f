import { HooksmithError } from '../errors.ts';
import type { ReplayTarget } from '../replay/replay-options.ts';
import type { Project } from './load.ts';

/** A hook or step of a project that has recordings. */
export interface NamedTarget {
  readonly name: string;
  readonly target: ReplayTarget;
}

/** All that a replay of the whole project replays; throws ERR_USAGE when nothing in it has a recording. */
export function listTargets(project: Project): readonly NamedTarget[] {
  const targets = project.names
    .map((name) => ({ name, target: project.target(name) }))
    .filter(({ target }) => target.recordings.length > 0);
  if (targets.length > 0) return targets;
  throw new HooksmithError('ERR_USAGE', `no hook or step of ${project.file} has a recording`, {
    place: { file: project.file },
    next: ['Name them: "recordings": ["recordings/*.rec.jsonl"]'],
  });
}
