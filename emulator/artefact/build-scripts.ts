import { type BuildOptions, type BuiltHook, buildOne, type HookToBuild, type Ready, tryOut } from './build-hooks.ts';
import { buildStep, type StepToBuild, tryOutStep } from './build-step.ts';
import type { Comparison } from './compare-replays.ts';
import { checkPlaces, writeBuilt } from './write-built.ts';

/** What of a project is to be built. */
export type ToBuild = HookToBuild | StepToBuild;

/** The scripts that are tried out together: one of a hook, or all of a step. */
interface Group {
  readonly parts: readonly Part[];
  tryOut(options: NonNullable<BuildOptions['replay']>): Promise<Comparison | null>;
}

interface Part extends Pick<BuiltHook, 'stageOf'> {
  readonly ready: Ready;
}

/**
 * Builds hooks, and the scripts of steps, into the scripts that their platforms want, replays what was built, and writes what
 * behaves as its source does: of a step all scripts or none.
 * Throws HooksmithError for what cannot be built or written, before anything is.
 */
export async function buildScripts(wanted: readonly ToBuild[], options: BuildOptions): Promise<readonly BuiltHook[]> {
  const groups: Group[] = [];
  for (const one of wanted) groups.push(await buildGroup(one, options));
  checkPlaces(
    options.out,
    groups.flatMap(({ parts }) =>
      parts.map(({ ready: { facts, files } }) => ({ name: facts.name, out: facts.out, sources: files })),
    ),
  );
  const results: { readonly part: Part; readonly built: BuiltHook }[] = [];
  for (const { parts, tryOut: replayed } of groups) {
    const comparison = options.replay === null ? null : await replayed(options.replay);
    const written = comparison === null || comparison.differences.length === 0;
    for (const part of parts) {
      results.push({ part, built: { ...part.ready.facts, stageOf: part.stageOf, written, comparison } });
    }
  }
  for (const { part, built } of results) {
    if (built.written) await writeBuilt(built.out, part.ready.built, built.script);
  }
  return results.map(({ built }) => built);
}

async function buildGroup(one: ToBuild, options: BuildOptions): Promise<Group> {
  if (isHook(one)) {
    const ready = await buildOne(one, options);
    return { parts: [{ ready, stageOf: null }], tryOut: (replay) => tryOut(ready, replay) };
  }
  const { name, target } = one;
  const stages = await buildStep(one, options);
  return {
    parts: stages.map(({ stage, ready }) => ({ ready, stageOf: { step: name, stage } })),
    tryOut: async (replay) => (stages.length === 0 ? null : tryOutStep(target, stages, replay)),
  };
}

function isHook(one: ToBuild): one is HookToBuild {
  return 'script' in one.target;
}
