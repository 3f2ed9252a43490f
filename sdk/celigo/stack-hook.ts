import type { StackContext } from './context.ts';

/**
 * A hook as a stack has it: it answers through its callback, once (C-004). An error there is what a throw is in a script;
 * a result may hold plain JSON only (C-714).
 */
export type StackHook<Options, Result> = (
  options: Options & StackContext,
  callback: (error: unknown, result?: Result) => void,
) => void;

/**
 * What a hook gives back whose result nobody reads. A function without a return statement fits, whether its type is
 * inferred or not; a promise does not.
 */
// biome-ignore lint/suspicious/noConfusingVoidType: the inferred result of a function that returns nothing is void
export type NoResult = void | undefined;
