import { findStep, platforms } from '../../sdk/platforms.ts';
import type { AnyStep } from '../../sdk/step.ts';
import { HooksmithError } from '../errors.ts';
import { suggestOfPlatform } from '../suggest.ts';

/** The step called `platform/step`; throws ERR_USAGE with the nearest name when there is none. */
export function getStep(name: string): AnyStep {
  const [platform = '', step = ''] = name.split('/');
  const found = findStep(platform, step);
  if (found !== undefined) return found;
  throw new HooksmithError('ERR_USAGE', `there is no step called ${JSON.stringify(name)}`, {
    next: [suggestOfPlatform(name, stepNames())],
  });
}

/** All steps, as `platform/step`. */
export function stepNames(): readonly string[] {
  return Object.values(platforms).flatMap(({ name, steps, httpSteps }) =>
    [...steps.map(({ step }) => step), ...httpSteps.names].map((step) => `${name}/${step}`),
  );
}
