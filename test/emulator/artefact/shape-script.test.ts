import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { mapToItself } from '../../../emulator/artefact/mapped-text.ts';
import { type Shape, shapeScript } from '../../../emulator/artefact/shape-script.ts';

describe('the shape of a script', () => {
  function shape(
    text: string,
    wish: Partial<Shape> = {},
  ): { readonly imports: readonly string[]; readonly text: string } {
    const map = mapToItself('hook.ts', text, []);
    const { imports, body } = shapeScript(
      { text, map },
      { form: 'functions', name: 'postSubmit', wholes: [], isAnonymous: false, ...wish },
    );
    return { imports, text: body.text };
  }

  describe('of named functions', () => {
    it('is a plain declaration, whatever kind of function the author assigned', () => {
      const kinds = [
        '(a, b = 2) => a + b',
        '(a, b = 2) => {\n  return a + b;\n}',
        'function(a, b = 2) {\n  return a + b;\n}',
      ];
      for (const kind of kinds) {
        const { text } = shape(`var postSubmit = ${kind};\nexport {\n  postSubmit\n};\n`);
        expect(text, kind).to.equal('function postSubmit(a, b = 2) {\n  return a + b;\n}\n');
      }
    });

    it('stays asynchronous', () => {
      const { text } = shape('var postSubmit = async (a) => await a;\nexport {\n  postSubmit\n};\n');
      expect(text).to.equal('async function postSubmit(a) {\n  return await a;\n}\n');
    });

    it('moves the lines of an expression, but none inside a template', () => {
      const { text } = shape('var postSubmit = (a) => ({\n  a: `x\ny`\n});\nexport {\n  postSubmit\n};\n');
      expect(text).to.equal('function postSubmit(a) {\n  return ({\n    a: `x\ny`\n  });\n}\n');
    });

    it('leaves a function as a value that another one gave, that reads its caller, or that is set again', () => {
      const values = ['wrap((a) => a)', '(a) => this', '(a) => arguments[0]'];
      for (const value of values) {
        expect(shape(`var postSubmit = ${value};\nexport {\n  postSubmit\n};\n`).text).to.equal(
          `var postSubmit = ${value};\n`,
        );
      }
      const again = 'var postSubmit = (a) => a;\npostSubmit = null;\n';
      expect(shape(`${again}export {\n  postSubmit\n};\n`).text).to.equal(again);
    });

    it('has the name of the hook, which goes from whatever else a bundle gave it to, in short forms as well', () => {
      const { text } = shape(
        'function postSubmit(x) { return { postSubmit, x }; }\n' +
          'var { a: taken = postSubmit } = {};\n' +
          'var postSubmit2 = (o) => [taken(o), postSubmit(o), postSubmit2.length];\n' +
          'export {\n  postSubmit2 as postSubmit\n};\n',
      );
      const [first, second, length] = runInNewContext(`${text};postSubmit(5)`);
      expect([first.x, second.x, length]).to.deep.equal([5, 5, 1]);
      expect(Object.keys(first)).to.deep.equal(['postSubmit', 'x']);
    });

    it('takes the name of the hook from an import that another file has under it', () => {
      const { imports, text } = shape(
        'import { post as postSubmit, put } from "given";\n' +
          'import { post as post3 } from "given";\n' +
          'var postSubmit2 = (o) => [postSubmit(o), post3(o), put];\n' +
          'export {\n  postSubmit2 as postSubmit\n};\n',
      );
      expect(imports).to.deep.equal(['import { put, post as post3 } from "given";']);
      expect(text).to.match(/^function postSubmit\(o\) \{\n {2}return \[(\w+)\(o\), \1\(o\), put\];\n\}\n$/);
      expect(text).not.to.contain('postSubmit(o),');
    });

    it('keeps a name beside the hook when an inner name would hide it', () => {
      const { text } = shape(
        'var f = (o) => { var postSubmit = 1; return [o, postSubmit]; };\nexport {\n  f as postSubmit\n};\n',
      );
      expect(JSON.stringify(runInNewContext(`${text};postSubmit(2)`))).to.equal('[2,1]');
    });
  });

  describe('of module.exports', () => {
    const commonjs = { form: 'commonjs', name: 'hook' } as const;
    const exported = (local: string): string => `export {\n  ${local} as hook\n};\n`;

    it('is an assignment where the function is written', () => {
      const anonymous = shape(`async function a_default(d) { return d; }\n${exported('a_default')}`, {
        ...commonjs,
        isAnonymous: true,
      });
      const named = shape(`async function judge(d) { return d; }\n${exported('judge')}`, commonjs);
      const value = shape(`var a_default = wrap(async (d) => d);\n${exported('a_default')}`, commonjs);

      expect(anonymous.text).to.equal('module.exports = async function (d) { return d; };\n');
      expect(named.text).to.equal('module.exports = async function judge(d) { return d; };\n');
      expect(value.text).to.equal('module.exports = wrap(async (d) => d);\n');
    });

    it('is an assignment at the end when the script uses the function itself', () => {
      const { text } = shape(`async function judge(d) { return d; }\njudge({});\n${exported('judge')}`, commonjs);
      expect(text).to.equal('async function judge(d) { return d; }\njudge({});\nmodule.exports = judge;\n');
    });

    it('requires what the bundle imports', () => {
      const { imports } = shape(
        `import all, { one, two as second, "a-b" as third } from "given";\nimport * as other from "other";\nvar f = () => [all, one, second, third, other];\n${exported('f')}`,
        commonjs,
      );
      expect(imports).to.deep.equal([
        'const all = require("given");',
        'const { one, two: second, "a-b": third } = all;',
        'const other = require("other");',
      ]);
    });
  });

  it('loses the heading of a file of which only imports were left', () => {
    const { text } = shape(
      '// a.ts\nimport x from "x";\n\n// b.ts\nvar b = 1;\n\n// a.ts\nfunction postSubmit() { return [x, b]; }\nexport {\n  postSubmit\n};\n',
    );
    expect(text).to.equal('// b.ts\nvar b = 1;\n\n// a.ts\nfunction postSubmit() { return [x, b]; }\n');
  });
});
