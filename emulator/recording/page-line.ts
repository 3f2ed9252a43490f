import { isJsonObject } from '../../sdk/json-object.ts';
import type { PageLine } from './format.ts';
import { locateJsonError } from './json-error.ts';
import { describeValue, findPageProblem, isPageLine } from './line-check.ts';

// The runner bundles this file: it imports nothing of node: and needs only the language.

/** A line that cannot be replayed; the caller adds file, line and byte. */
export interface LineFault {
  readonly kind: 'fault';
  /** Index of the offending character in the line's text; 0 when the line as a whole is meant. */
  readonly index: number;
  readonly what: string;
}

/** A line that is no page and need not be one: `http`, or a kind of a later version. */
export interface SkippedLine {
  readonly kind: 'skipped';
  /** The line's own kind. */
  readonly of: string;
}

/**
 * Reads one line of a stripe: a page line of a recording, or bare `options` (form `options`), which become page `seq`.
 * Never throws: what is wrong comes back as a fault.
 *
 * @param seq number of the page for form `options`; not used for form `recording`, whose lines carry their own.
 */
export function parsePageLine(
  text: string,
  form: 'recording' | 'options',
  seq: number,
): PageLine | LineFault | SkippedLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const found = locateJsonError(text);
    if (found === null) return { kind: 'fault', index: 0, what: 'the line is JSON, but too large to be read' };
    return { kind: 'fault', index: found.index, what: `not JSON: ${found.what}` };
  }
  return form === 'recording' ? readLine(value) : readOptions(value, seq);
}

function readLine(value: unknown): PageLine | LineFault | SkippedLine {
  if (isPageLine(value)) return value;

  const kind = isJsonObject(value) ? value['kind'] : undefined;
  if (kind === 'header') return fault('a header line may only be the first line (R-501)');
  if (kind === 'end') return fault('an end line may only be the last line (R-501)');
  if (typeof kind === 'string' && kind !== 'page') return { kind: 'skipped', of: kind };
  if (isJsonObject(value) && typeof kind !== 'string') {
    return fault(`no line of a recording: expected "kind" to be a string, found ${describeValue(kind)}`);
  }
  const problem = findPageProblem(value);
  const where = problem === null || problem.path === '' ? '' : ` at ${problem.path}`;
  return fault(`no page line: ${problem?.what ?? 'unknown'}${where}`);
}

function readOptions(value: unknown, seq: number): PageLine | LineFault {
  if (!isJsonObject(value)) return fault(`no options: expected an object, found ${describeValue(value)}`);
  if (value['kind'] === 'header') return fault('a header line may only be the first line (R-501)');
  if ((value['kind'] === 'page' && isJsonObject(value['options'])) || value['kind'] === 'end') {
    return fault(`a ${value['kind']} line of a recording in a file that does not begin with a header line (R-501)`);
  }
  return { kind: 'page', seq, options: value };
}

function fault(what: string): LineFault {
  return { kind: 'fault', index: 0, what };
}
