import { createServer } from 'node:http';
import { pathToFileURL } from 'node:url';

/** What the courier answers, in this order, and then from the start again. */
export interface CourierAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const json = { 'Content-Type': 'application/json' };
const busy: CourierAnswer = { status: 429, headers: { ...json, 'Retry-After': '7' }, body: '{"error":"slow down"}' };

/** A courier that is busy twice, then takes the pickup; a 429 is retried by the setting for server errors (F-115, F-124). */
export const pickupAnswers: readonly CourierAnswer[] = [
  busy,
  busy,
  { status: 201, headers: json, body: '{"id":5,"eta":"2026-03-05"}' },
];

/** The warehouse takes everything. */
export const warehouseAnswer: CourierAnswer = { status: 204, headers: {}, body: '' };

/**
 * A courier and a warehouse to send to: `npx tsx samples/shopify-flow-courier/courier.ts`, then in this folder
 * `HOOKSMITH_SECRET_COURIER_KEY=nb-demo-1 hooksmith send order-paid`. Both are made up.
 */
function serve(port: number): void {
  let pickups = 0;
  const server = createServer((request, response) => {
    request.resume();
    const isPickup = request.url?.startsWith('/v1/pickups') === true;
    const answer = isPickup ? pickupAnswers[pickups++ % pickupAnswers.length] : warehouseAnswer;
    const { status, headers, body } = answer ?? warehouseAnswer;
    response.writeHead(status, headers).end(body);
  });
  server.listen(port, '127.0.0.1', () => console.log(`courier listens on http://127.0.0.1:${port}`));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) serve(4010);
