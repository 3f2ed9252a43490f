import type { AnyContract } from '../../../sdk/contract.ts';
import { HooksmithError } from '../../errors.ts';
import type { LoadedScript } from './guest-script.ts';
import { loadScript } from './load.ts';

/**
 * Loads a script of which several functions are called in one compartment: the entry of the guest is a function that gives
 * them as an array, in their order (undefined for a name that holds no function once the script has run).
 * Throws ERR_HOOK as `loadScript` does, and for a function that has no name in the file.
 */
export async function loadSeveral(options: {
  readonly file: string;
  /** Functions of the file, each as it was loaded by itself. */
  readonly functions: readonly Pick<LoadedScript, 'functionName' | 'ownName'>[];
  readonly contract: AnyContract;
}): Promise<LoadedScript> {
  const { file, functions, contract } = options;
  const names = functions.map((one) => nameInFile(file, one));
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
      const taken = names.map((name) => `typeof ${name} === 'function' ? ${name} : void 0`);
      return `\n;function ${functionName}() { return [${taken.join(', ')}]; }`;
    },
  });
}

/** An exported name may be a word that no line can use, such as `export`: what counts is the name inside the file. */
function nameInFile(file: string, { functionName, ownName }: Pick<LoadedScript, 'functionName' | 'ownName'>): string {
  if (functionName === 'default') {
    throw new HooksmithError('ERR_HOOK', `${file}: a stack calls its functions by name, and default is none (C-001).`, {
      place: { file },
      next: ['Give the function a name: export function tidyResponses(options, callback) { … }'],
    });
  }
  if (ownName !== null) return ownName;
  throw new HooksmithError('ERR_HOOK', `${file}: ${functionName} is declared in another file.`, {
    place: { file },
    next: [
      'Name the file that declares it as "script" of the hook in hooksmith.json, or import the name and export it.',
    ],
  });
}
