import { findFreeReads, findImplicitGlobals } from './free-names.ts';
import type { NameUse } from './names.ts';
import type { TextEdit } from './text-edits.ts';

/** A text with the undeclared names that it uses. */
export interface TextNames {
  readonly text: string;
  readonly free: readonly NameUse[];
}

/** The edits of each text, and what the runner must define for them. */
export interface TypeofAliases {
  readonly aliases: readonly (readonly [alias: string, name: string])[];
  readonly edits: readonly (readonly TextEdit[])[];
}

/**
 * Replaces the name under `typeof` by an alias of the same length wherever reading that name may spring the runner's
 * trap for undeclared names (S-133). All texts of a script share one global, so they share the aliases; an alias occurs
 * in none of them.
 */
export function aliasTypeof(texts: readonly TextNames[]): TypeofAliases {
  const uses = texts.flatMap(({ free }) => free);
  const trapped = new Set([...findFreeReads(uses), ...findImplicitGlobals(uses)]);
  const all = texts.map(({ text }) => text).join('\n');
  const aliases = new Map<string, { readonly alias: string; readonly name: string }>();
  const taken = new Set<string>();

  const aliasFor = (name: string, length: number): string => {
    const key = `${length} ${name}`;
    const known = aliases.get(key);
    if (known !== undefined) return known.alias;
    const alias = inventAlias(length, (word) => taken.has(word) || all.includes(word));
    taken.add(alias);
    aliases.set(key, { alias, name });
    return alias;
  };

  const edits = texts.map(({ free }) =>
    free
      .filter(({ underTypeof, node }) => underTypeof && trapped.has(node.name))
      .map(({ node: { name, start, end } }) => ({ start, end, text: aliasFor(name, end - start) })),
  );
  return { aliases: [...aliases.values()].map(({ alias, name }) => [alias, name] as const), edits };
}

const letters = 'zqjxkwvyZQJXKWVY$_abcdefghilmnoprstuABCDEFGHILMNOPRSTU';
const firstIdeograph = 0x4e00;
const lastIdeograph = 0x9fa5;

/** One letter, repeated: no word of the language and no global is written so. */
function inventAlias(length: number, isTaken: (word: string) => boolean): string {
  for (const letter of letters) {
    const word = letter.repeat(length);
    if (!isTaken(word)) return word;
  }
  for (let code = firstIdeograph; code <= lastIdeograph; code += 1) {
    const word = String.fromCharCode(code).repeat(length);
    if (!isTaken(word)) return word;
  }
  throw new Error('every letter of the alphabet and every ideograph is taken');
}
