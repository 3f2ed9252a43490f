import type { AnyNode, CallExpression, MemberExpression } from 'acorn';
import { type Constant, primitive } from './constants.ts';
import type { Names } from './names.ts';
import { isFunctionNode, memberName, walk } from './syntax-tree.ts';

/**
 * What a use does to a constant: `read` cannot change it nor hand it on; `by-method` is a read only if the method that
 * gets it is the language's own; `unknown` may do anything.
 */
export type Use = 'read' | 'by-method' | 'unknown';

/** Judges one use of a constant. */
export function judgeUse(node: AnyNode, constant: Constant, names: Names): Use {
  switch (constant.kind) {
    case 'primitive':
    case 'intrinsic':
      return 'read';
    case 'pattern':
      return judgePattern(node, constant.global, names);
    case 'collection':
      return judgeCollection(node, constant, names);
    case 'tree':
      return judgeTree(node, constant, names);
  }
}

const patternMethods = ['replace', 'replaceAll', 'match', 'matchAll', 'split', 'search'];

/** With the g flag, `test` and `exec` leave `lastIndex` behind; the methods of strings set it back to 0. */
function judgePattern(node: AnyNode, global: boolean, names: Names): Use {
  const parent = parentOf(node, names);
  if (parent?.type === 'MemberExpression' && isNode(parent.object, node) && !parent.computed) {
    const name = memberName(parent);
    if (isCallee(parent, names)) return !global && (name === 'test' || name === 'exec') ? 'read' : 'unknown';
    return (name === 'source' || name === 'flags') && !isTarget(parent, names) ? 'read' : 'unknown';
  }
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node || parent.callee.type !== 'MemberExpression')
    return 'unknown';
  return !parent.callee.computed && patternMethods.includes(memberName(parent.callee) ?? '') ? 'by-method' : 'unknown';
}

function judgeCollection(node: AnyNode, constant: Constant & { readonly kind: 'collection' }, names: Names): Use {
  const parent = parentOf(node, names);
  if (parent?.type === 'MemberExpression' && isNode(parent.object, node) && !parent.computed) {
    const name = memberName(parent);
    const call = parentOf(parent, names);
    if (!isCallee(parent, names)) return name === 'size' && !isTarget(parent, names) ? 'read' : 'unknown';
    if (name === 'has') return 'read';
    if (name !== 'get' || constant.type !== 'Map' || call === undefined) return 'unknown';
    return judgeAny(call, constant.values, names);
  }
  return constant.type === 'Set' && isCopied(node, parent, names) ? 'read' : 'unknown';
}

function judgeTree(node: AnyNode, tree: Constant & { readonly kind: 'tree' }, names: Names): Use {
  const parent = parentOf(node, names);
  const flat = [...tree.members.values()].every(({ kind }) => kind === 'primitive');
  switch (parent?.type) {
    case 'MemberExpression':
      return isNode(parent.object, node) ? judgeMember(parent, tree, names) : 'read';
    case 'TemplateLiteral':
      return names.parents.get(parent)?.type === 'TaggedTemplateExpression' ? 'unknown' : 'read';
    case 'BinaryExpression':
    case 'IfStatement':
      return 'read';
    case 'UnaryExpression':
      return parent.operator === 'delete' ? 'unknown' : 'read';
    case 'LogicalExpression':
      return judgeTree(parent, tree, names);
    case 'ConditionalExpression':
      return parent.test === node ? 'read' : judgeTree(parent, tree, names);
    case 'ForInStatement':
      return parent.right === node ? 'read' : 'unknown';
    case 'VariableDeclarator':
      return flat && parent.init === node && isFlatObjectPattern(parent.id) ? 'read' : 'unknown';
    default:
      return isAsked(node, parent, names) || (flat && isCopied(node, parent, names)) ? 'read' : 'unknown';
  }
}

function judgeMember(member: MemberExpression, tree: Constant & { readonly kind: 'tree' }, names: Names): Use {
  if (isTarget(member, names)) return 'unknown';
  const name = memberName(member);
  const values = [...tree.members.values()];
  const parent = parentOf(member, names);
  if (parent?.type === 'CallExpression' && isNode(parent.callee, member)) return judgeMethod(parent, name, tree, names);
  if (parent?.type === 'NewExpression' || parent?.type === 'TaggedTemplateExpression') return 'unknown';
  return judgeAny(member, name === null ? values : [tree.members.get(name) ?? primitive], names);
}

const askingMethods = ['includes', 'indexOf', 'lastIndexOf', 'join', 'hasOwnProperty', 'toString'];
const copyingMethods = ['slice', 'concat', 'toSorted', 'toReversed'];
const visitingMethods = [
  'map',
  'filter',
  'forEach',
  'some',
  'every',
  'find',
  'findIndex',
  'findLast',
  'findLastIndex',
  'flatMap',
];

