import type { AnyNode, Identifier } from 'acorn';
import type { Binding, Names } from '../sandbox/script/names.ts';
import type { Edit } from './mapped-text.ts';

/** The edits that give a name of a script another one everywhere; what `isGone` names is taken away by other edits. */
export function renameBinding(
  { definitions, uses }: Binding,
  to: string,
  { names, isGone }: { readonly names: Names; readonly isGone: (node: AnyNode) => boolean },
): readonly Edit[] {
  const places = new Map<number, Identifier>();
  for (const { name } of definitions) if (name !== null) places.set(name.start, name);
  for (const { node } of uses) places.set(node.start, node);
  return [...places.values()]
    .filter((node) => !isGone(node))
    .map((node) => {
      const { start, end } = node;
      return { start, end, text: isShorthand(node, names) ? `${node.name}: ${to}` : to };
    });
}

/** Names that are declared inside functions and blocks, and could hide a name of the top level. */
export function listInnerNames({ declaredBy, topLevel }: Names): ReadonlySet<string> {
  const top = new Set(topLevel);
  return new Set([...declaredBy.values()].filter((binding) => !top.has(binding)).map(({ name }) => name));
}

/** `{ name }` in an object or a pattern, there also with a default, says both key and value. */
function isShorthand(node: Identifier, { parents }: Names): boolean {
  const parent = parents.get(node);
  const holder = parent?.type === 'AssignmentPattern' && parent.left === node ? parents.get(parent) : parent;
  return holder?.type === 'Property' && holder.shorthand && holder.start === node.start;
}
