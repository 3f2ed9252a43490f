/**
 * SES refuses texts by pattern, also where the pattern sits in a comment or a string (S-170). This file rewrites such
 * innocent places with acorn's tokens. `@endo/evasive-transform` does the same through Babel: it takes 10 to 230 ms more
 * a script and moves columns (S-134), so that positions would need a second map.
 */
import type { Comment, Program, Token } from 'acorn';
import { tryParse } from './parse-script.ts';
import { ScriptFault } from './script-fault.ts';
import { walk } from './syntax-tree.ts';
import type { TextEdit } from './text-edits.ts';

/** The patterns of SES and of the runner's backstop (S-203), in one. */
const refused = /<!--|-->|(?:^|[^.]|\.\.\.)\bimport\s*(?:[(.]|\/[/*])/;
const refusedImport = /(?<=^|[^.]|\.\.\.)\bimport(?=\s*(?:[(.]|\/[/*]))/g;
const refusedHtml = /<(?=!--)|--(?=>)/g;

/** Whether SES or the runner's backstop would refuse the text. */
export function isRefused(text: string): boolean {
  return refused.test(text);
}

/**
 * Finds the edits that make innocent text acceptable: escapes in strings, templates, regular expressions and property
 * names, changed comments, a space in `i-->0`. The value of every string stays the same (S-137); only the source of a
 * function or of a regular expression, as its `toString` shows it, may differ.
 *
 * @throws ScriptFault for dynamic import, and for a tagged template, whose raw text no escape can keep.
 */
export function findEvasions(text: string, ast: Program): readonly TextEdit[] {
  if (text.startsWith('#!') === false && !isRefused(text)) return [];
  refuseDynamicImport(ast);
  const tokens: Token[] = [];
  const comments: Comment[] = [];
  tryParse(text, 'commonjs', { strict: true, onToken: tokens, onComment: comments });
  const edits = comments.flatMap((comment) => rewriteComment(text, comment));
  const tagged = findTaggedQuasis(ast);
  for (const token of tokens) edits.push(...rewriteToken(text, token, tagged));
  return edits;
}

function refuseDynamicImport(ast: Program): void {
  walk(ast, (node) => {
    if (node.type === 'ImportExpression') {
      throw new ScriptFault('import(…) is not available in the sandbox (S-203).', {
        offset: node.start,
        next: ['Import the module at the top of the file, so that the build can include it.'],
      });
    }
    return true;
  });
}

/** Comments keep their length; HTML-like ones and a hashbang are legal only in some places, so they become blanks. */
function rewriteComment(text: string, { start, end }: Comment): readonly TextEdit[] {
  const old = text.slice(start, end);
  if (!old.startsWith('//') && !old.startsWith('/*')) return [{ start, end, text: ' '.repeat(end - start) }];
  const changed = old
    .replaceAll(/\bimport\b/g, 'Import')
    .replaceAll('<!--', '<!==')
    .replaceAll('-->', '==>');
  return changed === old ? [] : [{ start, end, text: changed }];
}

function rewriteToken(text: string, token: Token, tagged: ReadonlySet<number>): readonly TextEdit[] {
  const { label } = token.type;
  const source = text.slice(token.start, token.end);
  if (label === '++/--') {
    const closes = source === '--' && text[token.end] === '>';
    return closes ? [{ start: token.end, end: token.end, text: ' ' }] : [];
  }
  if (label === 'string') return escapeIn(text, token);
  if (label === 'regexp') return escapeIn(text, token, (offset) => isInClass(source, offset - token.start));
  if (label === 'template' || label === 'invalidTemplate') {
    const edits = escapeIn(text, token);
    const [first] = edits;
    if (first !== undefined && tagged.has(token.start)) throw taggedFault(text, first);
    return edits;
  }
  if (/(?:^|[^\w])import$/.test(source) && text[token.start - 1] !== '.') {
    const start = token.end - 'import'.length;
    return [{ start, end: start + 1, text: '\\u0069' }];
  }
  return [];
}

/** `isInClass` is given for regular expressions only: in strings and templates `<` is always free to be escaped. */
function escapeIn(text: string, token: Token, isInClass?: (offset: number) => boolean): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  // The text before the token belongs to the match of `import`, the text after it may close the pattern.
  for (const offset of matchesIn(text, refusedImport, token)) edits.push(escapeAt(text, offset, '\\x69'));
  for (const offset of matchesIn(text, refusedHtml, token)) {
    if (text[offset] === '-') edits.push({ start: offset + 2, end: offset + 3, text: '\\x3e' });
    // Outside a class `<` may belong to `(?<!`; inside one, the dash may stand for a range.
    else if (isInClass === undefined || isInClass(offset)) edits.push(escapeAt(text, offset, '\\x3c'));
    else edits.push({ start: offset + 2, end: offset + 3, text: '\\x2d' });
  }
  return edits;
}

function matchesIn(text: string, pattern: RegExp, { start, end }: Token): readonly number[] {
  const from = Math.max(0, start - 3);
  const window = text.slice(from, end + 1);
  return [...window.matchAll(pattern)]
    .map(({ index }) => from + index)
    .filter((offset) => offset >= start && offset < end);
}

/** A character behind an odd number of backslashes is escaped already: the backslash goes with it. */
function escapeAt(text: string, offset: number, written: string): TextEdit {
  let backslashes = 0;
  while (text[offset - 1 - backslashes] === '\\') backslashes += 1;
  return { start: offset - (backslashes % 2), end: offset + 1, text: written };
}

/** Whether an index of a regular expression's source is inside a `[class]`, which may nest under the v flag. */
function isInClass(source: string, index: number): boolean {
  const nests = /v[a-z]*$/.test(source.slice(source.lastIndexOf('/')));
  let depth = 0;
  for (let at = 0; at < index; at += 1) {
    if (source[at] === '\\') at += 1;
    else if (source[at] === '[') depth = nests ? depth + 1 : 1;
    else if (source[at] === ']') depth = Math.max(0, depth - 1);
  }
  return depth > 0;
}

function findTaggedQuasis(ast: Program): ReadonlySet<number> {
  const starts = new Set<number>();
  walk(ast, (node) => {
    if (node.type === 'TaggedTemplateExpression') for (const quasi of node.quasi.quasis) starts.add(quasi.start);
    return true;
  });
  return starts;
}

function taggedFault(text: string, { start, end }: TextEdit): ScriptFault {
  const seen = /import\s*\S|<!--|-->/.exec(text.slice(start - 2, end + 12))?.[0] ?? text.slice(start, end);
  return new ScriptFault(
    `the sandbox refuses the text "${seen}" in a tagged template, whose raw text cannot be rewritten (S-170).`,
    {
      offset: start,
      next: ['Put that text into a plain string and insert it as a value.'],
    },
  );
}
