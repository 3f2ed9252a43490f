import type { AnyNode, CallExpression, Program } from 'acorn';
import { isArrayCallback, isCallback } from './callback-places.ts';
import { handsOnUnknown, isUnknownKey } from './computed-keys.ts';
import type { Names } from './names.ts';
import { isFunctionNode, memberName, walk } from './syntax-tree.ts';

/**
 * Whether a script might give an object a method of the language under another name, as in `r[a] = [][b]`, of which no
 * text tells that it makes `r.map` a `push`. That takes two things, and a script that lacks either cannot do it:
 *
 * - it hands on what it reads under a computed key, which may so be any function of the language;
 * - it has a place where such a function may become a method or be called: a write under a computed key or under the
 *   name of a method, a call of something that is no function of the script, a callback that is none.
 *
 * Most hooks read under computed keys, and many write under them; but what they write is mostly a number, a text, a new
 * object, or the member of the same name.
 */
export function maySmuggleMethods(ast: Program, names: Names): boolean {
  const called = new Set<string>();
  walk(ast, (node) => {
    const name = node.type === 'CallExpression' ? memberName(node.callee) : null;
    if (name !== null) called.add(name);
    return true;
  });
  let reads = false;
  let places = false;
  walk(ast, (node) => {
    reads ||= handsOnUnknown(node, names);
    places ||= mayBecomeMethod(node, names, called);
    return !(reads && places);
  });
  return reads && places;
}

function mayBecomeMethod(node: AnyNode, names: Names, called: ReadonlySet<string>): boolean {
  switch (node.type) {
    case 'MemberExpression':
      return mayNameMethod(node, names, called) && isTargetOfUnknown(node, names);
    case 'AssignmentExpression':
      return (
        mayNameMethod(node.left, names, called) &&
        ['=', '||=', '&&=', '??='].includes(node.operator) &&
        !isHarmless(node.right, node.left, names)
      );
    case 'Property':
      if (names.parents.get(node)?.type !== 'ObjectExpression') return false;
      return mayNameMethod(node, names, called) && !isHarmless(node.value, null, names);
    case 'CallExpression':
      return mayCallUnknown(node, names);
    case 'TaggedTemplateExpression':
      return !isKnownFunction(node.tag, names);
    default:
      return false;
  }
}

/** Whether a member or property may have the name of a method that the script calls. */
function mayNameMethod(node: AnyNode, names: Names, called: ReadonlySet<string>): boolean {
  if (isUnknownKey(node, names)) return true;
  if (node.type !== 'Property') return called.has(memberName(node) ?? '');
  if (node.key.type === 'Literal') return called.has(String(node.key.value));
  return !node.computed && node.key.type === 'Identifier' && called.has(node.key.name);
}

/** The member is written by a pattern or a loop, so that nothing tells what it gets. */
function isTargetOfUnknown(node: AnyNode, names: Names): boolean {
  const parent = names.parents.get(node);
  switch (parent?.type) {
    case 'ArrayPattern':
    case 'RestElement':
      return true;
    case 'AssignmentPattern':
    case 'ForInStatement':
    case 'ForOfStatement':
      return parent.left === node;
    case 'Property':
      return parent.value === node && names.parents.get(parent)?.type === 'ObjectPattern';
    default:
      return false;
  }
}

/** Methods that write under a name which they are given. */
const definingMethods = ['defineProperty', 'defineProperties', 'fromEntries'];

function mayCallUnknown(call: CallExpression, names: Names): boolean {
  const { callee, arguments: given } = call;
  if (callee.type !== 'MemberExpression') return !isKnownFunction(callee, names);
  const name = memberName(callee);
  if (name === null || definingMethods.includes(name)) return true;
  if (name === 'create' || name === 'from') return given.length > 1 && !isFunctionNode(given[1]);
  if (name === 'call' || name === 'apply') {
    const method = memberName(callee.object);
    return method === null || definingMethods.includes(method);
  }
  return given.some((argument) => isUnknownCallback(argument, call, names));
}

/** Callbacks of `replace` get texts and numbers only, so they are left out. */
function isUnknownCallback(node: AnyNode, call: CallExpression, names: Names): boolean {
  const isTextual = /^replace/.test(memberName(call.callee) ?? '');
  if (node.type === 'SpreadElement') return true;
  if (!isArrayCallback(node, call) && (isTextual || !isCallback(node, call))) return false;
  return !isKnownFunction(node, names) && !isHarmless(node, null, names);
}

/** A function of the script that never changes, written on the spot or under its name, or one of the language by name. */
function isKnownFunction(node: AnyNode, names: Names): boolean {
  if (isFunctionNode(node) || names.isFree(node)) return true;
  const binding = names.usedBy.get(node);
  const [definition, again] = binding?.definitions ?? [];
  if (binding === undefined || definition === undefined || again !== undefined) return false;
  const { kind, node: declared } = definition;
  const isFunction = kind === 'function' || (declared.type === 'VariableDeclarator' && isFunctionNode(declared.init));
  return isFunction && binding.uses.every(({ writes, initialises }) => !writes || initialises);
}

/** A value that is surely no method of the language, or the one of the same name that `target` is written under. */
function isHarmless(node: AnyNode, target: AnyNode | null, names: Names): boolean {
  switch (node.type) {
    case 'Literal':
    case 'TemplateLiteral':
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'UpdateExpression':
    case 'ObjectExpression':
    case 'ArrayExpression':
      return true;
    case 'LogicalExpression':
      return isHarmless(node.left, target, names) && isHarmless(node.right, target, names);
    case 'ConditionalExpression':
      return isHarmless(node.consequent, target, names) && isHarmless(node.alternate, target, names);
    case 'MemberExpression':
      return target !== null && isSameKey(node, target, names);
    default:
      return false;
  }
}

/** `to[key] = from[key]`, where nothing ever changes `key`. */
function isSameKey(a: AnyNode, b: AnyNode, names: Names): boolean {
  if (a.type !== 'MemberExpression' || b.type !== 'MemberExpression' || !a.computed || !b.computed) return false;
  const key = names.usedBy.get(a.property);
  if (key === undefined || key !== names.usedBy.get(b.property)) return false;
  return key.uses.every(({ writes, initialises }) => !writes || initialises);
}
