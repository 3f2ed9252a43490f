import { Ajv } from 'ajv';
import { checkInput, checkOutput } from '../../../emulator/replay/check.ts';
import type { AnyContract, Assumptions } from '../../../sdk/contract.ts';

/** Judges a result as a replay does: shape, then checks. Gives `severity rule path` of all that is found. */
export function judgeResult(
  contract: AnyContract,
  {
    input,
    result,
    assumptions = {},
  }: { readonly input: unknown; readonly result: unknown; readonly assumptions?: Assumptions },
): readonly string[] {
  const chosen = { ...defaultsOf(contract), ...assumptions };
  const output = { value: result, schema: contract.output, validate: compile(contract.output), root: 'result' };
  const facts: unknown = contract.facts(input, {});
  return checkOutput(contract, output, { facts, assumptions: chosen }).map(({ severity, rule, path }) =>
    `${severity} ${rule} ${path}`.trim(),
  );
}

/** Judges recorded options likewise. */
export function judgeInput(contract: AnyContract, value: unknown): readonly string[] {
  const input = { value, schema: contract.input, validate: compile(contract.input), root: 'options' };
  return checkInput(contract, input, defaultsOf(contract)).map(({ rule, path }) => `${rule} ${path}`.trim());
}

function defaultsOf(contract: AnyContract): Assumptions {
  return Object.fromEntries(Object.entries(contract.assumptions).map(([name, { default: preset }]) => [name, preset]));
}

function compile(schema: object) {
  const ajv = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true });
  return ajv.addVocabulary(['rule', 'assumption', 'strict']).compile(schema);
}
