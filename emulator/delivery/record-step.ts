import type { JsonValue, Setup } from '../../sdk/contract.ts';
import { toHarEntry } from '../../sdk/http/har.ts';
import type { AnyHttpStep } from '../../sdk/http/http-step.ts';
import type { RecordingSummary } from '../recording/line-output.ts';
import { createRecording } from '../recording/write.ts';
import type { SentStep } from './send-step.ts';
import { summariseStep } from './summarise-step.ts';

/**
 * Writes what a step sent and got as a recording of one page: its input, its outcome, and each exchange as an `http` line.
 * `setup` is the one of hooksmith.json, in which secrets are named and not filled in; the writer redacts the rest.
 */
export async function recordStep(
  path: string,
  {
    step: { platform, step },
    setup,
    input,
    sent,
    source = 'hooksmith send',
  }: {
    readonly step: AnyHttpStep;
    readonly setup: Setup;
    readonly input: JsonValue;
    readonly sent: SentStep;
    /** Where the answers come from, in words. @default 'hooksmith send' */
    readonly source?: string;
  },
): Promise<RecordingSummary> {
  const writer = createRecording<object>(path, {
    platform,
    hook: null,
    step,
    setup,
    source,
    seed: sent.seed,
    createdAt: new Date(sent.startedAt),
    countRecords: () => 1,
  });
  try {
    const page = await writer.writePage({ options: asObject(input), result: summariseStep(sent) });
    for (const exchange of sent.exchanges) await writer.writeHttp(page, toHarEntry(exchange));
    return await writer.end();
  } catch (error) {
    await writer.abort();
    throw error;
  }
}

function asObject(input: JsonValue): object {
  return typeof input === 'object' && input !== null && !Array.isArray(input) ? input : {};
}
