import type { AnyNode, Pattern, Program } from 'acorn';
import { type FunctionNode, isFunctionNode, walk } from './syntax-tree.ts';

/** A name that the top level of a script gives a function, or may give one. */
export interface NamedFunction {
  /** As the user may name it: the exported name where it differs, `default` for a default export. */
  readonly name: string;
  /** The name inside the script; null for a default export without one and for names of other files. */
  readonly local: string | null;
  readonly exported: boolean;
  /** Null when only running tells what the name holds. */
  readonly node: FunctionNode | null;
  /** Where the name is declared. */
  readonly offset: number;
}

interface Found {
  readonly node: FunctionNode | null;
  readonly offset: number;
}

/** Finds what could be the hook function of a script or module, in the order of the text (S-138). */
export function findFunctions(ast: Program): readonly NamedFunction[] {
  const locals = findLocals(ast);
  const named: NamedFunction[] = [];
  const exported = new Set<string>();
  for (const statement of ast.body) {
    for (const entry of exportedFunctions(statement, locals)) {
      named.push(entry);
      if (entry.local !== null) exported.add(entry.local);
    }
  }
  for (const [local, found] of locals) {
    if (!exported.has(local)) named.push({ name: local, local, exported: false, ...found });
  }
  return named.sort((a, b) => a.offset - b.offset);
}

/** Top-level names; a later function under the same name wins, as it does when the script runs. */
function findLocals(ast: Program): Map<string, Found> {
  const locals = new Map<string, Found>();
  const add = (name: string, value: AnyNode | null | undefined, offset: number): void => {
    const node = isFunctionNode(value) ? value : null;
    if (node !== null || locals.get(name)?.node == null) locals.set(name, { node, offset });
  };
  for (const statement of ast.body) {
    const declaration = statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declaration?.type === 'FunctionDeclaration') add(declaration.id.name, declaration, declaration.id.start);
    if (statement.type === 'ExportDefaultDeclaration') {
      const { declaration: value } = statement;
      if (value.type === 'FunctionDeclaration' && value.id != null) add(value.id.name, value, value.id.start);
    }
  }
  walk(ast, (node) => {
    if (node.type === 'VariableDeclarator') {
      if (node.id.type === 'Identifier') {
        if (isValue(node.init)) add(node.id.name, assignedValue(node.init), node.id.start);
      } else for (const target of patternNames(node.id)) add(target.name, null, target.start);
    }
    if (node.type === 'AssignmentExpression' && node.operator === '=' && node.left.type === 'Identifier') {
      add(node.left.name, assignedValue(node.right), node.left.start);
    }
    return !isFunctionNode(node) && node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression';
  });
  addNestedAssignments(ast, locals);
  return locals;
}

/** `(function () { hook = function () {}; })()`: only running tells whether the name is global by then. */
function addNestedAssignments(ast: Program, locals: Map<string, Found>): void {
  walk(ast, (node) => {
    if (node.type === 'AssignmentExpression' && node.left.type === 'Identifier' && !locals.has(node.left.name)) {
      locals.set(node.left.name, { node: null, offset: node.left.start });
    }
    return true;
  });
}

function exportedFunctions(statement: AnyNode, locals: ReadonlyMap<string, Found>): readonly NamedFunction[] {
  if (statement.type === 'ExportDefaultDeclaration') {
    const value = statement.declaration;
    const id = value.type === 'FunctionDeclaration' || value.type === 'ClassDeclaration' ? value.id : null;
    const local = value.type === 'Identifier' ? value.name : (id?.name ?? null);
    const found = local === null ? undefined : locals.get(local);
    const node = isFunctionNode(value) ? value : (found?.node ?? null);
    return [{ name: 'default', local, exported: true, node, offset: found?.offset ?? value.start }];
  }
  if (statement.type !== 'ExportNamedDeclaration') return [];
  const declared = statement.declaration == null ? [] : [...declaredNames(statement.declaration)];
  const direct = declared.flatMap((name) => namedFrom(name, name, locals.get(name)));
  const listed = statement.specifiers.flatMap(({ local, exported }) => {
    const name = exported.type === 'Identifier' ? exported.name : String(exported.value);
    const inner = local.type === 'Identifier' && statement.source == null ? local.name : null;
    const found = inner === null ? undefined : locals.get(inner);
    return namedFrom(name, inner, found ?? { node: null, offset: local.start });
  });
  return [...direct, ...listed];
}

function namedFrom(name: string, local: string | null, found: Found | undefined): readonly NamedFunction[] {
  return found === undefined ? [] : [{ name, local, exported: true, ...found }];
}

function declaredNames(declaration: AnyNode): readonly string[] {
  if (declaration.type === 'FunctionDeclaration') return declaration.id === null ? [] : [declaration.id.name];
  if (declaration.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap((one) => patternNames(one.id).map(({ name }) => name));
}

function patternNames(pattern: Pattern): readonly { readonly name: string; readonly start: number }[] {
  const names: { readonly name: string; readonly start: number }[] = [];
  if (pattern.type === 'Identifier') return [pattern];
  if (pattern.type === 'ArrayPattern')
    for (const item of pattern.elements) if (item !== null) names.push(...patternNames(item));
  if (pattern.type === 'ObjectPattern') {
    for (const item of pattern.properties) {
      names.push(...patternNames(item.type === 'RestElement' ? item.argument : item.value));
    }
  }
  if (pattern.type === 'AssignmentPattern') names.push(...patternNames(pattern.left));
  if (pattern.type === 'RestElement') names.push(...patternNames(pattern.argument));
  return names;
}

/** `a = b = function () {}` gives both names the function. */
function assignedValue(node: AnyNode | null | undefined): AnyNode | null | undefined {
  return node?.type === 'AssignmentExpression' && node.operator === '=' ? assignedValue(node.right) : node;
}

/** Plain data is surely no function, so a constant is not offered as one. */
function isValue(node: AnyNode | null | undefined): boolean {
  const value = assignedValue(node);
  if (value == null) return false;
  return ![
    'Literal',
    'TemplateLiteral',
    'ObjectExpression',
    'ArrayExpression',
    'ClassExpression',
    'NewExpression',
  ].includes(value.type);
}
