import { fromHarEntry, type PastExchange } from '../../sdk/http/har.ts';
import { recordingError } from '../recording/fault.ts';
import type { PageLine } from '../recording/format.ts';
import { inspectValue } from '../recording/inspect-value.ts';
import { recordingLimits } from '../recording/limits.ts';
import { parsePageLine } from '../recording/page-line.ts';
import type { RecordingReader } from '../recording/read.ts';
import type { Stripe } from '../recording/stripe.ts';
import { placeOfLine, readStripeLine } from '../recording/stripe-line.ts';

/** A page of a step that sends HTTP requests, with the exchanges that it took. */
export interface RecordedRun {
  readonly page: PageLine;
  readonly exchanges: readonly PastExchange[];
}

/** More than any step takes; a page with more would fill the memory. */
const mostExchanges = 10_000;

/**
 * Gives the pages of a recording with the `http` lines that follow each.
 *
 * @throws HooksmithError `ERR_RECORDING` for a line that is none, naming line and byte.
 */
export async function* readExchanges(reader: RecordingReader): AsyncGenerator<RecordedRun> {
  let page: PageLine | null = null;
  let exchanges: PastExchange[] = [];
  for await (const stripe of reader.stripes()) {
    for (let line = 0; line < stripe.lineEnds.length; line += 1) {
      const fault = (what: string): Error => lineFault(reader, stripe, line, what);
      const text = readStripeLine(reader.path, stripe, line);
      const parsed = parsePageLine(text, reader.form, stripe.firstSeq + line);
      if (parsed.kind === 'fault') throw fault(parsed.what);
      if (parsed.kind === 'page') {
        if (inspectValue(parsed.options, { maxDepth: recordingLimits.depth }).tooDeep)
          throw fault('it is nested too deep');
        if (page !== null) yield { page, exchanges };
        page = parsed;
        exchanges = [];
      } else if (parsed.of === 'http') {
        if (page === null || exchanges.length >= mostExchanges)
          throw fault('an http line without a page, or one too many');
        exchanges.push(readEntry(text, page, fault));
      }
    }
  }
  if (page !== null) yield { page, exchanges };
}

function readEntry(text: string, { seq }: PageLine, fault: (what: string) => Error): PastExchange {
  const line: { readonly page?: unknown; readonly entry?: unknown } = JSON.parse(text);
  if (line.page !== seq) throw fault(`an http line of page ${String(line.page)} after page ${seq}`);
  const reading = fromHarEntry(line.entry);
  if (reading.status === 'fault') throw fault(`/entry${reading.path} ${reading.message}`);
  return reading.exchange;
}

function lineFault({ path }: RecordingReader, stripe: Stripe, line: number, what: string): Error {
  return recordingError(path, what, {
    place: placeOfLine(stripe, line),
    next: ['Record it again: hooksmith send <step> --record FILE'],
  });
}
