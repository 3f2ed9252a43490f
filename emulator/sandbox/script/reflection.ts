import type { AnyNode } from 'acorn';
import type { Names } from './names.ts';
import type { Doubt, Scrutiny } from './scrutiny.ts';
import { isFunctionNode, memberName, walk } from './syntax-tree.ts';

/** Finds syntax that reaches objects which no name of the script stands for: `this`, prototypes, classes and generators. */
export function findReflection({ ast, names }: Scrutiny): Doubt | undefined {
  let doubt: Doubt | undefined;
  walk(ast, (node) => {
    doubt ??= doubtNode(node, names);
    return doubt === undefined;
  });
  return doubt;
}

const reflective = new Set([
  'prototype',
  '__proto__',
  'constructor',
  'getPrototypeOf',
  'setPrototypeOf',
  'callee',
  'caller',
  '__defineGetter__',
  '__defineSetter__',
  '__lookupGetter__',
  '__lookupSetter__',
]);

function doubtNode(node: AnyNode, names: Names): Doubt | undefined {
  if (node.type === 'ThisExpression' || node.type === 'Super') {
    return { why: '`this` may stand for an object that outlives the call.', node };
  }
  if (node.type === 'ClassDeclaration' || node.type === 'ClassExpression') {
    return isInsideFunction(node, names) ? undefined : { why: 'a class at the top level can hold state.', node };
  }
  if (isFunctionNode(node) && node.generator && !isInsideFunction(node, names)) {
    return { why: 'a generator at the top level can hold state.', node };
  }
  const word =
    node.type === 'MemberExpression'
      ? memberName(node)
      : node.type === 'Property' && node.key.type === 'Identifier' && !node.computed
        ? node.key.name
        : node.type === 'Literal' && typeof node.value === 'string'
          ? node.value
          : null;
  if (word === null || !reflective.has(word) || isOwnPropertyTest(node, names)) return undefined;
  return { why: `\`${word}\` reaches objects that outlive the call.`, node };
}

/** `Object.prototype.hasOwnProperty`, the one prototype that ordinary hooks mention: it is frozen, and only asked. */
function isOwnPropertyTest(node: AnyNode, names: Names): boolean {
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.object.name !== 'Object')
    return false;
  const object = node.object;
  return (
    names.isFree(object) && memberName(node) === 'prototype' && memberName(names.parents.get(node)) === 'hasOwnProperty'
  );
}

function isInsideFunction(node: AnyNode, names: Names): boolean {
  for (let at = names.parents.get(node); at !== undefined; at = names.parents.get(at)) {
    if (isFunctionNode(at)) return true;
  }
  return false;
}
