import { Ajv, type AnySchema } from 'ajv';
import standalone from 'ajv/dist/standalone/index.js';
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
  const hooks = Object.values(platforms).flatMap((platform) => platform.hooks);
  const exported: Record<string, string> = { project: 'project' };
  ajv.addSchema(plain(ProjectFile), 'project');
  const rows = hooks.map((hook, index) => {
    for (const side of ['input', 'output'] as const) {
      ajv.addSchema(plain(hook[side]), `${side}${index}`);
      exported[`${side}${index}`] = `${side}${index}`;
    }
    return `${JSON.stringify(`${hook.platform}/${hook.hook}`)}: { input: input${index}, output: output${index} }`;
  });
  const schemas = hooks.map((hook) => [
    `${hook.platform}/${hook.hook}`,
    { input: plain(hook.input), output: plain(hook.output) },
  ]);
  return [
    standalone.default(ajv, exported),
    `export const validators = { ${rows.join(', ')} };`,
    `export const schemas = ${JSON.stringify(Object.fromEntries(schemas))};`,
  ].join('\n');
}

/** TypeBox schemas carry symbols and functions; JSON Schema is what is left without them. */
function plain(schema: unknown): AnySchema {
  return JSON.parse(JSON.stringify(schema));
}

/** Types of the generated module. */
export const validatorTypes = `import type { ErrorObject } from 'ajv';

interface Validator {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null | undefined;
}
export declare const project: Validator;
export declare const validators: Readonly<Record<string, { readonly input: Validator; readonly output: Validator }>>;
export declare const schemas: Readonly<Record<string, { readonly input: unknown; readonly output: unknown }>>;
`;
