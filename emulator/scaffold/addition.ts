import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ProjectHook, ProjectStep } from '../project/schema.ts';
import type { ScriptFile } from '../replay/replay-options.ts';
import type { Kind } from './kinds.ts';
import { makeRecording } from './make-recording.ts';
import { type Language, readProjectTemplate, readTemplate, readTemplateScript, type Template } from './template.ts';

/** A hook or step that a project gets. */
export interface Addition {
  readonly kind: Kind;
  readonly name: string;
  /** Language of its scripts. */
  readonly language: Language;
  /** Ending of its test: `ts`, `js` or `mjs`. */
  readonly testEnding: string;
}

/** What stands for an addition in `hooksmith.json`. */
export type AdditionEntry =
  | { readonly section: 'hooks'; readonly value: ProjectHook }
  | { readonly section: 'steps'; readonly value: ProjectStep };

/** Paths of the files of an addition, from the folder of the project. */
export interface AdditionFiles {
  /** Scripts by stage or place, that of a hook by its kind's name; several stages may share one. */
  readonly scripts: Readonly<Record<string, string>>;
  readonly recording: string;
  readonly test: string;
}

/** Where the files of an addition go. */
export function placeFiles({ kind, name, language, testEnding }: Addition): AdditionFiles {
  const sources = Object.entries(scriptsOf(kind, readTemplate(kind)));
  const isAlone = new Set(sources.map(([, source]) => source)).size === 1;
  const path = (source: string): string => `hooks/${name}${isAlone ? '' : `-${source}`}.${language}`;
  return {
    scripts: Object.fromEntries(sources.map(([place, source]) => [place, path(source)])),
    recording: `recordings/${name}.rec.jsonl`,
    test: `test/${name}.test.${testEnding}`,
  };
}

/** Writes scripts, recording and test of an addition below a folder. */
export async function writeAddition(folder: string, addition: Addition): Promise<void> {
  const { kind, name, language } = addition;
  const template = readTemplate(kind);
  const files = placeFiles(addition);
  const sources = scriptsOf(kind, template);
  const scripts: Record<string, ScriptFile> = {};
  for (const [place, path] of Object.entries(files.scripts)) {
    const file = writeBelow(folder, path, readTemplateScript(kind, sources[place] ?? '', language));
    scripts[place] = { file };
  }
  writeBelow(folder, files.test, readProjectTemplate('replay.test.js').replaceAll('HOOK_NAME', name));
  mkdirSync(join(folder, dirname(files.recording)), { recursive: true });
  await makeRecording(join(folder, files.recording), { kind, template, scripts });
}

/** What stands for an addition in `hooksmith.json`. */
export function entryOf(addition: Addition): AdditionEntry {
  const { kind } = addition;
  const { platform, name } = kind;
  const { setup, input } = readTemplate(kind);
  const { scripts, recording } = placeFiles(addition);
  const recordings = [recording];
  if (kind.is === 'hook') {
    const script = scripts[name] ?? '';
    const value = { platform, hook: name, script, ...(setup === undefined ? {} : { setup }), recordings };
    return { section: 'hooks', value };
  }
  const stages = Object.fromEntries(Object.entries(scripts).map(([place, script]) => [place, { script }]));
  return {
    section: 'steps',
    value: {
      platform,
      step: name,
      ...(setup === undefined ? {} : { setup }),
      ...(input === undefined ? {} : { input }),
      ...(Object.keys(stages).length === 0 ? {} : { stages }),
      recordings,
    },
  };
}

/** Writes a file, folders included, and gives its path. */
export function writeBelow(folder: string, path: string, text: string): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  return file;
}

/** The script of a hook is called so in every template. */
function scriptsOf(kind: Kind, { scripts }: Template): Readonly<Record<string, string>> {
  return kind.is === 'hook' ? { [kind.name]: 'hook' } : (scripts ?? {});
}
