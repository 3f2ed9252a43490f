import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRecording, type SentStep, sendStep } from 'hooksmith/emulator';
import { httpTask } from 'hooksmith/trifacta';

/**
 * Writes the recordings of this sample: `npx tsx samples/trifacta-next-job/make-recordings.ts [folder]`.
 * They are what `hooksmith send start-report --record FILE` writes against `hooksmith serve --trifacta`: one job that is
 * accepted, and one that comes after 30 in the same minute and is refused three times; here the answers take a fixed time.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');
const { setup } = JSON.parse(readFileSync(join(import.meta.dirname, 'hooksmith.json'), 'utf8')).steps['start-report'];
const now = new Date('2026-03-04T02:02:00.000Z');
const seed = 'northbeam';
const answerMs = 25;
const json = 'application/json; charset=utf-8';

interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: object;
}

const accepted: Answer = {
  status: 201,
  statusText: 'Created',
  headers: { 'x-rate-limit-user-limit': '30', 'x-rate-limit-user-remaining': '29', 'x-rate-limit-user-reset': '60' },
  body: { id: 901, jobGraph: {}, jobs: {} },
};

await record('accepted', [accepted]);
await record('too-many', [tooMany(12), tooMany(11), tooMany(10)]);

/** T-258, T-259. */
function tooMany(seconds: number): Answer {
  const limits = { 'x-rate-limit-user-limit': '30', 'x-rate-limit-user-remaining': '0' };
  return {
    status: 429,
    statusText: 'Too Many Requests',
    headers: { ...limits, 'x-rate-limit-user-reset': String(seconds), 'x-retry-after': String(seconds) },
    body: {
      exception: {
        name: 'TooManyRequestsException',
        message: 'Too many requests: at most 30 a minute.',
        details: { retryAfterSeconds: seconds },
      },
    },
  };
}

async function record(name: string, answers: readonly Answer[]): Promise<void> {
  let given = 0;
  const sent = await sendStep({
    step: httpTask,
    setup,
    secrets: { 'prep-authorization': 'Bearer nb-demo-1' },
    now,
    seed,
    async answer(_exchange, clock) {
      await clock.wait(answerMs);
      const { status, statusText, headers, body } = answers[given] ?? accepted;
      given += 1;
      const text = JSON.stringify(body);
      const list = Object.entries({ 'content-type': json, ...headers }).map(([header, value]) => ({
        name: header,
        value,
      }));
      const response = { status, statusText, headers: list, body: text, bodyBytes: Buffer.byteLength(text) };
      return { kind: 'response', response, ms: answerMs };
    },
  });
  const writer = createRecording(join(folder, `${name}.rec.jsonl`), {
    platform: 'trifacta',
    hook: null,
    step: 'http-task',
    setup,
    source: 'samples/trifacta-next-job/make-recordings.ts',
    seed,
    createdAt: now,
    countRecords: () => 1,
    // A key that is kept makes the same marks each time; what they hide is made up.
    redaction: { key: Buffer.from(seed) },
  });
  const series = sent.series.map((one) => ({ name: one.name, status: one.status, attempts: one.attempts.length }));
  const page = await writer.writePage({ options: {}, result: { status: sent.status, series, output: sent.output } });
  for (const exchange of sent.exchanges) await writer.writeHttp(page, entryOf(exchange));
  await writer.end();
}

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
    response: { status, statusText, headers, content: { size: bodyBytes, mimeType: json, text: body } },
  };
}
