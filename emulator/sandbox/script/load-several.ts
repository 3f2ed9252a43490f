import type { AnyContract } from '../../../sdk/contract.ts';
import { HooksmithError } from '../../errors.ts';
import type { LoadedScript } from './guest-script.ts';
import { loadScript } from './load.ts';

/**
 * Loads a script of which several functions are called in one compartment: the entry of the guest is a function that gives
 * them as an array, in the order of `names` (undefined for a name that holds no function once the script has run).
 * The names are those inside the script. Throws ERR_HOOK as `loadScript` does, and for a name that no line can use.
 */
export async function loadSeveral(options: {
  readonly file: string;
  readonly names: readonly string[];
  readonly contract: AnyContract;
}): Promise<LoadedScript> {
  const { file, names, contract } = options;
  const odd = names.find((name) => !/^[A-Za-z_$][\w$]*$/.test(name) || name === 'default');
  if (odd !== undefined) {
    throw new HooksmithError('ERR_HOOK', `${file}: a stack calls its functions by name, and ${odd} is none (C-001).`, {
      place: { file },
      next: ['Give the function a name: export function tidyResponses(options, callback) { … }'],
    });
  }
  const functionName = 'hooksmithFunctions';
  return loadScript({
    file,
    contract,
    functionName,
    append(text) {
      if (text.includes(functionName)) {
        throw new HooksmithError('ERR_HOOK', `${file} uses the name ${functionName}, which is taken.`, {
          place: { file },
          next: ['Use another name in the script.'],
        });
      }
      const functions = names.map((name) => `typeof ${name} === 'function' ? ${name} : void 0`);
      return `\n;function ${functionName}() { return [${functions.join(', ')}]; }`;
    },
  });
}
