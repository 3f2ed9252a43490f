import { harden } from '../lockdown.ts';
import type { GuestModule } from '../script/guest-script.ts';
import type { PagePowers } from './endowment.ts';

/** Thrown inside guest code where the platform has something that hooksmith does not emulate yet. */
export class NotModelledError extends Error {
  override readonly name = 'NotModelledError';
  readonly #own = true;

  /** Whether a thrown value, which may be a proxy with throwing traps, is one; runs no guest code, unlike `instanceof`. */
  static is(value: unknown): boolean {
    return typeof value === 'object' && value !== null && #own in value && value.#own;
  }
}
// Guest code gets hold of the class through what it catches, and all pages of the process share it (S-202).
harden(NotModelledError);

/** What the modules of a script are made with. */
export interface ModulePowers {
  /** Evaluates a text in the guest's own compartment. */
  evaluate(text: string): unknown;
  /** Carries the calls of the platform's module. */
  readonly call: PagePowers['call'];
}

/**
 * The `require` of a script (S-150, S-151, P-123): its modules run in the guest's own compartment, once each, when they
 * are first asked for.
 * It throws NotModelledError for all others: Node's built-in modules, and names that are put together while running.
 */
export function makeRequire(
  modules: readonly GuestModule[],
  { evaluate, call }: ModulePowers,
): (name: string) => unknown {
  const loaded = new Map<string, { exports: unknown }>();

  function require(name: unknown): unknown {
    const known = loaded.get(String(name));
    if (known !== undefined) return known.exports;
    const source = modules.find((module) => module.name === name);
    if (source === undefined) throw missing(String(name));
    const module = { exports: {} as unknown };
    loaded.set(source.name, module);
    const wrapper = evaluate(source.text);
    if (typeof wrapper !== 'function') throw new TypeError(`${source.name} is no CommonJS module`);
    wrapper(module, module.exports, source.isApi === true ? harden(carry) : require);
    return module.exports;
  }

  function carry(name: string, argumentsText: string): string | undefined {
    return call(name, argumentsText);
  }

  return harden(require);
}

function missing(name: string): Error {
  // A stand-in for a module of Node asks this way for what it lacks.
  if (/^crypto\.\w+$/.test(name)) {
    return new NotModelledError(`${name} exists on the platform, but hooksmith does not emulate it yet`);
  }
  return new NotModelledError(
    `require(${JSON.stringify(name)}) is not available in the sandbox: only packages that the script names in a plain require call are`,
  );
}
