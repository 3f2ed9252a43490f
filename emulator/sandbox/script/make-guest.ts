import type { Program } from 'acorn';
import type { SourcePosition } from '../../../sdk/contract.ts';
import { editText } from '../../artefact/mapped-text.ts';
import { addStop, type DebugForm, debugComments, toGuestDebug } from './debug-form.ts';
import { findEvasions, isRefused } from './evade.ts';
import { findFreeReads } from './free-names.ts';
import type { GuestModule, GuestScript } from './guest-script.ts';
import type { Names, NameUse } from './names.ts';
import { ScriptFault } from './script-fault.ts';
import { applyEdits, type EditedText, type TextEdit } from './text-edits.ts';
import { aliasTypeof } from './typeof-aliases.ts';

const wrapperNames: readonly string[] = ['module', 'exports', 'require'];
const wrapperStart = '(function (module, exports, require) {';
const wrapperEnd = '\n})';

/** Uses of names that a CommonJS wrapper does not give: truly undeclared ones. */
export function withoutWrapperNames(uses: readonly NameUse[]): readonly NameUse[] {
  return uses.filter(({ node }) => !wrapperNames.includes(node.name));
}

/**
 * Throws a ScriptFault when a CommonJS script declares one of the wrapper's parameters with let, const or class, as
 * Node does; `rule` is that of the wrapper.
 */
export function refuseWrapperNames(names: Names, rule: string): void {
  for (const { name, definitions } of names.topLevel) {
    const [definition] = definitions;
    if (!wrapperNames.includes(name) || definition === undefined) continue;
    const declaration = names.parents.get(definition.node);
    const lexical =
      declaration?.type === 'VariableDeclaration' ? declaration.kind !== 'var' : definition.kind === 'class';
    const holder = definition.kind === 'class' ? definition.node : declaration;
    if (lexical && holder !== undefined && names.parents.get(holder)?.type === 'Program') {
      throw new ScriptFault(`${name} is declared already: a CommonJS module gets it as a parameter (${rule}).`, {
        offset: definition.node.start,
        next: ['Choose another name, or use the one that is given.'],
      });
    }
  }
}

/** A text to be made fit for the sandbox. */
interface Text {
  readonly text: string;
  readonly ast: Program;
}

/** A module that a script asks for, parsed and ready to be rewritten like the script itself. */
export interface PackageText extends Text {
  readonly name: string;
  readonly names: Names;
  /** The author's position of an offset; absent for what is not his. */
  readonly at?: (offset: number) => SourcePosition | null;
  /** As in GuestModule. */
  readonly isApi?: true;
}

/** Rewrites a script and its packages into guest texts; `edited` leads from an offset in the script's back to its own. */
export function makeGuest(options: {
  /** `edits` come on top of those that the sandbox asks for; the names that they replace are not in `free`. */
  readonly script: Text & { readonly free: readonly NameUse[]; readonly edits: readonly TextEdit[] };
  readonly packages: readonly PackageText[];
  /** Set where a debugger is to show the script. */
  readonly debug?: DebugForm | undefined;
  /** As in GuestScript. */
  readonly loader: string | undefined;
  /** As in GuestScript; @default none */
  readonly globals?: Readonly<Record<string, string>>;
  /** The expression that yields the hook; null for a CommonJS script. */
  readonly entry: string | null;
}): { readonly guest: GuestScript; readonly edited: EditedText } {
  const { script, packages, entry, loader, globals = {}, debug } = options;
  const packageTexts = packages.map(({ text, ast, names }) => ({ text, ast, free: withoutWrapperNames(names.free) }));
  const { aliases, edits } = aliasTypeof([script, ...packageTexts]);

  const [start, end] = entry === null ? [wrapperStart, wrapperEnd] : ['', `\n;${yieldEntry(entry)}`];
  const edited = rewrite(script, [...script.edits, ...(edits[0] ?? [])], {
    start,
    end,
    name: 'hooksmith-guest.js',
    debug,
  });
  const modules = packageTexts.map((one, index): GuestModule => {
    const frame = { start: wrapperStart, end: wrapperEnd, name: `hooksmith-module-${index}.js` };
    const { name = '', isApi } = packages[index] ?? {};
    const { text } = rewrite(one, edits[index + 1] ?? [], frame);
    return isApi === true ? { name, text, isApi } : { name, text };
  });
  const freeReads = [...new Set([script, ...packageTexts].flatMap(({ free }) => findFreeReads(free)))];
  const module = entry === null ? 'commonjs' : 'functions';
  const given = Object.keys(globals).length === 0 ? {} : { globals };
  const shown = debug === undefined ? {} : { debug: toGuestDebug(debug) };
  const guest = { text: edited.text, module, freeReads, typeofAliases: aliases, modules, ...given, ...shown } as const;
  return { guest: loader === undefined ? guest : { ...guest, loader }, edited };
}

interface Frame {
  readonly start: string;
  readonly end: string;
  readonly name: string;
  readonly debug?: DebugForm | undefined;
}

function rewrite({ text, ast }: Text, edits: readonly TextEdit[], { start, end, name, debug }: Frame): EditedText {
  const own = [...findEvasions(text, ast), ...edits];
  const stopped = debug?.stop == null || debug.stop === 'call' ? own : addStop(text, own, debug.stop);
  const opening = { start: 0, end: 0, text: start };
  const closing = { start: text.length, end: text.length, text: `${end}\n` };
  const all = [opening, ...stopped, closing];
  const comments =
    debug === undefined ? `//# sourceURL=${name}` : debugComments(debug, editText({ text, map: debug.map }, all).map);
  const edited = applyEdits(text, [...all.slice(0, -1), { ...closing, text: `${closing.text}${comments}` }]);
  if (isRefused(edited.text)) throw new Error('the rewritten script still holds text that the sandbox refuses');
  return edited;
}

/** Never throws: the name may be an accessor that does, or not exist at all (S-138). */
function yieldEntry(name: string): string {
  return `(() => { try { return typeof ${name} === 'function' ? ${name} : void 0; } catch { return void 0; } })()`;
}
