import { readFileSync } from 'node:fs';
import { publishSettings } from '#publish-validators';
import type { JsonValue } from '../../sdk/contract.ts';
import { splitContractName } from '../../sdk/contract-name.ts';
import type { Publisher, Wanted } from '../../sdk/publisher.ts';
import { sha256 } from '../../sdk/sha256.ts';
import { buildOne, tryOut } from '../artefact/build-hooks.ts';
import { readStackSources } from '../artefact/stack-sources.ts';
import { explainShape, suggestKey } from '../delivery/explain-shape.ts';
import { HooksmithError } from '../errors.ts';
import type { Project, Publishing } from '../project/load.ts';
import { getContract } from '../replay/find-contract.ts';
import { replay } from '../replay/replay.ts';
import type { ReplayOptions } from '../replay/replay-options.ts';
import type { Report } from '../report/report.ts';
import { refusalError } from './carry-out.ts';
import type { Desk } from './desk.ts';
import { idsOf } from './lock-file.ts';

/** A hook or step as it would be published. */
export interface Prepared {
  readonly name: string;
  readonly platform: string;
  readonly publisher: Publisher;
  readonly wanted: Wanted;
  /** sha256 of its content. */
  readonly sha256: string;
  /** The file that is published as it is; null for what is built, or is no script. */
  readonly source: string | null;
  /** Replays what would be published on its recordings; null where there are none. */
  tryOut(options: ReplayOptions): Promise<Tried | null>;
}

/** What a replay of the content said. */
export interface Tried {
  readonly report: Report;
  /** What the built script does in another way than its source; empty for a script that stays as it is. */
  readonly differences: readonly string[];
}

/**
 * Builds what is to be published and checks it as far as it can be checked here. A plain script is published byte for byte
 * as its file has it, so that what was pulled stays what it was; all else as `hooksmith build` makes it.
 *
 * @throws HooksmithError for what cannot be built, settings that are none, and two entries that claim the same thing.
 */
export async function prepareAll(
  project: Project,
  names: readonly string[],
  { publisher: loadPublisher, lock }: Pick<Desk, 'publisher' | 'lock'>,
): Promise<readonly Prepared[]> {
  const prepared: Prepared[] = [];
  for (const name of names) {
    const publishing = project.publishing(name);
    if (publishing === undefined) throw notPublished(project, name);
    prepared.push(await prepareOne(project, name, publishing, await loadPublisher(publishing.platform)));
  }
  refuseRivals(project, prepared, lock);
  return prepared;
}

/**
 * What was published before, to be published again. Nothing is built: it must be possible to go back when what is here now
 * cannot even be parsed.
 *
 * @throws HooksmithError for settings that are none, and what the platform does not take.
 */
export async function prepareFormer(
  project: Project,
  name: string,
  former: Pick<Wanted, 'content' | 'functionName'>,
  { publisher: loadPublisher }: Pick<Desk, 'publisher'>,
): Promise<Prepared> {
  const publishing = project.publishing(name);
  if (publishing === undefined) throw notPublished(project, name);
  const { platform, contract, settings } = publishing;
  const publisher = await loadPublisher(platform);
  checkSettings(project, name, publishing);
  const wanted: Wanted = { name, contract, settings, ...former };
  const refusal = publisher.check(wanted);
  if (refusal !== null) throw refusalError(refusal);
  return {
    name,
    platform,
    publisher,
    wanted,
    sha256: sha256(wanted.content),
    source: null,
    tryOut: async () => null,
  };
}

async function prepareOne(
  project: Project,
  name: string,
  publishing: Publishing,
  publisher: Publisher,
): Promise<Prepared> {
  const { platform, contract, settings } = publishing;
  checkSettings(project, name, publishing);
  const made = project.hookNames.includes(name)
    ? await prepareHook(project, name, publisher, settings)
    : prepareStep(project, name, contract, publisher);
  const wanted: Wanted = { name, contract, settings, content: made.content, functionName: made.functionName };
  const refusal = publisher.check(wanted);
  if (refusal !== null) throw refusalError(refusal);
  return { name, platform, publisher, wanted, sha256: sha256(made.content), source: made.source, tryOut: made.tryOut };
}

type Made = Pick<Wanted, 'content' | 'functionName'> & Pick<Prepared, 'source' | 'tryOut'>;

