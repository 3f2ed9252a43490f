import { platforms } from '../../sdk/platforms.ts';
import { HooksmithError } from '../errors.ts';
import { getPlatform } from '../find-platform.ts';
import type { Asker } from '../terminal/asker.ts';
import { getKind, type Kind, listKinds } from './kinds.ts';
import { checkName, judgeName, toFileName } from './names.ts';
import { type Language, readDefaults } from './template.ts';

/** What is known of a hook or step to be made; the rest is asked, or taken from the defaults. */
export interface Wishes {
  readonly platform?: string | undefined;
  /** Hook or step. */
  readonly hook?: string | undefined;
  readonly name?: string | undefined;
  readonly language?: string | undefined;
}

/** A hook or step to be made, all of it known. */
export interface Chosen {
  readonly kind: Kind;
  readonly name: string;
  readonly language: Language;
}

const firstPlatform = Object.keys(platforms)[0] ?? '';

/** Takes what is usual for all that was not said. Throws ERR_USAGE for names that are none. */
export async function chooseUsual(wishes: Wishes): Promise<Chosen> {
  const platform = wishes.platform ?? firstPlatform;
  const kind = await chooseKind(platform, wishes.hook ?? usualHook(platform));
  return { kind, name: wishes.name ?? toFileName(kind.name), language: readLanguage(wishes.language ?? 'ts') };
}

/** Throws ERR_USAGE that names every flag that is missing. */
export async function chooseGiven(wishes: Wishes, again: string): Promise<Chosen> {
  const { platform, hook, name, language } = wishes;
  if (platform === undefined || hook === undefined || name === undefined || language === undefined) {
    // A wrong value is the more helpful of the two.
    if (platform !== undefined) await (hook === undefined ? getPlatform(platform) : chooseKind(platform, hook));
    if (name !== undefined) checkName(name);
    const flags = (['platform', 'hook', 'name', 'language'] as const).filter((flag) => wishes[flag] === undefined);
    const usual = await chooseUsual(wishes);
    throw new HooksmithError(
      'ERR_USAGE',
      `${list(flags.map((flag) => `--${flag}`))} ${flags.length === 1 ? 'is' : 'are'} missing, and there is no terminal to ask`,
      {
        next: [
          `${again} --platform ${usual.kind.platform} --hook ${usual.kind.name} --name ${usual.name} --language ${usual.language}`,
          `${again} --yes takes these values for what is not given.`,
        ],
      },
    );
  }
  return { kind: await chooseKind(platform, hook), name, language: readLanguage(language) };
}

/** Asks for all that was not said. Throws ERR_USAGE for names that are none. */
export async function chooseByAsking(wishes: Wishes, asker: Asker): Promise<Chosen> {
  const platform =
    wishes.platform ??
    (await asker.choose(
      'Platform',
      Object.values(platforms).map(({ name, title }) => ({ value: name, says: title })),
    ));
  const kinds = await listKinds(getPlatform(platform));
  const hook =
    wishes.hook ??
    (await asker.choose(
      'Hook or step',
      kinds.map(({ name, summary }) => ({ value: name, says: summary })),
      usualHook(platform),
    ));
  const kind = await chooseKind(platform, hook);
  const name = wishes.name ?? (await asker.line('Name', toFileName(kind.name), judgeName));
  const language =
    wishes.language ??
    (await asker.choose('Language', [
      { value: 'ts', says: 'TypeScript' },
      { value: 'js', says: 'JavaScript, as the platform has it, its types in comments' },
    ]));
  return { kind, name, language: readLanguage(language) };
}

/** `--hook` may name its platform too. */
async function chooseKind(platform: string, hook: string): Promise<Kind> {
  getPlatform(platform);
  return getKind(hook.startsWith(`${platform}/`) ? hook : `${platform}/${hook}`);
}

function usualHook(platform: string): string {
  return readDefaults()[getPlatform(platform).name] ?? '';
}

function readLanguage(language: string): Language {
  return language === 'js' ? 'js' : 'ts';
}

function list(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}
