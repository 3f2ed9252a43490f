import { Ajv } from 'ajv';
import { checkInput, checkOutput, type Subject } from '../../../emulator/replay/check.ts';
import type { AnyContract, Assumptions, Issue, JsonValue, Setup } from '../../../sdk/contract.ts';

/** What a hook was given and gave back. */
export interface Call {
  readonly options: unknown;
  /** Left out: it returned nothing. */
  readonly output?: unknown;
  readonly setup?: Setup;
  /** Assumptions that differ from their defaults. */
  readonly assume?: Readonly<Record<string, JsonValue>>;
}

/** Judges a result as a replay does: by the schema and by the checks of its contract. */
export function judge(contract: AnyContract, { options, output, setup = {}, assume = {} }: Call): readonly Issue[] {
  const subject = subjectOf(contract.output, output, 'result');
  return checkOutput(contract, subject, {
    facts: contract.facts(options, setup),
    assumptions: assumptionsOf(contract, assume),
  });
}

/** Judges recorded options as a replay does. */
export function judgeInput(
  contract: AnyContract,
  options: unknown,
  assume: Readonly<Record<string, JsonValue>> = {},
): readonly Issue[] {
  return checkInput(contract, subjectOf(contract.input, options, 'options'), assumptionsOf(contract, assume));
}

/** All assumptions of a contract: their defaults, and what a test chooses. */
export function assumptionsOf(contract: AnyContract, assume: Readonly<Record<string, JsonValue>> = {}): Assumptions {
  const defaults = Object.entries(contract.assumptions).map(([name, assumption]) => [name, assumption.default]);
  return { ...Object.fromEntries(defaults), ...assume };
}

/** The parts of issues that say what is wrong, where, and how much it weighs. */
export function brief(issues: readonly Issue[]): readonly string[] {
  return issues.map(({ code, rule, severity, path, scope }) =>
    [severity, code, rule, path === '' ? '(whole)' : path, ...(scope === undefined ? [] : [scope])].join(' '),
  );
}

function subjectOf(schema: object, value: unknown, root: string): Subject {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  return { value, schema, root, validate: ajv.addVocabulary(['rule', 'assumption', 'strict']).compile(schema) };
}
