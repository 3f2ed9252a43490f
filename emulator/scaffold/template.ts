import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { JsonValue, Setup } from '../../sdk/contract.ts';
import type { Kind } from './kinds.ts';

/** Language of hooks. */
export type Language = 'ts' | 'js';

/** What `templates/<platform>/<hook or step>/template.json` says beside the scripts in that folder. */
export interface Template {
  /** For a step: the script of each stage or place, by the name of its file without the ending. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** How hook or step is configured on the platform. */
  readonly setup?: Setup;
  /** What a step that sends HTTP requests gets. */
  readonly input?: Setup;
  /** Pages of the recording. */
  readonly pages?: readonly TemplatePage[];
  /** What a step that sends HTTP requests is answered, in order. */
  readonly answers?: readonly TemplateAnswer[];
}

/** A page, made of one of the examples of the contract or of the step. */
export interface TemplatePage {
  /** Which example. */
  readonly example: number;
  /** What takes the place of properties of the example. */
  readonly with?: Readonly<Record<string, JsonValue>>;
  /** For a pipeline: what each stage gave. */
  readonly stages?: object;
}

/** An answer to one request. */
export interface TemplateAnswer {
  readonly status: number;
  /** A text as it is, anything else as JSON. */
  readonly body: JsonValue;
}

const root = join(dirname(fileURLToPath(import.meta.resolve('hooksmith/package.json'))), 'templates');

/** The template of a hook or step. */
export function readTemplate({ platform, name }: Pick<Kind, 'platform' | 'name'>): Template {
  return JSON.parse(readFileSync(join(root, platform, name, 'template.json'), 'utf8'));
}

/** The text of a script of a template. */
export function readTemplateScript(
  { platform, name }: Pick<Kind, 'platform' | 'name'>,
  script: string,
  language: Language,
): string {
  return readFileSync(join(root, platform, name, `${script}.${language}`), 'utf8');
}

/** The text of a file that every project gets. */
export function readProjectTemplate(name: string): string {
  return readFileSync(join(root, 'project', name), 'utf8');
}

/** The hook or step of each platform that is taken when nobody names one. */
export function readDefaults(): Readonly<Record<string, string>> {
  return JSON.parse(readFileSync(join(root, 'defaults.json'), 'utf8'));
}
