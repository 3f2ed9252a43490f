/*
 * The control of the attack suite (S-241): runs one script the way a careless host would, without any sandbox of hooksmith.
 * It hands in its own objects and functions, looks at results while they are live, awaits and merges them, and shares its
 * realm between pages. It is sloppy code on purpose: strict functions do not show up as callers.
 *
 * node naive-host.cjs <script> <plain|vm|with> <celigo|patchworks> <fresh|job>
 * Writes the texts that it accepted as results to file descriptor 3, one JSON string a line.
 */
const fs = require('node:fs');
const util = require('node:util');
const vm = require('node:vm');

const [script, mode, platform, moduleState] = process.argv.slice(2);
const text = fs.readFileSync(script, 'utf8');

// What the host itself relies on, taken before any attack.
const writeSync = fs.writeSync;
const quote = JSON.stringify;

// A secret of the host: in the memory that buffers share, and in what was matched last.
const secret = `secret of host ${process.pid}`;
Buffer.from(secret);

/** The class of an error that the host throws for a package it does not offer, shared by all pages. */
class UnknownPackage extends Error {}

/** The careless wiring of the platform's module: one live object for all pages, values of the host in and out. */
const lookup = { data: ['clean'], errors: [] };
const settings = {};
const naiveApi = {
  exports: {
    run(given) {
      if (`${given._id}` === 'forbidden') throw new TypeError('forbidden');
      merge(settings, given);
      return given._id === 'cached' ? lookup : { ran: given._id };
    },
  },
};

function naiveRequire(name) {
  if (name === 'integrator-api') return naiveApi;
  const offered = ['xml-js'].includes(String(name)) || /^[a-z_:/]+$/.test(String(name));
  if (!offered) throw new UnknownPackage(`no package ${String(name)}`);
  return require(String(name));
}

function NaiveDate(...parts) {
  if (new.target === undefined) return String(new NaiveDate());
  return Reflect.construct(Date, parts.length === 0 ? [pageTime()] : parts, new.target);
}
Object.setPrototypeOf(NaiveDate, Date);
NaiveDate.prototype = Date.prototype;
NaiveDate.now = () => pageTime();

function pageTime() {
  return Date.UTC(2001, 1, 3, 4, 5, 6);
}

class NaiveCompartment {
  evaluate(source) {
    return (0, eval)(source);
  }
}

function makeNames() {
  const module = { exports: {} };
  return {
    module,
    exports: module.exports,
    require: naiveRequire,
    console,
    crypto: globalThis.crypto,
    setTimeout,
    setImmediate,
    queueMicrotask,
    Buffer,
    URL,
    TextEncoder,
    TextDecoder,
    structuredClone,
    performance,
    Date: NaiveDate,
    Compartment: NaiveCompartment,
  };
}

/** The careless answer to undeclared names: an accessor of the host. */
const accessor = {
  configurable: true,
  get() {
    throw new ReferenceError('err is not defined');
  },
};

function load() {
  const names = makeNames();
  const take = '\n;typeof postSubmit === "function" ? postSubmit : undefined';
  if (mode === 'vm') {
    const context = vm.createContext(Object.defineProperty(names, 'err', accessor));
    return vm.runInContext(text + take, context) ?? names.module.exports;
  }
  if (mode === 'with') {
    const scope = { ...names, Object, Array, JSON, Symbol, String, Number, Error, Reflect, Proxy, Map, RegExp, Math, eval };
    scope.globalThis = scope;
    const guard = new Proxy(scope, { has: () => true });
    return new Function('scope', `with (scope) { return (function () {${text}\n;return postSubmit; })(); }`)(guard);
  }
  globalThis.Compartment = NaiveCompartment;
  Object.defineProperty(globalThis, 'err', accessor);
  const run = new Function('module', 'exports', 'require', `${text}\n;return ${take.slice(2)};`);
  return run(names.module, names.exports, naiveRequire) ?? names.module.exports;
}

function makePage(seq) {
  const attack = seq === 0;
  if (platform === 'patchworks') {
    return { payload: `p${seq}`, variables: { attack }, meta: {}, response: { status: 200, headers: {}, body: '' } };
  }
  const settings = { flow: { attack } };
  return { settings, preMapData: [{}], postMapData: [{}], responseData: [{ statusCode: 200, id: `r${seq}`, ignored: false }] };
}

/** One place for the result of whatever page is running. */
let fromCallback;

function callback(error, result) {
  if (arguments.length === 0) throw new TypeError('the callback takes an error or a result');
  if (error) throw new TypeError(`the hook failed: ${error.message}`);
  fromCallback = result;
}

async function call(hook, options) {
  fromCallback = undefined;
  let result;
  try {
    result = invoke(hook, options);
    if (isThenable(result)) result = await settle(result);
  } catch (error) {
    console.error(util.inspect(error));
    return describe(error);
  }
  await new Promise((resolve) => setTimeout(resolve, 30));
  return result === undefined ? fromCallback : result;
}

function invoke(hook, options) {
  return hook.length >= 2 ? hook(options, callback) : hook(options);
}

function isThenable(value) {
  return value && typeof value.then === 'function';
}

function settle(promise) {
  const note = () => console.log('settled');
  if (util.types.isPromise(promise)) Promise.prototype.then.call(promise, note, note);
  return new Promise((resolve, reject) => {
    promise.then(resolve, reject);
  });
}

function describe(error) {
  return `${error.name} ${error.message} ${error.code} ${error.stack}`;
}

/** Looks at a live value in all the ways that hosts look at values. */
function lookAt(value) {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return;
  const looks = [
    () => value instanceof Array,
    () => 'id' in value,
    () => Object.keys(value),
    () => Object.getOwnPropertyDescriptor(value, 'id'),
    () => value.id,
    () => `${value}`,
    () => Object.prototype.toString.call(value),
    () => value.map((item) => item),
    () => Array.prototype.slice.call(value),
    () => value.concat([]),
    () => [...value],
    () => util.inspect(value),
    () => {
      value.checked = true;
      delete value.checked;
    },
  ];
  for (const look of looks) {
    try {
      look();
    } catch {
      // a careless host goes on
    }
  }
}

function merge(target, source) {
  for (const key in source) {
    const value = source[key];
    if (value !== null && typeof value === 'object') target[key] = merge(target[key] ?? {}, value);
    else target[key] = value;
  }
  return target;
}

const store = {};

async function judge(result, options) {
  if (platform === 'celigo' && !(result && result.length === options.responseData.length)) return String(result);
  lookAt(result);
  if (platform === 'celigo') lookAt(result[0]);
  // biome-ignore lint: the careless host iterates whatever says that it can be iterated
  if (result && result[Symbol.asyncIterator]) for await (const item of result) lookAt(item);
  return accept(result);
}

/** Turns a result into JSON twice: once to look at it, once to keep it. */
function accept(result) {
  JSON.stringify(result);
  const accepted = JSON.stringify(result);
  merge(store, JSON.parse(accepted));
  return accepted;
}

async function main() {
  process.on('unhandledRejection', (reason) => console.error(util.inspect(reason)));
  /of host (\d+)/.exec(secret);
  let hook = load();
  for (const seq of [0, 1]) {
    if (seq > 0 && moduleState === 'fresh') hook = load();
    const options = makePage(seq);
    let accepted;
    try {
      const verdict = await judge(await call(hook, options), options);
      accepted = `${verdict}`;
    } catch (error) {
      accepted = `failed: ${error}`;
    }
    writeSync(3, `${quote(accepted)}\n`);
  }
}

main().finally(() => process.exit());
