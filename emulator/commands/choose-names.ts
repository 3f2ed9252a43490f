import { HooksmithError } from '../errors.ts';
import type { Project } from '../project/load.ts';

/**
 * The names that were given, each once; without any, all that say how they are published. Unknown ones are refused later.
 *
 * @throws HooksmithError `ERR_USAGE` when nothing says so, unless there is something else to do.
 */
export function chooseNames(
  given: readonly string[],
  project: Project,
  { orElse = false }: { readonly orElse?: boolean } = {},
): readonly string[] {
  if (given.length > 0) return [...new Set(given)];
  const names = project.names.filter((name) => project.publishing(name) !== undefined);
  if (names.length > 0 || orElse) return names;
  throw new HooksmithError('ERR_USAGE', `no hook or step of ${project.file} says how it is published`, {
    place: { file: project.file },
    next: ['Add "publish": {} to those that are to be: their own name is taken then.'],
  });
}
