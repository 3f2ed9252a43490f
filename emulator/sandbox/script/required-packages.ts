import { isBuiltin } from 'node:module';
import type { ModuleSupport } from '../../../sdk/contract.ts';
import { HooksmithError } from '../../errors.ts';
import { bundlePackage } from './bundle.ts';
import type { BuildPlace } from './esbuild-faults.ts';
import { findEvasions } from './evade.ts';
import { describeGiven } from './given-modules.ts';
import type { ScriptNotice } from './guest-script.ts';
import type { PackageText } from './make-guest.ts';
import { type Names, resolveNames } from './names.ts';
import { nodeModuleGlobals, readNodeModules } from './node-modules.ts';
import { parseForSandbox } from './parse-script.ts';
import { type AskedModules, askedModules } from './platform-modules.ts';
import { builtText, type ProgramText } from './program-text.ts';
import { findRequires, isCaught, type RequireCall } from './requires.ts';
import { hookError, ScriptFault } from './script-fault.ts';

/** A package that a script requires, parsed and ready to be rewritten like the script itself. */
interface RequiredPackage extends PackageText {
  /** Where the script first requires it. */
  readonly offset: number;
}

/**
 * Bundles the packages that a CommonJS script requires by a plain string (P-120 to P-123); Node's built-in modules are
 * left to the runner. Notes the packages that the platform is not known to have.
 * Throws ERR_HOOK when one is not installed, unless the call is inside a `try`: then it fails where it does on the platform.
 */
export async function requireModules(names: Names, program: ProgramText, place: BuildPlace): Promise<AskedModules> {
  const wanted = new Map<string, RequireCall>();
  for (const call of findRequires(names)) {
    if (!isBuiltin(call.name) && !wanted.has(call.name)) wanted.set(call.name, call);
  }
  const bundled = await Promise.all([...wanted.values()].map((call) => bundleOne({ call, names, program, place })));
  const packages = bundled.filter((one) => one !== null);
  const all = [names, ...packages.map((one) => one.names)];
  const own = await readNodeModules(place.modules.nodeBuiltins ? all.flatMap(askedOfNode) : []);
  const asked = askedModules([...packages, ...own], listForeignPackages(packages, program, place.modules));
  return { ...asked, globals: ownGlobals(all, own) };
}

/** Node's modules that a text asks for by name, or by a global that one of them gives. */
function askedOfNode(names: Names): readonly string[] {
  const asked = findRequires(names).map(({ name }) => name);
  const globals = names.free.flatMap(({ node: { name } }) => globalsOf(name));
  return [...new Set([...asked, ...globals])];
}

/** The module that gives a global, if one does. */
function globalsOf(name: string): readonly string[] {
  const module = Object.hasOwn(nodeModuleGlobals, name) ? nodeModuleGlobals[name] : undefined;
  return module === undefined ? [] : [module];
}

/** The globals that texts use and a stand-in gives. */
function ownGlobals(all: readonly Names[], own: readonly PackageText[]): Readonly<Record<string, string>> {
  const used = new Set(all.flatMap((names) => names.free.map(({ node }) => node.name)));
  const given = own.map(({ name }) => name);
  return Object.fromEntries(
    Object.entries(nodeModuleGlobals).filter(([name, module]) => used.has(name) && given.includes(module)),
  );
}

function listForeignPackages(
  packages: readonly RequiredPackage[],
  program: ProgramText,
  modules: ModuleSupport,
): readonly ScriptNotice[] {
  return packages.flatMap(({ name, offset }) => {
    const at = program.at(offset);
    if (modules.given.includes(name) || at === null) return [];
    const message = `require(${JSON.stringify(name)}) works here, but ${describeGiven(modules)}. ${modules.advice}`;
    return [{ rule: modules.rule, message, at }];
  });
}

async function bundleOne(options: {
  readonly call: RequireCall;
  readonly names: Names;
  readonly program: ProgramText;
  readonly place: BuildPlace;
}): Promise<RequiredPackage | null> {
  const { call, names, program, place } = options;
  const { name, argument } = call;
  const at = program.at(argument.start) ?? { file: place.file, line: 1, column: 1 };
  const fail = (message: string, next: readonly string[], cause: unknown): HooksmithError =>
    hookError({ at, message, lineText: program.lineText(at), next, cause });
  try {
    const { text, map } = await bundlePackage(name, place);
    const ast = parseForSandbox(text, 'commonjs');
    findEvasions(text, ast); // a fault is told here, where the place of the require call is known
    const own = map === null ? {} : { at: builtText({ text, map, file: place.file, authoredEnd: text.length }).at };
    return { name, text, ast, names: resolveNames(ast), offset: argument.start, ...own };
  } catch (error) {
    if (error instanceof HooksmithError) {
      if (isCaught(call, names)) return null;
      const notFound = error.message.includes(`package ${JSON.stringify(name)} is not installed`);
      const message = notFound
        ? `the package ${JSON.stringify(name)} is not installed, and ${describeGiven(place.modules)}.`
        : `the package ${JSON.stringify(name)} cannot be bundled: ${error.message}`;
      throw fail(message, notFound ? error.next : [place.modules.advice], error);
    }
    if (error instanceof ScriptFault)
      throw fail(`the package ${JSON.stringify(name)}: ${error.message}`, error.next, error);
    throw error;
  }
}
