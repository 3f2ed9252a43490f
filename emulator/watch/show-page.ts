import { randomBytes } from 'node:crypto';
import type { JsonValue } from '../../sdk/contract.ts';
import { readPage } from '../recording/read-page.ts';
import { makeRedactor } from '../recording/redact.ts';
import { replay } from '../replay/replay.ts';
import type { ReplayOptions } from '../replay/replay-options.ts';
import { formatTerminal, type TerminalOptions } from '../report/terminal.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';
import type { Unit } from './unit.ts';

const shownLines = 40;

/** Replays one page and tells all of it: what went in, what came out, and the report; secrets are redacted (R-509). */
export async function showPage(
  { target, recording }: Unit,
  page: number,
  options: ReplayOptions,
  terminal: TerminalOptions,
): Promise<string> {
  const { redact } = makeRedactor({ key: randomBytes(32) });
  const { allowTruncated = false } = options;
  const line = await readPage(recording, page, { allowTruncated });
  let result: string | null = null;
  const report = await replay([{ ...target, recordings: [recording] }], {
    ...options,
    page,
    onResult: (given) => {
      result = given.result;
    },
  });
  const input: JsonValue = line === null ? null : JSON.parse(JSON.stringify(line.options));
  const { style } = terminal;
  return [
    formatJsonPart('input', redact(input), style),
    ...(result === null ? [] : [formatJsonPart('result', redact(JSON.parse(result)), style)]),
    formatTerminal(report, terminal),
  ].join('\n');
}

function formatJsonPart(name: string, value: JsonValue, style: Style): string {
  const lines = JSON.stringify(value, null, 2).split('\n');
  const rest = lines.length - shownLines;
  const shown = lines.slice(0, shownLines).map((line) => `  ${safeText(line)}`);
  return `${[style.bold(name), ...shown, ...(rest > 0 ? [style.dim(`  … ${rest} more lines`)] : [])].join('\n')}\n`;
}
