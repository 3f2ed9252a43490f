import type { AnyNode, AssignmentExpression } from 'acorn';
import { isArrayCallback } from './callback-places.ts';
import { judgeUse } from './constant-uses.ts';
import { type Constant, readConstant } from './constants.ts';
import { mayForgeMethods } from './forgeable-methods.ts';
import type { ModuleState } from './guest-script.ts';
import { findLoadTimeChance } from './load-time-chance.ts';
import type { Binding, Definition, Names } from './names.ts';
import { findReflection } from './reflection.ts';
import type { Doubt, Scrutiny } from './scrutiny.ts';
import { statelessGlobals } from './stateless-globals.ts';
import { isFunctionNode, memberName } from './syntax-tree.ts';

/**
 * Decides whether a script may keep state from page to page (C-332). The answer errs on the side of keeping: a script
 * counts as stateless only when nothing that outlives a call can differ from one call to the next. That holds when it
 * makes no implicit global, does not reach the global object, prototypes or chance at its top level, and when every
 * top-level name that a function uses is one of these:
 *
 * - a function that is only ever called, or handed to an array method that is surely the language's own;
 * - a value that cannot change: a primitive, a regular expression without memory, a tree of literals that is only read;
 * - a part of the language under another name.
 *
 * SES has frozen the language's own objects, so only what the script makes can hold state; whatever is made inside a
 * function is new in each call.
 */
export function judgeModuleState(scrutiny: Scrutiny): ModuleState {
  const doubt = findDoubt(scrutiny);
  if (doubt === undefined) {
    return { keeps: false, why: 'Nothing at the top level of the script can change between calls.', at: null };
  }
  return { keeps: true, why: doubt.why, at: scrutiny.at(doubt.node.start) };
}

function findDoubt(scrutiny: Scrutiny): Doubt | undefined {
  const { names } = scrutiny;
  const first =
    doubtNames(scrutiny) ?? findReflection(scrutiny) ?? findLoadTimeChance(scrutiny) ?? doubtEntry(scrutiny);
  if (first !== undefined) return first;
  for (const binding of names.selfNames) {
    const doubt = doubtFunctionUses(binding, scrutiny);
    if (doubt !== undefined) return doubt;
  }
  for (const binding of names.topLevel) {
    const doubt = doubtBinding(binding, scrutiny);
    if (doubt !== undefined) return doubt;
  }
  return undefined;
}

/** Undeclared names: implicit globals, and whatever is not known to be without state. */
function doubtNames({ names, isCommonJs }: Scrutiny): Doubt | undefined {
  for (const { node, writes } of names.free) {
    const { name } = node;
    if (isCommonJs && name === 'module') {
      if (isPlainExport(node, names)) continue;
      return { why: 'module is used for more than one plain assignment of the hook to module.exports.', node };
    }
    if (writes)
      return { why: `\`${name}\` is never declared, so it is a global variable that every call shares.`, node };
    if (!statelessGlobals.includes(name))
      return { why: `\`${name}\` is not declared in the script and may hold state.`, node };
  }
  return undefined;
}

/** The hook itself must be a function that the text shows: one that another function made may carry state (a closure). */
function doubtEntry({ ast, names, isCommonJs, entry }: Scrutiny): Doubt | undefined {
  const exporting = names.free.filter(({ node }) => isCommonJs && node.name === 'module');
  const [first, again] = exporting;
  if (again !== undefined) return { why: 'module.exports is assigned more than once.', node: again.node };
  const assignment = first === undefined ? undefined : findAssignment(first.node, names);
  if (isFunctionNode(assignment?.right)) return undefined;
  const binding =
    assignment === undefined ? names.topLevel.find(({ name }) => name === entry) : names.usedBy.get(assignment.right);
  const definition = binding?.definitions[0];
  const isPlain =
    binding?.definitions.length === 1 &&
    definition !== undefined &&
    declaresFunction(definition) &&
    !binding.uses.some(({ writes, initialises }) => writes && !initialises);
  if (isPlain) return undefined;
  const node = definition?.name ?? assignment ?? ast;
  return { why: 'only running the script tells which function the hook is, so it may carry state.', node };
}

function findAssignment(node: AnyNode, { parents }: Names): AssignmentExpression | undefined {
  const member = parents.get(node);
  const assignment = member === undefined ? undefined : parents.get(member);
  return assignment?.type === 'AssignmentExpression' ? assignment : undefined;
}

function declaresFunction({ kind, node }: Definition): boolean {
  return kind === 'function' || (node.type === 'VariableDeclarator' && isFunctionNode(node.init));
}

