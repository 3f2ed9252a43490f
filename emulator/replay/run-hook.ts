import type { AnyContract, JsonValue } from '../../sdk/contract.ts';
import { recogniseContracts } from '../../sdk/platforms.ts';
import { HooksmithError } from '../errors.ts';
import { placeJsonError } from '../recording/json-error.ts';
import type { Report } from '../report/report.ts';
import { getContract, nameHook } from './find-contract.ts';
import { replayInline } from './replay-inline.ts';
import type { HookTarget, ReplayOptions } from './replay-options.ts';

/** One call of a hook. */
export interface RunHookOptions
  extends Omit<ReplayOptions, 'page' | 'bail' | 'workers' | 'allowTruncated' | 'saveCalls' | 'onProgress'> {
  readonly target: Omit<HookTarget, 'recordings'>;
  /** JSON text of `options`. */
  readonly input: string;
  /** How messages call the input. @default '<input>' */
  readonly inputName?: string;
}

/** What came of it. */
export interface RunHookResult {
  /** JSON text of the result; null when there is none. */
  readonly result: string | null;
  readonly report: Report;
}

/**
 * Calls a hook once in the sandbox and judges what it gives back, as a replay of one page would.
 * Throws HooksmithError when script, input or options cannot be used.
 */
export async function runHook({
  target,
  input,
  inputName = '<input>',
  ...options
}: RunHookOptions): Promise<RunHookResult> {
  const contract = chooseContract(target.contract, input, inputName);
  let result: string | null = null;
  const report = await replayInline({
    contract,
    target,
    options,
    name: inputName,
    form: 'options',
    // Line breaks outside strings are white space in JSON, so one page fits on one line.
    lines: [input.replaceAll(/[\r\n]/g, ' ')],
    onVerdict: (verdict) => {
      result = verdict.result;
    },
  });
  return { result, report };
}

function chooseContract(named: string | undefined, input: string, inputName: string): AnyContract {
  const value = parse(input, inputName);
  if (named !== undefined) return getContract(named);
  const [contract, ...others] = recogniseContracts(value);
  if (contract !== undefined && others.length === 0) return contract;
  throw new HooksmithError('ERR_USAGE', `${inputName} fits ${others.length > 0 ? 'several hooks' : 'no hook'}`, {
    next: [nameHook(value)],
  });
}

function parse(input: string, inputName: string): JsonValue {
  try {
    return JSON.parse(input);
  } catch (cause) {
    const { line, column, what } = placeJsonError(input);
    throw new HooksmithError('ERR_USAGE', `${inputName}:${line}:${column}: not JSON: ${what}`, {
      place: { file: inputName, line, column },
      next: ['Give the options as JSON; in a shell, put them into single quotes.'],
      cause,
    });
  }
}
