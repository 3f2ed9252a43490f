import { type Static, Type } from 'typebox';
import { type Check, defineContract } from '../contract.ts';
import { CeligoError } from './context.ts';
import type { StackHook } from './stack-hook.ts';
import { wrapperCalls, wrapperFunction } from './wrapper.ts';
import { wrapperExportAntiExamples, wrapperExportExamples } from './wrapper-export-examples.ts';

/** `options` of a wrapper's export (C-306). Which of them are passed is not said, so all can be missing. */
export const WrapperExportOptions = Type.Object(
  {
    /** Kind of export, such as `delta`. */
    type: Type.Optional(Type.String({ rule: 'C-306' })),
    /** Where a delta export starts. */
    delta: Type.Optional(
      Type.Object(
        {
          /** Field that holds the time of the last change. */
          dateField: Type.Optional(Type.String({ rule: 'C-306' })),
          /** Milliseconds since 1970. */
          lastExecutionTime: Type.Optional(Type.Number({ rule: 'C-306' })),
        },
        { rule: 'C-306' },
      ),
    ),
    /** Of a once export; what is in it is not documented. */
    once: Type.Optional(Type.Unknown({ rule: 'C-306' })),
    /** Of a test export. */
    test: Type.Optional(
      Type.Object(
        {
          /** Most records to give. */
          limit: Type.Optional(Type.Number({ rule: 'C-306' })),
        },
        { rule: 'C-306' },
      ),
    ),
    /** What the call before has called back as `state`. */
    state: Type.Optional(Type.Unknown({ rule: 'C-306' })),
    /** What is in it is not documented. */
    data: Type.Optional(Type.Unknown({ rule: 'C-306' })),
  },
  { rule: 'C-306' },
);

/** `options` of a wrapper's export, with the author's own type for the state (C-306). */
export type WrapperExportOptions<State = unknown> = Omit<Static<typeof WrapperExportOptions>, 'state'> & {
  /** What the call before has called back as `state`; absent in the first call (C-306). */
  state?: State;
};

/** The result of a wrapper's export: a page, and how to go on (C-306). */
export const WrapperExportResult = Type.Object(
  {
    /** The records of the page. */
    data: Type.Optional(Type.Array(Type.Unknown(), { rule: 'C-306' })),
    /** Errors of records. */
    errors: Type.Optional(Type.Array(CeligoError, { rule: 'C-306' })),
    /** Whether this was the last page; the function is called again until it is true. */
    lastPage: Type.Optional(Type.Boolean({ rule: 'C-306' })),
    /** What the next call is passed as `state`. */
    state: Type.Optional(Type.Unknown({ rule: 'C-306' })),
    /** True when the connection is offline. */
    connectionOffline: Type.Optional(Type.Boolean({ rule: 'C-306' })),
  },
  { rule: 'C-306' },
);
/** The result of a wrapper's export, with the author's own types for a record and the state (C-306). */
export type WrapperExportResult<Out = unknown, State = unknown> = Omit<
  Static<typeof WrapperExportResult>,
  'data' | 'errors' | 'state' | 'connectionOffline'
> & {
  /** Errors of records (C-306). */
  errors?: CeligoError[];
  /** What the next call is passed as `state` (C-306). */
  state?: State;
} & (
    | {
        /** The records of the page, `[]` when there are none (C-306). */
        data: readonly Out[];
        /** True when the connection is offline (C-306). */
        connectionOffline?: boolean;
      }
    | {
        /** A connection that is offline needs no records (C-306). */
        data?: readonly Out[];
        /** True when the connection is offline (C-306). */
        connectionOffline: true;
      }
  );

/**
 * A wrapper's export as a stack has it (C-004): it is called again until `lastPage` is true (C-306). The same answer more
 * than 5 times is taken for an endless loop (C-307).
 *
 * @example
 * const exportRecords: WrapperExport<Item, { page: number }> = ({ state }, callback) => {
 *   const page = state?.page ?? 1;
 *   callback(null, { data: readPage(page), lastPage: page === 3, state: { page: page + 1 } });
 * };
 */
export type WrapperExport<Out = unknown, State = unknown> = StackHook<
  WrapperExportOptions<State>,
  WrapperExportResult<Out, State>
>;

/** C-306: a page has records, or the connection is offline. */
const givesPage: Check<null, unknown> = {
  name: 'givesPage',
  rule: 'C-306',
  run(output) {
    if (typeof output !== 'object' || output === null || Array.isArray(output)) return [];
    if (Object.hasOwn(output, 'data')) return [];
    if (Object.getOwnPropertyDescriptor(output, 'connectionOffline')?.value === true) return [];
    const message = 'result lacks data; return the records of the page as data, [] when there are none';
    return [{ code: 'bad-shape', rule: 'C-306', severity: 'error', path: '', message }];
  },
};

/** The export of a Celigo wrapper: gives one page after another (C-306, C-307). Stacks only. */
export const wrapperExport = defineContract<typeof WrapperExportOptions, typeof WrapperExportResult, null>({
  ...wrapperFunction('wrapperExport', 'C-306'),
  summary: 'Gives a page of a wrapper (stacks only); calls back with {data, errors, lastPage, state}.',
  input: WrapperExportOptions,
  output: WrapperExportResult,
  examples: wrapperExportExamples,
  antiExamples: wrapperExportAntiExamples,
  calls: wrapperCalls('wrapperExport', 'export'),
  countRecords: () => 0,
  facts: () => null,
  checks: [givesPage],
  outputRecords: null,
  breachCode: null,
});
