/** Options of all calls: two records, the second refused. */
export const page = {
  preMapData: [{ orderNo: 'A-1' }, { orderNo: 'A-2' }],
  postMapData: [{ number: 'A-1' }, { number: 'A-2' }],
  responseData: [
    { statusCode: 200, id: 'a', errors: [], ignored: false },
    { statusCode: 422, errors: [{ code: 'DUP', message: 'exists', source: 'application' }], ignored: false },
  ],
};

/** What a hook gives that changes nothing. */
export const passed = page.responseData;

/** Scripts that name an undeclared `err`, and the text at which they fail. */
export const skeletons: readonly (readonly [shows: string, text: string, part: string])[] = [
  [
    'with a callback',
    'function postSubmit(options, callback) {\n  var done = options.responseData;\n  callback(err, done);\n}',
    'err, done',
  ],
  [
    'and returns what the callback gives',
    'function postSubmit(options, callback) {\n  return callback(err, options.responseData);\n}',
    'err, options',
  ],
  [
    'as an arrow function',
    'const postSubmit = (options, callback) => callback(err, options.responseData);',
    'err, options',
  ],
  [
    'assigned to a bare name',
    'postSubmit = function (options, callback) {\n  // done\n  callback(err, options.responseData);\n};',
    'err, options',
  ],
  [
    'in strict mode',
    "'use strict';\nfunction postSubmit(options, callback) {\n  callback(err, options.responseData);\n}",
    'err, options',
  ],
  [
    'inside of a loop',
    'function postSubmit(options, callback) {\n  options.responseData.forEach(function (item) {\n    if (item.statusCode !== 200) callback(err, options.responseData);\n  });\n}',
    'err, options',
  ],
];

/** Habits of published scripts in words of our own, and the result of each. */
export const habits: readonly (readonly [shows: string, text: string, result: unknown])[] = [
  [
    'a function assigned to a bare name (S-166)',
    'myPostSubmitFunction = function (options, callback) {\n  callback(null, options.responseData);\n}',
    passed,
  ],
  ['a var entry', 'var postSubmit = function (options) { return options.responseData; };', passed],
  ['a let entry', 'let postSubmit = (options) => options.responseData;', passed],
  ['a const entry', 'const postSubmit = function named(options) { return options.responseData; };', passed],
  [
    'an entry that is declared below its use',
    'var early = typeof postSubmit;\nfunction postSubmit(options) { options.responseData[0].id = early; return options.responseData; }',
    [{ ...passed[0], id: 'function' }, passed[1]],
  ],
  ['a single function of any name', 'function renameMe(options) { return options.responseData; }', passed],
  [
    'records edited in place (C-802)',
    "function postSubmit(options) {\n  for (i = 0; i < options.responseData.length; i++) options.responseData[i].id = 'n' + i;\n  return options.responseData;\n}",
    passed.map((item, index) => ({ ...item, id: `n${index}` })),
  ],
  [
    'options reassigned (C-802)',
    'function postSubmit(options) {\n  options = options.responseData;\n  return options;\n}',
    passed,
  ],
  [
    'records rebuilt one by one (C-802)',
    'function postSubmit(options) {\n  var all = [];\n  for (var key in options.responseData) all.push(Object.assign({}, options.responseData[key]));\n  return all;\n}',
    passed,
  ],
  [
    'guards for missing errors and a choice by source (C-803)',
    "function postSubmit(options) {\n  return options.responseData.map((r) => ({ ...r, errors: (r.errors || []).filter((e) => e.source !== 'application') }));\n}",
    passed.map((item) => ({ ...item, errors: [] })),
  ],
  [
    'everything passed through to a log (C-805)',
    'function postSubmit(options) {\n  console.log(JSON.stringify(options));\n  return options.responseData;\n}',
    passed,
  ],
  [
    'sloppy globals that one function sets and another reads (C-369)',
    "function prepare() { prefix = 'x-'; }\nfunction postSubmit(options) {\n  prepare();\n  return options.responseData.map(function (r) { return Object.assign(r, { id: prefix + 1 }); });\n}",
    passed.map((item) => ({ ...item, id: 'x-1' })),
  ],
  [
    'helpers, tables and sample data beside the hook (C-003)',
    "const codes = { new: 200, old: 422 };\nvar sample = [{ statusCode: 200 }];\nfunction codeOf(item) { return codes[item.ignored ? 'old' : 'new'] && item.statusCode; }\nfunction postSubmit(options) {\n  return options.responseData.map((item) => ({ ...item, statusCode: codeOf(item) }));\n}",
    passed,
  ],
  [
    'all syntax that was seen, and newer one (C-322)',
    "function postSubmit({ responseData, ...rest }) {\n  const seen = new Set();\n  for (const { id, ...item } of responseData) seen.add(`\u0024{id?.padStart(3, '0') ?? 'none'}-\u0024{Object.values(item).length}`);\n  rest.count ??= seen.size;\n  responseData[0].id = [...seen, rest.count].at(0);\n  return responseData;\n}",
    [{ ...passed[0], id: '00a-3' }, passed[1]],
  ],
  [
    'a guarded push to options.logs, which is not there (C-331)',
    "function postSubmit(options) {\n  options.logs?.push('a line');\n  options.responseData[0].id = typeof options.logs;\n  return options.responseData;\n}",
    [{ ...passed[0], id: 'undefined' }, passed[1]],
  ],
  [
    'a look for the network, which is not there (C-327)',
    'function postSubmit(options) {\n  options.responseData[0].id = [typeof fetch, typeof XMLHttpRequest, typeof WebSocket, typeof request, typeof require].join();\n  return options.responseData;\n}',
    [{ ...passed[0], id: Array.from({ length: 5 }, () => 'undefined').join() }, passed[1]],
  ],
  [
    'exports that its author added for Node (C-851)',
    "function postSubmit(options) {\n  return options.responseData;\n}\nif (typeof module !== 'undefined' && module.exports) module.exports = { postSubmit };",
    passed,
  ],
  ["'use strict' (C-815)", "'use strict';\nfunction postSubmit(options) {\n  return options.responseData;\n}", passed],
  [
    'comments that hold import ( (C-815)',
    "// import ('x') is what we do\n/* import('y') and import.meta */\nfunction postSubmit(options) {\n  return options.responseData; // see import(z)\n}",
    passed,
  ],
  [
    'HTML-like comments (S-170)',
    '<!-- hide from old engines\nfunction postSubmit(options) {\n  return options.responseData;\n}\n--> the end',
    passed,
  ],
  [
    'strings that hold import( and <!-- (S-137)',
    "function postSubmit(options) {\n  options.responseData[0].id = 'import(1) <!-- 2 -->';\n  return options.responseData;\n}",
    [{ ...passed[0], id: 'import(1) <!-- 2 -->' }, passed[1]],
  ],
  [
    'a countdown that looks like an arrow (S-170)',
    'function postSubmit(options) {\n  var i = 3, n = 0;\n  while (i-->0) n += 1;\n  options.responseData[0].id = n;\n  return options.responseData;\n}',
    [{ ...passed[0], id: 3 }, passed[1]],
  ],
  [
    'eval of its own text',
    "function postSubmit(options) {\n  options.responseData[0].id = eval('1 + 1');\n  return options.responseData;\n}",
    [{ ...passed[0], id: 2 }, passed[1]],
  ],
  [
    'an error class of the old kind (S-173)',
    "function Problem(text) { this.message = text; this.name = 'Problem'; }\nProblem.prototype = Object.create(Error.prototype);\nProblem.prototype.constructor = Problem;\nfunction postSubmit(options) {\n  try { throw new Problem('p'); } catch (e) { options.responseData[0].id = e.name + e.message + (e instanceof Error); }\n  return options.responseData;\n}",
    [{ ...passed[0], id: 'Problemptrue' }, passed[1]],
  ],
  [
    'locale and time zone functions',
    "function postSubmit(options) {\n  options.responseData[0].id = new Date(0).toLocaleDateString('en-US', { timeZone: 'UTC' }) + (1234.5).toLocaleString('en-US') + 'b'.localeCompare('a');\n  return options.responseData;\n}",
    [{ ...passed[0], id: '1/1/19701,234.51' }, passed[1]],
  ],
];

