import { expect } from 'chai';
import { commonjs, functions, loadText, makeFolder, type ScriptFolder } from './script-files.ts';

const hook = (body: string): string => `function postSubmit(options) {\n${body}\n}`;

/** Scripts whose second call can differ from the first, each in its own way. */
const keeping: Readonly<Record<string, string>> = {
  'a counter': `let n = 0;\n${hook('n += 1; return n;')}`,
  'a counter by ++': `var n = 0;\n${hook('return n++;')}`,
  'an implicit global': hook('total = (typeof total === "number" ? total : 0) + 1; return total;'),
  'a list that grows': `const seen = [];\n${hook('seen.push(1); return seen.length;')}`,
  'a Map as a memory': `const memo = new Map();\n${hook('if (memo.has(1)) return 2; memo.set(1, 1); return 1;')}`,
  'a Set that grows': `const ids = new Set(["a"]);\n${hook('ids.add(options.id); return ids.size;')}`,
  'an IIFE closure': `const next = (() => { let n = 0; return () => { n += 1; return n; }; })();\n${hook('return next();')}`,
  'a hook out of an IIFE':
    'var postSubmit = (function () { var n = 0; return function (options) { return n++; }; })();',
  'a hook assigned inside an IIFE':
    'var postSubmit; (function () { var n = 0; postSubmit = function (options) { return n++; }; })();',
  'a hook wrapped later': `function counted(f) { let n = 0; return () => n++; }\nfunction postSubmit(options) { return 1; }\npostSubmit = counted();`,
  'a hook made by a helper': `function make() { let n = 0; return () => n++; }\nconst postSubmit = make();`,
  'a hook declared twice':
    'function postSubmit() { return 1; }\nvar postSubmit = (() => { let n = 0; return () => n++; })();',
  'a property of the hook itself': hook('postSubmit.n = (postSubmit.n || 0) + 1; return postSubmit.n;'),
  'a property of a helper': `function count() { return 1; }\n${hook('count.n = (count.n || 0) + 1; return count.n;')}`,
  'a property of a helper given away': `function count() {}\nfunction bump(f) { f.n = (f.n || 0) + 1; return f.n; }\n${hook('return bump(count);')}`,
  'the name of a function expression':
    'const postSubmit = function me(options) { me.n = (me.n || 0) + 1; return me.n; };',
  'an object from a default parameter': `const shared = { n: 0 };\n${hook('return bump();')}\nfunction bump(box = shared) { return box.n++; }`,
  'a static field': `class Counter { static n = 0; }\n${hook('Counter.n += 1; return Counter.n;')}`,
  'a private static field': `class Counter { static #n = 0; static next() { return Counter.#n++; } }\n${hook('return Counter.next();')}`,
  'a counter behind a getter': `const box = { n: 0, get next() { return this.n++; } };\n${hook('return box.next;')}`,
  'a closure in a top-level object': `const api = { next: (() => { let n = 0; return () => n++; })() };\n${hook('return api.next();')}`,
  'a method with this': `const api = { n: 0, next() { return this.n++; } };\n${hook('return api.next();')}`,
  'destructuring into a top-level name': `let last;\n${hook('const before = last; [last] = [options.id]; return before;')}`,
  'destructuring into a member': `const box = { n: 0 };\n${hook('const before = box.n; ({ n: box.n } = { n: before + 1 }); return before;')}`,
  'a loop target': `let last = 0;\n${hook('const before = last; for (last of [before + 1]); return before;')}`,
  'a loop target that is a member': `const box = { n: 0 };\n${hook('for (box.n in options); return box.n;')}`,
  'a label loop that counts': `let n = 0;\n${hook('outer: for (;;) { for (;;) { n += 1; break outer; } } return n;')}`,
  'delete on a constant': `const config = { a: 1 };\n${hook('const had = config.a; delete config.a; return had;')}`,
  '++ on a nested member': `const config = { a: { n: 0 } };\n${hook('return config.a.n++;')}`,
  'a computed member': `const config = { a: 1 };\n${hook('config[options.key] = 1; return Object.keys(config).length;')}`,
  'an alias inside a function': `const config = { n: 0 };\n${hook('const c = config; c.n += 1; return c.n;')}`,
  'an alias at the top level': `const config = { n: 0 };\nconst other = config;\n${hook('other.n += 1; return other.n;')}`,
  'an alias through a list': `const config = { n: 0 };\n${hook('const [c] = [config]; c.n += 1; return c.n;')}`,
  'an alias through a nested tree': `const config = { a: { n: 0 } };\n${hook('const { a } = config; a.n += 1; return a.n;')}`,
  'an alias through a result': `const config = { n: 0 };\nfunction get() { return config; }\n${hook('get().n += 1; return get().n;')}`,
  'an alias through a condition': `const config = { n: 0 };\n${hook('(options.a ? config : {}).n = 1; return config.n;')}`,
  'an alias through the third callback parameter': `const list = [1, 2];\n${hook('list.map((x, i, all) => { all.push(x); return x; }); return list.length;')}`,
  'an alias through the arguments of a callback': `const list = [1];\n${hook('list.forEach(function () { arguments[2].push(1); }); return list.length;')}`,
  'an alias through a function for a callback': `const list = [1];\nfunction grow(x, i, all) { all.push(x); }\n${hook('list.forEach(grow); return list.length;')}`,
  'push behind a bracketed optional chain': `const list = [];\n${hook('(list?.push)(1); return list.length;')}`,
  'a write behind a bracketed optional chain': `const config = { a: { n: 0 } };\n${hook('return (config?.a).n++;')}`,
  'an alias through a tagged template': `const box = { n: 0 };\nfunction tag(s, b) { return b.n++; }\n${hook('const own = (s, b) => b.n++; return own`\u0024{box}`;')}`,
  'valueOf, which gives the object itself': `const box = { n: 0 };\n${hook('return box.valueOf().n++;')}`,
  'a borrowed method': `const list = [];\n${hook('[].push.call(list, 1); return list.length;')}`,
  'a logical assignment': `const box = { n: 0 };\n${hook('box.n ||= options.n; return box.n;')}`,
  'sort in place': `const list = [3, 1, 2];\n${hook('const first = list[0]; list.sort(); return first;')}`,
  'reverse in place': `const list = [3, 1];\n${hook('return list.reverse()[0];')}`,
  'push under a computed name': `const list = [];\n${hook('list["pu" + "sh"](1); return list.length;')}`,
  'Object.assign onto a constant': `const config = { n: 0 };\n${hook('const n = config.n; Object.assign(config, { n: n + 1 }); return n;')}`,
  'Object.defineProperty': `const config = {};\n${hook('const n = config.n; Object.defineProperty(config, "n", { value: 1 }); return n;')}`,
  'a symbol as key': `const key = Symbol("n");\nconst box = {};\n${hook('box[key] = (box[key] || 0) + 1; return box[key];')}`,
  'lastIndex of a regular expression': `const word = /a/g;\n${hook('return word.test("aa");')}`,
  'lastIndex of a sticky one': `const word = /a/y;\n${hook('return "aa".replace(word, "b");')}`,
  'a property of a regular expression': `const word = /a/;\n${hook('word.n = (word.n || 0) + 1; return word.n;')}`,
  'a generator object': `function* numbers() { let n = 0; for (;;) yield n++; }\nconst g = numbers();\n${hook('return g.next().value;')}`,
  'the prototype of a generator': `function* numbers() {}\n${hook('const p = numbers().__proto__; p.n = (p.n || 0) + 1; return p.n;')}`,
  'a prototype': `function Box() {}\n${hook('Box.prototype.n = (Box.prototype.n || 0) + 1; return Box.prototype.n;')}`,
  'a prototype through an instance': `function Box() {}\n${hook('const p = Object.getPrototypeOf(new Box()); p.n = (p.n || 0) + 1; return p.n;')}`,
  'a tagged template cache': `const cache = new WeakMap();\nfunction tag(s) { if (cache.has(s)) return "hit"; cache.set(s, 1); return "miss"; }\n${hook('return tag`x`;')}`,
  'this of the module': `const root = this;\n${hook('root.n = (root.n || 0) + 1; return root.n;')}`,
  globalThis: hook('globalThis.n = (globalThis.n || 0) + 1; return globalThis.n;'),
  'code from text': hook('return new Function("n = typeof n === \'number\' ? n + 1 : 0; return n;")();'),
  eval: hook('return eval("n = 1");'),
  'a Proxy': `const box = new Proxy({}, {});\n${hook('box.n = 1; return box.n;')}`,
  'a promise': `const ready = Promise.resolve({ n: 0 });\n${hook('return ready.then((box) => box.n++);')}`,
  'a clock read at the top level': `const started = Date.now();\n${hook('return started;')}`,
  'chance at the top level': `const seed = Math.random();\n${hook('return seed;')}`,
  'chance that decides at the top level': `let mode = "a";\nif (Math.random() > 0.5) mode = "b";\n${hook('return mode;')}`,
  'chance that decides behind a computed name': `if (Math["ran" + "dom"]() > 0.5) throw new Error("no");\n${hook('return 1;')}`,
  'chance that decides under another name': `const { random } = Math;\nif (random() > 0.5) throw new Error("no");\n${hook('return 1;')}`,
  'a clock that decides in a function': `function check() { if (Date.now() % 2) throw new Error("odd"); }\ncheck();\n${hook('return 1;')}`,
  'a clock that decides two functions away': `const check = () => odd();\nfunction odd() { if (new Date().getSeconds() % 2) throw new Error("odd"); }\ncheck();\n${hook('return 1;')}`,
  'chance that decides in a callback': `function check() { if (Math.random() > 0.5) throw new Error("no"); }\n[1].forEach(check);\n${hook('return 1;')}`,
  'a clock that decides in a function without a name': `(function () { if (Date.now() % 2) throw new Error("odd"); })();\n${hook('return 1;')}`,
  'a clock that decides in a self-test': `${hook('if (Date.now() % 2) throw new Error("odd"); return 1;')}\npostSubmit({});`,
  'a name declared twice': `var a = 1;\nvar a = { n: 0 };\n${hook('return a.n++;')}`,
  'a block at the top level': `var postSubmit;\n{ let n = 0; postSubmit = function (options) { return n++; }; }`,
  'a loop variable at the top level': `for (const box of [{ n: 0 }]) { var keep = box; }\n${hook('return keep.n++;')}`,
  'a forged map': `const rows = { map(f) { f.n = (f.n || 0) + 1; return f.n; } };\nfunction one() {}\n${hook('const r = { map: (f) => { f.n = (f.n || 0) + 1; return f.n; } }; return r.map(one);')}`,
  'a forged map under a computed name': `function one() {}\n${hook('const r = {}; r["m" + "ap"] = (f) => { f.n = (f.n || 0) + 1; return f.n; }; return r.map(one);')}`,
  'a method of the language under another name': `function one() {}\n${hook('const r = { length: 0, map: [].push }; r.map(one); r[0].n = (r[0].n || 0) + 1; return r[0].n;')}`,
  'a method of the language, read and written under computed names': `function one() {}\n${hook('const r = { length: 0 }; r["m" + "ap"] = []["pu" + "sh"]; r.map(one); r[0].n = (r[0].n || 0) + 1; return r[0].n;')}`,
  'a method of the language, read under a computed name': `function one() {}\n${hook('const r = { length: 0, map: []["pu" + "sh"] }; r.map(one); return r[0].n++;')}`,
  'a method of the language by way of a variable': `function one() {}\n${hook('const put = []["pu" + "sh"]; const r = { length: 0 }; [r.map] = [put]; r.map(one); return r[0].n++;')}`,
  'a method of the language by way of a helper': `function one() {}\nfunction give(o, k, v) { o[k] = v; return o; }\n${hook('return give({ length: 0 }, "map", [][options.name]).map(one);')}`,
  'a method of the language by way of a copy': `function one() {}\n${hook('const k = "pu" + "sh"; const box = {}; box[k] = [][k]; const r = Object.fromEntries([["map", Object.values(box)[0]]]); r.map(one); return r[0].n++;')}`,
  'a method of the language, defined': `function one() {}\n${hook('const r = { length: 0 }; Object.defineProperty(r, "map", { value: [][options.name] }); r.map(one); return r[0].n++;')}`,
  'a definer of the language under a name of its own': `function one() {}\n${hook('const make = ({})["const" + "ructor"]["fromEnt" + "ries"]; const r = make([["map", [][options.name]]]); r.map(one); return r.n;')}`,
  'a definer of the language as a callback': `function one() {}\n${hook('const make = ({})["const" + "ructor"]["fromEnt" + "ries"]; const [r] = [[["map", [][options.name]]]].map(make); r.map(one); return r.n;')}`,
  'a definer of the language as a method': `function one() {}\n${hook('const o = { make: ({})["const" + "ructor"]["fromEnt" + "ries"] }; const r = o.make([["map", [][options.name]]]); r.map(one); return r.n;')}`,
  'a giver of the language as a method': `function one() {}\n${hook('const r = { map: ({})["const" + "ructor"].assign }; const f = r.map(one); f.n = (f.n || 0) + 1; return f.n;')}`,
  'a method of the language, called under a computed name': `function one() {}\n${hook('const r = {}; r["__define" + "Getter__"]("map", [][options.name]); r.map(one); return r[0].n++;')}`,
  'a method of the language, destructured': `function one() {}\n${hook('const { push } = []; const r = { length: 0, map: push }; r.map(one); return r[0].n++;')}`,
  'a method of the language, destructured under a computed name': `function one() {}\n${hook('const { ["pu" + "sh"]: put } = []; const r = { length: 0, map: put }; r.map(one); return r[0].n++;')}`,
  'a Set whose map is its add': `function one() {}\n${hook('const s = new Set(); s.map = s.add; s.map(one); for (const f of s) return f.n++;')}`,
  'a generator whose map is its next': `function one() {}\n${hook('const g = (function* () { const f = yield; yield f.n++; })(); g.next(); g.map = g.next; return g.map(one).value;')}`,
  'a bound method of the language': `function one() {}\n${hook('const r = {}; const list = []; r.map = [][options.name].bind(list); r.map(one); return list[0].n++;')}`,
  'a regular expression that a forged replace stores': `const word = /a/g;\n${hook('const r = { length: 0 }; r["re" + "place"] = []["pu" + "sh"]; r.replace(word); return r[0].lastIndex++;')}`,
  'a helper as first value of reduce': `function one() {}\n${hook('return [1].reduce((f) => { f.n = (f.n || 0) + 1; return f; }, one).n;')}`,
  'a Map of trees': `const m = new Map([["a", { n: 0 }]]);\n${hook('return m.get("a").n++;')}`,
  'a frozen list of open objects': `const m = Object.freeze([{ n: 0 }]);\n${hook('for (const x of m) x.n += 1; return m[0].n;')}`,
  'a spread of open objects': `const m = [{ n: 0 }];\n${hook('const [x] = [...m]; x.n += 1; return x.n;')}`,
  'Object.values of open objects': `const m = { a: { n: 0 } };\n${hook('Object.values(m)[0].n += 1; return m.a.n;')}`,
};

