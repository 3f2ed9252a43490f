import type { AnyNode, Expression, SpreadElement } from 'acorn';
import type { Binding, Names } from './names.ts';
import { statelessGlobals } from './stateless-globals.ts';

/** A value that the script never makes anew, as far as the text tells it. */
export type Constant =
  /** A string, number, boolean, bigint, null or undefined; also a function of the language. */
  | { readonly kind: 'primitive' }
  /** An object or array of literals; `members` by own key. */
  | { readonly kind: 'tree'; readonly isArray: boolean; readonly members: ReadonlyMap<string, Constant> }
  /** A Set or Map; the values of a Map, or the elements of a Set. */
  | { readonly kind: 'collection'; readonly type: 'Set' | 'Map'; readonly values: readonly Constant[] }
  | { readonly kind: 'pattern'; readonly global: boolean }
  /** An object of the language, frozen by SES. */
  | { readonly kind: 'intrinsic' };

/** A value that cannot be changed in place. */
export const primitive: Constant = { kind: 'primitive' };

/** Reads the constant that a top-level name holds; null when it may be anything. The name is never assigned again. */
export function readConstant(binding: Binding, names: Names): Constant | null {
  const declarator = binding.definitions[0]?.node;
  if (declarator?.type !== 'VariableDeclarator') return null;
  const declaration = names.parents.get(declarator);
  const holder = declaration === undefined ? undefined : names.parents.get(declaration);
  if (holder?.type === 'ForInStatement' || holder?.type === 'ForOfStatement') return null;
  if (declarator.init == null) return primitive;
  if (declarator.id.type === 'Identifier') return readExpression(declarator.init, names);
  return isIntrinsic(declarator.init, names) && declarator.id.type === 'ObjectPattern' && isFlatPattern(declarator.id)
    ? { kind: 'intrinsic' }
    : null;
}

/** Reads the constant that an expression makes; null when the text does not tell. */
function readExpression(node: AnyNode, names: Names): Constant | null {
  if (isPrimitive(node, names)) return primitive;
  if (node.type === 'Literal' && node.regex !== undefined) {
    const { flags } = node.regex;
    return flags.includes('y') ? null : { kind: 'pattern', global: flags.includes('g') };
  }
  if (node.type === 'ArrayExpression') return readArray(node.elements, names);
  if (node.type === 'ObjectExpression') return readObject(node, names);
  if (node.type === 'NewExpression') return readCollection(node, names);
  if (node.type === 'CallExpression' && isFreeze(node.callee, names)) {
    const [frozen] = node.arguments;
    return frozen === undefined || node.arguments.length > 1 ? null : readExpression(frozen, names);
  }
  return isIntrinsic(node, names) ? { kind: 'intrinsic' } : null;
}

function readArray(elements: readonly (Expression | SpreadElement | null)[], names: Names): Constant | null {
  const members = new Map<string, Constant>();
  for (const [index, element] of elements.entries()) {
    const member = element === null ? primitive : readExpression(element, names);
    if (member === null) return null;
    members.set(String(index), member);
  }
  return { kind: 'tree', isArray: true, members };
}

function readObject(node: AnyNode, names: Names): Constant | null {
  if (node.type !== 'ObjectExpression') return null;
  const members = new Map<string, Constant>();
  for (const property of node.properties) {
    if (property.type !== 'Property' || property.kind !== 'init' || property.method || property.computed) return null;
    const { key } = property;
    const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : null;
    const member = readExpression(property.value, names);
    if (name === null || name === '__proto__' || member === null) return null;
    members.set(name, member);
  }
  return { kind: 'tree', isArray: false, members };
}

function readCollection(node: AnyNode, names: Names): Constant | null {
  if (node.type !== 'NewExpression' || node.callee.type !== 'Identifier' || !names.isFree(node.callee)) return null;
  const { name: type } = node.callee;
  if (type !== 'Set' && type !== 'Map') return null;
  const [list] = node.arguments;
  if (list === undefined) return { kind: 'collection', type, values: [] };
  const tree = readExpression(list, names);
  if (tree?.kind !== 'tree' || !tree.isArray || list.type !== 'ArrayExpression') return null;
  const items = [...tree.members.values()];
  if (type === 'Set')
    return items.every(({ kind }) => kind === 'primitive') ? { kind: 'collection', type, values: items } : null;
  const values: Constant[] = [];
  for (const item of items) {
    if (item.kind !== 'tree' || item.members.get('0')?.kind !== 'primitive') return null;
    values.push(item.members.get('1') ?? primitive);
  }
  return { kind: 'collection', type, values };
}

const conversions = ['Number', 'String', 'Boolean', 'parseInt', 'parseFloat'];

function isPrimitive(node: AnyNode, names: Names): boolean {
  const all = (...parts: readonly AnyNode[]): boolean => parts.every((part) => isPrimitive(part, names));
  switch (node.type) {
    case 'Literal':
      return node.regex === undefined;
    case 'TemplateLiteral':
      return all(...node.expressions);
    case 'UnaryExpression':
      return node.operator !== 'delete' && all(node.argument);
    case 'BinaryExpression':
      return node.operator !== 'in' && node.operator !== 'instanceof' && all(node.left, node.right);
    case 'LogicalExpression':
      return all(node.left, node.right);
    case 'ConditionalExpression':
      return all(node.test, node.consequent, node.alternate);
    case 'Identifier':
      return ['undefined', 'NaN', 'Infinity'].includes(node.name) ? names.isFree(node) : isPrimitiveName(node, names);
    case 'CallExpression':
      return (
        node.callee.type === 'Identifier' &&
        conversions.includes(node.callee.name) &&
        names.isFree(node.callee) &&
        all(...node.arguments)
      );
    default:
      return false;
  }
}

/** Another top-level constant, declared before this one, so that no circle can arise. */
function isPrimitiveName(node: AnyNode, names: Names): boolean {
  const binding = names.usedBy.get(node);
  const definition = binding?.definitions[0];
  if (
    binding === undefined ||
    !names.topLevel.includes(binding) ||
    definition?.node.type !== 'VariableDeclarator' ||
    binding.definitions.length > 1
  )
    return false;
  if (definition.node.start >= node.start || definition.node.end > node.start) return false;
  if (binding.uses.some(({ writes, initialises }) => writes && !initialises)) return false;
  return readConstant(binding, names)?.kind === 'primitive';
}

/** `JSON`, `Object.keys`, `Object.prototype.hasOwnProperty`: found in every realm, frozen by SES. */
function isIntrinsic(node: AnyNode, names: Names): boolean {
  if (node.type === 'Identifier') return names.isFree(node) && statelessGlobals.includes(node.name);
  return node.type === 'MemberExpression' && !node.computed && isIntrinsic(node.object, names);
}

function isFreeze(callee: AnyNode, names: Names): boolean {
  if (callee.type !== 'MemberExpression' || callee.computed || callee.object.type !== 'Identifier') return false;
  const { object, property } = callee;
  return (
    object.name === 'Object' && names.isFree(object) && property.type === 'Identifier' && property.name === 'freeze'
  );
}

function isFlatPattern(pattern: AnyNode): boolean {
  return (
    pattern.type === 'ObjectPattern' &&
    pattern.properties.every((one) => one.type === 'Property' && !one.computed && one.value.type === 'Identifier')
  );
}
