import { type Static, Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { CeligoError } from './context.ts';
import { keepsLength, type PageFacts } from './page-checks.ts';
import { breachCode } from './script.ts';
import type { StackHook } from './stack-hook.ts';
import { wrapperCalls, wrapperFunction } from './wrapper.ts';

/** What became of one record that a wrapper has submitted (C-308). */
export const WrapperImportItem = Type.Object(
  {
    /** 200 success, 422 data error, 401 connection offline; 200 with errors is partial success (C-309). */
    statusCode: Type.Enum([200, 401, 422], { rule: 'C-308' }),
    /** Id that the destination gave the record. */
    id: Type.Optional(Type.Union([Type.String(), Type.Number()], { rule: 'C-308' })),
    /** True when the record was left out. */
    ignored: Type.Optional(Type.Boolean({ rule: 'C-308' })),
    /** Errors of the record. */
    errors: Type.Optional(Type.Array(CeligoError, { rule: 'C-308' })),
  },
  { rule: 'C-308' },
);
/** What became of one record that a wrapper has submitted (C-308, C-309). */
export type WrapperImportItem = Omit<Static<typeof WrapperImportItem>, 'errors'> & {
  /** Errors of the record; with 200 they are logged but the record succeeds (C-308, C-309). */
  errors?: CeligoError[];
};

/** `options` of a wrapper's import (C-308). */
export const WrapperImportOptions = Type.Object(
  {
    /** The records before the mapping. */
    preMapData: Type.Optional(Type.Array(Type.Unknown(), { rule: 'C-308' })),
    /** The records to submit. */
    postMapData: Type.Array(Type.Unknown(), { rule: 'C-308' }),
  },
  { rule: 'C-308' },
);

/** `options` of a wrapper's import, with the author's own types for a record before and after the mapping (C-308). */
export interface WrapperImportOptions<In = unknown, Mapped = unknown> {
  /** The records before the mapping (C-308). */
  preMapData: In[];
  /** The records to submit (C-308). */
  postMapData: Mapped[];
}

/** The result of a wrapper's import: one element for each record, in the same order (C-308). */
export const WrapperImportResult = Type.Array(WrapperImportItem, { rule: 'C-308' });

/**
 * A wrapper's import as a stack has it (C-004).
 *
 * @example
 * const importRecords: WrapperImport<unknown, Item> = ({ postMapData }, callback) =>
 *   callback(null, postMapData.map((item) => ({ statusCode: 200, id: write(item) })));
 */
export type WrapperImport<In = unknown, Mapped = unknown> = StackHook<
  WrapperImportOptions<In, Mapped>,
  readonly WrapperImportItem[]
>;

/** The import of a Celigo wrapper: submits a page and says what became of each record (C-308, C-309). Stacks only. */
export const wrapperImport = defineContract<typeof WrapperImportOptions, typeof WrapperImportResult, PageFacts>({
  ...wrapperFunction('wrapperImport', 'C-308'),
  summary: 'Submits a page of a wrapper (stacks only); calls back with one element for each record.',
  input: WrapperImportOptions,
  output: WrapperImportResult,
  examples: {
    input: [
      { shows: 'a page of two', value: { preMapData: [{}, {}], postMapData: [{ sku: 'A' }, { sku: 'B' }] } },
      { shows: 'a page without the records before the mapping', value: { postMapData: [{ sku: 'A' }] } },
      { shows: 'an empty page', value: { preMapData: [], postMapData: [] } },
    ],
    output: [
      {
        shows: 'one record written and one refused',
        value: [
          { statusCode: 200, id: 5501 },
          { statusCode: 422, errors: [{ code: 'DUP_ITEM', message: 'is there already' }] },
        ],
      },
      {
        shows: 'partial success (C-309)',
        value: [{ statusCode: 200, id: '5501', errors: [{ code: 'NO_IMAGE', message: 'image was left out' }] }],
      },
      {
        shows: 'a record that was left out, and a connection that went offline',
        value: [
          { statusCode: 200, ignored: true },
          { statusCode: 401, errors: [{ code: 'offline', message: 'no route to host' }] },
        ],
      },
      { shows: 'the result for an empty page', value: [] },
    ],
  },
  antiExamples: {
    input: [
      { shows: 'no postMapData (C-308)', path: '', value: { preMapData: [] } },
      { shows: 'one record in place of the page', path: '/postMapData', value: { postMapData: { sku: 'A' } } },
    ],
    output: [
      { shows: 'an object that holds the list', path: '', value: { responses: [] } },
      { shows: '403, which a wrapper does not say (C-011)', path: '/0/statusCode', value: [{ statusCode: 403 }] },
      { shows: 'an element without a status', path: '/0', value: [{ id: 5501 }] },
      { shows: 'an element that is null', path: '/1', value: [{ statusCode: 200 }, null] },
    ],
  },
  calls: wrapperCalls('wrapperImport', 'import'),
  countRecords: (options) => options.postMapData.length,
  recordArrays: ['preMapData', 'postMapData'],
  facts: (options) => ({ records: options.postMapData.length }),
  checks: [keepsLength('the import of a wrapper', 'C-308')],
  outputRecords: 'items',
  breachCode,
});