/** Ordinary hooks. */
const stateless: Readonly<Record<string, string>> = {
  'a bare hook': hook('return options.responseData;'),
  'a hook with inner state only': hook(
    'const seen = new Map(); for (const r of options.responseData) seen.set(r.id, r); return [...seen.values()];',
  ),
  'a helper that is called': `function clean(s) { return String(s).trim(); }\n${hook('return options.responseData.map((r) => clean(r.id));')}`,
  'helpers that call each other': `const a = (n) => (n > 0 ? b(n - 1) : 0);\nfunction b(n) { return a(n); }\n${hook('return a(3);')}`,
  'a helper handed to map': `function toItem(r) { return { statusCode: 200, id: r.id }; }\n${hook('return options.responseData.map(toItem);')}`,
  'Boolean handed to filter': hook('return options.data.filter(Boolean).map(String);'),
  'primitive constants': `'use strict';\nconst MS = 60 * 1000, NAME = "x" + MS, LIMIT = Number("5"), T = \`\u0024{NAME}!\`;\n${hook('return MS + LIMIT + T;')}`,
  'a table that is looked up': `const codes = { open: 200, shut: 422 };\n${hook('return options.data.map((r) => codes[r.state] || codes.open);')}`,
  'a nested table': `const map = { us: { tax: 1, zip: [5, 9] }, de: { tax: 2, zip: [5] } };\n${hook('return map[options.land].tax + map.us.zip.length + (map.de.zip.includes(5) ? 1 : 0);')}`,
  'a list that is asked': `const known = ["a", "b"];\n${hook('return options.data.filter((r) => known.includes(r.id) || known.indexOf(r.id) > 0);')}`,
  'a list that is gone through': `const fields = ["a", "b"];\n${hook('const out = {}; for (const f of fields) out[f] = options[f]; return fields.map((f) => out[f]);')}`,
  'a Set that is asked': `const known = new Set(["a", "b"]);\n${hook('return known.has(options.id) ? [...known] : [];')}`,
  'a Map that is asked': `const names = new Map([["a", 1], ["b", 2]]);\n${hook('return names.get(options.id) ?? 0;')}`,
  'a frozen table': `const codes = Object.freeze({ open: 200 });\n${hook('return { ...codes, other: Object.keys(codes) };')}`,
  'regular expressions without memory': `const digits = /^\\d+$/i;\nconst junk = /[^a-z]/g;\n${hook('return digits.test(options.id) ? options.id.replace(junk, "") : "";')}`,
  'parts of the language under other names': `const { stringify } = JSON;\nconst has = Object.prototype.hasOwnProperty;\n${hook('return has.call(options, "a") ? stringify(options) : "";')}`,
  'own property tests': hook('return Object.prototype.hasOwnProperty.call(options, "a");'),
  'a hook that edits its options': hook(
    'options.responseData.forEach(function (r) { r.statusCode = 200; delete r.errors; }); return options.responseData;',
  ),
  'a self-test at the top level': `const sample = { responseData: [{ id: 1 }] };\n${hook('return options.responseData;')}\nconsole.log(postSubmit(sample));`,
  'a clock read in a call': `const stamp = () => new Date().toISOString();\n${hook('return [stamp(), Date.now(), Math.random()];')}`,
  'a date and rounding in a self-test': `${hook('return Math.round(new Date(options.at).getTime() / Date.UTC(2020, 1));')}\nconsole.log(postSubmit({ at: "2024-05-01" }));`,
  'fields copied under their names, and a helper handed to map': `const fields = ["a", "b"];\nfunction toItem(r) { const out = {}; for (const f of fields) { if (r[f]) out[f] = r[f]; } return out; }\n${hook('return options.data.map(toItem);')}`,
  'a look-up beside a helper handed to map': `const codes = { open: 200 };\nfunction toItem(r) { return { statusCode: codes[r.state] || 422, errors: [] }; }\n${hook('return options.data.map(toItem);')}`,
  'counts under computed names, and a helper handed to filter': `function isOpen(r) { return r.state === "open"; }\n${hook('const counts = {}; for (const r of options.data.filter(isOpen)) counts[r.id] = (counts[r.id] || 0) + 1; return options.data.map((r) => counts[r.id]);')}`,
  'groups under a name, and a helper handed to map': `function toId(r) { return r.id; }\n${hook('const groups = {}; for (const r of options.data) { const key = r.land; groups[key] = groups[key] || []; groups[key].push(r); } return Object.keys(groups).map((key) => groups[key].map(toId));')}`,
  'rows by their number, and a helper handed to map': `function toId(r) { return r.id; }\n${hook('const out = []; for (var i = 0; i < options.data.length; i++) { out[i] = options.data[i]; out.push(options.data[options.data.length - 1 - i]); } return out.map(toId);')}`,
  'other rows by their number, and a shared regular expression': `const junk = /[^a-z]/g;\n${hook('return options.data.map((r, i) => ({ id: r.id.replace(junk, ""), old: options.preMapData[i] }));')}`,
  'a class inside the hook': hook('class Box { static n = 0; } Box.n += 1; return Box.n;'),
  'a constant that only the top level uses': `const list = [];\nlist.push(1);\n${hook('return 1;')}`,
};

