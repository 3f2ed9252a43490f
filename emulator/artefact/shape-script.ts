import type { AnyNode, ExportNamedDeclaration, Program } from 'acorn';
import { type Binding, type Names, resolveNames } from '../sandbox/script/names.ts';
import { tryParse } from '../sandbox/script/parse-script.ts';
import { unusedName } from '../sandbox/script/unused-name.ts';
import { declareFunction, findDeclaration } from './declare-function.ts';
import { listTaken, type Taken, writeImports } from './import-lines.ts';
import { type Edit, editText, type MappedText } from './mapped-text.ts';
import { listInnerNames, renameBinding } from './rename.ts';

/** A script in the platform's form, its imports by themselves. */
export interface ShapedScript {
  readonly imports: readonly string[];
  readonly body: MappedText;
}

/** What a bundle is to become. */
export interface Shape {
  readonly form: 'functions' | 'commonjs';
  /** The exported name of the hook in the bundle, and its name on the platform where functions have one there. */
  readonly name: string;
  /** Names that stand for a module as a whole (see `BundledScript`). */
  readonly wholes: readonly Taken[];
  /** Whether the author's function is without a name. */
  readonly isAnonymous: boolean;
}

/**
 * Makes of a bundle, an ES module with one export, what the platform takes: a function of the given name at the top level, or
 * one that is assigned to `module.exports`; imports come off it, to be put where they belong.
 */
export function shapeScript(bundle: MappedText, shape: Shape): ShapedScript {
  const ast = parseBundle(bundle.text);
  const names = resolveNames(ast, 'module');
  const { found, local } = findExport(ast, shape.name);
  const gone = [found, ...ast.body.filter(({ type }) => type === 'ImportDeclaration')];
  const place = {
    text: bundle.text,
    names,
    inner: listInnerNames(names),
    isGone: (node: AnyNode) => gone.some(({ start, end }) => start <= node.start && node.end <= end),
  };
  const { taken, edits: merged } = mergeTaken(ast, shape.form === 'functions' ? shape.name : null, place);
  const settled =
    shape.form === 'functions' ? settleFunction(local, shape.name, place) : settleExport(local, shape, place);
  const cuts = cutStatements(bundle.text, gone);
  const body = editText(bundle, [...cuts, ...merged, ...settled]);
  return { imports: writeImports([...taken, ...shape.wholes], shape.form), body };
}

interface Place {
  readonly text: string;
  readonly names: Names;
  readonly inner: ReadonlySet<string>;
  isGone(node: AnyNode): boolean;
}

function parseBundle(text: string): Program {
  const parsed = tryParse(text, 'module');
  if (parsed.status === 'parsed') return parsed.ast;
  throw new Error(`esbuild gave a text that is no module: ${parsed.message}`);
}

/** The export statement, which esbuild puts last, and the name inside the bundle that it gives away. */
function findExport(ast: Program, name: string): { readonly found: ExportNamedDeclaration; readonly local: string } {
  for (const node of ast.body) {
    if (node.type !== 'ExportNamedDeclaration') continue;
    for (const { exported, local } of node.specifiers) {
      const says = exported.type === 'Identifier' ? exported.name : exported.value;
      if (says === name && local.type === 'Identifier') return { found: node, local: local.name };
    }
  }
  throw new Error(`the bundle does not export ${name}`);
}

/**
 * Files that take the same thing of a module share one name for it, the shortest: a bundle lengthens names that meet.
 * The name of the hook is none of them.
 */
function mergeTaken(
  ast: Program,
  hook: string | null,
  place: Place,
): { readonly taken: readonly Taken[]; readonly edits: readonly Edit[] } {
  const all = ast.body.flatMap((node) => (node.type === 'ImportDeclaration' ? listTaken(node) : []));
  const taken: Taken[] = [];
  const edits: Edit[] = [];
  for (const one of all) {
    const same = all.filter(({ module, imported }) => module === one.module && imported === one.imported);
    const [kept = one] = same.toSorted((a, b) => a.local.length - b.local.length);
    const local = kept.local === hook ? unusedName(place.text, hook) : kept.local;
    const binding = findTop(one.local, place);
    if (binding === undefined || place.inner.has(local)) {
      taken.push(one);
      continue;
    }
    if (one.local !== local) edits.push(...renameBinding(binding, local, place));
    if (one === kept) taken.push({ ...one, local });
  }
  return { taken, edits };
}

