import type { SourcePosition } from '../../../sdk/contract.ts';
import type { UndeclaredName } from './guest-script.ts';
import type { NameUse } from './names.ts';

/** Names read anywhere but under `typeof`, in the order they come up (S-133). */
export function findFreeReads(uses: readonly NameUse[]): readonly string[] {
  return [...new Set(uses.filter((use) => use.reads && !use.underTypeof).map(({ node }) => node.name))];
}

/** Names that are assigned and never declared: implicit globals. */
export function findImplicitGlobals(uses: readonly NameUse[]): ReadonlySet<string> {
  return new Set(uses.filter(({ writes }) => writes).map(({ node }) => node.name));
}

/**
 * Lists the undeclared names of the author's own code with their first places; a name that is assigned anywhere is
 * shown where it is first assigned. A name that is only asked for under `typeof` is not listed.
 */
export function listUndeclared(
  uses: readonly NameUse[],
  at: (offset: number) => SourcePosition | null,
): readonly UndeclaredName[] {
  const implicit = findImplicitGlobals(uses);
  const found = new Map<string, UndeclaredName>();
  for (const use of uses.toSorted((a, b) => a.node.start - b.node.start)) {
    const { name, start } = use.node;
    const counts = implicit.has(name) ? use.writes : use.reads && !use.underTypeof;
    if (!counts || found.has(name)) continue;
    const position = at(start);
    if (position !== null) found.set(name, { name, kind: implicit.has(name) ? 'assigned' : 'read', at: position });
  }
  return [...found.values()];
}
