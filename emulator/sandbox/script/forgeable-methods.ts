import type { AnyNode, AssignmentProperty, Property } from 'acorn';
import { isArrayCallback, isCallback } from './callback-places.ts';
import type { Binding, Names, NameUse } from './names.ts';
import type { Scrutiny } from './scrutiny.ts';
import { maySmuggleMethods } from './smuggled-methods.ts';
import { isFunctionNode, memberName, walk } from './syntax-tree.ts';

/** Methods that put their argument where others can find it, should someone use them under another name. */
const storingMethods = [
  ...['push', 'unshift', 'splice', 'toSpliced', 'fill', 'with', 'concat', 'call', 'apply', 'bind'],
  ...['add', 'set', 'getOrInsert', 'getOrInsertComputed', 'next', 'return', 'throw', 'resolve', 'reject'],
];

/**
 * Whether `rows.map(f)` might run a `map` that the script made itself, which could then store something on `f`. It
 * cannot when no function of the script is ever a plain value: each is called on the spot, or handed to a method with a
 * name of the language; and no function of the language is taken as a value either, neither by its name nor under a
 * computed key.
 */
export function mayForgeMethods({ ast, names, isCommonJs }: Scrutiny): boolean {
  if (names.free.some((use) => isTakenAsValue(use, names))) return true;
  for (const binding of new Set(names.declaredBy.values())) {
    if (holdsFunction(binding) && binding.uses.some((use) => !isPlainFunctionUse(use, names, isCommonJs))) return true;
  }
  let mayForge = false;
  walk(ast, (node) => {
    mayForge ||= makesFunctionValue(node, names, isCommonJs);
    return !mayForge;
  });
  return mayForge || maySmuggleMethods(ast, names);
}

function makesFunctionValue(node: AnyNode, names: Names, isCommonJs: boolean): boolean {
  const parent = names.parents.get(node);
  switch (node.type) {
    case 'ClassDeclaration':
    case 'ClassExpression':
      return true;
    case 'Property':
      return node.kind !== 'init' || node.method || (parent?.type === 'ObjectPattern' && takesStoringMethod(node));
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      if (parent?.type === 'VariableDeclarator') return parent.id.type !== 'Identifier';
      if (parent?.type === 'CallExpression' && parent.callee === node) return false;
      return !isCallback(node, parent) && !(isCommonJs && isExported(parent, names));
    case 'MemberExpression':
      return isStoringValue(node, parent);
    default:
      return false;
  }
}

/** `o.add = [].push`, or a descriptor that shows a method. */
function isStoringValue(node: AnyNode, parent: AnyNode | undefined): boolean {
  const name = memberName(node);
  if (name === null) return false;
  if (name.startsWith('getOwnPropertyDescriptor')) return true;
  const isCalled = name !== 'bind' && parent?.type === 'CallExpression' && parent.callee === node;
  return storingMethods.includes(name) && !isCalled;
}

/** `const { push } = []`. */
function takesStoringMethod({ key, computed }: Property | AssignmentProperty): boolean {
  if (key.type === 'Literal') return storingMethods.includes(String(key.value));
  return !computed && key.type === 'Identifier' && storingMethods.includes(key.name);
}

function isTakenAsValue({ node, underTypeof }: NameUse, names: Names): boolean {
  const parent = names.parents.get(node);
  if (underTypeof || ['undefined', 'NaN', 'Infinity', 'module'].includes(node.name)) return false;
  if (parent?.type === 'CallExpression' || parent?.type === 'NewExpression') {
    return parent.callee !== node && !isArrayCallback(node, parent);
  }
  if (parent?.type === 'BinaryExpression') return parent.operator !== 'instanceof';
  if (parent?.type !== 'MemberExpression' || parent.computed || parent.object !== node) return true;
  const outer = names.parents.get(parent);
  const isCalled = outer?.type === 'CallExpression' && outer.callee === parent;
  return !isCalled && !/^[A-Z][A-Z0-9_]*$/.test(memberName(parent) ?? '');
}

function holdsFunction({ definitions }: Binding): boolean {
  return definitions.some(
    ({ kind, node }) => kind === 'function' || (node.type === 'VariableDeclarator' && isFunctionNode(node.init)),
  );
}

function isPlainFunctionUse({ node, initialises, underTypeof }: NameUse, names: Names, isCommonJs: boolean): boolean {
  const parent = names.parents.get(node);
  if (initialises || underTypeof) return true;
  if (parent?.type === 'CallExpression' && parent.callee === node) return true;
  return isArrayCallback(node, parent) || (isCommonJs && isExported(parent, names));
}

function isExported(parent: AnyNode | undefined, names: Names): boolean {
  if (parent?.type !== 'AssignmentExpression' || parent.left.type !== 'MemberExpression') return false;
  const { object } = parent.left;
  return object.type === 'Identifier' && object.name === 'module' && names.isFree(object);
}
