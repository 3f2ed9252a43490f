import type { CallForm } from '../../sdk/contract.ts';
import { consoleEndowment } from './endowments/console.ts';
import { cryptoEndowment } from './endowments/crypto.ts';
import { dateEndowment } from './endowments/date.ts';
import type { Endowment, PagePowers } from './endowments/endowment.ts';
import { mathEndowment } from './endowments/math.ts';
import { makeRequire, NotModelledError } from './endowments/require.ts';
import { makeVirtualTimers, type VirtualTimers } from './endowments/timers.ts';
import { Compartment, floatArrays, harden } from './lockdown.ts';
import type { LoadProblem } from './protocol.ts';
import type { GuestDebug, GuestScript } from './script/guest-script.ts';
import { describeThrown, nameGuest } from './thrown.ts';

/** A loaded script: its function, or why there is none. */
export interface Guest {
  readonly hook: CallableFunction | null;
  readonly problem: LoadProblem | null;
  /** Names the script reads, never declares, and the platform lacks: reading one throws (S-133). */
  readonly trapped: readonly string[];
  readonly timers: VirtualTimers;
  /** Whether a debugger is to stop before this call of the hook; null where the hook itself asks, or nobody does. */
  readonly stopsBefore: (() => boolean) | null;
}

/** Names that SES gives a compartment and no platform has (S-145). */
const removed = ['Compartment', 'lockdown', 'harden', 'assert', 'repairIntrinsics', 'hardenIntrinsics', 'ModuleSource'];

/** Language features that SES removes (S-147): a script may rely on them, so reading one is our gap, not its fault. */
const languageGaps = [
  'Intl',
  'WeakRef',
  'FinalizationRegistry',
  'SharedArrayBuffer',
  'Atomics',
  'WebAssembly',
  'Temporal',
];

