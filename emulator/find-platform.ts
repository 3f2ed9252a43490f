import type { Platform } from '../sdk/platform.ts';
import { platforms } from '../sdk/platforms.ts';
import { HooksmithError } from './errors.ts';
import { suggest } from './suggest.ts';

/** The platform of a name; throws ERR_USAGE with the nearest one when there is none. */
export function getPlatform(name: string): Platform {
  const platform = Object.values<Platform>(platforms).find((candidate) => candidate.name === name);
  if (platform !== undefined) return platform;
  throw new HooksmithError('ERR_USAGE', `there is no platform called ${JSON.stringify(name)}`, {
    next: [suggest(name, Object.keys(platforms))],
  });
}
