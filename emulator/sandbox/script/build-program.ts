import { extname } from 'node:path';
import type { ExportDefaultDeclaration, ExportNamedDeclaration, Program } from 'acorn';
import type { AnyContract, ModuleSupport } from '../../../sdk/contract.ts';
import { acceptedForm } from './accepted-form.ts';
import { bundleModule, transformModule } from './bundle.ts';
import { chooseFunction } from './choose-function.ts';
import { findFunctions } from './find-functions.ts';
import { findForeignImports } from './foreign-imports.ts';
import type { ScriptNotice } from './guest-script.ts';
import { resolveNames } from './names.ts';
import { importMetaFault, parseForSandbox, syntaxFault, tryParse } from './parse-script.ts';
import { type GivenModule, isWorking, noticeRequires } from './platform-modules.ts';
import { builtText, type ProgramText, placeFault, plainText } from './program-text.ts';
import type { Source } from './read-source.ts';
import { findRequires } from './requires.ts';
import { ScriptFault } from './script-fault.ts';
import { unusedName } from './unused-name.ts';

/** A program in script form, ready to be analysed. */
export interface ScriptProgram {
  readonly program: ProgramText;
  readonly ast: Program;
  readonly isBuilt: boolean;
  /** The hook, when a build has settled it already: `local` is its name inside the program, `ownName` in the author's file. */
  readonly entry: { readonly functionName: string; readonly ownName: string | null; readonly local: string } | null;
  readonly notices: readonly ScriptNotice[];
  /** Modules of the platform that the build asks its loader for. */
  readonly imported: readonly GivenModule[];
}

/** What the choice of the function needs to know. */
export interface Wanted {
  readonly functionName: string | undefined;
  readonly contract: AnyContract;
}

const unbuilt = { isBuilt: false, entry: null, notices: [], imported: [] } as const;
const typeScript = ['.ts', '.mts', '.cts', '.tsx'];
const alwaysBuilt = [...typeScript, '.mjs', '.jsx'];

/**
 * Makes one script of the author's file: a plain script stays as it is, TypeScript and ES modules are built (S-131).
 * Throws ERR_HOOK at the author's line for what is not JavaScript and for what the sandbox cannot run (S-132).
 */
export async function buildProgram(source: Source, wanted: Wanted): Promise<ScriptProgram> {
  const kind = wanted.contract.calls.module === 'commonjs' ? 'commonjs' : 'script';
  const plain = ownText(source);
  try {
    const ast = parsePlain(source, kind);
    return ast === null ? await build(source, wanted) : { ...unbuilt, program: plain, ast };
  } catch (error) {
    throw placeFault(error, plain, source.file);
  }
}

/** The text of a source as it stands, with the way to the author's lines. */
export function ownText(source: Source): ProgramText {
  const { file, text, map } = source;
  return map === undefined ? plainText(source) : builtText({ file, text, map, authoredEnd: text.length });
}

/**
 * The program of a source that is a script as it stands; null for TypeScript and ES modules, of which only a build makes one.
 * Throws a ScriptFault for a text that is neither, and for what the sandbox cannot run (S-132).
 */
export function parsePlain({ file, text, map }: Source, kind: 'script' | 'commonjs'): Program | null {
  if (map === undefined && alwaysBuilt.includes(extname(file).toLowerCase())) return null;
  const strict = tryParse(text, kind, { strict: true });
  if (strict.status === 'parsed') return strict.ast;
  return isModule(text, kind) ? null : parseForSandbox(text, kind);
}

/** Whether the text is an ES module by its import or export statements; a fault behind the first of them is reported. */
function isModule(text: string, kind: 'script' | 'commonjs'): boolean {
  const module = tryParse(text, 'module');
  const script = tryParse(text, kind);
  if (script.status === 'parsed') return false;
  if (module.status === 'failed') {
    if (module.offset > script.offset) throw syntaxFault(module);
    return false;
  }
  if (module.ast.body.some(({ type }) => /^(?:Import|Export)/.test(type))) return true;
  // The parser's word counts: between import and meta there may be comments.
  if (script.message.includes('import.meta')) throw importMetaFault(script.offset);
  throw awaitFault(script.offset);
}

function awaitFault(offset: number): ScriptFault {
  return new ScriptFault('await outside an async function is not available in a script.', {
    offset,
    next: ['Move the await into an async function.'],
  });
}

async function build(source: Source, wanted: Wanted): Promise<ScriptProgram> {
  return wanted.contract.calls.module === 'commonjs'
    ? await buildCommonJs(source, wanted)
    : await buildFunctions(source, wanted);
}

/** Reads a TypeScript file or ES module by itself, without what it imports. Throws ERR_HOOK at the author's line. */
export async function readModule(
  source: Source,
  modules: ModuleSupport,
): Promise<{ readonly text: ProgramText; readonly ast: Program }> {
  const alone = await transformModule(source, modules);
  const text = builtText({ ...alone, file: source.file, authoredEnd: alone.text.length });
  return { text, ast: parseModule(alone.text, text, source.file) };
}