describe('moduleState of a loaded script', () => {
  let folder: ScriptFolder;
  before(async () => {
    folder = await makeFolder();
  });
  after(() => folder.dispose());

  for (const [what, text] of Object.entries(keeping)) {
    it(`keeps state: ${what} (C-332)`, async () => {
      const { moduleState } = await loadText(folder, text, { functionName: 'postSubmit' });

      expect(moduleState.keeps).to.equal(true);
    });
  }

  for (const [what, text] of Object.entries(stateless)) {
    it(`keeps none: ${what} (C-332)`, async () => {
      const { moduleState } = await loadText(folder, text, { functionName: 'postSubmit' });

      expect(moduleState).to.deep.equal({
        keeps: false,
        why: 'Nothing at the top level of the script can change between calls.',
        at: null,
      });
    });
  }

  it('names the binding, its line and the line that changes it', async () => {
    const { file, moduleState } = await loadText(
      folder,
      'let seen = 0;\n\nfunction postSubmit(options) {\n  seen += 1;\n}\n',
    );

    expect(moduleState).to.deep.equal({
      keeps: true,
      why: '`seen` (line 1) is changed, line 4.',
      at: { file, line: 4, column: 3 },
    });
  });

  it('names an implicit global', async () => {
    const { moduleState } = await loadText(folder, 'function postSubmit() { n = 1; }');

    expect(moduleState.why).to.equal('`n` is never declared, so it is a global variable that every call shares.');
  });

  it('names the place where loading a script may depend on the clock', async () => {
    const { file, moduleState } = await loadText(
      folder,
      'function check() {\n  if (Date.now() % 2) throw new Error("odd");\n}\ncheck();\nfunction postSubmit() {}\n',
    );

    expect(moduleState).to.deep.equal({
      keeps: true,
      why: 'the top level may read the clock through a function, which differs from load to load.',
      at: { file, line: 2, column: 7 },
    });
  });

  const commonJs: readonly (readonly [what: string, keeps: boolean, text: string])[] = [
    ['a plain assignment of a function', false, 'module.exports = async function (data) { return data; };'],
    ['a plain assignment of a name', false, 'const run = async (data) => data;\nmodule.exports = run;'],
    ['a clock read in the function', false, 'module.exports = (data) => ({ ...data, at: Date.now() });'],
    [
      'a clock read in a named function',
      false,
      'const run = (data) => stamp(data);\nfunction stamp(data) { return { ...data, at: new Date() }; }\nmodule.exports = run;',
    ],
    ['a clock read at the top level', true, 'if (Date.now() % 2) throw 1;\nmodule.exports = (data) => data;'],
    ['a plain table', false, 'const codes = { a: 1 };\nmodule.exports = (data) => codes[data.a];'],
    ['exports written inside a function', true, 'module.exports = function (data) { module.exports.n = 1; };'],
    ['exports used as a box', true, 'exports.n = 0;\nmodule.exports = function (data) { return exports.n++; };'],
    ['a closure', true, 'module.exports = (() => { let n = 0; return () => n++; })();'],
    ['a closure under a name', true, 'const run = (() => { let n = 0; return () => n++; })();\nmodule.exports = run;'],
    ['a second assignment', true, 'module.exports = (data) => data;\nmodule.exports = (data) => data.a;'],
    ['arguments of the wrapper', true, 'module.exports = () => { arguments[1].n = 1; };'],
    ['a required package', true, 'const m = require("crypto");\nmodule.exports = (data) => m(data);'],
    [
      'the hook used through its own name',
      true,
      'const run = (data) => (run.n = (run.n || 0) + 1);\nmodule.exports = run;',
    ],
  ];
  for (const [what, keeps, text] of commonJs) {
    it(`judges CommonJS: ${what} ${keeps ? 'keeps state' : 'keeps none'}`, async () => {
      const { moduleState } = await loadText(folder, text, { contract: commonjs });

      expect(moduleState.keeps).to.equal(keeps);
    });
  }

  it('judges a TypeScript hook by its build, and names the line of the source', async () => {
    const text =
      'interface Row { id: string }\nlet n: number = 0;\nexport function postSubmit(rows: Row[]): number {\n  n += rows.length;\n  return n;\n}\n';

    const { file, moduleState } = await loadText(folder, text, { name: 'hook.ts', contract: functions });

    expect(moduleState).to.deep.equal({
      keeps: true,
      why: '`n` (line 2) is changed, line 4.',
      at: { file, line: 4, column: 3 },
    });
  });
});