/** `module.exports = function …` or `= name` as a statement of the top level. */
function isPlainExport(node: AnyNode, names: Names): boolean {
  const member = names.parents.get(node);
  const assignment = member === undefined ? undefined : names.parents.get(member);
  const statement = assignment === undefined ? undefined : names.parents.get(assignment);
  return (
    memberName(member) === 'exports' &&
    assignment?.type === 'AssignmentExpression' &&
    assignment.left === member &&
    assignment.operator === '=' &&
    (isFunctionNode(assignment.right) || assignment.right.type === 'Identifier') &&
    statement?.type === 'ExpressionStatement' &&
    names.parents.get(statement)?.type === 'Program'
  );
}

function doubtBinding(binding: Binding, scrutiny: Scrutiny): Doubt | undefined {
  const used = binding.uses.find(({ inFunction }) => inFunction);
  if (binding.name === 'arguments' && binding.definitions.length === 0) {
    return used === undefined && binding.uses.length === 0
      ? undefined
      : { why: '`arguments` of the module is used.', node: binding.uses[0]?.node ?? scrutiny.ast };
  }
  const [definition, again] = binding.definitions;
  if (definition === undefined) return undefined;
  const isFunction = declaresFunction(definition);
  // A function's own code may use other names through it, so its uses at the top level count as well.
  if (used === undefined && !isFunction) return undefined;
  if (again !== undefined)
    return { why: `${label(binding, scrutiny)} is declared more than once.`, node: again.name ?? again.node };
  const change = binding.uses.find(({ writes, initialises }) => writes && !initialises);
  if (change !== undefined) {
    return {
      why: `${label(binding, scrutiny)} is changed${lineOf(change.node, scrutiny, ', line ')}.`,
      node: change.node,
    };
  }
  if (isFunction) return doubtFunctionUses(binding, scrutiny);
  const constant = readConstant(binding, scrutiny.names);
  if (constant === null) {
    return {
      why: `${label(binding, scrutiny)} holds a value that can change, and a function uses it${lineOf(used?.node, scrutiny, ', line ')}.`,
      node: definition.name ?? definition.node,
    };
  }
  return doubtConstantUses(binding, constant, scrutiny);
}

function doubtConstantUses(binding: Binding, constant: Constant, scrutiny: Scrutiny): Doubt | undefined {
  for (const { node, initialises } of binding.uses) {
    if (initialises) continue;
    const use = judgeUse(node, constant, scrutiny.names);
    if (use === 'read') continue;
    if (use === 'by-method' && !mayForgeMethods(scrutiny)) continue;
    return {
      why: `${label(binding, scrutiny)} may be changed or handed on${lineOf(node, scrutiny, ', line ')}.`,
      node,
    };
  }
  return undefined;
}

/** A function object can hold properties, so it may be called but not handed on, save to the language's array methods. */
function doubtFunctionUses(binding: Binding, scrutiny: Scrutiny): Doubt | undefined {
  const { parents } = scrutiny.names;
  for (const { node, initialises } of binding.uses) {
    if (initialises) continue;
    const parent = parents.get(node);
    if (parent?.type === 'CallExpression' && parent.callee === node) continue;
    if (parent?.type === 'UnaryExpression' && parent.operator === 'typeof') continue;
    if (scrutiny.isCommonJs && parent?.type === 'AssignmentExpression' && isModuleExports(parent.left, scrutiny))
      continue;
    if (isArrayCallback(node, parent) && !mayForgeMethods(scrutiny)) continue;
    return {
      why: `${label(binding, scrutiny)} is a function that is used as a value${lineOf(node, scrutiny, ', line ')}, so it may hold state.`,
      node,
    };
  }
  return undefined;
}

/** `module.exports` of the wrapper; doubtNames has seen that it is assigned plainly. */
function isModuleExports(node: AnyNode, { names }: Scrutiny): boolean {
  if (node.type !== 'MemberExpression' || memberName(node) !== 'exports') return false;
  return node.object.type === 'Identifier' && node.object.name === 'module' && names.isFree(node.object);
}

function label(binding: Binding, scrutiny: Scrutiny): string {
  return `\`${binding.name}\`${lineOf(binding.definitions[0]?.node, scrutiny, ' (line ', ')')}`;
}

function lineOf(node: AnyNode | undefined, { at }: Scrutiny, before: string, after = ''): string {
  const position = node === undefined ? null : at(node.start);
  return position === null ? '' : `${before}${position.line}${after}`;
}
