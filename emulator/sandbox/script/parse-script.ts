import { type Options, type Program, parse } from 'acorn';
import { ScriptFault } from './script-fault.ts';

/** How a text is read: `script` may not return at its top level, `commonjs` may, `module` may import and export. */
export type SourceKind = 'script' | 'commonjs' | 'module';

/** A program, or the first fault that kept the text from being one. */
export type ParseOutcome =
  | { readonly status: 'parsed'; readonly ast: Program }
  | { readonly status: 'failed'; readonly message: string; readonly offset: number };

/** Parses a text of the newest JavaScript; a script is taken as sloppy unless `strict` is given. */
export function tryParse(
  text: string,
  kind: SourceKind,
  options: Pick<Options, 'strict' | 'onToken' | 'onComment'> & Partial<Pick<Options, 'ecmaVersion'>> = {},
): ParseOutcome {
  try {
    const ast = parse(text, { ecmaVersion: 'latest', sourceType: kind, allowHashBang: true, ranges: true, ...options });
    return { status: 'parsed', ast };
  } catch (error) {
    if (!(error instanceof SyntaxError) || !('pos' in error) || typeof error.pos !== 'number') throw error;
    return { status: 'failed', message: error.message.replace(/ \(\d+:\d+\)$/, ''), offset: error.pos };
  }
}

/** Where the tokens of a script begin. */
export function tokenStarts(text: string): readonly number[] {
  const offsets: number[] = [];
  tryParse(text, 'commonjs', { onToken: ({ start }) => offsets.push(start) });
  return offsets;
}

/**
 * Parses what SES will evaluate: always strict (S-169).
 * Throws a ScriptFault for a syntax error, and one of its own for text that only sloppy code may hold (S-132).
 */
export function parseForSandbox(text: string, kind: 'script' | 'commonjs'): Program {
  const strict = tryParse(text, kind, { strict: true });
  if (strict.status === 'parsed') return strict.ast;
  const sloppy = tryParse(text, kind);
  if (sloppy.status === 'failed') throw syntaxFault(sloppy);
  throw new ScriptFault(
    `runs on the platform (taken as sloppy), not in the sandbox, which is always strict (S-132): ${strictMessage(strict.message)}`,
    { offset: strict.offset, next: ['Write this place so that it is also legal after "use strict".'] },
  );
}

/** The fault for a text that is not JavaScript at all, worded by what the parser met. */
export function syntaxFault(failed: { readonly message: string; readonly offset: number }): ScriptFault {
  const { message, offset } = failed;
  if (message.includes('import.meta')) return importMetaFault(offset);
  return new ScriptFault(message, { offset, next: ['Mend the syntax at this place.'] });
}

/** The fault for `import.meta`, which only modules have and no sandboxed script may use (S-203). */
export function importMetaFault(offset: number): ScriptFault {
  return new ScriptFault('import.meta is not available in the sandbox (S-203).', {
    offset,
    next: ['Remove import.meta: a hook has no file of its own on the platform.'],
  });
}

/** acorn says "Octal literal in strict mode"; the sentence already speaks of strict mode. */
function strictMessage(message: string): string {
  if (message === 'Invalid number') return 'octal number';
  return message.replace(/ in strict mode$/, '').replace(/^'(\w+)'$/, '`$1`');
}
