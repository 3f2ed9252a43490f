import { Buffer } from 'node:buffer';
import type { PageLine } from '../recording/format.ts';
import type { LineOutput } from '../recording/line-output.ts';
import { parsePageLine } from '../recording/page-line.ts';
import type { RecordingReader } from '../recording/read.ts';
import type { Stripe } from '../recording/stripe.ts';
import { readStripeLine } from '../recording/stripe-line.ts';

/** Copies the lines of a recording behind its header, while it is replayed. */
export interface LineCopier {
  /**
   * Copies the lines of a stripe up to a page, and that page as `change` makes it of its text; without one, all lines that
   * are left.
   */
  copy(stripe: Stripe, page: CopiedPage | null): Promise<void>;
}

/** A page whose line is copied as `change` makes it. */
export interface CopiedPage {
  readonly seq: number;
  change(line: string, page: PageLine): string;
}

/** Makes the copier of one recording. */
export function makeLineCopier(reader: Pick<RecordingReader, 'path'>, output: LineOutput): LineCopier {
  /** The stripe that is being copied, and its first line that is not copied yet. */
  let place: { readonly stripe: Stripe; readonly line: number } | null = null;
  return {
    async copy(stripe, page) {
      let line = place?.stripe === stripe ? place.line : 0;
      while (line < stripe.lineEnds.length) {
        const text = readStripeLine(reader.path, stripe, line);
        const parsed = page === null ? null : parsePageLine(text, 'recording', 0);
        line += 1;
        place = { stripe, line };
        if (page !== null && parsed?.kind === 'page') {
          if (parsed.seq !== page.seq) throw new Error(`page ${parsed.seq} was copied before it was judged`);
          await output.write(Buffer.from(`${page.change(text, parsed)}\n`));
          return;
        }
        await output.write(Buffer.from(`${text}\n`));
      }
    },
  };
}
