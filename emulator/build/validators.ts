import { Ajv, type AnySchema } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
import type { AnyContract } from '../../sdk/contract.ts';
import type { Platform } from '../../sdk/platform.ts';
import { platforms } from '../../sdk/platforms.ts';
import { ProjectFile } from '../project/schema.ts';

const annotations = ['rule', 'assumption', 'strict'];

/**
 * Source of the module `#validators`: every contract's schemas compiled by ajv, and the schemas themselves as data.
 * Compiled at build time because loading and running ajv takes longer than replaying a page.
 */
export function generateValidators(): string {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, code: { source: true, esm: true } });
  ajv.addVocabulary(annotations);
  const hooks = Object.values(platforms).flatMap(contractsOf);
  const exported: Record<string, string> = { project: 'project' };
  ajv.addSchema(plain(ProjectFile), 'project');
  const rows = hooks.map((hook, index) => {
    for (const side of ['input', 'output'] as const) {
      ajv.addSchema(plain(hook[side]), `${side}${index}`);
      exported[`${side}${index}`] = `${side}${index}`;
    }
    if (hook.setup !== undefined) {
      ajv.addSchema(plain(hook.setup), `setup${index}`);
      exported[`setup${index}`] = `setup${index}`;
    }
    const setup = hook.setup === undefined ? 'null' : `setup${index}`;
    return `${JSON.stringify(`${hook.platform}/${hook.hook}`)}: { input: input${index}, output: output${index}, setup: ${setup} }`;
  });
  const schemas = hooks.map((hook) => [
    `${hook.platform}/${hook.hook}`,
    { input: plain(hook.input), output: plain(hook.output) },
  ]);
  const steps = Object.values(platforms).flatMap((platform) => platform.steps);
  const stepRows = steps.map((step, index) => {
    for (const side of ['input', 'setup'] as const) {
      ajv.addSchema(plain(step[side]), `step_${side}${index}`);
      exported[`step_${side}${index}`] = `step_${side}${index}`;
    }
    return `${JSON.stringify(`${step.platform}/${step.step}`)}: { input: step_input${index}, setup: step_setup${index} }`;
  });
  const stepSchemas = steps.map((step) => [
    `${step.platform}/${step.step}`,
    { input: plain(step.input), setup: plain(step.setup) },
  ]);
  return [
    standalone.default(ajv, exported),
    `export const validators = { ${rows.join(', ')} };`,
    `export const stepValidators = { ${stepRows.join(', ')} };`,
    `export const stepSchemas = ${JSON.stringify(Object.fromEntries(stepSchemas))};`,
    `export const schemas = ${JSON.stringify(Object.fromEntries(schemas))};`,
  ].join('\n');
}

/**
 * Source of the module `#http-step-validators`: the schemas of the steps that send HTTP requests, apart because only those
 * who send need them.
 */
export async function generateHttpStepValidators(): Promise<string> {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true, code: { source: true, esm: true } });
  ajv.addVocabulary(annotations);
  const steps = (await Promise.all(Object.values(platforms).map(({ httpSteps }) => httpSteps.load()))).flat();
  const exported: Record<string, string> = {};
  const rows = steps.map((step, index) => {
    for (const side of ['input', 'setup'] as const) {
      ajv.addSchema(plain(step[side]), `${side}${index}`);
      exported[`${side}${index}`] = `${side}${index}`;
    }
    return `${JSON.stringify(`${step.platform}/${step.step}`)}: { input: input${index}, setup: setup${index} }`;
  });
  const schemas = steps.map((step) => [
    `${step.platform}/${step.step}`,
    { input: plain(step.input), setup: plain(step.setup) },
  ]);
  return [
    steps.length === 0 ? '' : standalone.default(ajv, exported),
    `export const httpStepValidators = { ${rows.join(', ')} };`,
    `export const httpStepSchemas = ${JSON.stringify(Object.fromEntries(schemas))};`,
  ].join('\n');
}

/** The hooks of a platform and the functions that stand in for stages of its steps. */
function contractsOf({ hooks, steps }: Platform): readonly AnyContract[] {
  const standIns = steps.flatMap(({ stages }) => stages).filter(({ kind }) => kind === 'given');
  return [...hooks, ...standIns.map(({ contract }) => contract)];
}

/** TypeBox schemas carry symbols and functions; JSON Schema is what is left without them. */
function plain(schema: unknown): AnySchema {
  return JSON.parse(JSON.stringify(schema));
}

/** Types of `#http-step-validators`. */
export const httpStepValidatorTypes = `import type { Validator } from './validators.d.ts';

export declare const httpStepValidators: Readonly<Record<string, { readonly input: Validator; readonly setup: Validator }>>;
export declare const httpStepSchemas: Readonly<Record<string, { readonly input: unknown; readonly setup: unknown }>>;
`;

/** Types of `#validators`. */
export const validatorTypes = `import type { ErrorObject } from 'ajv';

export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null | undefined;
}
export declare const project: Validator;
export declare const validators: Readonly<Record<string, { readonly input: Validator; readonly output: Validator; readonly setup: Validator | null }>>;
export declare const stepValidators: Readonly<Record<string, { readonly input: Validator; readonly setup: Validator }>>;
export declare const stepSchemas: Readonly<Record<string, { readonly input: unknown; readonly setup: unknown }>>;
export declare const schemas: Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>;
`;
