import type { AnyNode, VariableDeclaration, VariableDeclarator } from 'acorn';
import type { Binding, Names } from '../sandbox/script/names.ts';
import { type FunctionNode, isFunctionNode, walk } from '../sandbox/script/syntax-tree.ts';
import type { Edit } from './mapped-text.ts';

/**
 * The edits that make a function declaration of `var name = (options) => …` at the top level; none where it is one already
 * or where it would not be the same, as for a function that another function gave.
 */
export function declareFunction(
  binding: Binding,
  { name, text, names }: { readonly name: string; readonly text: string; readonly names: Names },
): readonly Edit[] {
  const found = findDeclaration(binding, names);
  const value = found?.declarator.init;
  if (found === null || !isFunctionNode(value)) return [];
  const { declaration } = found;
  if (value.type === 'FunctionExpression') {
    if (value.generator || value.id != null) return [];
    return [
      { start: declaration.start, end: text.indexOf('(', value.start), text: `${asyncOf(value)}function ${name}` },
      { start: value.end, end: declaration.end, text: '' },
    ];
  }
  const open = text.indexOf('(', value.start);
  const arrow = text.lastIndexOf('=>', value.body.start);
  if (value.type !== 'ArrowFunctionExpression' || usesCaller(value) || open === -1 || open > arrow) return [];
  const start = { start: declaration.start, end: open, text: `${asyncOf(value)}function ${name}` };
  if (value.body.type === 'BlockStatement') {
    return [
      start,
      { start: arrow, end: value.body.start, text: '' },
      { start: value.end, end: declaration.end, text: '' },
    ];
  }
  return [
    start,
    { start: arrow, end: arrow + 2, text: '{\n  return' },
    ...indentLines(text, value.body),
    { start: value.end, end: declaration.end, text: ';\n}' },
  ];
}

/** The declaration of a variable of the top level that holds one value from there to the end, and stands by itself. */
export function findDeclaration(
  { definitions, uses }: Binding,
  { parents }: Names,
): { readonly declaration: VariableDeclaration; readonly declarator: VariableDeclarator } | null {
  const [definition, ...others] = definitions;
  const declarator = definition?.node;
  if (declarator?.type !== 'VariableDeclarator' || others.length > 0) return null;
  const declaration = parents.get(declarator);
  if (declaration?.type !== 'VariableDeclaration' || declaration.declarations.length !== 1) return null;
  if (parents.get(declaration)?.type !== 'Program' || declarator.id.type !== 'Identifier') return null;
  if (declarator.init == null || uses.some(({ writes, initialises }) => writes && !initialises)) return null;
  return { declaration, declarator };
}

function asyncOf({ async }: FunctionNode): string {
  return async ? 'async ' : '';
}

/** Whether an arrow function reads what a function has of its own. */
function usesCaller(arrow: FunctionNode): boolean {
  let uses = false;
  walk(arrow, (node) => {
    uses ||=
      node.type === 'ThisExpression' ||
      node.type === 'MetaProperty' ||
      (node.type === 'Identifier' && node.name === 'arguments');
    return !uses;
  });
  return uses;
}

/** Moves the lines of an expression to the right, but not those that begin inside a template. */
function indentLines(text: string, body: AnyNode): readonly Edit[] {
  const templates: { readonly start: number; readonly end: number }[] = [];
  walk(body, (node) => {
    if (node.type === 'TemplateElement') templates.push(node);
    return true;
  });
  const edits: Edit[] = [];
  for (let at = text.indexOf('\n', body.start); at !== -1 && at < body.end; at = text.indexOf('\n', at + 1)) {
    if (!templates.some(({ start, end }) => start <= at && at < end))
      edits.push({ start: at + 1, end: at + 1, text: '  ' });
  }
  return edits;
}
