import type { AnyNode, ArrowFunctionExpression, FunctionDeclaration, FunctionExpression } from 'acorn';

/** A function in source form. */
export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** Parent of each node; the program has none. */
export type Parents = ReadonlyMap<AnyNode, AnyNode>;

/** Visits a node and all below it in source order; `visit` returns false to leave a node's children out. */
export function walk(root: AnyNode, visit: (node: AnyNode) => boolean | undefined): void {
  const pending: AnyNode[] = [root];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (visit(node) !== false) pending.push(...childNodes(node).reverse());
  }
}

/** Finds the parent of each node. */
export function findParents(root: AnyNode): Parents {
  const parents = new Map<AnyNode, AnyNode>();
  walk(root, (node) => {
    for (const child of childNodes(node)) parents.set(child, node);
    return true;
  });
  return parents;
}

/** Whether a node is a function declaration, a function expression or an arrow. */
export function isFunctionNode(node: AnyNode | null | undefined): node is FunctionNode {
  return (
    node?.type === 'FunctionDeclaration' ||
    node?.type === 'FunctionExpression' ||
    node?.type === 'ArrowFunctionExpression'
  );
}

/** The name of a member that can be told without running: `a.name`, `a['name']`, `a[1]`; null for any other. */
export function memberName(node: AnyNode | null | undefined): string | null {
  if (node?.type !== 'MemberExpression') return null;
  if (!node.computed) return node.property.type === 'Identifier' ? node.property.name : null;
  if (node.property.type !== 'Literal') return null;
  const { value } = node.property;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

function childNodes(node: AnyNode): AnyNode[] {
  const children: AnyNode[] = [];
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const item of value) if (isNode(item)) children.push(item);
    } else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is AnyNode {
  return (
    typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value
  );
}
