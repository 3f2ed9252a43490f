import type { AnyNode } from 'acorn';
import type { NameUse } from './names.ts';
import type { Doubt, Scrutiny } from './scrutiny.ts';
import { type FunctionNode, isFunctionNode, memberName } from './syntax-tree.ts';

/**
 * Finds where the top level of a script reads the clock or chance, itself or through the functions that it calls by
 * name: then one load may differ from the next, or even fail. What runs only in a call of the hook may read both.
 */
export function findLoadTimeChance(scrutiny: Scrutiny): Doubt | undefined {
  const { names } = scrutiny;
  const callers = new Map<FunctionNode, readonly NameUse[]>();
  for (const { definitions, uses } of names.topLevel) {
    const callable = uses.filter((use) => mayRun(use, scrutiny));
    for (const { node } of definitions) {
      const declared = node.type === 'VariableDeclarator' ? node.init : node;
      if (isFunctionNode(declared)) callers.set(declared, callable);
    }
  }

  /** The function of the top level whose call runs a place; null when loading the script may run it. */
  const runnerOf = (node: AnyNode): FunctionNode | null => {
    const outermost = findOutermost(node, scrutiny);
    return outermost !== null && (callers.has(outermost) || isExported(outermost, scrutiny)) ? outermost : null;
  };

  const loaded = new Set<FunctionNode | null>([null]);
  for (const runner of loaded) {
    for (const [called, uses] of callers) {
      if (uses.some(({ node }) => runnerOf(node) === runner)) loaded.add(called);
    }
  }
  const chance = names.free.find(({ node }) => readsChance(node, scrutiny) && loaded.has(runnerOf(node)));
  if (chance === undefined) return undefined;
  const { node, inFunction } = chance;
  const what = node.name === 'Date' ? 'the clock' : 'chance';
  const how = inFunction ? `may read ${what} through a function` : `reads ${what}`;
  return { why: `the top level ${how}, which differs from load to load.`, node };
}

/** Whether a use of a function's name may lead to a call; the assignment to `module.exports` calls nothing. */
function mayRun({ node, initialises, underTypeof }: NameUse, scrutiny: Scrutiny): boolean {
  return !initialises && !underTypeof && !isExported(node, scrutiny);
}

function isExported(node: AnyNode, { names, isCommonJs }: Scrutiny): boolean {
  const parent = names.parents.get(node);
  if (!isCommonJs || parent?.type !== 'AssignmentExpression' || parent.right !== node) return false;
  if (parent.left.type !== 'MemberExpression' || memberName(parent.left) !== 'exports') return false;
  const { object } = parent.left;
  return object.type === 'Identifier' && object.name === 'module' && names.isFree(object);
}

function findOutermost(node: AnyNode, { names }: Scrutiny): FunctionNode | null {
  let outermost: FunctionNode | null = null;
  for (let at = names.parents.get(node); at !== undefined; at = names.parents.get(at)) {
    if (isFunctionNode(at)) outermost = at;
  }
  return outermost;
}

/** `Date` and `Math` in any use that may read the clock or chance; `new Date(text)` and `Math.round` read neither. */
function readsChance(node: AnyNode, { names }: Scrutiny): boolean {
  if (node.type !== 'Identifier' || (node.name !== 'Date' && node.name !== 'Math')) return false;
  const parent = names.parents.get(node);
  const name = parent?.type === 'MemberExpression' && parent.object === node ? memberName(parent) : null;
  if (node.name === 'Math') return name === null || name === 'random';
  if (name !== null) return !['parse', 'UTC'].includes(name);
  if (parent?.type === 'BinaryExpression') return false;
  if (parent?.type !== 'NewExpression' || parent.callee !== node) return true;
  const [first] = parent.arguments;
  return first === undefined || first.type === 'SpreadElement';
}
