import { httpStepValidators } from '#http-step-validators';
import type { JsonValue } from '../../sdk/contract.ts';
import type { AnyHttpStep } from '../../sdk/http/http-step.ts';
import { HooksmithError } from '../errors.ts';
import { explainShape, suggestKey } from './explain-shape.ts';

/** Throws ERR_USAGE with the path of the first thing of a step's setup, or of its input, that the schema refuses. */
export function checkShape(
  { platform, step }: Pick<AnyHttpStep, 'platform' | 'step'>,
  { owner, ...values }: { readonly owner: string; readonly setup: JsonValue; readonly input?: JsonValue },
): void {
  const compiled = httpStepValidators[`${platform}/${step}`];
  if (compiled === undefined) throw new Error(`no validators for the step ${platform}/${step}`);
  for (const name of ['setup', 'input'] as const) {
    const { [name]: value } = values;
    const { [name]: validate } = compiled;
    if (value === undefined || validate(value)) continue;
    throw new HooksmithError('ERR_USAGE', `${owner}: ${explainShape(validate.errors ?? [], name)}`, {
      next: [
        suggestKey(validate.errors ?? [], compiled.schemas[name]) ??
          `The ${name} says how the step is ${name === 'setup' ? 'configured' : 'fed'}; samples/ has working ones.`,
      ],
    });
  }
}
