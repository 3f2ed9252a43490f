import { statSync } from 'node:fs';
import { HooksmithError } from '../errors.ts';
import { findProject, type Project } from '../project/load.ts';
import { listTargets } from '../project/targets.ts';
import { replay } from '../replay/replay.ts';
import type { ReplayTarget } from '../replay/replay-options.ts';
import type { Report } from '../report/report.ts';
import { type TestOptions, tellNext, toPath } from './test-options.ts';

/** Which part of a project to replay, and how. */
export interface ReplayProjectOptions extends TestOptions {
  /** Names of hooks and steps in `hooksmith.json`. @default all that have recordings */
  readonly names?: readonly string[];
}

/**
 * Replays the hooks and steps of a project with their recordings and gives the report as data, as `hooksmith replay`
 * does. The project is that of the folder, or of the nearest folder above it.
 *
 * @param folder a path from the working directory, or a `file:` URL
 * @throws HooksmithError when there is no project, or something that it names cannot be used
 * @example
 * const report = await replayProject(import.meta.dirname, { names: ['order-ids'] });
 */
export function replayProject(folder: string | URL = '.', options: ReplayProjectOptions = {}): Promise<Report> {
  return tellNext(async () => {
    const { names, ...rest } = options;
    const path = toPath('folder', folder);
    const isFolder = statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
    const project = isFolder ? findProject(path) : undefined;
    if (project !== undefined) return replay(chooseTargets(project, names), rest);
    const what = isFolder ? `there is no hooksmith.json in ${path} or above it` : `there is no folder ${path}`;
    throw new HooksmithError('ERR_USAGE', what, {
      place: { file: path },
      next: ['Give the folder of a project, such as import.meta.dirname.'],
    });
  });
}

function chooseTargets(project: Project, names: readonly string[] | undefined): readonly ReplayTarget[] {
  if (names === undefined) return listTargets(project).map(({ target }) => target);
  if (names.length === 0) {
    throw new HooksmithError('ERR_USAGE', 'names is empty, so there is nothing to replay', {
      next: ['Leave it out to replay the whole project.'],
    });
  }
  return names.map((name) => {
    const target = project.target(name);
    if (target.recordings.length > 0) return target;
    throw new HooksmithError('ERR_USAGE', `${name} of ${project.file} has no recording`, {
      place: { file: project.file },
      next: ['Name its recordings in hooksmith.json, or leave it out of names.'],
    });
  });
}