/** Gives the function its name back, which a bundle may have given to another file's, and makes it a plain declaration. */
function settleFunction(local: string, name: string, place: Place): readonly Edit[] {
  const binding = findTop(local, place);
  if (binding === undefined) throw new Error(`the bundle declares no ${local}`);
  const declared = declareFunction(binding, { ...place, name });
  if (local === name) return declared;
  const other = findTop(name, place);
  const isTaken = other?.definitions.some(({ name: node }) => node !== null && place.isGone(node));
  const freed = other === undefined || isTaken ? [] : renameBinding(other, unusedName(place.text, name), place);
  if (place.inner.has(name)) return [...freed, append(place, `var ${name} = ${local};`)];
  const renamed = renameBinding(binding, name, place).filter((edit) => !declared.some((one) => overlaps(one, edit)));
  return [...freed, ...renamed, ...declared];
}

/** Assigns the function to `module.exports` where it is declared, or at the end where other code uses it as well. */
function settleExport(local: string, { isAnonymous }: Shape, place: Place): readonly Edit[] {
  const binding = findTop(local, place);
  const isUsed =
    binding === undefined || binding.uses.some(({ node, initialises }) => !initialises && !place.isGone(node));
  if (isUsed) return [append(place, `module.exports = ${local};`)];
  const declared = findDeclaration(binding, place.names);
  if (declared !== null) {
    const { declaration, declarator } = declared;
    return [{ start: declaration.start, end: place.text.indexOf('=', declarator.id.end), text: 'module.exports ' }];
  }
  const [definition, ...others] = binding.definitions;
  const node = definition?.node;
  if (node?.type !== 'FunctionDeclaration' || others.length > 0 || place.names.parents.get(node)?.type !== 'Program') {
    return [append(place, `module.exports = ${local};`)];
  }
  const named = isAnonymous && !node.generator;
  return [
    named
      ? {
          start: node.start,
          end: place.text.indexOf('(', node.start),
          text: `module.exports = ${node.async ? 'async ' : ''}function `,
        }
      : { start: node.start, end: node.start, text: 'module.exports = ' },
    { start: node.end, end: node.end, text: ';' },
  ];
}

function findTop(name: string, { names }: Place): Binding | undefined {
  return names.topLevel.find((binding) => binding.name === name);
}

function append({ text }: Place, line: string): Edit {
  return { start: text.length, end: text.length, text: `${line}\n` };
}

function overlaps(one: Edit, other: Edit): boolean {
  return one.start < other.end && other.start < one.end;
}

/**
 * Statements with the rest of their lines. A bundle heads the lines of each file with its path in a comment, which goes as well
 * when nothing of the file is left under it.
 */
function cutStatements(text: string, nodes: readonly AnyNode[]): readonly Edit[] {
  const cuts: { start: number; end: number }[] = [];
  for (const { start, end } of nodes.toSorted((a, b) => a.start - b.start)) {
    const last = cuts.at(-1);
    const after = text[end] === '\n' ? end + 1 : end;
    if (last !== undefined && last.end === start) last.end = after;
    else cuts.push({ start, end: after });
  }
  return cuts.map(({ start, end }) => {
    const heading = /(?<=^|\n)\/\/ [^\n]*\n$/.exec(text.slice(Math.max(0, start - 4096), start))?.[0];
    const isAlone = heading !== undefined && text[end] === '\n';
    return isAlone ? { start: start - heading.length, end: end + 1, text: '' } : { start, end, text: '' };
  });
}
