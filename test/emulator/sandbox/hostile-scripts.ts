/** What a hostile hook must be judged as. */
export interface Verdict {
  /** Code and rule of each finding of the page; one entry for many of the same kind. */
  readonly findings: readonly (readonly [code: string, rule: string])[];
  /** Message of the first finding, where the message is the product. */
  readonly message?: string | RegExp;
  /** `page`: page 2 fails, the other four pass. `all`: the script fails as it loads. `each`: every page. `none`: none. */
  readonly fails: 'page' | 'all' | 'each' | 'none';
}

/** A hook that misbehaves on page 2 of 5, or while it is loading. */
export interface HostileScript extends Verdict {
  readonly title: string;
  readonly platform: 'celigo' | 'patchworks';
  readonly script: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

/** Limits for hooks that run until they are stopped. */
const short = { timeoutMs: 300, memoryMb: 256 };
/** Limits for hooks that end by themselves: a busy machine must not decide how. */
const patient = { timeoutMs: 20_000, memoryMb: 256 };
/** Limits for hooks that fill the memory. */
const small = { timeoutMs: 20_000, memoryMb: 64 };

/** What a Celigo hook does on page 2; it returns its records on the others, and when it gets that far. */
function returns(title: string, attack: string, verdict: Verdict, limits = patient): HostileScript {
  const script = `function postSubmit(options) {
  if (options.settings.flow.attack) { ${attack} }
  return options.responseData;
}`;
  return { title, platform: 'celigo', script, ...verdict, ...limits };
}

/** The same for a hook that calls back. */
function callsBack(title: string, attack: string, verdict: Verdict, limits = patient): HostileScript {
  const script = `function postSubmit(options, callback) {
  const { responseData } = options;
  if (options.settings.flow.attack) { ${attack} }
  else callback(null, responseData);
}`;
  return { title, platform: 'celigo', script, ...verdict, ...limits };
}

/** The same for a Patchworks script, which may be asynchronous. */
function exports(title: string, attack: string, verdict: Verdict, limits = patient): HostileScript {
  const script = `module.exports = function (data) {
  const { payload } = data;
  if (data.variables.attack) { ${attack} }
  return { payload };
};`;
  return { title, platform: 'patchworks', script, ...verdict, ...limits };
}

function loads(title: string, topLevel: string, verdict: Verdict, limits = patient): HostileScript {
  const script = `${topLevel}\nfunction postSubmit(options) {\n  return options.responseData;\n}`;
  return { title, platform: 'celigo', script, ...verdict, ...limits };
}

const page = (code: string, rule: string, message?: string | RegExp): Verdict => ({
  fails: 'page',
  findings: [[code, rule]],
  ...(message === undefined ? {} : { message }),
});
/** The whole page fails with a throw, although its records are written already (C-006, C-247). */
const threw = (message: string | RegExp): Verdict => page('hook-threw', 'C-006', message);
const timedOut = page(
  'timed-out',
  'C-333',
  "not finished within 300 ms (--timeout-ms; the platform's own limit is 300000 ms, C-333): the page was stopped",
);
const outOfMemory = page('out-of-memory', 'C-334', 'used more memory than 64 MB (--memory-mb): the page was stopped');
/** The loader cannot tell that such a script keeps no state, so its loss is reported as well (C-332, P-713). */
const outOfMemoryAndState: Verdict = { ...outOfMemory, findings: [...outOfMemory.findings, ['state-lost', 'C-332']] };
const timers: Verdict = {
  fails: 'page',
  findings: [
    ['timed-out', 'P-701'],
    ['state-lost', 'P-713'],
  ],
};
const noJson = (message: string | RegExp): Verdict => page('not-serializable', 'C-012', message);
const noArray = (got: string): Verdict => page('bad-shape', 'C-244', `result must be an array, got ${got}`);
const twice: Verdict = page(
  'called-back-twice',
  'C-004',
  'the hook gave a result and then another one once more (callback, return or throw); the first one counts',
);
const passes: Verdict = { fails: 'none', findings: [] };

/** Values that are thrown, and how a finding tells of them. */
const thrown: readonly HostileScript[] = [
  returns('throws a string', "throw 'no';", threw('a string was thrown: "no"')),
  returns('throws null', 'throw null;', threw('a null was thrown: null')),
  returns('throws undefined', 'throw undefined;', threw('a undefined was thrown: undefined')),
  returns('throws a number', 'throw 42;', threw('a number was thrown: 42')),
  returns('throws a symbol', "throw Symbol('no');", threw('a symbol was thrown: Symbol(no)')),
  returns('throws a frozen object', "throw Object.freeze({ message: 'cold' });", threw('cold')),
  returns(
    'throws an object without a message',
    'throw { reason: 1 };',
    threw('an object without a message was thrown: {"reason":1}'),
  ),
  returns('throws a function', 'throw function no() {};', threw(/^a function was thrown: /)),
  returns(
    'throws an object with throwing getters',
    'throw { get name() { throw 1; }, get message() { throw 2; }, get stack() { throw 3; }, get code() { throw 4; }, toJSON() { throw 5; } };',
    threw('an object without a message was thrown: [unreadable]'),
  ),
  returns(
    'throws a proxy with throwing traps',
    'throw new Proxy({}, new Proxy({}, { get() { return () => { throw 1; }; } }));',
    threw('an object without a message was thrown: [unreadable]'),
  ),
  returns(
    'throws a revoked proxy',
    'const p = Proxy.revocable({}, {}); p.revoke(); throw p.proxy;',
    threw('an object without a message was thrown: [unreadable]'),
  ),
  returns(
    'throws an error with an endless message',
    "throw new Error('x'.repeat(100000000));",
    threw(/^Error: x{100,3000}…?$/),
  ),
  returns('throws an error whose message never comes', 'throw { get message() { for (;;); } };', timedOut, short),
  callsBack(
    'hands a revoked proxy to its callback as the error',
    'const p = Proxy.revocable({}, {}); p.revoke(); callback(p.proxy);',
    threw('an object without a message was thrown: [unreadable]'),
  ),
  callsBack('hands an error to its callback', "callback(new TypeError('no'));", threw('TypeError: no')),
];

const calls: readonly HostileScript[] = [
  callsBack('calls back twice', 'callback(null, responseData); callback(null, []);', twice),
  callsBack(
    'calls back a hundred times',
    'for (let i = 0; i < 100; i += 1) callback(null, responseData);',
    page('called-back-twice', 'C-004', /another one 99 more times/),
  ),
  callsBack(
    'never calls back',
    '',
    page(
      'never-called-back',
      'C-004',
      'the hook ended without calling its callback, and nothing is left that could call it',
    ),
  ),
  callsBack(
    'waits for a promise that never settles before it calls back',
    'new Promise(() => {}).then(() => callback(null, responseData));',
    page('never-called-back', 'C-004'),
  ),
  callsBack('calls back after returning', 'Promise.resolve().then(() => callback(null, responseData));', passes),
  callsBack(
    'calls back after returning a result',
    'Promise.resolve().then(() => callback(null, [])); return responseData;',
    twice,
  ),
  callsBack('throws after calling back', "callback(null, responseData); throw new Error('late');", twice),
  callsBack(
    'calls back while its result is read',
    'let reads = 0; callback(null, responseData.map((item, at) => at > 0 ? item : Object.defineProperty(item, "statusCode", { get() { if (reads++ === 0) callback(null, []); return 200; } })));',
    twice,
  ),
];

const promises: readonly HostileScript[] = [
  returns(
    'returns a promise where none is awaited, which no published script does (C-325, C-816)',
    'return Promise.resolve(options.responseData);',
    page(
      'bad-shape',
      'C-326',
      'the hook returned a promise, and the platform does not wait for one: make the function synchronous',
    ),
  ),
  returns(
    'returns a rejected promise where none is awaited',
    "return Promise.reject(new Error('no'));",
    page('bad-shape', 'C-326'),
  ),
  returns(
    'returns a promise with throwing parts',
    "const p = Promise.resolve(1); Object.defineProperty(p, 'constructor', { get() { throw new Error('species'); } }); return p;",
    threw('Error: species'),
  ),
  returns('returns a thenable where none is awaited', 'return { then() {} };', noArray('an object ({})')),
  returns(
    'throws later from a promise',
    "Promise.resolve().then(() => { throw new Error('later'); });",
    page('late-error', 'C-326', 'after the hook had ended, a promise that nobody awaits was rejected: later'),
  ),
  returns(
    'rejects later with a proxy that throws when it is read',
    'Promise.reject(new Proxy({}, new Proxy({}, { get() { return () => { throw 1; }; } })));',
    page('late-error', 'C-326'),
  ),
  returns(
    'floods the host with rejections',
    "for (let i = 0; i < 100000; i += 1) Promise.reject(new Error('x'.repeat(2000)));",
    page('late-error', 'C-326'),
  ),
  returns('floods microtasks', 'const next = () => { Promise.resolve().then(next); }; next();', timedOut, short),
  exports('returns a promise that resolves where one is awaited', 'return Promise.resolve({ payload });', passes),
  exports(
    'returns a promise that rejects',
    "return Promise.reject(new Error('no'));",
    page('hook-threw', 'P-604', 'Error: no'),
  ),
  exports(
    'returns a promise that rejects with nothing',
    'return Promise.reject();',
    page('hook-threw', 'P-604', 'a undefined was thrown: undefined'),
  ),
  exports(
    'returns a promise that never settles',
    'return new Promise(() => {});',
    page('never-called-back', 'P-104', 'the hook returned a promise that nothing is left to settle'),
  ),
  exports(
    'returns a thenable',
    'return { then(done) { done({ payload }); done({ payload: 1 }); throw new Error("late"); } };',
    passes,
  ),
  exports(
    'returns a thenable that gives itself',
    'const one = { then(done) { done(one); } }; return one;',
    page('timed-out', 'P-701'),
    short,
  ),
  exports(
    'returns a thenable with a then that throws',
    "return { get then() { throw new Error('no'); } };",
    page('hook-threw', 'P-604', 'Error: no'),
  ),
  exports('returns a thenable that never settles', 'return { then() {} };', page('never-called-back', 'P-104')),
  exports(
    'starts timers without end',
    'const again = () => setTimeout(again, 1); again(); return new Promise(() => {});',
    timers,
    short,
  ),
  exports('starts an interval and returns', 'setInterval(() => {}, 1); return { payload };', passes),
  exports(
    'starts ever more timers in a timer',
    'const more = () => { setTimeout(more, 1); setTimeout(more, 1); }; more(); return new Promise(() => {});',
    timers,
    short,
  ),
  exports(
    'throws in a timer',
    "return new Promise(() => { setTimeout(() => { throw new Error('tick'); }, 5); });",
    page('hook-threw', 'P-604', 'Error: tick'),
  ),
];

const results: readonly HostileScript[] = [
  returns('returns nothing', 'return undefined;', noArray('nothing')),
  returns('returns a function', 'return () => 1;', noArray('nothing')),
  returns('returns a symbol', "return Symbol('no');", noArray('nothing')),
  returns(
    'returns a BigInt',
    'return 1n;',
    noJson('the result cannot be turned into JSON: Do not know how to serialize a BigInt'),
  ),
  returns(
    'returns a cycle',
    'options.responseData[0]._json = options; return options.responseData;',
    noJson(/^the result cannot be turned into JSON: Converting circular structure to JSON/),
  ),
  returns('returns a getter that loops', 'return [{ get id() { for (;;); } }];', timedOut, short),
  returns('returns a toJSON that loops', 'return { toJSON() { for (;;); } };', timedOut, short),
  returns(
    'returns a toJSON that throws',
    "return { toJSON() { throw new Error('no'); } };",
    noJson('the result cannot be turned into JSON: no'),
  ),
  returns(
    'returns a toJSON that throws a proxy',
    'return { toJSON() { const p = Proxy.revocable({}, {}); p.revoke(); throw p.proxy; } };',
    noJson(/unreadable/),
  ),
  returns(
    'returns a proxy with throwing traps',
    'return new Proxy([], { get() { throw new Error("trap"); } });',
    noJson('the result cannot be turned into JSON: trap'),
  ),
  returns(
    'returns 200,000 nested arrays',
    'let deep = 1; for (let i = 0; i < 200000; i += 1) deep = [deep]; options.responseData[0]._json = deep;',
    noJson('the result cannot be turned into JSON: Maximum call stack size exceeded'),
  ),
  returns(
    'returns nesting that just fits',
    `const nest = (depth) => { let deep = 1; for (let i = 0; i < depth; i += 1) deep = [deep]; return deep; };
    let [low, high] = [1, 200000];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      try { JSON.stringify(nest(middle)); low = middle; } catch { high = middle; }
    }
    options.responseData[0] = nest(low - 10);`,
    page('bad-shape', 'C-241'),
  ),
  returns(
    'returns 100,000 keys',
    "const many = {}; for (let i = 0; i < 100000; i += 1) many['key' + i] = i; options.responseData[0]._json = many;",
    { fails: 'none', findings: [['result-changed', 'R-101']] },
  ),
  returns('returns 100,000 wrong records', 'return Array.from({ length: 100000 }, () => 1);', {
    fails: 'page',
    findings: [['bad-shape', 'C-241']],
  }),
  returns(
    'returns a sparse array of four billion elements',
    'const list = []; list.length = 4294967295; return list;',
    noJson(/Invalid string length/),
  ),
  returns(
    'returns more than the platform takes, by what it added itself (C-014, C-335)',
    "options.responseData[0]._json = 'x'.repeat(6000000);",
    page('too-large', 'C-337', 'the result has 6000128 bytes as JSON; the limit is 5242880'),
  ),
  returns(
    'returns 1 GB',
    "const part = 'x'.repeat(100000000); options.responseData[0]._json = Array.from({ length: 10 }, () => part);",
    page('out-of-memory', 'C-334'),
  ),
  exports(
    'returns keys of 20 MB with wrong values',
    "const meta = {}; for (const letter of ['a', 'b']) meta[letter.repeat(10000000)] = 1; return { payload, meta };",
    {
      fails: 'page',
      findings: [
        ['bad-shape', 'P-205'],
        ['too-large', 'P-206'],
      ],
    },
  ),
];

const memory: readonly HostileScript[] = [
  returns(
    'allocates arrays until memory is gone',
    'const all = []; for (;;) all.push(new Array(1000).fill(1.5));',
    outOfMemory,
    small,
  ),
  returns(
    'allocates strings until memory is gone',
    "const all = []; for (let i = 0; ; i += 1) all.push(('x' + i).repeat(1000).split('').join('-'));",
    outOfMemory,
    small,
  ),
  returns(
    'fills a map until memory is gone',
    'const all = new Map(); for (let i = 0; ; i += 1) all.set(i, { i });',
    outOfMemory,
    small,
  ),
  returns(
    'allocates buffers until memory is gone',
    'const all = []; for (;;) all.push(new Uint8Array(new ArrayBuffer(1048576)).fill(1));',
    outOfMemoryAndState,
    small,
  ),
  returns(
    'fills one buffer of 2 GiB',
    'const all = new Uint8Array(new ArrayBuffer(2147483648)); for (let i = 0; i < all.length; i += 65536) all.fill(1, i, i + 65536);',
    outOfMemoryAndState,
    small,
  ),
  returns(
    'allocates typed arrays until memory is gone',
    'const all = []; for (;;) all.push(new Float64Array(131072).fill(1));',
    outOfMemoryAndState,
    small,
  ),
  returns(
    'keeps a growing closure chain',
    'let all = () => 1; for (;;) { const inner = all; const weight = new Array(500).fill(inner); all = () => weight; }',
    outOfMemory,
    small,
  ),
];

const time: readonly HostileScript[] = [
  returns('spins', 'for (;;);', timedOut, short),
  returns(
    'recurses without end',
    'const again = () => again() + 1; again();',
    threw('RangeError: Maximum call stack size exceeded'),
  ),
  returns(
    'recurses and catches without end',
    'const again = () => { try { again(); } finally { again(); } }; again();',
    timedOut,
    short,
  ),
  returns('backtracks in a regular expression', "/^(a+)+$/.test('a'.repeat(40) + 'b');", timedOut, short),
  returns(
    'computes an endless BigInt',
    'let big = 3n; for (;;) big *= big;',
    { fails: 'page', findings: [['timed-out', 'C-333']] },
    short,
  ),
  returns('sorts with a comparison that never ends', '[2, 1].sort(() => { for (;;); });', timedOut, short),
];

const prints: readonly HostileScript[] = [
  returns('prints 200,000 lines', "for (let i = 0; i < 200000; i += 1) console.log('line', i);", passes),
  returns('prints lines of 10 MB', "for (let i = 0; i < 20; i += 1) console.log('x'.repeat(10000000));", passes),
  returns('prints without end', "for (;;) console.log('x');", timedOut, short),
  returns(
    'prints what throws when it is read',
    'console.log({ get a() { throw 1; } }, new Proxy({}, { get() { throw 2; }, getPrototypeOf() { throw 3; } }), Symbol("s"), 1n, Object.create(null));',
    passes,
  ),
  returns('prints what never ends', 'console.log({ toJSON() { for (;;); } });', timedOut, short),
];

const loading: readonly HostileScript[] = [
  loads(
    'loops at the top level',
    'for (;;);',
    {
      fails: 'all',
      findings: [['timed-out', 'C-333']],
      message: /^while the script was loading, so every page fails: not finished within 300 ms/,
    },
    short,
  ),
  loads('throws at the top level', "throw new Error('top');", {
    fails: 'all',
    findings: [['hook-threw', 'C-006']],
    message: 'the script could not be loaded, so every page fails: Error: top',
  }),
  loads('throws a revoked proxy at the top level', 'var p = Proxy.revocable({}, {}); p.revoke(); throw p.proxy;', {
    fails: 'all',
    findings: [['hook-threw', 'C-006']],
  }),
  loads(
    'allocates at the top level until memory is gone',
    'var all = []; for (;;) all.push(new Array(1000).fill(1.5));',
    { fails: 'all', findings: [['out-of-memory', 'C-334']] },
    small,
  ),
  loads(
    'floods microtasks at the top level',
    'var next = () => { Promise.resolve().then(next); }; next();',
    {
      fails: 'each',
      findings: [
        ['timed-out', 'C-333'],
        ['state-lost', 'C-332'],
      ],
    },
    short,
  ),
];

/** What a hook does with the module of the platform, which nothing answers here. */
const platformCalls: readonly HostileScript[] = [
  returns(
    'calls the platform 20,000 times and catches each error',
    "const { flows } = require('integrator-api'); for (let i = 0; i < 20000; i += 1) try { flows.find(); } catch {}",
    { fails: 'none', findings: [['not-modelled', 'C-347']] },
  ),
  returns(
    'never stops calling the platform',
    "const { flows } = require('integrator-api'); for (;;) try { flows.find(); } catch {}",
    {
      fails: 'page',
      findings: [
        ['timed-out', 'C-333'],
        ['state-lost', 'C-332'],
      ],
    },
    short,
  ),
  returns(
    'calls the platform with 20 MB',
    "require('integrator-api').flows.run({ _id: 'x'.repeat(20 * 1048576) });",
    page(
      'not-modelled',
      'C-347',
      'NotModelledError: the arguments of one call have more than 5242880 characters (a limit of hooksmith, not of the platform)',
    ),
  ),
  returns(
    'calls the platform with 500 levels of nesting',
    "let deep = 1; for (let i = 0; i < 500; i += 1) deep = [deep]; require('integrator-api').flows.run({ _id: 'f', deep });",
    threw('TypeError: the arguments of a call are nested deeper than 128 levels (R-213)'),
  ),
  returns(
    'calls the platform by a name of 100,000 characters',
    "require('integrator-api').exports['x'.repeat(100000)]();",
    threw('TypeError: no call of the platform has such a name'),
  ),
  returns(
    'calls the platform with a cycle',
    "const loop = {}; loop.loop = loop; require('integrator-api').flows.run(loop);",
    threw(/^TypeError: Converting circular structure to JSON/),
  ),
];

/** Every way that the project knows in which a hook can go wrong. */
export const hostileScripts: readonly HostileScript[] = [
  ...thrown,
  ...calls,
  ...promises,
  ...results,
  ...memory,
  ...time,
  ...prints,
  ...loading,
  ...platformCalls,
];
