import type { AnyNode } from 'acorn';
import type { Misreading, SourcePosition } from '../../../sdk/contract.ts';
import type { MisreadField } from './guest-script.ts';
import type { Names } from './names.ts';
import { type FunctionNode, memberName, walk } from './syntax-tree.ts';

/** Where to look, and what for. */
export interface MisreadingSearch {
  /** The hook's own function; null where it is not known, and nothing is found then. */
  readonly entry: FunctionNode | null;
  readonly names: Names;
  readonly misreadings: readonly Misreading[];
  readonly at: (offset: number) => SourcePosition | null;
}

/**
 * Finds reads such as `data.response.status_code`, and `const { status_code } = data.response`, in the function itself. What
 * cannot be told without running (`data[key]`, an alias of `data`) is left alone, and so is a field that is assigned.
 */
export function findMisreadings({ entry, names, misreadings, at }: MisreadingSearch): readonly MisreadField[] {
  if (entry === null || misreadings.length === 0) return [];
  const [parameter] = entry.params;
  const options = parameter?.type === 'Identifier' ? names.declaredBy.get(parameter) : undefined;
  const isOptions = (node: AnyNode): boolean =>
    node.type === 'Identifier' && options !== undefined && names.usedBy.get(node) === options;
  const found = new Map<Misreading, MisreadField>();

  const look = (base: AnyNode, read: string, offset: number): void => {
    for (const misreading of misreadings) {
      const members = misreading.members.slice(0, -1);
      if (found.has(misreading) || misreading.members.at(-1) !== read) continue;
      const root = rootOf(base, members);
      if (root === null || (misreading.ofOptions && !isOptions(root))) continue;
      const place = at(offset);
      if (place !== null) found.set(misreading, { rule: misreading.rule, message: misreading.advice, at: place });
    }
  };

  if (parameter?.type === 'ObjectPattern') {
    const top = misreadings.filter(({ members, ofOptions }) => ofOptions && members.length === 1);
    for (const [name, offset] of keysOf(parameter)) {
      const misreading = top.find(({ members }) => members[0] === name);
      const place = at(offset);
      if (misreading === undefined || place === null) continue;
      found.set(misreading, { rule: misreading.rule, message: misreading.advice, at: place });
    }
  }
  walk(entry.body, (node) => {
    const name = memberName(node);
    if (node.type === 'MemberExpression' && name !== null && !isAssigned(node, names)) {
      look(node.object, name, node.property.start);
    }
    if (node.type === 'VariableDeclarator' && node.id.type === 'ObjectPattern' && node.init) {
      for (const [key, offset] of keysOf(node.id)) look(node.init, key, offset);
    }
    return true;
  });
  return [...found.values()];
}

/** What `members` are read from, if the node is such a row of members: of `data.response` with `['response']` it is `data`. */
function rootOf(node: AnyNode, members: readonly string[]): AnyNode | null {
  let current = node;
  for (const member of members.toReversed()) {
    if (current.type === 'ChainExpression') current = current.expression;
    if (current.type === 'Identifier' && current.name === member) return current;
    if (current.type !== 'MemberExpression' || memberName(current) !== member) return null;
    current = current.object;
  }
  return current;
}

function keysOf(pattern: AnyNode): readonly (readonly [name: string, offset: number])[] {
  if (pattern.type !== 'ObjectPattern') return [];
  return pattern.properties.flatMap((property) => {
    if (property.type !== 'Property' || property.computed || property.key.type !== 'Identifier') return [];
    return [[property.key.name, property.key.start] as const];
  });
}

function isAssigned(node: AnyNode, { parents }: Names): boolean {
  const parent = parents.get(node);
  return parent?.type === 'AssignmentExpression' && parent.left === node && parent.operator === '=';
}
