import type { SourcePosition } from '../../../sdk/contract.ts';
import { HooksmithError } from '../../errors.ts';

/** A fault at an offset of a program text; whoever knows the author's file turns it into an error with a place. */
export class ScriptFault extends Error {
  override readonly name = 'ScriptFault';
  readonly offset: number;
  readonly next: readonly string[];

  constructor(message: string, options: { readonly offset: number; readonly next: readonly string[] }) {
    super(message);
    this.offset = options.offset;
    this.next = options.next;
  }
}

/**
 * Makes the error that names file, line and column and shows the line with a caret under the place.
 *
 * @example
 * hook.js:3:9: Unexpected token
 *   const x = ;
 *             ^
 */
export function hookError(options: {
  readonly at: SourcePosition;
  readonly message: string;
  /** The author's line, without its end. */
  readonly lineText?: string | undefined;
  readonly next: readonly string[];
  readonly cause?: unknown;
}): HooksmithError {
  const { at, message, lineText, next, cause } = options;
  const place = `${at.file}:${at.line}:${at.column}`;
  const excerpt = lineText === undefined ? '' : `\n${showLine(lineText, at.column)}`;
  return new HooksmithError('ERR_HOOK', `${place}: ${message}${excerpt}`, {
    place: { file: at.file, line: at.line, column: at.column },
    next,
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Lines of minified files are long: a window of this many characters around the place is shown. */
const windowWidth = 100;

function showLine(line: string, column: number): string {
  const index = Math.min(column - 1, line.length);
  const from = index > windowWidth - 20 ? index - windowWidth / 2 : 0;
  const shown = line.slice(from, from + windowWidth);
  const before = shown.slice(0, index - from).replace(/[^\t]/g, ' ');
  return `  ${shown}\n  ${before}^`;
}
