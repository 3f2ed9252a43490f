import type { AnyContract } from '../../../sdk/contract.ts';
import { buildProgram, type ScriptProgram, type Wanted } from './build-program.ts';
import type { BuiltModule } from './bundle.ts';
import { chooseFunction } from './choose-function.ts';
import { type DebugForm, makeDebugForm } from './debug-form.ts';
import { findFunctions, type NamedFunction } from './find-functions.ts';
import { findMisreadings } from './find-misreadings.ts';
import { findSecrets } from './find-secrets.ts';
import { listUndeclared } from './free-names.ts';
import type { LoadedScript } from './guest-script.ts';
import { indexLines } from './line-index.ts';
import { findLoops } from './loops.ts';
import { makeGuest, refuseWrapperNames, withoutWrapperNames } from './make-guest.ts';
import { findModuleExport } from './module-exports.ts';
import { judgeModuleState } from './module-state.ts';
import { type Names, resolveNames } from './names.ts';
import { giveModules } from './platform-modules.ts';
import { placeFault } from './program-text.ts';
import { readSource, type Source } from './read-source.ts';
import { requireModules } from './required-packages.ts';
import { findResultPlaces } from './result-places.ts';
import type { FunctionNode } from './syntax-tree.ts';
import { unusedName } from './unused-name.ts';

export type { GuestScript, LoadedScript } from './guest-script.ts';

/** The hook as the script declares it. */
interface Entry {
  readonly functionName: string;
  /** Its name inside the author's file, if it has one there. */
  readonly ownName: string | null;
  /** The expression that gives the function; null for `module.exports`. */
  readonly local: string | null;
  readonly node: FunctionNode | null;
  readonly offset: number;
}

/**
 * Loads an author's file and makes of it what a runner can evaluate: reads it, builds TypeScript and ES modules, finds
 * the hook function, resolves names, and rewrites innocent text that SES would refuse (S-130 to S-139).
 *
 * @throws HooksmithError ERR_HOOK with file, line and column for a file that cannot be read, parsed, built or evaluated
 * in the sandbox, or that does not offer the function.
 *
 * @example
 * const script = await loadScript({ file: 'hooks/order-ids.ts', functionName: 'postSubmit', contract: postSubmit });
 */
export async function loadScript(options: {
  /** Path as the user gave it. */
  readonly file: string;
  /** The part behind the hash of `path#function`; without it the contract's default names are tried. */
  readonly functionName?: string | undefined;
  readonly contract: AnyContract;
  /** A build of the file, to be loaded in its place. */
  readonly built?: BuiltModule | undefined;
  /** Lines that are put behind the author's own; given his text, so that they can avoid its names. */
  readonly append?: (text: string) => string;
  /** Set where a debugger is to show the script; `stops`: the hook stops before its first statement. */
  readonly debug?: { readonly stops: boolean } | undefined;
}): Promise<LoadedScript> {
  const { file, functionName, contract, built, append = () => '', debug } = options;
  const read = built === undefined ? await readSource(file) : { file, ...built };
  const source = { ...read, text: read.text + append(read.text) };
  const script = await buildProgram(source, { functionName, contract });
  const { program, ast } = script;
  const names = resolveNames(ast);
  const { module, modules } = contract.calls;
  const isCommonJs = module === 'commonjs';

  try {
    const entry = isCommonJs
      ? exportedEntry(script, names, contract)
      : namedEntry(script, { file, functionName, contract });
    if (isCommonJs) refuseWrapperNames(names, contract.rules.entry);
    const asked = isCommonJs
      ? await requireModules(names, program, { file, modules })
      : await giveModules({ program, names, calls: contract.calls, imported: script.imported });
    const undeclared = isCommonJs ? withoutWrapperNames(names.free) : names.free;
    const free = undeclared.filter(({ node }) => !asked.replaced.has(node));
    const { guest, edited } = makeGuest({
      script: { text: program.text, ast, free, edits: asked.edits },
      packages: asked.packages,
      entry: entry.local,
      loader: asked.loader,
      debug: debug === undefined ? undefined : formForDebugger(debug, { source: read, script, entry }),
      globals: asked.globals,
    });
    const lines = indexLines(guest.text);
    const places = entry.node === null ? [] : findResultPlaces(entry.node, names).map((offset) => program.at(offset));
    return {
      file,
      functionName: entry.functionName,
      ownName: entry.ownName,
      guest,
      entryAt: program.at(entry.offset) ?? { file, line: 1, column: 1 },
      resultAt: places.filter((at) => at !== null),
      loopsAt: findLoops(ast, program.at),
      undeclared: listUndeclared(free, program.at),
      misread: findMisreadings({ entry: entry.node, names, misreadings: contract.misreadings ?? [], at: program.at }),
      secrets: [{ ast, names, at: program.at }, ...asked.packages].flatMap(({ ast, names: { parents }, at }) =>
        at === undefined ? [] : findSecrets({ ast, parents, at }),
      ),
      moduleState: asked.state ?? judgeModuleState({ ast, names, isCommonJs, entry: entry.local, at: program.at }),
      notices: [...script.notices, ...asked.notices],
      assumed: asked.assumed,
      locate(line, column) {
        const offset = lines.offsetAt(line, column);
        const original = offset === null ? null : edited.originalOffset(offset);
        return original === null ? null : program.at(original);
      },
    };
  } catch (error) {
    throw placeFault(error, program, file);
  }
}

function formForDebugger(
  { stops }: { readonly stops: boolean },
  { source, script, entry }: { readonly source: Source; readonly script: ScriptProgram; readonly entry: Entry },
): DebugForm {
  const { program, isBuilt } = script;
  const { functionName, node } = entry;
  const place = node === null ? 'call' : { name: unusedName(program.text, 'hooksmith_stop'), node };
  return makeDebugForm({
    source,
    program,
    isBuilt,
    functionName,
    stop: stops ? place : null,
  });
}

function namedEntry(script: ScriptProgram, wanted: Wanted & { readonly file: string }): Entry {
  const functions = findFunctions(script.ast);
  if (script.entry !== null) {
    const { functionName, ownName, local } = script.entry;
    const found = functions.find((one) => one.local === local);
    return { functionName, ownName, local, node: found?.node ?? null, offset: found?.offset ?? 0 };
  }
  const { file, functionName, contract } = wanted;
  const chosen: NamedFunction = chooseFunction({ file, functions, functionName, contract, at: script.program.at });
  const { name, local, node, offset } = chosen;
  return { functionName: name, ownName: local, local, node, offset };
}

function exportedEntry({ ast, program, isBuilt }: ScriptProgram, names: Names, contract: AnyContract): Entry {
  // A build wraps CommonJS files into functions whose parameter is their `module`.
  const isAuthors = (offset: number): boolean => isBuilt && program.isEntryFile(offset);
  const found = findModuleExport(ast, names, { contract, isAuthors });
  return { functionName: 'module.exports', ownName: null, local: null, ...found };
}
