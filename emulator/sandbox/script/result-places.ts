import type { AnyNode } from 'acorn';
import type { Names } from './names.ts';
import { type FunctionNode, isFunctionNode, walk } from './syntax-tree.ts';

/**
 * Finds where a function gives its result: its own `return` statements (not those of functions inside it), the body of
 * an arrow without braces, and every call of its second parameter, the callback, however deep. Offsets, ascending.
 */
export function findResultPlaces(hook: FunctionNode, names: Names): readonly number[] {
  const places: number[] = [];
  if (hook.body.type === 'BlockStatement') places.push(...ownReturns(hook.body));
  else places.push(hook.body.start);

  const callback = hook.params[1];
  const binding = callback?.type === 'Identifier' ? names.declaredBy.get(callback) : undefined;
  for (const use of binding?.uses ?? []) {
    const parent = names.parents.get(use.node);
    if (parent?.type === 'CallExpression' && parent.callee === use.node) places.push(parent.start);
  }
  return [...new Set(places)].sort((a, b) => a - b);
}

function ownReturns(body: AnyNode): readonly number[] {
  const places: number[] = [];
  walk(body, (node) => {
    if (node.type === 'ReturnStatement') places.push(node.start);
    return !isFunctionNode(node);
  });
  return places;
}
