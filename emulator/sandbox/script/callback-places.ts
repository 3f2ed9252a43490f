import type { AnyNode } from 'acorn';
import { memberName } from './syntax-tree.ts';

/** Methods of arrays that call their first argument. */
export const arrayCallbacks: readonly string[] = [
  'map',
  'filter',
  'forEach',
  'reduce',
  'reduceRight',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
  'sort',
  'toSorted',
];

/** Methods beside those of arrays that take a function written on the spot, as this argument at the latest. */
const otherCallbacks: ReadonlyMap<string, number> = new Map([
  ['replace', 1],
  ['replaceAll', 1],
  ['then', 1],
  ['catch', 0],
  ['finally', 0],
]);

/** Whether a node is the callback of a method that arrays have, as in `rows.map(toItem)`. */
export function isArrayCallback(node: AnyNode, parent: AnyNode | undefined): boolean {
  return placeInMethod(node, parent, arrayCallbacks) === 0;
}

/** Whether a node is where some method of the language takes a callback. */
export function isCallback(node: AnyNode, parent: AnyNode | undefined): boolean {
  if (isArrayCallback(node, parent)) return true;
  return [...otherCallbacks].some(([method, last]) => {
    const place = placeInMethod(node, parent, [method]);
    return place >= 0 && place <= last;
  });
}

/** The index of an argument in a call of one of the methods by their plain names; -1 when it is none. */
function placeInMethod(node: AnyNode, parent: AnyNode | undefined, methods: readonly string[]): number {
  if (parent?.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression' || parent.callee.computed)
    return -1;
  if (!methods.includes(memberName(parent.callee) ?? '')) return -1;
  return parent.arguments.map((argument): AnyNode => argument).indexOf(node);
}
