import type { AnyNode } from 'acorn';
import type { Names } from './names.ts';
import { isNumber } from './numbers.ts';
import { memberName } from './syntax-tree.ts';

/** Whether a member or property has a key that may be any text: in brackets, and neither a literal nor a number. */
export function isUnknownKey(node: AnyNode, names: Names): boolean {
  if (node.type === 'Property') return node.computed && node.key.type !== 'Literal' && !isNumber(node.key, names);
  if (node.type !== 'MemberExpression' || !node.computed) return false;
  return memberName(node) === null && !isNumber(node.property, names);
}

/**
 * Whether a node takes a member under an unknown key and hands its value on: it may be any function of the language.
 * One that is only tested, calculated with, made a text, or asked for a member of its own, is not handed on.
 */
export function handsOnUnknown(node: AnyNode, names: Names): boolean {
  const parent = names.parents.get(node);
  if (node.type === 'Property') return node.computed && parent?.type === 'ObjectPattern';
  if (!isUnknownKey(node, names)) return false;
  const isOnlyWritten = parent?.type === 'AssignmentExpression' && parent.left === node && parent.operator === '=';
  return !isOnlyWritten && !isUsedUp(node, names);
}

/** Members of constructors that give back what they get, so that an unknown object's members of these names count too. */
const handingOn = ['assign', 'freeze', 'seal', 'preventExtensions', 'of', 'from', 'fromAsync', 'groupBy', 'create'];

function isUsedUp(node: AnyNode, names: Names): boolean {
  const parent = names.parents.get(node);
  switch (parent?.type) {
    case 'MemberExpression': {
      if (parent.object !== node) return true;
      const outer = names.parents.get(parent);
      const isCalled = outer?.type === 'CallExpression' && outer.callee === parent;
      return isCalled || !handingOn.includes(memberName(parent) ?? '');
    }
    case 'BinaryExpression':
    case 'UnaryExpression':
    case 'UpdateExpression':
    case 'ExpressionStatement':
    case 'IfStatement':
    case 'WhileStatement':
    case 'DoWhileStatement':
    case 'ForStatement':
      return true;
    case 'TemplateLiteral':
      return names.parents.get(parent)?.type !== 'TaggedTemplateExpression';
    case 'ConditionalExpression':
      return parent.test === node || isUsedUp(parent, names);
    case 'LogicalExpression':
    case 'ChainExpression':
      return isUsedUp(parent, names);
    default:
      return false;
  }
}
