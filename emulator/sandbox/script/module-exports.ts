import type { AnyNode, AssignmentExpression, Identifier } from 'acorn';
import type { AnyContract } from '../../../sdk/contract.ts';
import { acceptedForm } from './accepted-form.ts';
import type { Names } from './names.ts';
import { ScriptFault } from './script-fault.ts';
import { type FunctionNode, isFunctionNode, memberName, walk } from './syntax-tree.ts';

/** What a CommonJS script assigns to `module.exports`. */
export interface ModuleExport {
  /** Null when only running tells what is assigned. */
  readonly node: FunctionNode | null;
  /** Where the function is declared, or the assignment. */
  readonly offset: number;
}

/**
 * Finds what a script assigns to `module.exports`, at any depth; the last assignment at the top level counts, else the
 * last one anywhere. Throws a ScriptFault when nothing is assigned or the function has a form that the platform is not
 * known to call (as in P-101, P-104).
 */
export function findModuleExport(
  ast: AnyNode,
  names: Names,
  {
    contract,
    isAuthors,
  }: {
    readonly contract: AnyContract;
    /** Whether a place comes from the author's file although a build has wrapped it; false in a plain script. */
    readonly isAuthors: (offset: number) => boolean;
  },
): ModuleExport {
  const assignments = findAssignments(ast, names, isAuthors);
  const chosen =
    assignments.findLast(({ start }) => isAuthors(start)) ??
    assignments.findLast((node) => isTopLevel(node, names)) ??
    assignments.at(-1);
  if (chosen === undefined) throw noExport(names, contract);
  const found = resolveValue(chosen, names);
  if (found.node !== null && contract.calls.forms === 'return') refuseEventForm(found.node, contract.calls.formRule);
  return found;
}

/** `module` must be the wrapper's own; inside a build it may be the parameter of the build's wrapper. */
function findAssignments(
  ast: AnyNode,
  names: Names,
  isAuthors: (offset: number) => boolean,
): readonly AssignmentExpression[] {
  const found: AssignmentExpression[] = [];
  walk(ast, (node) => {
    if (node.type === 'AssignmentExpression' && memberName(node.left) === 'exports') {
      const object = node.left.type === 'MemberExpression' ? node.left.object : null;
      if (
        object?.type === 'Identifier' &&
        object.name === 'module' &&
        (names.isFree(object) || isAuthors(object.start))
      ) {
        found.push(node);
      }
    }
    return true;
  });
  return found;
}

function isTopLevel(node: AnyNode, names: Names): boolean {
  for (let at = names.parents.get(node); at !== undefined; at = names.parents.get(at)) {
    if (isFunctionNode(at)) return false;
  }
  return true;
}

function resolveValue(assignment: AssignmentExpression, names: Names): ModuleExport {
  let value: AnyNode = assignment.right;
  while (value.type === 'AssignmentExpression') value = value.right;
  if (isFunctionNode(value))
    return { node: value, offset: value.type === 'FunctionExpression' && value.id ? value.id.start : assignment.start };
  if (value.type === 'Identifier') {
    const declared = findDeclared(value, names);
    if (declared !== undefined) return declared;
  }
  return { node: null, offset: assignment.start };
}

function findDeclared(use: Identifier, names: Names): ModuleExport | undefined {
  const definition = names.usedBy.get(use)?.definitions.at(-1);
  if (definition === undefined) return undefined;
  const offset = definition.name?.start ?? definition.node.start;
  if (isFunctionNode(definition.node)) return { node: definition.node, offset };
  const value = definition.node.type === 'VariableDeclarator' ? definition.node.init : null;
  return { node: isFunctionNode(value) ? value : null, offset };
}

function noExport(names: Names, { rules, calls }: AnyContract): ScriptFault {
  const handle = names.free.find(({ node }) => {
    const parent = names.parents.get(node);
    return node.name === 'exports' && parent?.type === 'MemberExpression';
  });
  const what =
    handle === undefined
      ? `nothing is assigned to module.exports (${rules.entry}).`
      : `functions put on exports one by one are not known to work (${calls.formRule}).`;
  return new ScriptFault(what, { offset: handle?.node.start ?? 0, next: acceptedForm });
}

/** The stock form of a runtime that a platform may descend from (P-105), which itself passes one argument. */
function refuseEventForm(hook: FunctionNode, rule: string): void {
  const second = hook.params[1];
  if (second?.type !== 'Identifier' || !/^(?:context|ctx|callback|cb|done)$/.test(second.name)) return;
  throw new ScriptFault(
    `the function takes (${parameterName(hook.params[0])}, ${second.name}), but the platform passes one argument and reads the returned value (${rule}).`,
    { offset: hook.start, next: acceptedForm },
  );
}

function parameterName(node: AnyNode | undefined): string {
  return node?.type === 'Identifier' ? node.name : '…';
}
