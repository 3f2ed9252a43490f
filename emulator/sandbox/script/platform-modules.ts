import type { AnyNode } from 'acorn';
import type { CallForm, SourcePosition } from '../../../sdk/contract.ts';
import { adviseForeign, describeGiven, explainPart, isOnHand, moduleLoader, wholeOf } from './given-modules.ts';
import type { ModuleState, ScriptNotice } from './guest-script.ts';
import type { PackageText } from './make-guest.ts';
import type { Names } from './names.ts';
import type { ProgramText } from './program-text.ts';
import { findRequires, isAskedFor, isCaught, type RequireCall } from './requires.ts';
import { ScriptFault } from './script-fault.ts';
import { readSupplied } from './supplied-modules.ts';
import type { TextEdit } from './text-edits.ts';
import { unusedName } from './unused-name.ts';

/** A module of the platform, where the script first asks for it. */
export interface GivenModule {
  readonly name: string;
  /** Null when a file asks for it that is not the named one. */
  readonly at: SourcePosition | null;
}

/** The modules that a script asks for, and what becomes of the places where it does. */
export interface AskedModules {
  readonly packages: readonly PackageText[];
  /** As in GuestScript. */
  readonly loader: string | undefined;
  /** As in GuestScript. */
  readonly globals: Readonly<Record<string, string>>;
  /** Edits of the script, for the loader. */
  readonly edits: readonly TextEdit[];
  /** The names that these edits replace. */
  readonly replaced: ReadonlySet<AnyNode>;
  readonly notices: readonly ScriptNotice[];
  /** Rules without a source that their versions lean on. */
  readonly assumed: readonly string[];
  /** What they mean for the state of the script; null when they mean nothing. */
  readonly state: ModuleState | null;
}

/**
 * Gives a script the modules that it asks for: by the imports that a build has found, and by calls of `require`, which
 * become calls of another name since the platform has none (C-323).
 *
 * @throws ScriptFault for a call of `require` that can only fail on the platform.
 */
export async function giveModules(options: {
  readonly program: ProgramText;
  readonly names: Names;
  readonly calls: CallForm;
  /** Modules that a build has found. */
  readonly imported: readonly GivenModule[];
}): Promise<AskedModules> {
  const { program, names, calls, imported } = options;
  const { modules } = calls;
  const required = findRequires(names).filter((call) => isWorking(call, names, calls));
  const places = required.map(({ name, callee }) => ({ name, at: program.at(callee.start) }));
  const asked = [...imported, ...places];
  if (asked.length === 0) return askedModules([], []);
  // A build has written the loader's name into its text already; a plain script may hold that name for itself.
  const loader = imported.length > 0 ? moduleLoader : unusedName(program.text, moduleLoader);
  const wanted = [...new Set(asked.map(({ name }) => name))];
  return {
    packages: await readSupplied(wanted, modules),
    loader,
    globals: {},
    edits: required.map(({ callee: { start, end } }) => ({ start, end, text: loader })),
    replaced: new Set(required.map(({ callee }) => callee)),
    notices: noticeRequires(places, calls),
    assumed: wanted.flatMap((name) => modules.supplied[name] ?? []),
    state: stateOf(asked[0]),
  };
}

/** Modules for whose sake the script stays as it is. */
export function askedModules(packages: readonly PackageText[], notices: readonly ScriptNotice[]): AskedModules {
  return {
    packages,
    loader: undefined,
    globals: {},
    edits: [],
    replaced: new Set(),
    notices,
    assumed: [],
    state: null,
  };
}

/** Says of calls of `require` that they work here only; the first of each module. */
export function noticeRequires(required: readonly GivenModule[], { modules }: CallForm): readonly ScriptNotice[] {
  const first = required.filter(({ name }, index) => required.findIndex((one) => one.name === name) === index);
  return first.flatMap(({ name, at }) => {
    if (at === null) return [];
    const message = `require(${JSON.stringify(name)}) works here, but scripts of the platform have no require (${modules.rule}): import the module instead.`;
    return [{ rule: modules.rule, message, at }];
  });
}

/**
 * Whether a call asks for a module that is on hand. Throws for one that is not and cannot fail without harm; what a script
 * tries under `try`, or after asking with `typeof`, fails where it does on the platform.
 */
export function isWorking(call: RequireCall, names: Names, { modules }: CallForm): boolean {
  const { name, argument } = call;
  if (isOnHand(name, modules)) return true;
  if (isCaught(call, names) || isAskedFor(call, names)) return false;
  const whole = wholeOf(name, modules);
  if (whole !== undefined) {
    const [message, next] = explainPart(name, whole, modules);
    throw new ScriptFault(message, { offset: argument.start, next: [next] });
  }
  const message = `require(${JSON.stringify(name)}) fails on the platform: scripts have no require there, and ${describeGiven(modules)}.`;
  throw new ScriptFault(message, { offset: argument.start, next: adviseForeign(name, modules) });
}

/** A module may keep settings, and calls of the platform belong in the order of the pages: nothing is proved of them. */
function stateOf(first: GivenModule | undefined): ModuleState | null {
  if (first === undefined) return null;
  const why = `The script uses ${first.name}, a module that may keep state of its own from call to call.`;
  return { keeps: true, why, at: first.at };
}
