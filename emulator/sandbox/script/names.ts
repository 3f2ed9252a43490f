import type { AnyNode, Identifier, Program } from 'acorn';
import { analyze, type Reference, type Scope, type Variable } from 'eslint-scope';
import { findParents, type Parents } from './syntax-tree.ts';

/** One place where a name is used. */
export interface NameUse {
  readonly node: Identifier;
  readonly reads: boolean;
  readonly writes: boolean;
  /** The write is that of the declaration itself. */
  readonly initialises: boolean;
  /** The place is inside a function, not at the top level of the script. */
  readonly inFunction: boolean;
  readonly underTypeof: boolean;
}

/** A declared name with its uses. */
export interface Binding {
  readonly name: string;
  readonly definitions: readonly Definition[];
  readonly uses: readonly NameUse[];
}

/** A declaration; `node` is the declarator, function, class or catch clause, or whatever else declares. */
export interface Definition {
  readonly kind: 'variable' | 'function' | 'class' | 'other';
  readonly name: Identifier | null;
  readonly node: AnyNode;
}

/** All names of a script that matter to the loader. */
export interface Names {
  /** Uses of names that the script never declares. */
  readonly free: readonly NameUse[];
  /** Names that live outside any function, so as long as the script does. */
  readonly topLevel: readonly Binding[];
  /** The inner names of function expressions: `g` of `const f = function g() {}`. */
  readonly selfNames: readonly Binding[];
  /** The binding that an identifier declares. */
  readonly declaredBy: ReadonlyMap<AnyNode, Binding>;
  /** The binding that an identifier uses; undeclared names have none. */
  readonly usedBy: ReadonlyMap<AnyNode, Binding>;
  readonly parents: Parents;
  /** Whether an identifier is a use of an undeclared name. */
  isFree(node: AnyNode): boolean;
}

/** Resolves the names of a script or of a module. Code inside `eval` and `new Function` text is not seen (S-133). */
export function resolveNames(ast: Program, sourceType: 'commonjs' | 'module' = 'commonjs'): Names {
  const parents = findParents(ast);
  // The top level is taken as a function's: then its names resolve statically, and they live as long as the script.
  // eslint-scope is typed for ESTree; acorn's tree is one, under other type names.
  const manager = analyze(ast as never, { ecmaVersion: 2022, sourceType, ignoreEval: true });
  const global = manager.globalScope;
  const top = global?.childScopes[0];
  if (global === null || top === undefined) throw new Error('the scope analysis gave no top-level scope');

  const toUse = (reference: Reference): NameUse => makeUse(reference, top, parents);
  const toBinding = (variable: Variable): Binding => ({
    name: variable.name,
    definitions: variable.defs.map(toDefinition),
    uses: variable.references.map(toUse),
  });
  const declaredBy = new Map<AnyNode, Binding>();
  const usedBy = new Map<AnyNode, Binding>();
  const topLevel: Binding[] = [];
  const selfNames: Binding[] = [];
  for (const scope of manager.scopes) {
    for (const variable of scope.variables) {
      const binding = toBinding(variable);
      for (const { name } of binding.definitions) if (name !== null) declaredBy.set(name, binding);
      for (const { node } of binding.uses) usedBy.set(node, binding);
      if (scope.variableScope === top) topLevel.push(binding);
      if (scope.type === 'function-expression-name') selfNames.push(binding);
    }
  }
  const free = global.through.map(toUse);
  const freeNodes = new Set<AnyNode>(free.map(({ node }) => node));
  return { free, topLevel, selfNames, declaredBy, usedBy, parents, isFree: (node) => freeNodes.has(node) };
}

function makeUse(reference: Reference, top: Scope, parents: Parents): NameUse {
  const node = asIdentifier(reference.identifier);
  const parent = parents.get(node);
  return {
    node,
    reads: reference.isRead(),
    writes: reference.isWrite(),
    initialises: reference.init === true,
    inFunction: reference.from.variableScope !== top,
    underTypeof: parent?.type === 'UnaryExpression' && parent.operator === 'typeof',
  };
}

function toDefinition(definition: Variable['defs'][number]): Definition {
  const kinds: Readonly<Record<string, Definition['kind']>> = {
    Variable: 'variable',
    FunctionName: 'function',
    ClassName: 'class',
  };
  const { name, node }: { readonly name: unknown; readonly node: unknown } = definition;
  return { kind: kinds[definition.type] ?? 'other', name: name as Identifier | null, node: node as AnyNode };
}

function asIdentifier(node: unknown): Identifier {
  return node as Identifier;
}
