import { join } from 'node:path';
import { createRecording } from 'hooksmith/emulator';

/**
 * Writes the recording of this sample: `npx tsx samples/patchworks-wait-for-order/make-recordings.ts [folder]`.
 * Three flows that wait for an order, as `hooksmith send wait-for-order --record FILE` writes them; the shop is made up.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');
const startedAt = Date.parse('2026-03-04T09:00:00.000Z');
const retryMs = 900_000;

/** The order's status at each time that it was asked for, and what became of the flow. */
const flows = [
  // Packed when it is asked for the third time.
  { statuses: ['picking', 'picking', 'packed'], result: done('success', ['{"number":"TB-2001","parcels":2}'], 3) },
  // Never packed: hooksmith stops after three retries, where the platform may not (P-611).
  { statuses: ['picking', 'picking', 'picking', 'picking'], result: done('failed', [], 4) },
  // Cancelled: waiting ends for good.
  { statuses: ['picking', 'cancelled'], result: done('failed', [], 2) },
];

const recording = createRecording(join(folder, 'wait-for-order.rec.jsonl'), {
  platform: 'patchworks',
  hook: null,
  step: 'connector',
  source: 'samples/patchworks-wait-for-order/make-recordings.ts',
  createdAt: new Date(startedAt),
  countRecords: () => 1,
});
for (const { statuses, result } of flows) {
  const options = { variables: { number: 'TB-2001' }, flow: { variables: { asked: 0 } } };
  const page = await recording.writePage({ options, result });
  for (const [run, status] of statuses.entries()) await recording.writeHttp(page, toEntry(status, run));
}
await recording.end();

/** What a recording keeps of the outcome of a flow: one series a run, all but the last of a success failed. */
function done(status: 'success' | 'failed', payloads: readonly string[], runs: number) {
  const series = Array.from({ length: runs }, (_, index) => ({
    name: index === 0 ? 'page 1' : `run ${index + 1}, page 1`,
    status: status === 'success' && index === runs - 1 ? 'success' : 'failed',
    attempts: 1,
  }));
  const run = status === 'success' ? { status: 'SUCCESS', number: 2, runs } : { status: 'FAILURE', number: 3, runs };
  const maps = { variables: { number: 'TB-2001' }, meta: {}, flow: { variables: { asked: 0 } } };
  const counts = { operations: runs, scriptCalls: { 'response-script': runs } };
  return { status, series, output: { run, payloads, catch: [], ...maps, ...counts } };
}

/** One exchange as HAR 1.2 has it, 40 ms long, in a run of its own. */
function toEntry(status: string, run: number): object {
  const text = JSON.stringify({ number: 'TB-2001', status, parcels: 2 });
  return {
    startedDateTime: new Date(startedAt + run * (retryMs + 40)).toISOString(),
    time: 40,
    request: {
      method: 'GET',
      url: 'http://127.0.0.1:7070/orders/TB-2001',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [{ name: 'Accept', value: 'application/json' }],
      queryString: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: 200,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: { size: text.length, mimeType: 'application/json', text },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 40, receive: 0 },
  };
}
