import { httpStepValidators } from '#http-step-validators';
import { schemas, stepInputSchemas } from '#validators';
import { findContract, findHttpStep, findRule, findStep, platforms } from '../../sdk/platforms.ts';

/** A hook or a step as `explain` tells it. */
export interface ExplainedKind {
  readonly name: string;
  readonly summary: string;
  /** Rule id of what it does. */
  readonly rule: string;
  /** What is configured, what goes in and what comes out, each with its fields; only what there is. */
  readonly parts: readonly { readonly title: string; readonly fields: readonly KindField[] }[];
  /** Where scripts are attached. */
  readonly places: readonly string[];
  /** Names of the assumptions, with their rules. */
  readonly assumptions: readonly (readonly [name: string, rule: string])[];
}

/** One field of a schema. */
export interface KindField {
  /** With the names above it: `retry.retries`; `[]` stands for each element of a list. */
  readonly path: string;
  readonly type: string;
  readonly isOptional: boolean;
  /** Rule id; null where the schema has none. */
  readonly rule: string | null;
}

const mostDepth = 3;
const mostFields = 60;

/** Finds `platform/hook` or `platform/step`; undefined when there is neither. */
export async function explainKind(name: string): Promise<ExplainedKind | undefined> {
  const [platform = '', kind = ''] = name.split('/');
  const contract = findContract(platform, kind);
  if (contract !== undefined) {
    const own = schemas[name];
    return {
      name,
      summary: contract.summary,
      rule: contract.rules.entry,
      parts: [
        { title: contract.calls.module === 'commonjs' ? 'data' : 'options', fields: listFields(own?.input) },
        { title: 'result', fields: listFields(own?.output) },
      ],
      places: [],
      assumptions: ruled(contract.assumptions),
    };
  }
  const step = findStep(platform, kind);
  if (step !== undefined) {
    return {
      name,
      summary: step.summary,
      rule: step.rule,
      parts: [{ title: 'a page', fields: listFields(stepInputSchemas[name]) }],
      places: step.stages.map((stage) => stage.name),
      assumptions: ruled(step.assumptions),
    };
  }
  const http = await findHttpStep(platform, kind);
  if (http === undefined) return undefined;
  const own = httpStepValidators[name]?.schemas;
  return {
    name,
    summary: http.summary,
    rule: http.rule,
    parts: [
      { title: 'setup', fields: listFields(own?.setup) },
      { title: 'input', fields: listFields(own?.input) },
    ],
    places: http.scripts.map((place) => place.name),
    assumptions: ruled(http.assumptions),
  };
}

/** The names of all hooks and steps. */
export function kindNames(): readonly string[] {
  return Object.values(platforms).flatMap(({ name, hooks, steps, httpSteps }) =>
    [...hooks.map(({ hook }) => hook), ...steps.map(({ step }) => step), ...httpSteps.names].map(
      (kind) => `${name}/${kind}`,
    ),
  );
}

/** A kind as text: its fields one a line, with what their rules say. */
export function describeKind(
  { name, summary, rule, parts, places, assumptions }: ExplainedKind,
  bold: (text: string) => string,
): string {
  const lines = [
    `${bold(name)}  ${rule}`,
    summary,
    ...parts.flatMap(({ title, fields }) => (fields.length === 0 ? [] : ['', bold(title), ...describeFields(fields)])),
    ...(places.length === 0 ? [] : ['', `${bold('scripts')} at: ${places.join(', ')}`]),
    ...(assumptions.length === 0
      ? []
      : ['', `${bold('assumptions')}: ${assumptions.map(([option, id]) => `${option} (${id})`).join(', ')}`]),
  ];
  return `${lines.join('\n')}\n`;
}

function describeFields(fields: readonly KindField[]): readonly string[] {
  const shown = fields.slice(0, mostFields);
  const width = Math.min(44, Math.max(...shown.map(({ path, isOptional }) => path.length + (isOptional ? 1 : 0))));
  return [
    ...shown.map(({ path, type, isOptional, rule }, index) => {
      // What was just said need not be said again.
      const isNew = rule !== null && rule !== shown[index - 1]?.rule;
      const says = isNew ? `  ${rule}: ${firstSentence(findRule(rule)?.says ?? '')}` : '';
      return `  ${`${path}${isOptional ? '?' : ''}`.padEnd(width)}  ${type}${says}`;
    }),
    ...(fields.length > shown.length ? [`  … ${fields.length - shown.length} more; --json has them`] : []),
  ];
}

function firstSentence(text: string): string {
  const [first = ''] = text.split(/(?<=[.;]) /);
  const whole = first.replace(/;$/, '.');
  return whole.length > 110 ? `${whole.slice(0, 109)}…` : whole;
}

function ruled(
  assumptions: Readonly<Record<string, { readonly rule: string }>>,
): readonly (readonly [string, string])[] {
  return Object.entries(assumptions).map(([name, { rule }]) => [name, rule]);
}

/** The fields of a JSON Schema, down to some depth. */
function listFields(schema: unknown, path = '', depth = 0): readonly KindField[] {
  if (depth >= mostDepth) return [];
  const properties: object = Object(part(schema, 'properties'));
  const required = part(schema, 'required');
  const own = Object.entries(properties).flatMap(([name, value]) => {
    const at = path === '' ? name : `${path}.${name}`;
    const isOptional = !(Array.isArray(required) && required.includes(name));
    return [
      { path: at, type: typeOf(value), isOptional, rule: text(value, 'rule') },
      ...listFields(value, at, depth + 1),
      ...listFields(part(value, 'items'), `${at}[]`, depth + 1),
    ];
  });
  // A choice: the fields of each of its forms, those of one name once.
  const forms = [...list(schema, 'anyOf'), ...list(schema, 'oneOf')].flatMap((form) => listFields(form, path, depth));
  const all = [...own, ...forms];
  return all.filter((field, index) => all.findIndex((one) => one.path === field.path) === index);
}

function typeOf(schema: unknown): string {
  const constant = part(schema, 'const');
  if (constant !== undefined) return JSON.stringify(constant);
  const values = list(schema, 'enum');
  if (values.length > 0) return values.map((value) => JSON.stringify(value)).join(' | ');
  const forms = [...list(schema, 'anyOf'), ...list(schema, 'oneOf')];
  if (forms.length > 0) return [...new Set(forms.map(typeOf))].join(' | ');
  const type = part(schema, 'type');
  if (type === 'array') return `${typeOf(part(schema, 'items'))}[]`;
  return typeof type === 'string' ? type : 'any';
}

function part(schema: unknown, name: string): unknown {
  return typeof schema === 'object' && schema !== null && Object.hasOwn(schema, name)
    ? Reflect.get(schema, name)
    : undefined;
}

function list(schema: unknown, name: string): readonly unknown[] {
  const value: unknown = part(schema, name);
  return Array.isArray(value) ? value : [];
}

function text(schema: unknown, name: string): string | null {
  const value: unknown = part(schema, name);
  return typeof value === 'string' ? value : null;
}
