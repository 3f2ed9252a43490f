import type { RecordOutcome } from '../recording/record.ts';
import { safeText } from '../terminal/safe-text.ts';
import type { Style } from '../terminal/style.ts';

const mostNotes = 20;

/** What `hooksmith record` says: what was written, what could not be rebuilt, and which assumed rules decided. */
export function formatRecorded({ assumed, notes, recordings }: RecordOutcome, style: Style): string {
  const left = notes.length - mostNotes;
  const lines = [
    ...recordings.flatMap(({ hook, pages, path, records, redactions, step }) => [
      `${style.green('✓')} wrote ${plain(path)}: ${count(pages, 'page')}, ${count(records, 'record')} of ${hook ?? `the ${step} pipeline`}`,
      ...(redactions === 0 ? [] : [`  ${count(redactions, 'secret')} replaced before anything was written (R-509)`]),
    ]),
    ...notes.slice(0, mostNotes).map(({ message, path, rule }) => {
      const place = path === '' ? '' : `  ${style.dim(plain(path))}`;
      return `${style.yellow('note')} ${rule}  ${plain(message)}${place}`;
    }),
    ...(left > 0 ? [`  and ${left} more; --json prints all`] : []),
    ...assumed.map(
      ({ code, option, rule, value }) => `${style.cyan(code)} ${rule}  ${option} is ${plain(JSON.stringify(value))}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** Names and keys of a foreign file in one line, without what could steer a terminal. */
function plain(text: string): string {
  return safeText(text).replaceAll('\n', ' ');
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