async function prepareHook(
  project: Project,
  name: string,
  publisher: Publisher,
  settings: Publishing['settings'],
): Promise<Made> {
  if (!publisher.publishes.hooks) {
    throw new HooksmithError('ERR_USAGE', `${name}: hooks of this platform are not published`, {
      next: ['Take "publish" out of the hook in hooksmith.json.'],
    });
  }
  const target = project.hook(name);
  if (publisher.isHosted?.(settings) === true) return prepareHosted(name, target);
  const options = { out: project.folder, base: project.folder, minify: false, assumptions: {} };
  const ready = await buildOne({ name, target }, options);
  const { facts } = ready;
  // Without a level the script was kept whole: then it is the author's own file that was replayed.
  if (facts.language === null) {
    return {
      content: readFileSync(target.script, 'utf8'),
      functionName: facts.function,
      source: target.script,
      tryOut: async (replayOptions) =>
        target.recordings.length === 0 ? null : { report: await replay([target], replayOptions), differences: [] },
    };
  }
  return {
    content: ready.built.text,
    functionName: facts.function,
    source: null,
    async tryOut(replayOptions) {
      const comparison = await tryOut(ready, replayOptions);
      if (comparison === null) return null;
      const { report, differences } = comparison;
      return {
        report,
        differences: differences.map(({ recording, page, says }) =>
          recording === null ? says : `page ${page} of ${recording}: ${says}`,
        ),
      };
    },
  };
}

/** A function that its author hosts: it may import what no script of the platform could hold, so no script is made of it. */
async function prepareHosted(name: string, target: ReturnType<Project['hook']>): Promise<Made> {
  const { script: file, functionName, contract } = target;
  const { found, sources } = await readStackSources([{ name, file, functionName, contract: getContract(contract) }]);
  return {
    content: sources[0]?.source.text ?? '',
    functionName: found[0]?.own ?? null,
    source: null,
    tryOut: async (options) =>
      target.recordings.length === 0 ? null : { report: await replay([target], options), differences: [] },
  };
}

/** What a step is configured with, as JSON; secrets stay names. */
function prepareStep(project: Project, name: string, contract: string, publisher: Publisher): Made {
  const { kind: step } = splitContractName(contract);
  if (!publisher.publishes.steps.includes(step)) {
    throw new HooksmithError('ERR_USAGE', `${name}: a ${step} cannot be published`, {
      next: [
        publisher.publishes.steps.length === 0
          ? 'Publish its scripts as hooks of their own, and take "publish" out of the step.'
          : `What can be: ${publisher.publishes.steps.join(', ')}.`,
      ],
    });
  }
  const target = project.httpStep(name);
  const { recordings } = project.target(name);
  return {
    content: `${JSON.stringify(target.setup ?? {}, null, 2)}\n`,
    functionName: null,
    source: null,
    tryOut: async (options) =>
      recordings.length === 0 ? null : { report: await replay([project.target(name)], options), differences: [] },
  };
}

function checkSettings(project: Project, name: string, { platform, settings }: Publishing): void {
  const known = publishSettings[platform];
  if (known === undefined) throw new Error(`there is no schema of publish for ${platform}`);
  const { check, schema } = known;
  if (check(settings)) return;
  const section = project.hookNames.includes(name) ? 'hooks' : 'steps';
  const nearest = suggestKey(check.errors ?? [], schema);
  throw new HooksmithError(
    'ERR_CONFIG',
    `${project.file}: /${section}/${name}: ${explainShape(check.errors ?? [], 'publish')}`,
    { place: { file: project.file }, next: [nearest ?? 'See "publish" in the README.'] },
  );
}

/** Two entries that would overwrite each other. What is known as two things of the platform may have one name. */
function refuseRivals(project: Project, prepared: readonly Prepared[], lock: Desk['lock']): void {
  const claims = new Map<
    string,
    { readonly name: string; readonly value: string; readonly id: JsonValue | undefined }[]
  >();
  for (const { name, platform, publisher, wanted } of prepared) {
    const ids = idsOf(lock.find(platform, name));
    for (const { what, value, id: named } of publisher.identify(wanted)) {
      const id = named === undefined ? undefined : (ids[named] ?? undefined);
      const others = claims.get(`${platform}: ${what}`) ?? [];
      const rival = others.find(
        (other) => other.value !== value && (id === undefined || other.id === undefined || other.id === id),
      );
      if (rival !== undefined) {
        throw new HooksmithError('ERR_CONFIG', `${project.file}: ${rival.name} and ${name} both claim ${what}`, {
          place: { file: project.file },
          next: [
            'Give one of them another "name" under "publish", or take the place out of its "attach".',
            'Several functions of one script are published together when their hooks name the same plain script.',
          ],
        });
      }
      claims.set(`${platform}: ${what}`, [...others, { name, value, id }]);
    }
  }
}

function notPublished(project: Project, name: string): HooksmithError {
  return new HooksmithError('ERR_USAGE', `${project.file}: ${name} does not say how it is published`, {
    place: { file: project.file },
    next: ['Add "publish": {} to it: its own name is taken then.'],
  });
}