function judgeMethod(
  call: CallExpression,
  name: string | null,
  tree: Constant & { readonly kind: 'tree' },
  names: Names,
): Use {
  if (name === null) return 'unknown';
  if (askingMethods.includes(name)) return 'read';
  const values = [...tree.members.values()];
  if (!tree.isArray) return 'unknown';
  if (name === 'at') return judgeAny(call, values, names);
  if (!values.every(({ kind }) => kind === 'primitive')) return 'unknown';
  if (copyingMethods.includes(name) && !call.arguments.some(isFunctionNode)) return 'read';
  if (visitingMethods.includes(name)) return takesElementsOnly(call, 2) ? 'read' : 'unknown';
  return name === 'reduce' && takesElementsOnly(call, 3) ? 'read' : 'unknown';
}

/** The last argument of a visiting callback is the array itself: the callback must not be able to take it. */
function takesElementsOnly(call: CallExpression, most: number): boolean {
  const [callback] = call.arguments;
  if (!isFunctionNode(callback) || callback.params.length > most) return false;
  if (callback.params.some(({ type }) => type === 'RestElement')) return false;
  let takesAll = false;
  walk(callback, (node) => {
    if (node.type === 'Identifier' && node.name === 'arguments') takesAll = true;
    return !takesAll;
  });
  return !takesAll;
}

/** The value may be any of these; primitives need no more care, and the methods that they inherit are frozen. */
function judgeAny(node: AnyNode, values: readonly Constant[], names: Names): Use {
  const uses = values.map((value) => judgeUse(node, value, names));
  return uses.find((use) => use === 'unknown') ?? uses.find((use) => use === 'by-method') ?? 'read';
}

/** `[...X]`, `for (const x of X)`, `new Set(X)`, `Array.from(X)`: the elements are taken, X stays where it is. */
function isCopied(node: AnyNode, parent: AnyNode | undefined, names: Names): boolean {
  if (parent?.type === 'SpreadElement') return true;
  if (parent?.type === 'ForOfStatement') return parent.right === node;
  if (parent?.type === 'NewExpression') return parent.arguments[0] === node && isGlobal(parent.callee, 'Set', names);
  return (
    isCallOf(node, parent, 'Array', ['from'], names) || isCallOf(node, parent, 'Object', ['values', 'entries'], names)
  );
}

/** `Object.keys(X)`, `JSON.stringify(X)`, `has.call(X, key)`: asks for what X holds. */
function isAsked(node: AnyNode, parent: AnyNode | undefined, names: Names): boolean {
  return (
    isCallOf(node, parent, 'Object', ['keys', 'hasOwn'], names) ||
    isCallOf(node, parent, 'Array', ['isArray'], names) ||
    (isCallOf(node, parent, 'JSON', ['stringify'], names) &&
      parent?.type === 'CallExpression' &&
      parent.arguments.length === 1) ||
    isOwnPropertyCall(node, parent, names)
  );
}

function isCallOf(
  node: AnyNode,
  parent: AnyNode | undefined,
  object: string,
  methods: readonly string[],
  names: Names,
): boolean {
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node || parent.callee.type !== 'MemberExpression')
    return false;
  if (object === 'Array' && parent.arguments.length > 1) return false;
  const { callee } = parent;
  return !callee.computed && isGlobal(callee.object, object, names) && methods.includes(memberName(callee) ?? '');
}

function isOwnPropertyCall(node: AnyNode, parent: AnyNode | undefined, names: Names): boolean {
  if (parent?.type !== 'CallExpression' || parent.arguments[0] !== node || memberName(parent.callee) !== 'call')
    return false;
  const test = parent.callee.type === 'MemberExpression' ? parent.callee.object : null;
  if (
    test?.type !== 'MemberExpression' ||
    memberName(test) !== 'hasOwnProperty' ||
    test.object.type !== 'MemberExpression'
  )
    return false;
  return memberName(test.object) === 'prototype' && isGlobal(test.object.object, 'Object', names);
}

function isGlobal(node: AnyNode, name: string, names: Names): boolean {
  return node.type === 'Identifier' && node.name === name && names.isFree(node);
}

function isCallee(member: MemberExpression, names: Names): boolean {
  const parent = parentOf(member, names);
  return parent?.type === 'CallExpression' && isNode(parent.callee, member);
}

/** Whether something is written to the member, in any of the ways to write. */
function isTarget(member: MemberExpression, names: Names): boolean {
  const parent = parentOf(member, names);
  switch (parent?.type) {
    case 'AssignmentExpression':
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === member;
    case 'UpdateExpression':
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'Property':
      return parent.value === member && names.parents.get(parent)?.type === 'ObjectPattern';
    default:
      return false;
  }
}

function isFlatObjectPattern(pattern: AnyNode): boolean {
  return (
    pattern.type === 'ObjectPattern' &&
    pattern.properties.every((one) => one.type === 'Property' && one.value.type === 'Identifier')
  );
}

/** Whether a child is the node, or the node inside the wrapping of `parentOf`. */
function isNode(child: AnyNode, node: AnyNode): boolean {
  return child === node || (child.type === 'ChainExpression' && child.expression === node);
}

/** `a?.b` has a node of its own around it that says nothing here. */
function parentOf(node: AnyNode, names: Names): AnyNode | undefined {
  const parent = names.parents.get(node);
  return parent?.type === 'ChainExpression' ? parentOf(parent, names) : parent;
}
