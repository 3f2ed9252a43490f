import { basename, resolve } from 'node:path';
import type { Program } from 'acorn';
import type { AnyContract, Assumptions } from '../../sdk/contract.ts';
import { HooksmithError } from '../errors.ts';
import {
  noDefault,
  ownText,
  parseBuilt,
  parsePlain,
  readModule,
  refuseModule,
} from '../sandbox/script/build-program.ts';
import { chooseFunction } from '../sandbox/script/choose-function.ts';
import { findFunctions, type NamedFunction } from '../sandbox/script/find-functions.ts';
import type { ScriptNotice } from '../sandbox/script/guest-script.ts';
import { findModuleExport } from '../sandbox/script/module-exports.ts';
import { resolveNames } from '../sandbox/script/names.ts';
import { tryParse } from '../sandbox/script/parse-script.ts';
import { builtText, type ProgramText, placeFault } from '../sandbox/script/program-text.ts';
import { readSource, type Source } from '../sandbox/script/read-source.ts';
import { ScriptFault } from '../sandbox/script/script-fault.ts';
import { unusedName } from '../sandbox/script/unused-name.ts';
import { type BundledScript, bundleScript, type ScriptPart, scriptEntry } from './bundle-script.ts';
import type { Taken } from './import-lines.ts';
import type { MappedText } from './mapped-text.ts';
import { minifyScript } from './minify.ts';
import { findForeignRequires, keepPlain } from './plain-script.ts';
import { shapeScript } from './shape-script.ts';

/** What a script is to be made of. */
export interface ScriptWish {
  /** Path of the author's file. */
  readonly file: string;
  readonly functionName?: string | undefined;
  readonly contract: AnyContract;
  readonly assumptions: Assumptions;
  readonly minify: boolean;
}

/** A script in the form of its platform, still without its header. */
export interface MadeScript {
  /** Lines that come before all others. */
  readonly opening: readonly string[];
  readonly body: MappedText;
  /** Name of the function on the platform; `module.exports` where it has none. */
  readonly functionName: string;
  /** The level of the language that it was written for; null for a script that stays as it is. */
  readonly level: string | null;
  /** Absolute paths of the files that it is made of. */
  readonly files: readonly string[];
  readonly parts: readonly ScriptPart[];
  readonly notices: readonly ScriptNotice[];
}

/** A module is strict, and so is the sandbox: the script stays what was tried out. */
const strict = '"use strict";';

/**
 * Makes the one script that a platform takes of an author's file: a plain script stays as it is, TypeScript, ES modules and
 * scripts that require what the platform lacks are bundled. Throws ERR_HOOK at the author's line.
 */
export async function makeScript(wish: ScriptWish): Promise<MadeScript> {
  const source = await readSource(wish.file);
  const kind = wish.contract.calls.module === 'commonjs' ? 'commonjs' : 'script';
  try {
    const ast = parsePlain(source, kind);
    if (ast === null) return kind === 'commonjs' ? await buildDefault(source, wish) : await buildFunction(source, wish);
    const kept = await keepWhole(source, wish, ast);
    const isWhole = kind === 'script' || findForeignRequires(ast, wish.contract).length === 0;
    return isWhole ? kept : await buildCommonJs(source, wish, []);
  } catch (error) {
    throw placeFault(error, ownText(source), source.file);
  }
}

async function keepWhole(source: Source, wish: ScriptWish, ast: Program): Promise<MadeScript> {
  const { body, functionName, notices } = keepPlain({ source, ast, ...wish });
  const bytes = Buffer.byteLength(source.text);
  return {
    opening: [],
    body: wish.minify ? await minifyScript(body, { level: levelOf(wish) }) : body,
    functionName,
    level: wish.minify ? levelOf(wish) : null,
    files: [resolve(source.file)],
    parts: [{ name: basename(source.file), isPackage: false, bytes }],
    notices: wish.minify ? [] : notices,
  };
}

