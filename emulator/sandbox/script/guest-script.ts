import type { SourcePosition } from '../../../sdk/contract.ts';

/** What a runner evaluates: plain data, so that it can cross to another process as JSON. */
export interface GuestScript {
  /** An expression in script form; the last line is `//# sourceURL=hooksmith-guest.js`, under a debugger another name. */
  readonly text: string;
  /**
   * `functions`: the value of `text` is the entry function, or undefined; `commonjs`: it is a function of
   * `(module, exports, require)`, and the entry is what `module.exports` holds afterwards.
   */
  readonly module: 'functions' | 'commonjs';
  /** Names read (not only under `typeof`) and never declared: the runner traps those that its global lacks (S-133). */
  readonly freeReads: readonly string[];
  /** `typeof name` was rewritten to `typeof alias`: the alias gives the present value of the name, or undefined. */
  readonly typeofAliases: readonly (readonly [alias: string, name: string])[];
  /**
   * Modules that the script asks for by name: packages of the author, and what the platform gives. Each text is a function
   * of `(module, exports, require)`, evaluated when it is first asked for.
   */
  readonly modules: readonly GuestModule[];
  /**
   * Global name under which a script of the form `functions` finds the `require` of these modules: it has none of that
   * name, as on the platform. Absent when it asks for no module.
   */
  readonly loader?: string;
  /** Set where a debugger is to show the script. */
  readonly debug?: GuestDebug;
  /** Globals that a module of `modules` gives: the name of each, and of its module. */
  readonly globals?: Readonly<Record<string, string>>;
}

/** What a runner must know of a script that is shown in a debugger. */
export interface GuestDebug {
  /** The name by which the text goes, in stacks too. */
  readonly url: string;
  /**
   * Global name whose value says whether the hook stops before its first statement; `null` where only running tells what
   * function that is, so that it can be stopped at its call at best. Absent where it never stops.
   */
  readonly stop?: string | null;
}

/** A module for a script; `name` is the string that the script asks for. */
export interface GuestModule {
  readonly name: string;
  readonly text: string;
  /** The module through which the script calls the platform: it gets the function that carries calls in place of `require`. */
  readonly isApi?: true;
}

/** A name that the script uses and never declares. Names of the language and of the platform are among the read ones. */
export interface UndeclaredName {
  readonly name: string;
  /** `assigned` anywhere (an implicit global), or only `read`. */
  readonly kind: 'assigned' | 'read';
  readonly at: SourcePosition;
}

/** A place where the script reads what its kind is never passed. */
export interface MisreadField {
  readonly rule: string;
  readonly message: string;
  readonly at: SourcePosition;
}

/** A text in the author's source that looks like a secret. */
export interface SecretPlace {
  /** Which text, in words; never the text itself. */
  readonly what: string;
  readonly at: SourcePosition;
}

/** Whether the script may keep state from page to page (C-332), and the first reason to think so. */
export interface ModuleState {
  readonly keeps: boolean;
  readonly why: string;
  readonly at: SourcePosition | null;
}

/** Something about the script that the author should know although it runs. */
export interface ScriptNotice {
  readonly rule: string;
  readonly message: string;
  readonly at: SourcePosition;
}

/** An author's file, ready for a runner, with the way back from the guest text to the author's lines. */
export interface LoadedScript {
  /** The path as the user gave it. */
  readonly file: string;
  /** `module.exports` for CommonJS contracts. */
  readonly functionName: string;
  /** The function's name inside the file; null where it has none there, or comes from another file. */
  readonly ownName: string | null;
  readonly guest: GuestScript;
  /** Where the hook function is declared. */
  readonly entryAt: SourcePosition;
  /** Its own `return` statements and calls of its callback: where a wrong result may come from. */
  readonly resultAt: readonly SourcePosition[];
  /** Its loops that need not end: `while`, `do` and `for (;;)`, not those over a collection; the first 20. */
  readonly loopsAt: readonly SourcePosition[];
  /** One entry a name, first place each, in the order of the text. */
  readonly undeclared: readonly UndeclaredName[];
  /** Reads of fields that this kind is never passed, first place each. */
  readonly misread: readonly MisreadField[];
  /** Texts that look like secrets, in the file and in those of the project that it imports. */
  readonly secrets: readonly SecretPlace[];
  readonly moduleState: ModuleState;
  readonly notices: readonly ScriptNotice[];
  /** Rules without a source that its modules lean on. */
  readonly assumed: readonly string[];
  /** Author's position of a 1-based position in `guest.text`; null when the place is not the author's. */
  locate(line: number, column: number): SourcePosition | null;
}
