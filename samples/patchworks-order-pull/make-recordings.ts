import { join } from 'node:path';
import { createRecording } from 'hooksmith/emulator';

/**
 * Writes the recording of this sample: `npx tsx samples/patchworks-order-pull/make-recordings.ts [folder]`.
 * Four runs of an order pull, as `hooksmith send order-pull --record FILE` writes them; the shop and its orders are made up.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');
const shop = 'http://127.0.0.1:7070';
const startedAt = Date.parse('2026-03-04T09:00:00.000Z');

/** What the shop answers to one request, by its path. */
type Answer = readonly [path: string, status: number, body: object];

const login: Answer = ['/session', 200, { detail: 'store=12;token=tk-of-tidewater;ttl=900' }];
const lost: Answer = ['/orders', 200, { error: 'Invalid session' }];
const next = `${shop}/orders?page=2`;
const first: Answer = ['/orders', 200, { shop: 'tidewater', orders: [order(2001), order(2002)], next }];
const second: Answer = ['/orders?page=2', 200, { shop: 'tidewater', orders: [order(2003)], next: null }];
const busy: Answer = ['/orders', 429, { error: 'slow down' }];
const unknown: Answer = ['/orders', 404, { error: 'no such shop' }];

const payloads = [first, second].map(([, , body]) => {
  const { orders, next: following } = body as { readonly orders: object; readonly next: string | null };
  return JSON.stringify({ orders, next: following });
});
const success = (pageOne: number) => [
  { name: 'page 1', status: 'success', attempts: pageOne },
  { name: 'page 2', status: 'success', attempts: 1 },
];
const authentication = { name: 'authentication', status: 'success', attempts: 1 };
const again = { name: 'authentication 2', status: 'success', attempts: 1 };
const calls = (authPost: number, response: number, pagination: number) => ({
  'auth-post': authPost,
  'response-script': response,
  ...(pagination === 0 ? {} : { pagination }),
});

/** What the shop answered in each run, and what became of it. */
const runs = [
  // The session is lost once: the connector authenticates anew and goes on.
  {
    answers: [login, lost, login, first, second],
    result: done('success', [authentication, again, ...success(2)], { operations: 3, scriptCalls: calls(2, 3, 2) }),
  },
  // The shop asks to slow down: the request is sent again.
  {
    answers: [login, busy, first, second],
    result: done('success', [authentication, ...success(2)], { operations: 3, scriptCalls: calls(1, 3, 2) }),
  },
  // A new session does not help: the second code 4 of a request counts as code 1, until the attempts are used up.
  {
    answers: [login, lost, login, lost, lost, lost],
    result: done('failed', [authentication, again, { name: 'page 1', status: 'failed', attempts: 4 }], {
      operations: 4,
      scriptCalls: calls(2, 4, 0),
    }),
  },
  // The shop does not know us: code 3 ends the run at once.
  {
    answers: [login, unknown],
    result: done('failed', [authentication, { name: 'page 1', status: 'failed', attempts: 1 }], {
      operations: 1,
      scriptCalls: calls(1, 1, 0),
    }),
  },
];

const recording = createRecording(join(folder, 'order-pull.rec.jsonl'), {
  platform: 'patchworks',
  hook: null,
  step: 'connector',
  source: 'samples/patchworks-order-pull/make-recordings.ts',
  createdAt: new Date(startedAt),
  // A fixed key, so that what is redacted looks the same each time.
  redaction: { key: new TextEncoder().encode('samples/patchworks-order-pull') },
  countRecords: () => 1,
});
for (const { answers, result } of runs) {
  const page = await recording.writePage({ options: {}, result });
  for (const [index, answer] of answers.entries()) await recording.writeHttp(page, toEntry(answer, index));
}
await recording.end();

function order(number: number) {
  return { number: `TB-${number}`, status: 'paid' };
}

/** What a recording keeps of the outcome of a run. */
function done(
  status: 'success' | 'failed',
  series: readonly object[],
  { operations, scriptCalls }: { readonly operations: number; readonly scriptCalls: object },
) {
  const run =
    status === 'success' ? { status: 'SUCCESS', number: 2, runs: 1 } : { status: 'FAILURE', number: 3, runs: 1 };
  const goesOn = status === 'success' ? payloads : [];
  const maps = { variables: {}, meta: {}, flow: { variables: {} } };
  return { status, series, output: { run, payloads: goesOn, catch: [], ...maps, operations, scriptCalls } };
}

/** One exchange as HAR 1.2 has it, 40 ms long. */
function toEntry([path, status, body]: Answer, index: number): object {
  const isLogin = path === '/session';
  const json = { name: 'Content-Type', value: 'application/json' };
  const text = '{"user":"tidewater","pass":"demo-pass"}';
  const content = JSON.stringify(body);
  return {
    startedDateTime: new Date(startedAt + index * 40).toISOString(),
    time: 40,
    request: {
      method: isLogin ? 'POST' : 'GET',
      url: `${shop}${path}`,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: isLogin
        ? [json]
        : [
            { name: 'Accept', value: 'application/json' },
            { name: 'Authorization', value: 'Bearer tk-of-tidewater' },
          ],
      queryString: [...new URL(path, shop).searchParams].map(([name, value]) => ({ name, value })),
      ...(isLogin ? { postData: { mimeType: 'application/json', text } } : {}),
      headersSize: -1,
      bodySize: isLogin ? text.length : 0,
    },
    response: {
      status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [json],
      content: { size: content.length, mimeType: 'application/json', text: content },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 40, receive: 0 },
  };
}