/** A named function of an ES module. */
async function buildFunction(source: Source, wish: ScriptWish): Promise<MadeScript> {
  const { file, functionName, contract } = wish;
  const { text, ast } = await readModule(source, contract.calls.modules);
  const chosen = chooseFunction({ file, functions: findFunctions(ast), functionName, contract, at: text.at });
  const name = nameOnPlatform(chosen, wish);
  const alias = unusedName(source.text, 'hooksmith_entry');
  const added = chosen.local === null ? '' : `\n;export { ${chosen.local} as ${alias} };`;
  const bundle = await bundleScript({
    ...wish,
    source: { ...source, text: source.text + added },
    exports: `export { ${chosen.local === null ? chosen.name : alias} as ${name} } from '${scriptEntry}';`,
  });
  const shape = { form: 'functions', name, isAnonymous: false, wholes: wholesOf(bundle, contract) } as const;
  const { imports, body } = shapeScript(bundle, shape);
  return finish(bundle, { body, opening: [strict, ...imports], functionName: name }, wish);
}

/** The default export of an ES module. */
async function buildDefault(source: Source, wish: ScriptWish): Promise<MadeScript> {
  const { contract } = wish;
  refuseModule(source, contract);
  const { text, ast } = await readModule(source, contract.calls.modules);
  const found = findFunctions(ast).find(({ name }) => name === 'default');
  const hasDefault =
    found !== undefined ||
    ast.body.some(
      (node) =>
        node.type === 'ExportNamedDeclaration' &&
        node.specifiers.some(({ exported }) => exported.type === 'Identifier' && exported.name === 'default'),
    );
  if (!hasDefault) {
    assertAssigned(ast, text, wish);
    return buildCommonJs(source, wish, [strict]);
  }
  const exports = `export { default as hook } from '${scriptEntry}';`;
  const bundle = await bundleScript({ ...wish, source, exports });
  const isAnonymous = found?.local == null;
  const shape = { form: 'commonjs', name: 'hook', isAnonymous, wholes: wholesOf(bundle, contract) } as const;
  const { imports, body } = shapeScript(bundle, shape);
  return finish(bundle, { body, opening: [strict, ...imports], functionName: 'module.exports' }, wish);
}

/** TypeScript may assign the function by `export =` or to `module.exports`. */
function assertAssigned(ast: Program, text: ProgramText, { file, contract }: ScriptWish): void {
  try {
    findModuleExport(ast, resolveNames(ast, 'module'), { contract, isAuthors: () => false });
  } catch (cause) {
    if (!(cause instanceof ScriptFault)) throw cause;
    throw placeFault(cause.offset === 0 ? noDefault(contract) : cause, text, file);
  }
}

/** A script that assigns to `module.exports` itself. */
async function buildCommonJs(source: Source, wish: ScriptWish, opening: readonly string[]): Promise<MadeScript> {
  const bundle = await bundleScript({ ...wish, source, exports: null });
  return finish(bundle, { body: bundle, opening, functionName: 'module.exports' }, wish);
}

async function finish(
  { files, parts }: BundledScript,
  { body, ...script }: Pick<MadeScript, 'body' | 'opening' | 'functionName'>,
  wish: ScriptWish,
): Promise<MadeScript> {
  const { file } = wish;
  const { text, map } = body;
  // What only a module may hold is refused where the author wrote it.
  parseBuilt(builtText({ file, text, map: JSON.stringify(map), authoredEnd: text.length }), file);
  const level = levelOf(wish);
  const short = wish.minify ? await minifyScript(body, { level }) : body;
  return { ...script, body: short, level, files, parts, notices: [] };
}

function levelOf({ contract, assumptions }: ScriptWish): string {
  return contract.calls.language.level(assumptions);
}

function wholesOf({ wholes }: BundledScript, { calls }: AnyContract): readonly Taken[] {
  return [...wholes].map(([local, module]) => {
    // What scripts call the platform through has named exports only.
    const imported = module === calls.modules.api?.module ? '*' : 'default';
    return { module, imported, local };
  });
}

/** A platform that finds functions by name needs one; a default export without a name gets the usual one of the hook. */
function nameOnPlatform({ name, local }: NamedFunction, { file, contract }: ScriptWish): string {
  const wanted = name === 'default' ? (local ?? contract.calls.defaultNames[0] ?? 'hook') : name;
  if (isFreeWord(wanted)) return wanted;
  if (local !== null && isFreeWord(local)) return local;
  throw new HooksmithError('ERR_HOOK', `${file}: ${JSON.stringify(wanted)} cannot be the name of a function.`, {
    place: { file },
    next: [`The platform finds the hook by its name (${contract.rules.entry}): export it under a plain one.`],
  });
}

function isFreeWord(word: string): boolean {
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(word)) return false;
  return tryParse(`function ${word}() {}`, 'script', { strict: true }).status === 'parsed';
}
