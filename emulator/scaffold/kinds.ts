import type { AnyContract } from '../../sdk/contract.ts';
import type { AnyHttpStep } from '../../sdk/http/http-step.ts';
import type { Platform } from '../../sdk/platform.ts';
import { platforms } from '../../sdk/platforms.ts';
import type { AnyStep } from '../../sdk/step.ts';
import { HooksmithError } from '../errors.ts';
import { getPlatform } from '../find-platform.ts';
import { suggestOfPlatform } from '../suggest.ts';

/** Something that a project can hold: a hook, or a step with its scripts. */
export type Kind = {
  readonly platform: string;
  /** As the platform spells it: `postSubmit`, `http-task`. */
  readonly name: string;
  readonly summary: string;
} & (
  | { readonly is: 'hook'; readonly contract: AnyContract }
  | { readonly is: 'step'; readonly step: AnyStep }
  | { readonly is: 'http-step'; readonly step: AnyHttpStep }
);

const everyPlatform: readonly Platform[] = Object.values(platforms);

/** All that a project can hold of one platform: its hooks, then its steps. */
export async function listKinds({ hooks, steps, httpSteps }: Platform): Promise<readonly Kind[]> {
  return [
    ...hooks.map(
      (contract): Kind => ({
        is: 'hook',
        platform: contract.platform,
        name: contract.hook,
        summary: contract.summary,
        contract,
      }),
    ),
    ...steps.map(
      (step): Kind => ({ is: 'step', platform: step.platform, name: step.step, summary: step.summary, step }),
    ),
    ...(await httpSteps.load()).map(
      (step): Kind => ({ is: 'http-step', platform: step.platform, name: step.step, summary: step.summary, step }),
    ),
  ];
}

/** The hook or step of a name such as `celigo/postSubmit`; throws ERR_USAGE with the nearest one when there is none. */
export async function getKind(wanted: string): Promise<Kind> {
  const slash = wanted.indexOf('/');
  const platform = getPlatform(slash < 0 ? await platformOf(wanted) : wanted.slice(0, slash));
  const kinds = await listKinds(platform);
  const kind = kinds.find(({ name }) => name === wanted.slice(slash + 1));
  if (kind !== undefined) return kind;
  throw new HooksmithError('ERR_USAGE', `there is no hook or step called ${JSON.stringify(wanted)}`, {
    next: [
      suggestOfPlatform(
        wanted,
        kinds.map(({ name }) => `${platform.name}/${name}`),
      ),
    ],
  });
}

/** Never gives one: a hook without its platform is a slip that can be told. */
async function platformOf(wanted: string): Promise<string> {
  const names = (await Promise.all(everyPlatform.map(listKinds))).flatMap((kinds) =>
    kinds.map(({ platform, name }) => `${platform}/${name}`),
  );
  const same = names.filter((name) => name.endsWith(`/${wanted}`));
  throw new HooksmithError('ERR_USAGE', `${JSON.stringify(wanted)} does not say which platform is meant`, {
    next: [
      same.length > 0 ? `Write ${same.join(' or ')}.` : 'Write platform and hook or step, such as celigo/postSubmit.',
    ],
  });
}
