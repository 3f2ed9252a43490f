import vm from 'node:vm';
import { parse } from 'acorn';
import { expect } from 'chai';
import fc from 'fast-check';
import { findEvasions, isRefused } from '../../../../emulator/sandbox/script/evade.ts';
import { applyEdits } from '../../../../emulator/sandbox/script/text-edits.ts';
import { times } from '../../../rounds.ts';

/** The exact patterns of ses 2.3.0 and of the runner's backstop: rewritten text passes them, so none is switched off (C-366). */
const patterns = [
  /(?:<!--|-->)/,
  /(^|[^.]|\.\.\.)\bimport(\s*(?:\(|\/[/*]))/,
  /(^|[^.]|\.\.\.)\bimport\s*(?:\.|\/[/*])/,
];

function evade(text: string): string {
  const ast = parse(text, { ecmaVersion: 'latest', sourceType: 'commonjs', strict: true });
  return applyEdits(text, findEvasions(text, ast)).text;
}

describe('findEvasions', () => {
  it('leaves text alone that nobody refuses', () => {
    const text = 'const a = "import x"; // an import\n';

    expect(evade(text)).to.equal(text);
  });

  const rewritten: readonly (readonly [what: string, before: string, after: string])[] = [
    ['a line comment', '// import ("x")\nf();', '// Import ("x")\nf();'],
    ['a block comment', '/* import/*x <!-- y --> */f();', '/* Import/*x <!== y ==> */f();'],
    ['a comment that ends in the word, before a bracket', '// see import\n(f)();', '// see Import\n(f)();'],
    ['a string', "a = 'import (x)';", "a = '\\x69mport (x)';"],
    ['a string with an escaped letter', "a = '\\import (x)';", "a = '\\x69mport (x)';"],
    ['a string with a backslash before the word', "a = '\\\\import (x)';", "a = '\\\\\\x69mport (x)';"],
    ['a file name in a string', 'a = "import.csv";', 'a = "\\x69mport.csv";'],
    ['HTML comments in a string', "a = '<!-- x -->';", "a = '\\x3c!-- x --\\x3e';"],
    ['both HTML signs in one', "a = '<!-->';", "a = '\\x3c!--\\x3e';"],
    ['a template', 'a = `import (\u0024{b}) -->`;', 'a = `\\x69mport (\u0024{b}) --\\x3e`;'],
    ['a regular expression', 'a = /import.x/;', 'a = /\\x69mport.x/;'],
    ['a regular expression divided by', 'a = /import/ /2;', 'a = /import/ /2;'],
    ['a look-behind', 'a = /(?<!--)x/;', 'a = /(?<!\\x2d-)x/;'],
    ['a class of a regular expression', 'a = /[<!--a]/;', 'a = /[\\x3c!--a]/;'],
    ['a countdown', 'while (i-->0) f();', 'while (i-- >0) f();'],
    ['a property', 'a = b. import(c);', 'a = b. \\u0069mport(c);'],
    ['a method name', 'a = { import() {} };', 'a = { \\u0069mport() {} };'],
    ['a name that ends in the word', '$import(a);', '$\\u0069mport(a);'],
    ['HTML-like comments', 'f(); <!-- x\n--> y\nf();', 'f();       \n     \nf();'],
    ['a hashbang', '#!/usr/bin/env node\nf();', `${' '.repeat(19)}\nf();`],
  ];

  for (const [what, before, after] of rewritten) {
    it(`rewrites ${what}`, () => {
      const evaded = evade(before);

      expect(evaded).to.equal(after);
      for (const pattern of patterns) expect(evaded).not.to.match(pattern);
    });
  }

  it('keeps the value of every string, template and regular expression', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'import',
        ' ',
        '(',
        '.',
        '/',
        '/*',
        '//',
        '<!--',
        '-->',
        '--',
        '>',
        '<!',
        '\\',
        '\n',
        '...',
        '[',
        ']',
      ),
      fc.string({ unit: 'binary', maxLength: 2 }),
    );
    const content = fc.array(piece, { maxLength: 8 }).map((parts) => parts.join(''));

    fc.assert(
      fc.property(content, fc.constantFrom("'", '"', '`'), (text, quote) => {
        const literal = quote === '"' ? JSON.stringify(text) : quoteText(text, quote);
        const evaded = evade(`(${literal})`);
        expect(isRefused(evaded)).to.equal(false);
        expect(vm.runInThisContext(evaded)).to.equal(text);
      }),
      { numRuns: times(400) },
    );
  });

  it('keeps what a regular expression matches', () => {
    const piece = fc.constantFrom(
      'import',
      ' ',
      '\\(',
      '.',
      '\\/',
      '<!--',
      '-->',
      '[<!--a]',
      '[+-->]',
      '(?<!--)',
      '(?:-->)?',
      '\\<!--',
    );
    const subject = fc.array(fc.constantFrom('import', '(', '.', '<!--', '-->', '-', '>', '<', '!', 'a'), {
      maxLength: 6,
    });

    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), subject, (parts, words) => {
        const source = `/${parts.join('')}/`;
        const text = JSON.stringify(words.join(''));
        const before = vm.runInThisContext(`JSON.stringify(${source}.exec(${text}))`);
        const evaded = evade(`(${source})`);
        expect(isRefused(evaded)).to.equal(false);
        expect(vm.runInThisContext(`JSON.stringify(${evaded}.exec(${text}))`)).to.equal(before);
      }),
      { numRuns: times(300) },
    );
  });

  it('refuses a tagged template, whose raw text it cannot keep', () => {
    expect(() => evade('a = String.raw`import (x)`;')).to.throw(
      'the sandbox refuses the text "import (" in a tagged template, whose raw text cannot be rewritten (S-170).',
    );
  });

  it('refuses a real dynamic import', () => {
    expect(() => evade('a = import("x");')).to.throw('import(…) is not available in the sandbox (S-203).');
  });
});

function quoteText(text: string, quote: string): string {
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll(quote, `\\${quote}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r');
  return `${quote}${escaped.replaceAll('$', '\\$')}${quote}`;
}
