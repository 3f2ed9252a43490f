import type { Platform } from '../sdk/platform.ts';
import { platforms } from '../sdk/platforms.ts';
import type { StackProtocol } from '../sdk/stack-protocol.ts';

/** A platform that calls functions hosted by their author. */
export type StackPlatform = Platform & { readonly stack: StackProtocol };

/** The platform whose stack `hooksmith serve --stack` is: the first of the list that has one. */
export function getStackPlatform(): StackPlatform {
  const [first] = stackPlatforms();
  if (first === undefined) throw new Error('no platform has a stack');
  return first;
}

/** The stack protocol of a platform, by its name. */
export function getStackProtocol(name: string): StackProtocol {
  const found = stackPlatforms().find((platform) => platform.name === name);
  if (found === undefined) throw new Error(`${name} has no stack`);
  return found.stack;
}

function stackPlatforms(): readonly StackPlatform[] {
  const all: readonly Platform[] = Object.values(platforms);
  return all.filter((platform): platform is StackPlatform => platform.stack !== undefined);
}
