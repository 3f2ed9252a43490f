import type { Thrown } from '../../sdk/contract.ts';
import type { GuestPosition } from './protocol.ts';

const maxMessageChars = 2_000;
const maxStackChars = 16_000;
/** By what name a frame of the guest is known. */
let guestFrame = /hooksmith-guest\.js:(\d+):(\d+)/;
const ownNames = new Set<string>();

/** Has stacks searched for a guest script by a name of its own too, the URL that it has under a debugger. */
export function nameGuest(url: string): void {
  ownNames.add(url.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  guestFrame = new RegExp(`(?:hooksmith-guest\\.js|${[...ownNames].join('|')}):(\\d+):(\\d+)`);
}

/** What a hook threw, read once and cut to length; never the thrown value itself (S-162). */
export interface DescribedThrow extends Thrown {
  /** Innermost guest frame of the stack; null when the thrown value has no stack. */
  readonly at: GuestPosition | null;
}

/**
 * Reads a thrown value that may be anything: an error, a string, null, a frozen object, a proxy whose traps throw.
 * Runs guest code (getters), so call it inside the page's time only.
 */
export function describeThrown(value: unknown): DescribedThrow {
  if (typeof value !== 'object' || value === null) {
    return {
      name: '',
      message: `a ${value === null ? 'null' : typeof value} was thrown: ${show(value)}`,
      code: null,
      at: null,
    };
  }
  const name = readText(value, 'name', 200);
  const message = readText(value, 'message', maxMessageChars);
  const stack = readText(value, 'stack', maxStackChars);
  return {
    name: name ?? '',
    message: message ?? `an object without a message was thrown: ${show(value)}`,
    code: readText(value, 'code', 200),
    at: stack === null ? null : findGuestFrame(stack),
  };
}

/** The first guest position in a V8 stack, or null. */
export function findGuestFrame(stack: string): GuestPosition | null {
  const match = guestFrame.exec(stack);
  return match === null ? null : [Number(match[1]), Number(match[2])];
}

function readText(value: object, key: string, maxChars: number): string | null {
  try {
    const text: unknown = Reflect.get(value, key);
    return typeof text === 'string' ? text.slice(0, maxChars) : null;
  } catch {
    return null;
  }
}

function show(value: unknown): string {
  try {
    const text =
      typeof value === 'string'
        ? JSON.stringify(value)
        : typeof value === 'object'
          ? JSON.stringify(value)
          : String(value);
    return (text ?? 'undefined').slice(0, 200);
  } catch {
    return '[unreadable]';
  }
}
