import type { KnownModules } from '../../stack-protocol.ts';

/** A function of a stack: `(options, callback)`, or `(options) => result`, which is served in the callback form. */
export type StackFunction = (options: never, callback: never) => unknown;

/** Functions of one type by their names. */
export type StackFunctions = Readonly<Record<string, StackFunction>>;

/** The functions of a stack sorted by their types (C-707). An instance of a class may stand where an object is expected. */
export interface StackModule {
  /** Hooks by the names of their functions: type `hook`. */
  readonly hooks?: object;
  /** Functions of wrappers by name: type `wrapper`. */
  readonly wrappers?: object;
  /** Functions for settings by name: type `setting`. */
  readonly settings?: object;
  /** Other functions by name: type `utility`. */
  readonly utilities?: object;
  /** Functions of an installer by name. */
  readonly installer?: object;
  /** Functions of an uninstaller by name. */
  readonly uninstaller?: object;
}

/** What an author hosts: made by `defineStack`. */
export interface Stack {
  /** Null when there are functions of connectors only. */
  readonly diy: object | null;
  /** A module for each `_connectorId`. */
  readonly connectors: Readonly<Record<string, object>>;
  /** Which modules and functions a call may ask for. */
  readonly known: KnownModules;
}

/**
 * Says which functions a stack has: sorted by type, or all in one flat module for calls without a type (C-707).
 * `connectors` has one such module for each `_connectorId`; with connectors alone the module is null.
 * Throws a TypeError when there is no module at all, or one is no object.
 *
 * @example
 * const stack = defineStack({ hooks: { tidyResponses }, wrappers: { ping } });
 */
export function defineStack(
  module: StackModule | StackFunctions | null,
  { connectors = {} }: { readonly connectors?: Readonly<Record<string, StackModule | StackFunctions>> } = {},
): Stack {
  const connectorIds = Object.keys(connectors);
  if (module === null && connectorIds.length === 0) {
    throw new TypeError('defineStack got no functions: give a module, or connectors with one module each.');
  }
  for (const [name, part] of [['the module', module] as const, ...Object.entries(connectors)]) {
    if (typeof part === 'object' || typeof part === 'function') continue;
    throw new TypeError(`defineStack: ${name} is a ${typeof part}; expected an object that holds functions.`);
  }
  return Object.freeze({ diy: module, connectors, known: Object.freeze({ diy: module !== null, connectorIds }) });
}
