import { join } from 'node:path';
import { createRecording } from 'hooksmith/emulator';
import type { Order, ShopRow } from './hooks/export.ts';
import * as exportHooks from './hooks/export.ts';
import type { Shipment } from './hooks/import.ts';
import * as importHooks from './hooks/import.ts';
import { branching } from './hooks/route.ts';

/**
 * Writes the recordings of this sample: `npx tsx samples/celigo-order-flow/make-recordings.ts [folder]`.
 * The same seed gives the same bytes each time; nothing in them is about a real person or company.
 */
const folder = process.argv[2] ?? join(import.meta.dirname, 'recordings');
const createdAt = '2026-03-04T09:00:00.000Z';
const pages = 50;
const ordersPerPage = 6;

const context = {
  _integrationId: '65a0000000000000000000a1',
  _flowId: '65a0000000000000000000b1',
  _connectionId: '65a0000000000000000000c1',
  testMode: false,
  settings: { integration: {}, flowGrouping: {}, flow: { warehouse: 'LEEDS' }, connection: {} },
};
const exportContext = { ...context, _exportId: '65a0000000000000000000f1' };
const importContext = { ...context, _importId: '65a0000000000000000000f2' };
const goods = ['pencil-hb', 'eraser-s', 'ruler-30', 'note-a5', 'sample'];
const countries = ['GB', 'GB', 'GB', 'GB', 'IE', 'BE'];

type Item = Parameters<typeof importHooks.postSubmit>[0]['responseData'][number];

/** Repeatable numbers in [0, 1): a linear congruential generator. */
function makeRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

const random = makeRandom(20260304);
const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** One page of rows as the shop exports them: one to three rows an order, a few orders that are closed. */
function makeRows(seq: number): ShopRow[] {
  return Array.from({ length: ordersPerPage }, (_, index) => {
    const order = {
      orderNo: `AF-${10_000 + seq * ordersPerPage + index}`,
      status: random() < 0.1 ? 'closed' : 'open',
      country: pick(countries),
    };
    const rows = 1 + Math.floor(random() * 3);
    return Array.from({ length: rows }, () => {
      const qty = random() < 0.02 ? -1 : 1 + Math.floor(random() * 5);
      return { ...order, sku: pick(goods), qty: String(qty) };
    });
  }).flat();
}

/** What the export makes of a page, stage by stage. */
function runExport(rows: ShopRow[]) {
  const transformed = rows.map((record) => exportHooks.transform({ ...exportContext, record }));
  const kept = transformed.map((record) => exportHooks.filter({ ...exportContext, record, pageIndex: 0 }));
  const data = transformed.filter((_, index) => kept[index]);
  const saved = exportHooks.preSavePage({ ...exportContext, data, errors: [], pageIndex: 0 });
  return { stages: { transform: transformed, outputFilter: kept }, saved };
}

/** The mapping of the import, which the platform carries out. */
function mapOrder({ orderNo, lines }: Order): Shipment {
  return { reference: orderNo, items: lines.map(({ sku, qty }) => ({ code: sku, quantity: qty })) };
}

/** What the warehouse system answers. */
function submit(id: number): Item {
  const chance = random();
  if (chance < 0.06) {
    return { statusCode: 422, errors: [{ code: 'DUPLICATE', message: 'is there already' }], ignored: false };
  }
  if (chance < 0.12) return { statusCode: 422, errors: [{ code: 'NO_STOCK', message: 'none left' }], ignored: false };
  return { statusCode: 200, errors: [], ignored: false, id, _json: { id } };
}