/** Libraries that people bundle into scripts, whether they have a default export, and what a hook does with them. */
export const libraries: readonly (readonly [name: string, hasDefault: boolean, expression: string])[] = [
  [
    'moment',
    true,
    "[library.default('2026-01-31T10:00:00Z').utc().add(1, 'month').format('YYYY-MM-DD [at] HH:mm'), library.default().toISOString(), library.default.duration(90, 'minutes').humanize(), library.default('x', 'YYYY').isValid(), library.default([2026, 1, 1]).fromNow()]",
  ],
  [
    'dayjs',
    true,
    "[library.default('2026-01-31T10:00:00Z').add(1, 'month').toISOString(), library.default().format('YYYY-MM-DDTHH:mm:ss'), library.default('2026-03-01').diff('2026-02-01', 'day')]",
  ],
  [
    'lodash',
    true,
    "[library.default.chunk([1, 2, 3, 4, 5], 2), library.default.groupBy(options.postMapData, 'number'), library.default.merge({ a: { b: 1 } }, { a: { c: 2 } }), library.default.camelCase('order number'), library.default.sortBy([{ n: 2 }, { n: 1 }], 'n'), library.default.cloneDeep(options.postMapData), library.default.now(), library.default(options.preMapData).map('orderNo').uniq().value()]",
  ],
  [
    'papaparse',
    true,
    "[library.default.parse('a,b\\n1,\"x, y\"\\n', { header: true }).data, library.default.unparse([{ a: 1, b: 'x\"y' }, { a: 2, b: null }])]",
  ],
  [
    'uuid',
    false,
    "[library.v5('order', library.v5.URL), library.v3('order', library.v3.DNS), library.validate('x'), library.version(library.v4()), library.v4({ random: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16] }), library.parse(library.NIL)]",
  ],
  [
    'crypto-js',
    true,
    "(function (C) { var key = C.enc.Hex.parse('000102030405060708090a0b0c0d0e0f'); return [C.HmacSHA256('body', 'key').toString(), C.MD5('x').toString(C.enc.Base64), C.SHA3('x').toString(), C.PBKDF2('p', 's', { keySize: 4, iterations: 10 }).toString(), C.AES.encrypt('text', key, { iv: key }).toString(), C.AES.decrypt(C.AES.encrypt('text', key, { iv: key }), key, { iv: key }).toString(C.enc.Utf8), C.Rabbit.encrypt('t', key, { iv: C.enc.Hex.parse('0001020304050607') }).toString()]; })(library.default)",
  ],
  [
    'fast-xml-parser',
    false,
    "[new library.XMLParser({ ignoreAttributes: false }).parse('<!-- c --><order no=\"1\"><line qty=\"2\">a &amp; b</line><line/></order>'), new library.XMLBuilder({ ignoreAttributes: false }).build({ order: { '@_no': '1', line: ['a', { b: 2 }] } }), library.XMLValidator.validate('<a><b></a>')]",
  ],
];
