import { isBuiltin } from 'node:module';
import type { Literal } from 'acorn';
import type { ModuleSupport } from '../../../sdk/contract.ts';
import { HooksmithError } from '../../errors.ts';
import { bundlePackage } from './bundle.ts';
import type { BuildPlace } from './esbuild-faults.ts';
import { findEvasions } from './evade.ts';
import { describeGiven } from './given-modules.ts';
import type { ScriptNotice } from './guest-script.ts';
import { type Names, resolveNames } from './names.ts';
import { parseForSandbox } from './parse-script.ts';
import type { ProgramText } from './program-text.ts';
import { hookError, ScriptFault } from './script-fault.ts';

/** A package that a script requires, parsed and ready to be rewritten like the script itself. */
export interface RequiredPackage {
  readonly name: string;
  readonly text: string;
  readonly ast: ReturnType<typeof parseForSandbox>;
  readonly names: Names;
  /** Where the script first requires it. */
  readonly offset: number;
}

/**
 * Bundles the packages that a CommonJS script requires by a plain string (P-120 to P-123); Node's built-in modules are
 * left to the runner.
 * Throws ERR_HOOK when one is not installed, unless the call is inside a `try`: then it fails where it does on the platform.
 */
export async function bundleRequired(
  names: Names,
  program: ProgramText,
  place: BuildPlace,
): Promise<readonly RequiredPackage[]> {
  const wanted = new Map<string, Literal>();
  for (const call of findRequires(names)) {
    const name = String(call.value);
    if (!isBuiltin(name) && !wanted.has(name)) wanted.set(name, call);
  }
  const bundled = await Promise.all(
    [...wanted].map(([name, call]) => bundleOne({ name, call, names, program, place })),
  );
  return bundled.filter((one) => one !== null);
}

/** Names the packages that the platform is not known to have. */
export function listForeignPackages(
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

function findRequires(names: Names): readonly Literal[] {
  return names.free.flatMap(({ node }) => {
    const call = names.parents.get(node);
    if (node.name !== 'require' || call?.type !== 'CallExpression' || call.callee !== node) return [];
    const [argument] = call.arguments;
    return argument?.type === 'Literal' && typeof argument.value === 'string' ? [argument] : [];
  });
}

async function bundleOne(options: {
  readonly name: string;
  readonly call: Literal;
  readonly names: Names;
  readonly program: ProgramText;
  readonly place: BuildPlace;
}): Promise<RequiredPackage | null> {
  const { name, call, names, program, place } = options;
  const at = program.at(call.start) ?? { file: place.file, line: 1, column: 1 };
  const fail = (message: string, next: readonly string[], cause: unknown): HooksmithError =>
    hookError({ at, message, lineText: program.lineText(at), next, cause });
  try {
    const text = await bundlePackage(name, place);
    const ast = parseForSandbox(text, 'commonjs');
    findEvasions(text, ast); // a fault is told here, where the place of the require call is known
    return { name, text, ast, names: resolveNames(ast), offset: call.start };
  } catch (error) {
    if (error instanceof HooksmithError) {
      if (isGuarded(call, names)) return null;
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

function isGuarded(call: Literal, names: Names): boolean {
  for (let at = names.parents.get(call); at !== undefined; at = names.parents.get(at)) {
    const parent = names.parents.get(at);
    if (parent?.type === 'TryStatement' && parent.block === at && parent.handler != null) return true;
  }
  return false;
}
