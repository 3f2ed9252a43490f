import { join } from 'node:path';
import { createRecording } from 'hooksmith/emulator';

/**
 * Writes the recording of this sample: `npx tsx samples/patchworks-invalid-session/make-recordings.ts [folder]`.
 * Eight attempts of an order pull as a connector shape saw them; the shop and its orders are made up.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');

const orders = JSON.stringify({
  orders: [
    { number: 'TB-2001', status: 'paid' },
    { number: 'TB-2002', status: 'packed' },
  ],
});
const empty = JSON.stringify({ orders: [] });
const lost = JSON.stringify({ error: 'Invalid session', orders: [] });

/** Status, body, and what the platform got back from the script. */
const attempts = [
  [200, orders, { response_code: 0, payload: orders }],
  [200, empty, { response_code: 0, payload: empty }],
  [
    200,
    lost,
    { response_code: 2, message: 'Invalid session', logs: ['the shop answered 200 with an invalid session'] },
  ],
  [200, orders, { response_code: 0, payload: orders }],
  [429, '{"error":"slow down"}', { response_code: 1, message: 'the shop answered 429' }],
  [503, '<html>maintenance</html>', { response_code: 1, message: 'the shop answered 503' }],
  [404, '{"error":"no such shop"}', { response_code: 3, message: 'the shop refused the request with 404' }],
  [200, orders, { response_code: 0, payload: orders }],
] as const;

const recording = createRecording(join(folder, 'order-pull.rec.jsonl'), {
  platform: 'patchworks',
  hook: 'response-script',
  source: 'samples/patchworks-invalid-session/make-recordings.ts',
  createdAt: new Date('2026-03-04T09:00:00.000Z'),
  countRecords: () => 1,
});
for (const [index, [status, body, result]] of attempts.entries()) {
  await recording.writePage({
    options: {
      payload: body,
      variables: {},
      meta: { shop: 'tidewater' },
      flow: { variables: {} },
      response: { status, headers: { 'Content-Type': 'application/json', 'X-Request-Id': `tb-${index}` }, body },
    },
    result,
  });
}
await recording.end();
