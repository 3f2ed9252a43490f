import type { Contract, JsonValue } from '../contract.ts';

const noSku: JsonValue = { code: 'no_sku', message: 'sku is empty' };

/** Results of preMap and postMap; they run as tests. */
export const elementExamples: Contract['examples']['output'] = [
  {
    shows: 'a record that goes on, one that fails and one that is skipped here (C-009)',
    value: [{ data: { sku: 'PENCIL-HB', qty: 4 } }, { errors: [noSku] }, {}],
  },
  { shows: 'a record that goes on with an error logged (C-009)', value: [{ data: { sku: 'X' }, errors: [noSku] }] },
  { shows: 'a record that fails, its data null (C-223)', value: [{ data: null, errors: [noSku] }] },
  { shows: 'a group of rows (C-226)', value: [{ data: [{ line: 1 }, { line: 2 }] }] },
  { shows: 'the result for an empty page', value: [] },
];

/** Results that the schema of preMap and postMap refuses. */
export const elementAntiExamples: Contract['antiExamples']['output'] = [
  { shows: 'the result of preSavePage (C-853)', path: '', value: { data: [{ sku: 'PENCIL-HB' }], errors: [] } },
  { shows: 'no result at all: undefined arrives as null', path: '', value: null },
  { shows: 'errors that are no list', path: '/0/errors', value: [{ errors: noSku }] },
  { shows: 'errors as null where absent is meant (C-113)', path: '/0/errors', value: [{ data: {}, errors: null }] },
  { shows: 'an error as text (C-140)', path: '/1/errors/0', value: [{}, { errors: ['sku is empty'] }] },
  { shows: 'an error without a code (C-140)', path: '/0/errors/0', value: [{ errors: [{ message: 'sku is empty' }] }] },
];
