import { schemas, validators } from '#validators';
import type { AnyContract } from '../../sdk/contract.ts';
import { findContract } from '../../sdk/platforms.ts';
import { checkInput, checkOutput } from '../replay/check.ts';
import { ofPage, ofRecord } from '../replay/judgement.ts';
import type { PageIssue, ServedHook } from './protocol.ts';

/** Looks at the result of a call, given as JSON text: what would the platform say of it? */
export type JudgeResult = (text: string) => readonly PageIssue[];

/** A function may be attached as several kinds of hooks, and a call does not say which one it is for. */
interface Kind {
  readonly contract: AnyContract;
  readonly attached: ServedHook;
  readonly key: string;
}

/**
 * Notes what the contract has to know of the options before the hook may edit them.
 * Options that fit no kind, or more than one, are nothing that can be judged.
 */
export function prepareJudge(hooks: readonly ServedHook[], options: unknown): JudgeResult {
  const kind = chooseKind(hooks, options);
  if (kind === undefined) return () => [];
  const { contract, attached, key } = kind;
  const { assumptions, setup } = attached;
  const compiled = validators[key];
  const schema = schemas[key];
  if (compiled === undefined || schema === undefined) return () => [];
  const input = { value: options, schema: schema.input, validate: compiled.input, root: 'options' };
  const [fault] = checkInput(contract, input, assumptions);
  if (fault !== undefined) {
    const message = `the result is not judged, as the options are not those of ${contract.hook}: ${fault.message}`;
    return () => [ofPage({ ...fault, severity: 'warning', message })];
  }
  const facts: unknown = contract.facts(options, setup);
  return (text) => {
    const value: unknown = text === '' ? undefined : JSON.parse(text);
    const output = { value, schema: schema.output, validate: compiled.output, root: 'result' };
    return checkOutput(contract, output, { facts, assumptions }).map((issue) => ofRecord(contract, issue));
  };
}

function chooseKind(hooks: readonly ServedHook[], options: unknown): Kind | undefined {
  const kinds = hooks.flatMap((attached) => {
    const contract = findContract(attached.platform, attached.hook);
    return contract === undefined ? [] : [{ contract, attached, key: `${attached.platform}/${attached.hook}` }];
  });
  const fitting = kinds.length === 1 ? kinds : kinds.filter(({ contract }) => contract.recognises(options));
  return fitting.length === 1 ? fitting[0] : undefined;
}
