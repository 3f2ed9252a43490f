import type { AnyHttpStep } from '../../sdk/http/http-step.ts';
import { findHttpStep, findStep, platforms } from '../../sdk/platforms.ts';
import type { AnyStep } from '../../sdk/step.ts';
import { HooksmithError } from '../errors.ts';
import { suggestOfPlatform } from '../suggest.ts';

/** The step called `platform/step`; throws ERR_USAGE with the nearest name when there is none. */
export function getStep(name: string): AnyStep {
  const [platform = '', step = ''] = name.split('/');
  const found = findStep(platform, step);
  if (found !== undefined) return found;
  throw unknownStep(name);
}

/** The step called `platform/step` that sends HTTP requests; rejects as `getStep` throws. */
export async function getHttpStep(name: string): Promise<AnyHttpStep> {
  const [platform = '', step = ''] = name.split('/');
  const found = await findHttpStep(platform, step);
  if (found !== undefined) return found;
  throw unknownStep(name);
}

function unknownStep(name: string): HooksmithError {
  return new HooksmithError('ERR_USAGE', `there is no step called ${JSON.stringify(name)}`, {
    next: [suggestOfPlatform(name, stepNames())],
  });
}

/** All steps, as `platform/step`. */
export function stepNames(): readonly string[] {
  return Object.values(platforms).flatMap(({ name, steps, httpSteps }) =>
    [...steps.map(({ step }) => step), ...httpSteps.names].map((step) => `${name}/${step}`),
  );
}
