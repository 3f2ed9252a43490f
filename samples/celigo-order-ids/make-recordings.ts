import { join } from 'node:path';
import { createRecording } from 'hooksmith/emulator';
import { postSubmit } from './order-ids.ts';

/**
 * Writes the recordings of this sample: `npx tsx samples/celigo-order-ids/make-recordings.ts [folder]`.
 * The same seed gives the same bytes each time; nothing in them is about a real person or company.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');
const createdAt = '2026-03-04T09:00:00.000Z';

type Options = Parameters<typeof postSubmit>[0];
type Item = Options['responseData'][number];

const firstNames = ['Ada', 'Bela', 'Cleo', 'Dario', 'Elif', 'Finn', 'Greta', 'Hugo', 'Ines', 'Jona'];
const lastNames = ['Ashdown', 'Birchall', 'Carraway', 'Dunmore', 'Eastgate', 'Fairfield', 'Greenhalgh', 'Holloway'];
const goods = [
  ['PENCIL-HB', 'Pencil HB, box of 12', 4.2],
  ['ERASER-S', 'Eraser, small', 0.8],
  ['RULER-30', 'Ruler, 30 cm', 2.15],
  ['NOTE-A5', 'Notebook A5, ruled', 3.6],
  ['INK-BLUE', 'Ink cartridge, blue', 5.95],
  ['LAMP-DESK', 'Desk lamp, brass', 48],
] as const;
const refusals = [
  ['INVALID_FIELD', 'email is not a valid address; the order was not created'],
  ['OUT_OF_STOCK', 'line 2 is out of stock; no replacement is set; the order was not created'],
  ['DUPLICATE', 'an order with this reference exists; use update instead'],
] as const;

/** Repeatable numbers in [0, 1): a linear congruential generator. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** One page of 20 orders and what the warehouse system answered. */
function makePage(seq: number, random: () => number): Options {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const orders = Array.from({ length: 20 }, (_, index) => {
    const name = `${pick(firstNames)} ${pick(lastNames)}`;
    const lines = Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
      const [sku, title, price] = pick(goods);
      return { sku, title, qty: 1 + Math.floor(random() * 5), price };
    });
    return {
      orderNo: `AF-${10_000 + seq * 20 + index}`,
      placedAt: new Date(Date.parse(createdAt) - Math.floor(random() * 86_400_000)).toISOString(),
      customer: { name, email: `${name.toLowerCase().replace(' ', '.')}@example.com` },
      lines,
      total: Math.round(lines.reduce((sum, { qty, price }) => sum + qty * price, 0) * 100) / 100,
    };
  });
  const responseData = orders.map((_order, index): Item => {
    const chance = random();
    if (chance < 0.04) return { statusCode: 200, errors: [], ignored: true };
    if (chance < 0.12) {
      const [code, message] = pick(refusals);
      return {
        statusCode: 422,
        errors: [{ code, message, source: 'application', retryDataKey: `rk-${seq}-${index}` }],
        ignored: false,
      };
    }
    const id = 550_000 + seq * 20 + index;
    return { statusCode: 200, errors: [], ignored: false, id, _json: { order: { id, number: `WH-${id}` } } };
  });
  return {
    preMapData: orders,
    postMapData: orders.map(({ orderNo, placedAt, customer, lines }) => ({
      reference: orderNo,
      date: placedAt.slice(0, 10),
      contact: customer.email,
      items: lines.map(({ sku, qty }) => ({ code: sku, quantity: qty })),
    })),
    responseData,
    _importId: '65a0000000000000000000f2',
    _connectionId: '65a0000000000000000000c1',
    _integrationId: '65a0000000000000000000a1',
    _flowId: '65a0000000000000000000b1',
    testMode: false,
    settings: { integration: {}, flowGrouping: {}, flow: { warehouse: 'LEEDS' }, import: {}, connection: {} },
    job: {
      _id: '65a0000000000000000000d2',
      type: 'import',
      startedAt: createdAt,
      parentJob: {
        _id: '65a0000000000000000000d1',
        type: 'flow',
        startedAt: createdAt,
        flowExecutionGroupId: '65a0000000000000000000e1',
      },
    },
  };
}

/** Writes a recording; the page `fault.page` is changed by `fault.change` and holds no result, as nobody knows one. */
async function write(
  name: string,
  pages: number,
  fault?: { readonly page: number; readonly change: (options: Options) => Options },
): Promise<void> {
  const random = makeRandom(name.length);
  const recording = createRecording(join(folder, `${name}.rec.jsonl`), {
    platform: 'celigo',
    hook: 'postSubmit',
    source: 'samples/celigo-order-ids/make-recordings.ts',
    createdAt: new Date(createdAt),
    countRecords: (options) => (options as Options).responseData.length,
  });
  for (let seq = 0; seq < pages; seq += 1) {
    const options = makePage(seq, random);
    if (fault?.page === seq) await recording.writePage({ options: fault.change(options) });
    else await recording.writePage({ options, result: postSubmit(structuredClone(options)) });
  }
  await recording.end();
}

function changeItem(options: Options, index: number, change: (item: Item) => Item): Options {
  return { ...options, responseData: options.responseData.map((item, at) => (at === index ? change(item) : item)) };
}

await write('orders', 25);
await write('record-lost', 12, {
  page: 7,
  change: (options) => ({
    ...options,
    preMapData: options.preMapData.map((order, index) =>
      index === 13 ? { ...order, orderNo: options.preMapData[12]?.orderNo ?? '' } : order,
    ),
  }),
});
await write('throws', 12, {
  page: 5,
  change: (options) => changeItem(options, 9, () => ({ statusCode: 200, errors: [], ignored: false, id: 550_109 })),
});
await write('hangs', 12, {
  page: 3,
  change: (options) =>
    changeItem(options, 4, () => ({
      statusCode: 422,
      errors: [
        {
          code: 'UPSTREAM',
          message: `gateway said: ${'<div class="error">'.repeat(20)}`,
          source: 'application',
          retryDataKey: 'rk-3-4',
        },
      ],
      ignored: false,
    })),
});
