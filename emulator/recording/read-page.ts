import type { PageLine } from './format.ts';
import { parsePageLine } from './page-line.ts';
import { openRecording } from './read.ts';
import { readStripeLine } from './stripe-line.ts';

/** Reads one page of a recording; null when it has none of that number. Throws ERR_RECORDING as reading does. */
export async function readPage(
  path: string,
  seq: number,
  options: { readonly allowTruncated?: boolean } = {},
): Promise<PageLine | null> {
  const reader = await openRecording(path, options);
  try {
    for await (const stripe of reader.stripes()) {
      for (const [line] of stripe.lineEnds.entries()) {
        const page = parsePageLine(readStripeLine(path, stripe, line), reader.form, stripe.firstSeq + line);
        if (page.kind === 'page' && page.seq === seq) return page;
      }
    }
    return null;
  } finally {
    await reader.close();
  }
}
