import type { AnyNode } from 'acorn';
import type { Binding, Names } from './names.ts';

/** Whether an expression surely gives a number (or a bigint), as far as the text tells it. */
export function isNumber(node: AnyNode, names: Names): boolean {
  return isNumberGiven(node, names, []);
}

/** `assumed` are the names that the question has come through: a counter is a number if it is one after each step. */
function isNumberGiven(node: AnyNode, names: Names, assumed: readonly Binding[]): boolean {
  const all = (...parts: readonly AnyNode[]): boolean => parts.every((part) => isNumberGiven(part, names, assumed));
  switch (node.type) {
    case 'Literal':
      return typeof node.value === 'number';
    case 'UpdateExpression':
      return true;
    case 'UnaryExpression':
      return ['-', '+', '~'].includes(node.operator);
    case 'BinaryExpression':
      if (node.operator === '+') return node.left.type !== 'PrivateIdentifier' && all(node.left, node.right);
      return ['-', '*', '/', '%', '**', '|', '&', '^', '<<', '>>', '>>>'].includes(node.operator);
    case 'ConditionalExpression':
      return all(node.consequent, node.alternate);
    case 'Identifier': {
      const binding = names.usedBy.get(node);
      return binding !== undefined && (assumed.includes(binding) || isCounter(binding, names, assumed));
    }
    default:
      return false;
  }
}

/** `let i = 0`, changed only by arithmetic. Before it has a value it is undefined, which names no member of interest. */
function isCounter(binding: Binding, names: Names, assumed: readonly Binding[]): boolean {
  const [definition, again] = binding.definitions;
  if (definition?.node.type !== 'VariableDeclarator' || again !== undefined) return false;
  if (definition.node.id.type !== 'Identifier') return false;
  return binding.uses.every(({ node, writes }) => !writes || isNumberWritten(node, names, [...assumed, binding]));
}

function isNumberWritten(node: AnyNode, names: Names, assumed: readonly Binding[]): boolean {
  const parent = names.parents.get(node);
  switch (parent?.type) {
    case 'VariableDeclarator':
      return parent.init != null && isNumberGiven(parent.init, names, assumed);
    case 'UpdateExpression':
      return true;
    case 'AssignmentExpression':
      if (parent.left !== node) return false;
      if (parent.operator === '=' || parent.operator === '+=') return isNumberGiven(parent.right, names, assumed);
      return /^(?:[-*/%|&^]|\*\*|<<|>>>?)=$/.test(parent.operator);
    default:
      return false;
  }
}
