import { createContext, Script } from 'node:vm';

/** How long all expressions together may take for one text. */
const mostMs = 1000;

const script = new Script('sources.some((source) => new RegExp(source).test(text))');

/**
 * Whether one of some regular expressions matches a text; null where that cannot be told in time, as of an expression that
 * tries the same characters in ever new ways. All of them must be regular expressions.
 */
export function matchRegexes(sources: readonly string[], text: string): boolean | null {
  const context = createContext(Object.assign(Object.create(null), { sources, text }));
  try {
    return script.runInContext(context, { timeout: mostMs }) === true;
  } catch {
    return null;
  }
}