/** What the stages up to the submit gave for each order; null where it did not get there. */
function runImport(orders: readonly Order[], seq: number) {
  const passed = orders.map((record) => importHooks.filter({ ...importContext, record }));
  const elements = orders.map((order, index) =>
    passed[index] ? (importHooks.preMap({ ...importContext, data: [order] })[0] ?? null) : null,
  );
  const mapped = elements.map((element) => (element?.data ? mapOrder(element.data) : null));
  const sent = mapped.map((shipment, index) => {
    const preMapData = [elements[index]?.data ?? orders[index]].filter((order) => order !== undefined);
    return shipment === null
      ? null
      : (importHooks.postMap({ ...importContext, preMapData, postMapData: [shipment] })[0] ?? null);
  });
  const answers = mapped.map((shipment, index) => (shipment === null ? null : submit(700_000 + seq * 10 + index)));
  return {
    inputFilter: { result: passed },
    preMap: { result: elements },
    mapping: { result: mapped },
    postMap: { result: sent },
    submit: { result: answers },
  };
}

async function write(
  name: string,
  header: { readonly hook: string | null; readonly step?: string; readonly setup?: { readonly branches: number } },
  lines: readonly { readonly options: object; readonly result?: unknown; readonly stages?: object }[],
): Promise<void> {
  const recording = createRecording(join(folder, `${name}.rec.jsonl`), {
    platform: 'celigo',
    ...header,
    source: 'samples/celigo-order-flow/make-recordings.ts',
    createdAt: new Date(createdAt),
    countRecords,
  });
  for (const line of lines) await recording.writePage(line);
  await recording.end();
}

/** Records of a page of any hook: the length of its first array, one where it has none. */
function countRecords(options: object): number {
  const list = Object.values(options).find((value) => Array.isArray(value));
  return Array.isArray(list) ? list.length : 1;
}

const rows = Array.from({ length: pages }, (_, seq) => makeRows(seq));
const exported = rows.map(runExport);
const orders = exported.map(({ saved }) => [...saved.data]);

await write(
  'export',
  { hook: null, step: 'export' },
  exported.map(({ stages, saved }, seq) => ({
    options: {
      data: rows[seq] ?? [],
      traceKeys: rows[seq]?.map(({ orderNo }) => orderNo),
      errors: [],
      ...exportContext,
    },
    stages: {
      transform: { result: stages.transform },
      outputFilter: { result: stages.outputFilter },
      preSavePage: { result: saved },
    },
    result: saved.data,
  })),
);
await write(
  'import',
  { hook: null, step: 'import' },
  orders.map((data, seq) => ({
    options: { data, traceKeys: data.map(({ orderNo }) => orderNo), ...importContext },
    stages: runImport(data, seq),
  })),
);
const some = orders.flat().slice(0, 12);
await write(
  'routes',
  { hook: 'branching', setup: { branches: 2 } },
  some.map((record) => ({ options: { record, settings: {} }, result: branching({ record, settings: {} }) })),
);

const few = orders.slice(0, 4);
await write(
  'post-map-drops',
  { hook: 'postMap' },
  few.map((data, seq) => {
    const postMapData = data
      .map(mapOrder)
      .map((shipment, at) => (seq === 2 && at === 1 ? { ...shipment, items: [] } : shipment));
    return { options: { preMapData: data, postMapData, ...importContext } };
  }),
);
await write(
  'post-response-map-object',
  { hook: 'postResponseMap' },
  few.slice(0, 2).map((data) => ({
    options: {
      postResponseMapData: data,
      responseData: data.map((_, id) => ({ statusCode: 200, errors: [], ignored: false, id })),
      oneToMany: false,
      ...importContext,
    },
  })),
);
await write(
  'pre-save-page-throws',
  { hook: 'preSavePage' },
  few.map((data, pageIndex) => ({
    options: {
      data: pageIndex === 1 ? data.map(({ orderNo, country }) => ({ orderNo, country })) : data,
      errors: [],
      pageIndex,
      ...exportContext,
    },
  })),
);
const abroad = some.map((record, index) => ({ ...record, country: index === 5 ? 'IE' : 'GB' }));
await write(
  'filter-in-words',
  { hook: 'inputFilter' },
  abroad.map((record) => ({ options: { record, settings: {} } })),
);
await write(
  'branch-out-of-range',
  { hook: 'branching', setup: { branches: 2 } },
  abroad.map((record) => ({ options: { record, settings: {} } })),
);
