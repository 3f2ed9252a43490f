import { readFileSync } from 'node:fs';
import { STATUS_CODES } from 'node:http';
import { join } from 'node:path';
import { createRecording } from 'hooksmith/emulator';
import { type CourierAnswer, pickupAnswers, warehouseAnswer } from './courier.ts';

/**
 * Writes the recording of this sample: `npx tsx samples/shopify-flow-courier/make-recordings.ts [folder]`.
 * It is what `hooksmith send order-paid --record FILE` writes for two runs, but for the times and dates of real answers,
 * which would differ each time: one order that the courier takes at the third attempt, and one for which a proxy answers
 * with a page of HTML, so that the step which parses the body fails the run (F-213).
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');

const { setup } = JSON.parse(readFileSync(join(import.meta.dirname, 'hooksmith.json'), 'utf8')).steps['order-paid'];
const startedDateTime = '2026-03-04T09:00:00.000Z';
const courier = 'http://127.0.0.1:4010';
const type = { 'Content-Type': 'application/json' };
const html: CourierAnswer = { status: 200, headers: { 'Content-Type': 'text/html' }, body: '<html>maintenance</html>' };

const recording = createRecording(join(folder, 'order-paid.rec.jsonl'), {
  platform: 'shopify-flow',
  hook: null,
  step: 'workflow',
  setup,
  seed: 'sample',
  source: 'samples/shopify-flow-courier/make-recordings.ts',
  createdAt: new Date(startedDateTime),
  countRecords: () => 1,
});

const taken = await recording.writePage({
  options: { order: { name: 'NB 1&2', note: 'ring "twice"' } },
  result: {
    status: 'success',
    series: [
      { name: 'sendHttpRequest', status: 'success', attempts: 3 },
      { name: 'pickup', status: 'success', attempts: 0 },
      { name: 'sendHttpRequest1', status: 'success', attempts: 1 },
    ],
    output: {
      sendHttpRequest: variableOf(pickupAnswers.at(-1)),
      pickup: { id: 5, eta: '2026-03-05' },
      sendHttpRequest1: variableOf(warehouseAnswer),
    },
  },
});
for (const answer of pickupAnswers) {
  const body = '{"order":"NB 1&2","note":"ring \\"twice\\""}';
  await recording.writeHttp(taken, entryOf('POST', '/v1/pickups?ref=NB+1%262', body, answer));
}
const told = '{"pickup":5,"eta":"2026-03-05"}';
await recording.writeHttp(taken, entryOf('PUT', '/v1/warehouse?order=NB+1%262', told, warehouseAnswer));

const lost = await recording.writePage({
  options: { order: { name: 'NB 3', note: null } },
  result: {
    status: 'failed',
    series: [
      { name: 'sendHttpRequest', status: 'success', attempts: 1 },
      { name: 'pickup', status: 'failed', attempts: 0 },
      { name: 'sendHttpRequest1', status: 'skipped', attempts: 0 },
    ],
    output: { sendHttpRequest: variableOf(html) },
  },
});
await recording.writeHttp(lost, entryOf('POST', '/v1/pickups?ref=NB+3', '{"order":"NB 3","note":null}', html));
await recording.end();

/** What later steps see of an answer (F-152). */
function variableOf({ status, headers, body }: CourierAnswer = warehouseAnswer): object {
  const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
  return { body, status, statusCode: status, headers: Object.fromEntries(names) };
}

/** An exchange as an entry of HAR 1.2; the key of the courier is a secret, which no recording holds. */
function entryOf(method: string, path: string, body: string, answer: CourierAnswer): object {
  const key = path.startsWith('/v1/pickups') ? { 'X-Courier-Key': '***' } : {};
  return {
    startedDateTime,
    time: 0,
    request: {
      method,
      url: `${courier}${path}`,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs({ ...type, ...key, 'User-Agent': 'hooksmith' }),
      queryString: [...new URL(`${courier}${path}`).searchParams].map(([name, value]) => ({ name, value })),
      postData: { mimeType: 'application/json', text: body },
      headersSize: -1,
      bodySize: Buffer.byteLength(body),
    },
    response: {
      status: answer.status,
      statusText: STATUS_CODES[answer.status],
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: pairs(answer.headers),
      content: {
        size: Buffer.byteLength(answer.body),
        mimeType: answer.headers['Content-Type'] ?? '',
        text: answer.body,
      },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 0, receive: 0 },
  };
}

function pairs(headers: Readonly<Record<string, string>>): readonly object[] {
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