async function buildFunctions(source: Source, { functionName, contract }: Wanted): Promise<ScriptProgram> {
  const { modules } = contract.calls;
  const { text, ast } = await readModule(source, modules);
  const at = text.at;
  const chosen = chooseFunction({ file: source.file, functions: findFunctions(ast), functionName, contract, at });
  const isAsItIs = source.map === undefined && !typeScript.includes(extname(source.file));
  const notices = isAsItIs ? listNotices(ast, text, source.file, contract) : [];
  const alias = unusedName(source.text, 'hooksmith_entry');
  const added = chosen.local === null ? '' : `\n;export { ${chosen.local} as ${alias} };`;
  const built = await bundleModule({ ...source, text: source.text + added }, modules);
  const { body, exports } = cutExport(built.text);
  const local = exports.get(alias) ?? exports.get(chosen.name);
  if (local === undefined) throw new Error(`the build of ${source.file} does not export ${chosen.name}`);
  const program = builtText({ text: body, map: built.map, file: source.file, authoredEnd: body.length });
  return {
    program,
    ast: parseBuilt(program, source.file),
    isBuilt: true,
    entry: { functionName: chosen.name, ownName: chosen.local, local },
    notices,
    imported: built.given.map((name) => ({ name, at: findImport(ast, name, text) })),
  };
}

/** What an author should know who publishes a module as it is: what of it only the build here resolves. */
function listNotices(ast: Program, text: ProgramText, file: string, { calls }: AnyContract): readonly ScriptNotice[] {
  try {
    const names = resolveNames(ast, 'module');
    const required = findRequires(names).filter((call) => isWorking(call, names, calls));
    const places = required.map(({ name, callee }) => ({ name, at: text.at(callee.start) }));
    return [...findForeignImports(ast, text, calls.modules), ...noticeRequires(places, calls)];
  } catch (error) {
    throw placeFault(error, text, file);
  }
}

function findImport(ast: Program, name: string, text: ProgramText): GivenModule['at'] {
  const found = ast.body.find((node) => node.type === 'ImportDeclaration' && node.source.value === name);
  return found === undefined ? null : text.at(found.start);
}

async function buildCommonJs(source: Source, { contract }: Wanted): Promise<ScriptProgram> {
  refuseModule(source, contract);
  const built = await bundleModule(source, contract.calls.modules);
  const { body, exports } = cutExport(built.text);
  const value = exports.get('default');
  if (value === undefined) throw noDefault(contract);
  const text = `${body}\nmodule.exports = ${value};`;
  const program = builtText({ text, map: built.map, file: source.file, authoredEnd: body.length });
  return { program, ast: parseBuilt(program, source.file), isBuilt: true, entry: null, notices: [], imported: [] };
}

/** The fault of a module that exports nothing as default where the platform takes one function. */
export function noDefault(contract: AnyContract): ScriptFault {
  return new ScriptFault(`nothing is exported as default (${formRules(contract)}).`, {
    offset: 0,
    next: acceptedForm,
  });
}

/** Throws a ScriptFault for an ES module in JavaScript where the platform loads CommonJS; TypeScript is written that way. */
export function refuseModule({ file, text }: Source, contract: AnyContract): void {
  if (typeScript.includes(extname(file).toLowerCase())) return;
  const module = tryParse(text, 'module');
  const first =
    module.status === 'parsed' ? module.ast.body.find(({ type }) => /^(?:Import|Export)/.test(type)) : undefined;
  throw new ScriptFault(
    `the platform loads CommonJS; import and export are not known to work in a script (${formRules(contract)}).`,
    {
      offset: first?.start ?? 0,
      next: acceptedForm,
    },
  );
}

function formRules({ rules, calls }: AnyContract): string {
  return `${rules.entry}, ${calls.formRule}`;
}

function parseModule(text: string, program: ProgramText, file: string): Program {
  const parsed = tryParse(text, 'module');
  if (parsed.status === 'parsed') return parsed.ast;
  throw placeFault(syntaxFault(parsed), program, file);
}

/** Parses a build as a script. Throws ERR_HOOK at the author's line for what only a module may hold, and for all that the sandbox refuses. */
export function parseBuilt(program: ProgramText, file: string): Program {
  const { text } = program;
  try {
    return parseForSandbox(text, 'commonjs');
  } catch (error) {
    const isMeta = error instanceof ScriptFault && error.message.startsWith('import.meta');
    const awaits = error instanceof ScriptFault && !isMeta && tryParse(text, 'module').status === 'parsed';
    throw placeFault(awaits ? awaitFault(error.offset) : error, program, file);
  }
}

/** Takes the export statement, which esbuild puts last, off a bundle, so that what is left is a plain script. */
function cutExport(text: string): { readonly body: string; readonly exports: ReadonlyMap<string, string> } {
  const parsed = tryParse(text, 'module');
  if (parsed.status === 'failed') return { body: text, exports: new Map() };
  const last = parsed.ast.body.findLast((node): node is ExportNamedDeclaration | ExportDefaultDeclaration =>
    node.type.startsWith('Export'),
  );
  if (last === undefined) return { body: text, exports: new Map() };
  const body = text.slice(0, last.start);
  if (last.type === 'ExportDefaultDeclaration') {
    return { body, exports: new Map([['default', text.slice(last.declaration.start, last.declaration.end)]]) };
  }
  const names = last.specifiers.map(({ exported, local }): [string, string] => [
    exported.type === 'Identifier' ? exported.name : String(exported.value),
    local.type === 'Identifier' ? local.name : String(local.value),
  ]);
  return { body, exports: new Map(names) };
}
