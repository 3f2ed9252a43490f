import type { ConsoleLines } from './protocol.ts';

const maxLines = 1_000;
const maxLineChars = 2_000;
const maxTotalChars = 200_000;

/** What guest code printed during one page, bounded in lines, line length and total (S-146). */
export interface ConsoleLog {
  add(level: string, text: string): void;
  /** The lines so far; starts anew. */
  take(): ConsoleLines;
  /** From now on these texts never leave: not in a console line, not in a message. */
  hide(secrets: readonly string[]): void;
  /** A text without the hidden ones. */
  conceal(text: string): string;
}

/** Makes an empty log. */
export function makeConsoleLog(): ConsoleLog {
  let lines: [string, string][] = [];
  let chars = 0;
  let omitted = 0;
  let hidden: readonly string[] = [];

  function conceal(text: string): string {
    return hidden.reduce((all, secret) => all.replaceAll(secret, '[redacted]'), text);
  }

  return {
    add(level, text) {
      if (lines.length >= maxLines || chars >= maxTotalChars) {
        omitted += 1;
        return;
      }
      const cut = text.length > maxLineChars ? `${text.slice(0, maxLineChars)}… (${text.length} characters)` : text;
      chars += cut.length;
      lines.push([level, cut]);
    },
    take() {
      const taken = { lines: lines.map(([level, text]) => [level, conceal(text)] as const), omitted };
      lines = [];
      chars = 0;
      omitted = 0;
      return taken;
    },
    hide(secrets) {
      hidden = secrets;
    },
    conceal,
  };
}
