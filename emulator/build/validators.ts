import { Ajv } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { TSchema } from 'typebox';
import type { AnyContract } from '../../sdk/contract.ts';
import type { Platform } from '../../sdk/platform.ts';
import { platforms } from '../../sdk/platforms.ts';
import { ProjectFile } from '../project/schema.ts';
import { LockFile } from '../publish/lock-schema.ts';

const annotations = ['rule', 'assumption', 'strict'];

/**
 * Source of the module `#validators`: what a runner checks, that is inputs and outputs of every contract and inputs of
 * every step, compiled by ajv, and the schemas themselves as data.
 * Compiled at build time because loading and running ajv takes longer than replaying a page.
 */
export function generateValidators(): string {
  const compiled = openCompiler();
  const hooks = Object.values(platforms).flatMap(contractsOf);
  const steps = Object.values(platforms).flatMap((platform) => platform.steps);
  const sides = ({ input, output }: AnyContract, add: (schema: unknown) => string): string =>
    `{ input: ${add(input)}, output: ${add(output)} }`;
  const hookRows = hooks.map((hook) => [
    nameOf(hook.platform, hook.hook),
    sides(hook, compiled.add),
    sides(hook, compiled.data),
  ]);
  const stepRows = steps.map((step) => [
    nameOf(step.platform, step.step),
    compiled.add(step.input),
    compiled.data(step.input),
  ]);
  const table = (name: string, rows: readonly (readonly (string | undefined)[])[], column: 1 | 2): string =>
    `export const ${name} = { ${rows.map((row) => `${row[0]}: ${row[column]}`).join(', ')} };`;
  return [
    compiled.source(),
    table('validators', hookRows, 1),
    table('schemas', hookRows, 2),
    table('stepInputValidators', stepRows, 1),
    table('stepInputSchemas', stepRows, 2),
  ].join('\n');
}

/** Source of the module `#project-validators`: what `hooksmith.json` is checked by, before any runner starts. */
export async function generateProjectValidators(): Promise<string> {
  const compiled = openCompiler();
  const project = compiled.add(ProjectFile);
  const all = Object.values(platforms);
  const row = (name: string, setup: TSchema): string =>
    `${name}: { validate: ${compiled.add(setup)}, schema: ${JSON.stringify(setup)} }`;
  const hooks = all
    .flatMap(contractsOf)
    .flatMap(({ platform, hook, setup }) => (setup === undefined ? [] : [row(nameOf(platform, hook), setup)]));
  const steps = all
    .flatMap((platform) => platform.steps)
    .map(({ platform, step, setup }) => row(nameOf(platform, step), setup));
  return [
    compiled.source(),
    `export { ${project} as project };`,
    `export const hookSetups = { ${hooks.join(', ')} };`,
    `export const stepSetups = { ${steps.join(', ')} };`,
    `export const stagesOfSteps = ${JSON.stringify(await listStages())};`,
  ].join('\n');
}

/**
 * Source of the module `#http-step-validators`: the schemas of the steps that send HTTP requests, compiled and as data,
 * apart because only those who send need them.
 */
export async function generateHttpStepValidators(): Promise<string> {
  const compiled = openCompiler();
  const steps = (await Promise.all(Object.values(platforms).map(({ httpSteps }) => httpSteps.load()))).flat();
  const rows = steps.map((step) => `${nameOf(step.platform, step.step)}: ${rowOf(step, compiled)}`);
  return [compiled.source(), `export const httpStepValidators = { ${rows.join(', ')} };`].join('\n');
}

/**
 * Source of the module `#publish-validators`: `publish` of an entry in `hooksmith.json`, by platform, and the lock file; apart
 * because only those who publish need them.
 */
export async function generatePublishValidators(): Promise<string> {
  const compiled = openCompiler();
  const rows = await Promise.all(
    Object.values(platforms).map(async ({ name, publisher }: Platform) => {
      if (publisher === undefined) return [];
      const { settings } = await publisher();
      return [`${JSON.stringify(name)}: { check: ${compiled.add(settings)}, schema: ${compiled.data(settings)} }`];
    }),
  );
  const lockFile = compiled.add(LockFile);
  return [
    compiled.source(),
    `export const publishSettings = { ${rows.flat().join(', ')} };`,
    `export { ${lockFile} as lockFile };`,
  ].join('\n');
}

