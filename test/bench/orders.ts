import { makeRandom } from '../../emulator/sandbox/random.ts';

/** What a page of the benchmark holds: plain JSON, about 2.3 KB a record over the three arrays. */
export interface OrderPage {
  readonly preMapData: readonly object[];
  readonly postMapData: readonly object[];
  readonly responseData: readonly object[];
  readonly settings: { readonly import: { readonly way?: string }; readonly [level: string]: object };
}

/** Pages of orders that a shop sends to a warehouse system, and what that answered. */
export interface OrderSource {
  /** The next page. */
  next(records: number): OrderPage;
}

/** The part of an order that the import's mapping reads. */
interface Order {
  readonly orderNo: string;
  readonly placedAt: string;
  readonly customer: { readonly email: string };
  readonly shipping: { readonly [field in 'name' | 'street' | 'town' | 'postcode' | 'service']: string };
  readonly lines: readonly {
    readonly sku: string;
    readonly title: string;
    readonly qty: number;
    readonly price: number;
  }[];
  readonly total: number;
  readonly note: string;
}

const createdAt = Date.UTC(2026, 2, 4, 9);
const firstNames = ['Ada', 'Bela', 'Cleo', 'Dario', 'Elif', 'Finn', 'Greta', 'Hugo', 'Ines', 'Jona'] as const;
const lastNames = ['Ashdown', 'Birchall', 'Carraway', 'Dunmore', 'Eastgate', 'Fairfield', 'Greenhalgh'] as const;
const accentedNames = ['Ödön', 'Łucja', 'Zoë', 'Søren', 'François'] as const;
const streets = ['Quay Street', 'Mill Lane', 'Harbour Road', 'Orchard Close', 'Kiln Hill'] as const;
const towns = ['Leeds', 'Bristol', 'Dundee', 'Cardiff', 'Norwich'] as const;
const carriers = ['NORTHPOST', 'PARCELAND', 'QUICKVAN'] as const;
const goods = [
  ['PENCIL-HB', 'Pencil HB, box of 12', 4.2],
  ['ERASER-S', 'Eraser, small', 0.8],
  ['RULER-30', 'Ruler, 30 cm', 2.15],
  ['NOTE-A5', 'Notebook A5, ruled', 3.6],
  ['INK-BLUE', 'Ink cartridge, blue', 5.95],
  ['LAMP-DESK', 'Desk lamp, brass', 48],
] as const;
const notes = [
  'Please ring the bell at the side entrance, the front door is blocked by the scaffolding until the end of the month.',
  'This is a gift: leave the invoice out of the parcel and send it by mail. The card should say: with best wishes from all.',
  'If the desk lamp is not on stock do not wait for it, send the rest at once and refund the difference, as agreed by phone.',
] as const;
const descriptions = [
  'Sold in recyclable packing, made in small batches; store in a dry place away from direct sunlight',
  'Our best-selling item of this range, now with a new finish and a guarantee of five years on all parts',
  'Replaces the older model of the same name; fits all holders and stands that were sold since 2019',
] as const;
const refusals = [
  ['INVALID_FIELD', 'email is not a valid address; the order was not created'],
  ['OUT_OF_STOCK', 'line 2 is out of stock; no replacement is set; the order was not created'],
  ['DUPLICATE', 'an order with this reference exists; use update instead'],
] as const;

/**
 * Starts a source of pages; the same seed gives the same pages on every machine.
 * `accents`: one name in twenty has letters beyond ASCII, which takes away the cheap way to decode (S-188).
 */
