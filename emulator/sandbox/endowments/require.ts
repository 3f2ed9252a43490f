import { harden } from '../lockdown.ts';

/** Thrown inside guest code where the platform has something that hooksmith does not emulate yet. */
export class NotModelledError extends Error {
  override readonly name = 'NotModelledError';
}

/** A package that the author's script requires, bundled by the loader into one CommonJS wrapper. */
export interface GuestModule {
  readonly name: string;
  readonly text: string;
}

/**
 * The `require` of a CommonJS script (S-151, P-123): bundled packages run in the guest's own compartment, once each.
 * Throws NotModelledError for Node's built-in modules, which the platform has, and an Error for anything else.
 */
export function makeRequire(
  modules: readonly GuestModule[],
  evaluate: (text: string) => unknown,
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
    wrapper(module, module.exports, require);
    return module.exports;
  }

  return harden(require);
}

function missing(name: string): Error {
  return new NotModelledError(
    `require(${JSON.stringify(name)}) is not available in the sandbox: only packages that the script names in a plain require call are (P-122, P-123)`,
  );
}
