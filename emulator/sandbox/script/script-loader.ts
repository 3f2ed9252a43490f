import { loadScript } from './load.ts';

/**
 * Makes a `loadScript` that builds a script once however often it is asked for it: the recordings of a target share it.
 * It does not look whether the file has changed since; make a new one for a new run.
 */
export function makeScriptLoader(): typeof loadScript {
  const loaded = new Map<string, ReturnType<typeof loadScript>>();
  return (options) => {
    const { file, functionName, contract, built, append, debug } = options;
    // What is added or built cannot be told by a name.
    if (built !== undefined || append !== undefined) return loadScript(options);
    const key = JSON.stringify([file, functionName ?? null, contract.platform, contract.hook, debug !== undefined]);
    const known = loaded.get(key) ?? loadScript(options);
    loaded.set(key, known);
    return known;
  };
}
