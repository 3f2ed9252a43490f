import { HooksmithError } from '../errors.ts';
import type { Project } from '../project/load.ts';
import { chooseNames } from './choose-names.ts';

/** One name and what was given behind it. The name may be left out where the project publishes one thing only. */
export function chooseOne(
  positionals: readonly string[],
  project: Project,
): { readonly name: string; readonly rest: readonly string[] } {
  const [first, ...rest] = positionals;
  if (first !== undefined && project.names.includes(first)) {
    if (project.publishing(first) !== undefined) return { name: first, rest };
    throw new HooksmithError('ERR_USAGE', `${project.file}: ${first} does not say how it is published`, {
      place: { file: project.file },
      next: ['Add "publish": {} to it: its own name is taken then.'],
    });
  }
  const names = chooseNames([], project);
  const [only] = names;
  if (only !== undefined && names.length === 1) return { name: only, rest: positionals };
  throw new HooksmithError(
    'ERR_USAGE',
    first === undefined
      ? 'nothing says which hook or step is meant'
      : `${project.file} has no hook or step called ${JSON.stringify(first)}`,
    {
      next: [`Name one: ${names.join(', ')}.`],
    },
  );
}