/** By the names of all steps, those that send HTTP requests included. */
async function listStages(): Promise<Readonly<Record<string, readonly string[]>>> {
  const rows = await Promise.all(
    Object.values(platforms).map(async ({ steps, httpSteps }) => [
      ...steps.map(({ platform, step, stages }) => [`${platform}/${step}`, stages.map(({ name }) => name)]),
      ...(await httpSteps.load()).map(({ platform, step, scripts }) => [
        `${platform}/${step}`,
        scripts.map(({ name }) => name),
      ]),
    ]),
  );
  return Object.fromEntries(rows.flat());
}

/** Compiles schemas, each text of one once: several hooks are passed the same. */
function openCompiler() {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, code: { source: true, esm: true } });
  ajv.addVocabulary(annotations);
  const names = new Map<string, string>();
  const texts = new Map<string, string>();
  return {
    /** The name of the schema's validator. */
    add(schema: unknown): string {
      const text = JSON.stringify(schema);
      const known = names.get(text);
      if (known !== undefined) return known;
      const name = `check_${names.size}`;
      names.set(text, name);
      ajv.addSchema(JSON.parse(text), name);
      return name;
    },
    /** The name of the schema as data. */
    data(schema: unknown): string {
      const text = JSON.stringify(schema);
      const name = texts.get(text) ?? `data_${texts.size}`;
      texts.set(text, name);
      return name;
    },
    source(): string {
      const all = Object.fromEntries([...names.values()].map((name) => [name, name]));
      const data = [...texts].map(([text, name]) => `const ${name} = JSON.parse(${JSON.stringify(text)});`);
      return [standalone.default(ajv, all), ...data].join('\n');
    },
  };
}

function nameOf(platform: string, name: string): string {
  return JSON.stringify(`${platform}/${name}`);
}

function rowOf(
  { input, setup }: { readonly input: unknown; readonly setup: unknown },
  { add, data }: Pick<ReturnType<typeof openCompiler>, 'add' | 'data'>,
): string {
  return `{ input: ${add(input)}, setup: ${add(setup)}, schemas: { input: ${data(input)}, setup: ${data(setup)} } }`;
}

/** The hooks of a platform and the functions that stand in for stages of its steps. */
function contractsOf({ hooks, steps }: Platform): readonly AnyContract[] {
  const standIns = steps.flatMap(({ stages }) => stages).filter(({ kind }) => kind === 'given');
  return [...hooks, ...standIns.map(({ contract }) => contract)];
}

/** Types of `#http-step-validators`. */
export const httpStepValidatorTypes = `import type { Validator } from './validators.d.ts';

export declare const httpStepValidators: Readonly<
  Record<
    string,
    {
      readonly input: Validator;
      readonly setup: Validator;
      readonly schemas: { readonly input: unknown; readonly setup: unknown };
    }
  >
>;
`;

/** Types of `#publish-validators`. */
export const publishValidatorTypes = `import type { Validator } from './validators.d.ts';

export declare const publishSettings: Readonly<
  Record<string, { readonly check: Validator; readonly schema: unknown }>
>;
export declare const lockFile: Validator;
`;

/** Types of `#project-validators`. */
export const projectValidatorTypes = `import type { Validator } from './validators.d.ts';

export declare const project: Validator;
/** The setup of a hook or step: what judges it, and its schema as data. */
export interface SetupShape {
  readonly validate: Validator;
  readonly schema: object;
}
export declare const hookSetups: Readonly<Record<string, SetupShape>>;
export declare const stepSetups: Readonly<Record<string, SetupShape>>;
/** The stages of each step that a script may be attached to, by platform and step. */
export declare const stagesOfSteps: Readonly<Record<string, readonly string[]>>;
`;

/** Types of `#validators`. */
export const validatorTypes = `import type { ErrorObject } from 'ajv';

/** A compiled schema: tells whether a value fits, and keeps what is wrong with it. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null | undefined;
}
export declare const validators: Readonly<Record<string, { readonly input: Validator; readonly output: Validator }>>;
export declare const schemas: Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>;
export declare const stepInputValidators: Readonly<Record<string, Validator>>;
export declare const stepInputSchemas: Readonly<Record<string, unknown>>;
`;