const importSyntax = /(?:^|[^.]|\.\.\.)\bimport\s*(?:\.|\/[/*])/;

/** Makes a compartment with frozen globals, evaluates the script in it and takes its function out (S-136 to S-138). */
export function loadGuest(
  script: GuestScript,
  {
    calls,
    page,
    implicitGlobals,
  }: { readonly calls: CallForm; readonly page: PagePowers; readonly implicitGlobals: boolean },
): Guest {
  const timers = makeVirtualTimers();
  const powers: PagePowers = { ...page, now: () => page.now() + timers.elapsedMs() };
  const compartment = new Compartment({
    __options__: true,
    globals: makeGlobals(calls, powers, timers),
    transforms: [refuseImportSyntax],
  });
  const global = compartment.globalThis;
  for (const name of removed) Reflect.deleteProperty(global, name);
  aliasGlobal(global);
  const require = makeRequire(script.modules, { evaluate: (text) => compartment.evaluate(text), call: page.call });
  if (script.loader !== undefined) defineHidden(global, script.loader, require);
  for (const [name, module] of Object.entries(script.globals ?? {})) {
    defineHidden(global, name, Reflect.get(Object(require(module)), name));
  }
  const stopsBefore = script.debug === undefined ? null : showInDebugger(global, script.debug, powers);
  freezeGlobals(global);
  const trapped = script.freeReads.filter((name) => !(name in global));
  for (const name of trapped) trapUndeclared(global, name, calls.unmodelledGlobals);
  for (const [alias, name] of script.typeofAliases) aliasTypeof(global, alias, name);

  try {
    const value: unknown = compartment.evaluate(script.text, {
      sloppyGlobalsMode: implicitGlobals,
      __rejectSomeDirectEvalExpressions__: false,
    });
    const hook = script.module === 'commonjs' ? takeExport(value, require) : value;
    if (typeof hook === 'function') return { hook, problem: null, trapped, timers, stopsBefore };
    const message = `the script offers ${hook === undefined ? 'nothing' : `a value of type ${hook === null ? 'null' : typeof hook}`} where a function was expected`;
    return { hook: null, problem: { code: 'not-a-function', message, at: null }, trapped, timers, stopsBefore };
  } catch (thrown) {
    const { name, message, at } = describeThrown(thrown);
    const code = NotModelledError.is(thrown) ? 'not-modelled' : 'hook-threw';
    return {
      hook: null,
      problem: { code, message: name === '' ? message : `${name}: ${message}`, at },
      trapped,
      timers,
      stopsBefore,
    };
  }
}

function makeGlobals(calls: CallForm, powers: PagePowers, timers: VirtualTimers): Record<string, unknown> {
  const endowments: readonly Endowment[] = [
    dateEndowment,
    mathEndowment,
    ...(calls.globals.includes('console') ? [consoleEndowment] : []),
    ...(calls.globals.includes('crypto') ? [cryptoEndowment] : []),
    ...(calls.globals.includes('timers') ? [timers.endowment] : []),
  ];
  return harden({ ...floatArrays, ...Object.assign({}, ...endowments.map((endowment) => endowment.make(powers))) });
}

/** Stacks name the script as the debugger does; the hook stops once in a page, however often it is called there. */
function showInDebugger(global: object, { url, stop }: GuestDebug, { stopAt }: PagePowers): Guest['stopsBefore'] {
  nameGuest(url);
  if (stop === undefined) return null;
  let last: number | null = null;
  const stops = (): boolean => {
    const page = stopAt?.() ?? null;
    const isNew = page !== null && page !== last;
    last = page;
    return isNew;
  };
  if (stop === null) return stops;
  Object.defineProperty(global, stop, { configurable: false, enumerable: false, get: stops });
  return null;
}

/** Libraries look for the global object under these names, and strict code cannot reach it through `this` (S-148). */
function aliasGlobal(global: object): void {
  for (const name of ['global', 'self']) defineHidden(global, name, global);
}

function defineHidden(global: object, name: string, value: unknown): void {
  Object.defineProperty(global, name, { value, writable: false, enumerable: false, configurable: false });
}

/** Frozen globals make name look-up as fast as without a sandbox (S-104), and nothing on them can be swapped (S-200). */
function freezeGlobals(global: object): void {
  for (const key of Reflect.ownKeys(global)) {
    const property = Object.getOwnPropertyDescriptor(global, key);
    if (key === 'globalThis' || property === undefined || !('value' in property) || !property.configurable) continue;
    Object.defineProperty(global, key, { ...property, writable: false, configurable: false });
  }
}

/** SES answers the read of an undeclared name with `undefined`; platforms throw (S-106, S-133). */
function trapUndeclared(global: object, name: string, unmodelled: readonly string[]): void {
  Object.defineProperty(global, name, {
    configurable: true,
    enumerable: false,
    get() {
      if (languageGaps.includes(name) || unmodelled.includes(name)) {
        throw new NotModelledError(`${name} exists on the platform, but hooksmith does not emulate it yet`);
      }
      throw new ReferenceError(`${name} is not defined`);
    },
    set(value: unknown) {
      Object.defineProperty(global, name, { value, writable: true, enumerable: true, configurable: true });
    },
  });
}

/** `typeof name` must not spring the trap: the loader renamed it, and this gives the present value or undefined. */
function aliasTypeof(global: object, alias: string, name: string): void {
  Object.defineProperty(global, alias, {
    configurable: false,
    enumerable: false,
    get() {
      const property = Object.getOwnPropertyDescriptor(global, name);
      return property !== undefined && 'value' in property ? property.value : undefined;
    },
  });
}

/** Runs a CommonJS wrapper and gives what the script assigned to `module.exports` (P-101). */
function takeExport(wrapper: unknown, require: (name: string) => unknown): unknown {
  if (typeof wrapper !== 'function') throw new TypeError('the script is no CommonJS module');
  const module = { exports: {} };
  const empty = module.exports;
  wrapper(module, module.exports, require);
  return module.exports === empty ? undefined : module.exports;
}

/** The backstop of S-203: `import.meta` and its spellings never reach the engine, whatever the loader let through. */
function refuseImportSyntax(text: string): string {
  if (importSyntax.test(text))
    throw new SyntaxError('import followed by a dot or a comment is not available in a sandboxed script');
  return text;
}
