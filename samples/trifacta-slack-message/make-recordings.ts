import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRecording, type SentStep, sendStep } from 'hooksmith/emulator';
import { plan } from 'hooksmith/trifacta';

/**
 * Writes the recording of this sample: `npx tsx samples/trifacta-slack-message/make-recordings.ts [folder]`.
 * It is what `hooksmith send nightly-prep --record FILE` writes when Slack is busy at first and then answers `ok`, as
 * `hooksmith serve --receiver --answers 503,200` does; here the answers take a fixed time, so that the bytes stay the same.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');
const { setup, input } = JSON.parse(readFileSync(join(import.meta.dirname, 'hooksmith.json'), 'utf8')).steps[
  'nightly-prep'
];
const now = new Date('2026-03-04T02:01:06.000Z');
const seed = 'northbeam';
const answerMs = 40;
const answers = [
  { status: 503, statusText: 'Service Unavailable', body: 'service_unavailable' },
  { status: 200, statusText: 'OK', body: 'ok' },
];

const sent = await sendStep({
  step: plan,
  setup,
  input,
  now,
  seed,
  async answer(_exchange, clock) {
    await clock.wait(answerMs);
    const { body, ...line } = answers.shift() ?? { status: 200, statusText: 'OK', body: 'ok' };
    const headers = [{ name: 'Content-Type', value: 'text/html' }];
    return { kind: 'response', response: { ...line, headers, body, bodyBytes: body.length }, ms: answerMs };
  },
});

const writer = createRecording(join(folder, 'nightly-prep.rec.jsonl'), {
  platform: 'trifacta',
  hook: null,
  step: 'plan',
  setup,
  source: 'samples/trifacta-slack-message/make-recordings.ts',
  seed,
  createdAt: now,
  countRecords: () => 1,
});
const series = sent.series.map(({ name, status, attempts }) => ({ name, status, attempts: attempts.length }));
const page = await writer.writePage({ options: input, result: { status: sent.status, series, output: sent.output } });
for (const exchange of sent.exchanges) await writer.writeHttp(page, entryOf(exchange));
await writer.end();

/** An exchange as an entry of HAR 1.2. */
function entryOf({ request, outcome, startedAt }: SentStep['exchanges'][number]): object {
  if (outcome.kind !== 'response') throw new Error('every request of this sample is answered');
  const { status, statusText, headers, body, bodyBytes } = outcome.response;
  return {
    startedDateTime: new Date(startedAt ?? now).toISOString(),
    time: outcome.ms,
    request: {
      method: request.method,
      url: request.url,
      headers: request.headers,
      postData: { mimeType: 'application/json', text: request.body },
    },
    response: { status, statusText, headers, content: { size: bodyBytes, mimeType: 'text/html', text: body } },
  };
}
