import type { AnyContract, SourcePosition } from '../../../sdk/contract.ts';
import { HooksmithError } from '../../errors.ts';
import { findNearest } from '../../suggest.ts';
import type { NamedFunction } from './find-functions.ts';

/**
 * Chooses the hook among the functions of a script: the one that the user names, else one of the contract's default
 * names, else the only one there is. Throws ERR_HOOK that lists the functions found.
 */
export function chooseFunction(options: {
  readonly file: string;
  readonly functions: readonly NamedFunction[];
  readonly functionName: string | undefined;
  readonly contract: AnyContract;
  readonly at: (offset: number) => SourcePosition | null;
}): NamedFunction {
  const { functions, functionName, contract } = options;
  if (functionName !== undefined) {
    const named = findByName(functions, functionName);
    if (named !== undefined) return named;
    throw missing(options, functionName);
  }
  for (const name of contract.calls.defaultNames) {
    const found = findByName(functions, name);
    if (found !== undefined) return found;
  }
  const known = functions.filter(({ node }) => node !== null);
  const exported = known.filter((one) => one.exported);
  const [only, ...others] = exported.length === 1 ? exported : known;
  if (only !== undefined && others.length === 0) return only;
  throw only === undefined ? none(options) : several(options);
}

type Place = Parameters<typeof chooseFunction>[0];

function findByName(functions: readonly NamedFunction[], name: string): NamedFunction | undefined {
  return functions.find((one) => one.name === name) ?? functions.find((one) => one.local === name);
}

function missing(place: Place, wanted: string): HooksmithError {
  const known = place.functions.filter(({ node }) => node !== null).map(({ name }) => name);
  const nearest = findNearest(wanted, known);
  return new HooksmithError(
    'ERR_HOOK',
    `${place.file} has no top-level function named ${wanted} (${place.contract.rules.entry}).`,
    {
      place: { file: place.file },
      next: [
        ...(nearest === undefined ? [] : [`Did you mean ${place.file}#${nearest}?`]),
        known.length === 0 ? 'No function was found at the top level of the file.' : `Functions found: ${list(place)}.`,
      ],
    },
  );
}

function none({ file, contract }: Place): HooksmithError {
  const [name = 'hook'] = contract.calls.defaultNames;
  return new HooksmithError('ERR_HOOK', `${file} has no function at its top level (${contract.rules.entry}).`, {
    place: { file },
    next: [
      `Declare it at the top level: function ${name}(options) { … }`,
      `Assignments to exports or module.exports do not count: the platform calls a plain function by its name (${contract.calls.formRule}).`,
    ],
  });
}

function several(place: Place): HooksmithError {
  const [name = 'hook'] = place.contract.calls.defaultNames;
  return new HooksmithError(
    'ERR_HOOK',
    `${place.file} has several functions, none of them is called ${name}, and none was named (${place.contract.rules.entry}): ${list(place)}.`,
    { place: { file: place.file }, next: [`Name the hook: ${place.file}#<function>.`] },
  );
}

function list({ functions, at }: Place): string {
  const known = functions.filter(({ node }) => node !== null);
  return known.map(({ name, offset }) => `${name} (line ${at(offset)?.line ?? '?'})`).join(', ');
}
