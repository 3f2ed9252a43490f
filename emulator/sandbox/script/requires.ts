import type { AnyNode, Identifier, Literal } from 'acorn';
import type { Names } from './names.ts';
import { walk } from './syntax-tree.ts';

/** A call of the undeclared name `require` with one plain string. */
export interface RequireCall {
  readonly name: string;
  readonly argument: Literal;
  readonly callee: Identifier;
}

/** Finds the calls of `require` that tell their module without running, in the order of the text. */
export function findRequires(names: Names): readonly RequireCall[] {
  const calls = names.free.flatMap(({ node }) => {
    const call = names.parents.get(node);
    if (node.name !== 'require' || call?.type !== 'CallExpression' || call.callee !== node) return [];
    const [argument] = call.arguments;
    if (argument?.type !== 'Literal' || typeof argument.value !== 'string') return [];
    return [{ name: argument.value, argument, callee: node }];
  });
  return calls.sort((a, b) => a.callee.start - b.callee.start);
}

/** Whether a failure of the call is caught where it happens: it is inside a `try` that has a `catch`. */
export function isCaught({ argument }: RequireCall, names: Names): boolean {
  return hasAbove(
    argument,
    names,
    (node, parent) => parent.type === 'TryStatement' && parent.block === node && parent.handler != null,
  );
}

/** Whether the call hangs on a test that asks with `typeof` for a name the script never declares, as in `typeof require`. */
export function isAskedFor({ argument }: RequireCall, names: Names): boolean {
  return hasAbove(argument, names, (node, parent) => {
    switch (parent.type) {
      case 'IfStatement':
      case 'ConditionalExpression':
        return parent.test !== node && asksForUndeclared(parent.test, names);
      case 'LogicalExpression':
        return parent.right === node && asksForUndeclared(parent.left, names);
      default:
        return false;
    }
  });
}

function hasAbove(below: AnyNode, names: Names, holds: (node: AnyNode, parent: AnyNode) => boolean): boolean {
  for (let at: AnyNode | undefined = below; at !== undefined; at = names.parents.get(at)) {
    const parent = names.parents.get(at);
    if (parent !== undefined && holds(at, parent)) return true;
  }
  return false;
}

function asksForUndeclared(test: AnyNode, names: Names): boolean {
  let asks = false;
  walk(test, (node) => {
    asks ||= node.type === 'UnaryExpression' && node.operator === 'typeof' && names.isFree(node.argument);
    return !asks;
  });
  return asks;
}
