import { extname } from 'node:path';
import type { AnyNode, Program } from 'acorn';
import { platforms } from '../../sdk/platforms.ts';
import { HooksmithError } from '../errors.ts';
import { transformModule } from '../sandbox/script/bundle.ts';
import { findFunctions } from '../sandbox/script/find-functions.ts';
import { tryParse } from '../sandbox/script/parse-script.ts';
import { builtText, type ProgramText, plainText } from '../sandbox/script/program-text.ts';
import { readSource } from '../sandbox/script/read-source.ts';
import { type FunctionNode, isFunctionNode, memberName, walk } from '../sandbox/script/syntax-tree.ts';

/** What the text of a function tells of the hook that it may be. */
export interface ScriptFunction {
  /** Its name as a user gives it; null for what is assigned to `module.exports`. */
  readonly name: string | null;
  readonly file: string;
  readonly line: number;
  /** Whether the platform would call it by its name, or take it as the module. */
  readonly form: 'functions' | 'commonjs';
  readonly parameters: number;
  /** Properties of the first parameter that it reads, sorted. */
  readonly reads: readonly string[];
  /** Properties of the objects that it returns, sorted. */
  readonly returns: readonly string[];
  /** Whether the script itself calls it, as it does with functions that are no hooks. */
  readonly isCalled: boolean;
}

/** The functions of a script that a platform could call. Throws ERR_HOOK for a file that is no script. */
export async function listScriptFunctions(file: string): Promise<readonly ScriptFunction[]> {
  const { ast, text } = await readProgram(file);
  const called = findCalled(ast);
  const toFunction = (
    { node, offset, name }: { readonly node: FunctionNode; readonly offset: number; readonly name: string | null },
    isCalled: boolean,
  ): ScriptFunction => ({
    name,
    file,
    line: text.at(offset)?.line ?? 1,
    form: name === null ? 'commonjs' : 'functions',
    parameters: node.params.length,
    reads: findReads(node),
    returns: findReturned(node),
    isCalled,
  });
  const named = findFunctions(ast).flatMap((one) => (one.node === null ? [] : [{ ...one, node: one.node }]));
  const whole = findWhole(ast, named) ?? named.find(({ name }) => name === 'default');
  if (whole !== undefined) return [toFunction({ ...whole, name: null }, false)];
  return named.map((one) => toFunction(one, called.has(one.local ?? one.name)));
}

async function readProgram(file: string): Promise<{ readonly ast: Program; readonly text: ProgramText }> {
  const source = await readSource(file);
  const isTypeScript = /^\.[cm]?tsx?$/.test(extname(file).toLowerCase());
  const built = isTypeScript ? await transformModule(source, anyModules()) : null;
  const text = built === null ? source.text : built.text;
  const outcomes = (['commonjs', 'module', 'script'] as const).map((kind) => tryParse(text, kind));
  const parsed = outcomes.find(({ status }) => status === 'parsed');
  if (parsed?.status === 'parsed') {
    const program = built === null ? plainText(source) : builtText({ ...built, file, authoredEnd: text.length });
    return { ast: parsed.ast, text: program };
  }
  const failed = outcomes[0];
  throw new HooksmithError('ERR_HOOK', failed?.status === 'failed' ? failed.message : 'it is no script', {
    place: { file },
  });
}

/** One file alone is read, so what its imports may be does not matter. */
function anyModules() {
  const [first] = Object.values(platforms).flatMap(({ hooks }) => hooks);
  if (first === undefined) throw new Error('there is no hook at all');
  return first.calls.modules;
}

/** The function that is assigned to `module.exports`, be it by its name. */
function findWhole(
  ast: Program,
  named: readonly { readonly local: string | null; readonly node: FunctionNode; readonly offset: number }[],
): { readonly node: FunctionNode; readonly offset: number } | undefined {
  let found: { readonly node: FunctionNode; readonly offset: number } | undefined;
  walk(ast, (node) => {
    if (node.type === 'AssignmentExpression' && isModuleExports(node.left)) {
      const { right } = node;
      if (isFunctionNode(right)) found = { node: right, offset: node.start };
      else if (right.type === 'Identifier') found = named.find(({ local }) => local === right.name) ?? found;
    }
    return true;
  });
  return found;
}

function isModuleExports(node: AnyNode): boolean {
  return (
    node.type === 'MemberExpression' &&
    memberName(node) === 'exports' &&
    node.object.type === 'Identifier' &&
    node.object.name === 'module'
  );
}

function findCalled(ast: Program): ReadonlySet<string> {
  const called = new Set<string>();
  walk(ast, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier') called.add(node.callee.name);
    return true;
  });
  return called;
}

function findReads({ params: [parameter], body }: FunctionNode): readonly string[] {
  const found = new Set<string>();
  if (parameter?.type === 'ObjectPattern') addKeys(parameter, found);
  if (parameter?.type === 'Identifier') {
    const { name } = parameter;
    walk(body, (node) => {
      if (node.type === 'MemberExpression' && node.object.type === 'Identifier' && node.object.name === name) {
        const read = memberName(node);
        if (read !== null) found.add(read);
      }
      const isOwn = node.type === 'VariableDeclarator' && node.init?.type === 'Identifier' && node.init.name === name;
      if (isOwn && node.id.type === 'ObjectPattern') addKeys(node.id, found);
      return true;
    });
  }
  return [...found].sort();
}

function findReturned({ body }: FunctionNode): readonly string[] {
  const found = new Set<string>();
  if (body.type === 'ObjectExpression') addKeys(body, found);
  walk(body, (node) => {
    if (node.type === 'ReturnStatement' && node.argument?.type === 'ObjectExpression') addKeys(node.argument, found);
    return !isFunctionNode(node);
  });
  return [...found].sort();
}

function addKeys(node: AnyNode, found: Set<string>): void {
  if (node.type !== 'ObjectPattern' && node.type !== 'ObjectExpression') return;
  for (const property of node.properties) {
    if (property.type !== 'Property' || property.computed) continue;
    if (property.key.type === 'Identifier') found.add(property.key.name);
    if (property.key.type === 'Literal' && typeof property.key.value === 'string') found.add(property.key.value);
  }
}
