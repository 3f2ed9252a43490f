import type { ErrorObject } from 'ajv';
import type { AnyContract, Assumptions, Check, Issue } from '../../sdk/contract.ts';
import { valueAt } from '../../sdk/json-pointer.ts';
import { showJson, showPath } from './show.ts';

/** A schema compiled by ajv at build time: true, or false with `errors` set. */
export interface Validator {
  (value: unknown): boolean;
  errors?: readonly ErrorObject[] | null | undefined;
}

/** What a check looks at: a value, its compiled schema, and the words for messages. */
export interface Subject {
  readonly value: unknown;
  readonly schema: unknown;
  readonly validate: Validator;
  /** How messages call the value: `result` or `options`. */
  readonly root: string;
}

/** Judges what a hook returned: its shape first, then the rules that relate it to the input. */
export function checkOutput(
  contract: AnyContract,
  subject: Subject,
  { facts, assumptions }: { readonly facts: unknown; readonly assumptions: Assumptions },
): readonly Issue[] {
  const shape = checkShape(subject, { code: 'bad-shape', rule: contract.rules.shape, assumptions });
  return [
    ...shape,
    ...runChecks(contract.checks, subject.value, { facts, assumptions, shapeHolds: shape.length === 0 }),
  ];
}

/** Judges recorded options: a breach is the recording's fault. */
export function checkInput(
  contract: Pick<AnyContract, 'inputChecks'> & { readonly rules: Pick<AnyContract['rules'], 'shape'> },
  subject: Subject,
  assumptions: Assumptions,
): readonly Issue[] {
  const shape = checkShape(subject, { code: 'bad-recording', rule: contract.rules.shape, assumptions });
  if (shape.length > 0) return shape;
  return runChecks(contract.inputChecks, subject.value, { facts: null, assumptions, shapeHolds: true });
}

/** Checks expect the shape that the schema promises; where it is broken they may fail, and the shape has said why. */
function runChecks(
  checks: readonly Check<unknown, unknown>[],
  value: unknown,
  {
    facts,
    assumptions,
    shapeHolds,
  }: { readonly facts: unknown; readonly assumptions: Assumptions; readonly shapeHolds: boolean },
): readonly Issue[] {
  return checks.flatMap((check) => {
    try {
      return check.run(value, facts, assumptions);
    } catch (cause) {
      if (shapeHolds) throw cause;
      return [];
    }
  });
}

function checkShape(
  { value, schema, validate, root }: Subject,
  {
    code,
    rule,
    assumptions,
  }: { readonly code: Issue['code']; readonly rule: string; readonly assumptions: Assumptions },
): readonly Issue[] {
  if (validate(value)) return [];
  return dropBranches(validate.errors ?? []).map((error) => {
    const node = findNode(schema, error.schemaPath);
    return {
      code,
      rule: node.rule ?? rule,
      severity: isLenient(node, assumptions) ? 'warning' : 'error',
      path: error.instancePath,
      message: `${showPath(error.instancePath, root)} ${describe(error, valueAt(value, error.instancePath), node.schema)}`,
    };
  });
}

/** A failed `anyOf` reports each branch as well; the branches only repeat it. */
function dropBranches(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const unions = errors.filter((error) => error.keyword === 'anyOf').map((error) => error.schemaPath);
  return errors.filter((error) => !unions.some((union) => error.schemaPath.startsWith(`${union}/`)));
}

/** The schema node that an error is about, with the annotations that are in force there. */
interface SchemaNode {
  readonly schema: Readonly<Record<string, unknown>>;
  readonly rule: string | null;
  readonly assumption: string | null;
  readonly strict: readonly unknown[];
}

function findNode(schema: unknown, schemaPath: string): SchemaNode {
  const steps = schemaPath
    .split('/')
    .slice(1, -1)
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
  let node: SchemaNode = { schema: {}, rule: null, assumption: null, strict: [] };
  let current: unknown = schema;
  for (const step of [null, ...steps]) {
    if (step !== null) current = isRecord(current) || Array.isArray(current) ? Reflect.get(current, step) : undefined;
    if (!isRecord(current)) continue;
    const { rule, assumption, strict } = current;
    node = {
      schema: current,
      rule: typeof rule === 'string' ? rule : node.rule,
      // Leniency holds for the node that says so; what is below it has its own.
      assumption: typeof assumption === 'string' ? assumption : null,
      strict: Array.isArray(strict) ? strict : [],
    };
  }
  return node;
}

/** Under an `assumption` a breach is a warning, unless the chosen value is one of the node's `strict` ones. */
function isLenient(node: SchemaNode, assumptions: Assumptions): boolean {
  return node.assumption !== null && !node.strict.includes(assumptions[node.assumption]);
}

function describe(error: ErrorObject, value: unknown, schema: Readonly<Record<string, unknown>>): string {
  const got = `got ${describeType(value)}`;
  switch (error.keyword) {
    case 'required':
      return `lacks ${String(error.params['missingProperty'])}: expected a value, got nothing`;
    case 'type':
      return `must be ${article(String(error.params['type']))}, ${got}`;
    case 'anyOf':
      return `must be ${listBranches(schema)}, ${got}`;
    case 'const':
      return `must be ${showJson(error.params['allowedValue'])}, ${got}`;
    case 'enum':
      return `must be ${listWords(listValues(error.params['allowedValues']).map((value) => showJson(value)))}, ${got}`;
    default:
      return `${error.message ?? 'breaks the contract'}, ${got}`;
  }
}

function listBranches(schema: Readonly<Record<string, unknown>>): string {
  const words = listValues(schema['anyOf']).map((branch) => {
    if (!isRecord(branch)) return 'something else';
    return 'const' in branch ? showJson(branch['const']) : article(String(branch['type']));
  });
  return listWords(words);
}

function listValues(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** `200, 422 or 403`. */
function listWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words[words.length - 1]}`;
}

function article(type: string): string {
  if (type === 'null') return 'null';
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

function describeType(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  const type = Array.isArray(value) ? 'array' : typeof value;
  return `${article(type)} (${showJson(value, 60)})`;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