export function makeOrders(seed: string, { accents = false }: { readonly accents?: boolean } = {}): OrderSource {
  const random = makeRandom(`bench:${seed}`);
  let made = 0;

  function upTo(most: number): number {
    return Math.floor(random() * most);
  }

  function pick<List extends readonly [unknown, ...unknown[]]>(from: List): List[number] {
    return from[upTo(from.length)] ?? from[0];
  }

  function makeOrder() {
    const given = accents && random() < 0.05 ? pick(accentedNames) : pick(firstNames);
    const name = `${given} ${pick(lastNames)}`;
    const address = { name, street: `${1 + upTo(200)} ${pick(streets)}`, town: pick(towns), postcode: postcode() };
    const lines = Array.from({ length: 1 + upTo(4) }, (_, index) => {
      const [sku, title, price] = pick(goods);
      const qty = 1 + upTo(5);
      const image = `https://images.example.com/catalogue/2026/spring/large/${sku.toLowerCase()}-front.webp?width=1200`;
      return { id: made * 10 + index, sku, title, qty, price, taxRate: 0.2, image, description: pick(descriptions) };
    });
    made += 1;
    return {
      orderNo: `AF-${10_000 + made}`,
      channel: pick(['web', 'phone', 'store']),
      currency: 'GBP',
      placedAt: new Date(createdAt - upTo(86_400_000)).toISOString(),
      updatedAt: new Date(createdAt - upTo(3_600_000)).toISOString(),
      customer: { id: 70_000 + upTo(9_000), name, email: `customer-${made}@example.com`, newsletter: random() < 0.5 },
      billing: address,
      shipping: { ...address, service: pick(['standard', 'express']), instructions: 'Leave with a neighbour if out' },
      lines,
      total: Math.round(lines.reduce((sum, { qty, price }) => sum + qty * price, 0) * 100) / 100,
      tags: `retail, ${pick(['returning', 'new'])}, ${pick(['spring', 'clearance'])}`,
      note: pick(notes),
      landingPage: `https://shop.example.com/collections/${pick(['desk', 'paper', 'gifts'])}?source=newsletter&campaign=spring`,
    };
  }

  function postcode(): string {
    return `LS${1 + upTo(28)} ${1 + upTo(9)}AB`;
  }

  function makeAnswer(index: number): object {
    const chance = random();
    if (chance < 0.04) return { statusCode: 200, errors: [], ignored: true };
    if (chance < 0.12) {
      const [code, message] = pick(refusals);
      const error = { code, message, source: 'application', retryDataKey: `rk-${made}-${index}` };
      return { statusCode: 422, errors: [error], ignored: false };
    }
    const id = 550_000 + made + index;
    const parcels = Array.from({ length: 1 + upTo(2) }, () => ({
      carrier: pick(carriers),
      tracking: `TRK${100_000_000 + upTo(899_999_999)}`,
      weight: upTo(9_000) / 1000,
    }));
    return { statusCode: 200, errors: [], ignored: false, id, _json: { order: { id, number: `WH-${id}`, parcels } } };
  }

  return {
    next(records) {
      const orders = Array.from({ length: records }, makeOrder);
      return {
        preMapData: orders,
        postMapData: orders.map(mapOrder),
        responseData: orders.map((_order, index) => makeAnswer(index)),
        ...context,
      };
    },
  };
}

function mapOrder({ orderNo, placedAt, customer, shipping, lines, total, note }: Order): object {
  return {
    reference: orderNo,
    date: placedAt.slice(0, 10),
    contact: customer.email,
    deliverTo: {
      name: shipping.name,
      line1: shipping.street,
      city: shipping.town,
      code: shipping.postcode,
      country: 'GB',
    },
    service: shipping.service.toUpperCase(),
    items: lines.map(({ sku, title, qty, price }) => ({
      code: sku,
      description: title,
      quantity: qty,
      unitPrice: price,
    })),
    value: { amount: total, currency: 'GBP' },
    remarks: note,
  };
}

const context = {
  _importId: '65a0000000000000000000f2',
  _connectionId: '65a0000000000000000000c1',
  _integrationId: '65a0000000000000000000a1',
  _flowId: '65a0000000000000000000b1',
  testMode: false,
  settings: { integration: {}, flowGrouping: {}, flow: { warehouse: 'LEEDS' }, import: {}, connection: {} },
  job: { _id: '65a0000000000000000000d2', type: 'import', startedAt: new Date(createdAt).toISOString() },
};
