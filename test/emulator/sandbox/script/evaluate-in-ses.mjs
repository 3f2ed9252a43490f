// Evaluates guest scripts in real SES compartments, the way a runner does: lockdown freezes its process, so this is a
// process of its own. Reads a JSON list of { guest, input } from stdin, prints a JSON list of outcomes.
import 'ses';

lockdown({
  overrideTaming: 'severe',
  errorTaming: 'unsafe',
  stackFiltering: 'verbose',
  consoleTaming: 'unsafe',
  localeTaming: 'unsafe',
  reporting: 'none',
});

const importSyntax = /(^|[^.]|\.\.\.)\bimport\s*(?:\.|\/[/*])/;
const options = { sloppyGlobalsMode: true, __rejectSomeDirectEvalExpressions__: false };

const chunks = [];
for await (const chunk of process.stdin) chunks.push(chunk);
const outcomes = [];
for (const { guest, input } of JSON.parse(Buffer.concat(chunks).toString('utf8')))
  outcomes.push(await run(guest, input));
process.stdout.write(JSON.stringify(outcomes));

async function run(guest, input) {
  try {
    const hook = load(guest);
    if (typeof hook !== 'function') return { status: 'no-function' };
    return { status: 'returned', value: (await hook(JSON.parse(JSON.stringify(input)))) ?? null };
  } catch (error) {
    const [, line, column] = /hooksmith-guest\.js:(\d+):(\d+)/.exec(String(error.stack)) ?? [];
    return {
      status: 'threw',
      message: `${error.name}: ${error.message}`,
      at: line ? [Number(line), Number(column)] : null,
    };
  }
}

function load(guest) {
  const compartment = new Compartment({
    __options__: true,
    globals: { console: { log() {}, warn() {}, error() {} }, Date, Math },
    transforms: [
      (text) => {
        if (importSyntax.test(text)) throw new SyntaxError('import syntax');
        return text;
      },
    ],
  });
  const global = compartment.globalThis;
  global.self = global.global = global;
  const loaded = new Map();
  const require = (name) => {
    if (loaded.has(name)) return loaded.get(name).exports;
    const found = guest.modules.find((one) => one.name === name);
    if (!found) throw new Error(`not modelled: ${name}`);
    const inner = { exports: {} };
    loaded.set(name, inner);
    compartment.evaluate(found.text, options)(inner, inner.exports, found.isApi ? carry : require);
    return inner.exports;
  };
  if (guest.loader) global[guest.loader] = require;
  for (const name of guest.freeReads) if (!(name in global)) trap(global, name);
  for (const [alias, name] of guest.typeofAliases) {
    Object.defineProperty(global, alias, { get: () => Object.getOwnPropertyDescriptor(global, name)?.value });
  }
  const value = compartment.evaluate(guest.text, options);
  if (guest.module === 'functions') return value;
  const module = { exports: {} };
  value(module, module.exports, require);
  return module.exports;
}

/** A call of the platform gives its own name and arguments. */
function carry(name, text) {
  return JSON.stringify([name, ...JSON.parse(text)]);
}

function trap(global, name) {
  Object.defineProperty(global, name, {
    configurable: true,
    get() {
      throw new ReferenceError(`${name} is not defined`);
    },
    set(value) {
      Object.defineProperty(global, name, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}
