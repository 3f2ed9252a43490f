import { type Static, Type } from 'typebox';
import { type Check, defineContract } from '../contract.ts';
import { readsOnly } from '../unread-keys.ts';
import { CeligoError, type ExportContext, exportContextProperties, exportDateProperties } from './context.ts';
import { arraysInStep } from './page-checks.ts';
import { preSavePageAntiExamples, preSavePageExamples } from './pre-save-page-examples.ts';
import { recordOrGroup } from './record.ts';
import { breachCode, celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';
import type { StackHook } from './stack-hook.ts';

/** What is kept of a failed record so that it can be retried: a value of `retryData` (C-201). */
export const RetryData = Type.Object(
  {
    /** The record, or what was to become one. */
    data: Type.Unknown({ rule: 'C-201' }),
    /** Where it failed, in the platform's words. */
    stage: Type.Optional(Type.String({ rule: 'C-201' })),
    /** The record's unique id through all steps; it is here and not in the error (C-141). */
    traceKey: Type.Optional(Type.String({ rule: 'C-141' })),
  },
  { rule: 'C-201' },
);
/** What is kept of a failed record so that it can be retried: a value of `retryData` (C-201). */
export type RetryData = Static<typeof RetryData>;

/** Apart from their schema: the runner has no schemas, and a check names the keys. */
const optionProperties = {
  ...exportContextProperties,
  ...exportDateProperties,
  /** The records of the page; arrays of rows when the export groups them (C-211). */
  data: Type.Array(recordOrGroup('C-211'), { rule: 'C-201' }),
  /** Errors that fetching, parsing or the stages before have left; handed on by returning them (C-201). */
  errors: Type.Optional(Type.Array(CeligoError, { rule: 'C-201' })),
  /** What can be retried, by the `retryDataKey` of the errors (C-201). */
  retryData: Type.Optional(Type.Record(Type.String(), RetryData, { rule: 'C-201' })),
  /** One element for each element of `data`; file exports only (C-201). */
  files: Type.Optional(
    Type.Array(
      Type.Object({ fileMeta: Type.Record(Type.String(), Type.Unknown(), { rule: 'C-201' }) }, { rule: 'C-201' }),
      { rule: 'C-201' },
    ),
  ),
  /** Number of the page in the running export, from 0 (C-202). */
  pageIndex: Type.Optional(Type.Integer({ minimum: 0, rule: 'C-202' })),
  /** True in a preview; 1.0 stacks only (C-112). */
  preview: Type.Optional(Type.Boolean({ rule: 'C-112' })),
};

/** `options` of preSavePage (C-201). */
export const PreSavePageOptions = Type.Object(optionProperties, { rule: 'C-201' });

/** `options` of preSavePage with the author's own type for a record (or for a group: an array of rows, C-211). */
export type PreSavePageOptions<In = unknown> = ExportContext & ExportDates<string> & PreSavePageGiven<In>;

/** `options` of preSavePage in the stack form, where the dates are `Date` objects (C-210). */
export type PreSavePageStackOptions<In = unknown> = ExportContext &
  ExportDates<Date> &
  PreSavePageGiven<In> & {
    /** True in a preview; 1.0 stacks only (C-112). */
    preview?: boolean;
  };

interface PreSavePageGiven<In> {
  /** The records of the page; arrays of rows when the export groups them (C-211). */
  data: In[];
  /** Errors that fetching, parsing or the stages before have left; handed on by returning them (C-201). */
  errors: CeligoError[];
  /** What can be retried, by the `retryDataKey` of the errors; absent when there is nothing (C-113, C-201). */
  retryData?: Record<string, RetryData>;
  /** One element for each element of `data`; file exports only (C-201). */
  files?: {
    /** What is known of the file that the element came from (C-201). */
    fileMeta: {
      /** Its name (C-201). */
      fileName?: string;
      [key: string]: unknown;
    };
  }[];
  /** Number of the page in the running export, from 0 (C-202). */
  pageIndex: number;
}

interface ExportDates<DateForm> {
  /** Start of the window of a delta export; absent in others, and guard for null (C-201, C-213). */
  lastExportDateTime?: DateForm | null;
  /** End of the window of a delta export; absent in others, and guard for null (C-201, C-213). */
  currentExportDateTime?: DateForm | null;
}

/** See `optionProperties`. */
const resultProperties = {
  /** The records that go on: as many as the hook likes (C-205), none included (C-206). */
  data: Type.Array(recordOrGroup('C-203'), { rule: 'C-203' }),
  /** Errors to log: those of `options` and the hook's own. */
  errors: Type.Optional(Type.Array(CeligoError, { rule: 'C-203' })),
  /** True stops asking for further pages; this one still goes on (C-207). */
  abort: Type.Optional(Type.Boolean({ rule: 'C-207' })),
  /** New errors that can be retried, each with its record (C-203). */
  newErrorsAndRetryData: Type.Optional(
    Type.Array(
      Type.Object(
        {
          /** The record itself. */
          retryData: recordOrGroup('C-203'),
          /** What is wrong with it. */
          errors: Type.Array(CeligoError, { rule: 'C-203' }),
        },
        { rule: 'C-203' },
      ),
      { rule: 'C-203' },
    ),
  ),
};

/** The result of preSavePage (C-203): the page as it goes on. */
export const PreSavePageResult = Type.Object(resultProperties, { rule: 'C-203' });

/** The result of preSavePage with the author's own type for a record as it goes on (C-203). */
export interface PreSavePageResult<Out = unknown> {
  /** The records that go on: as many as the hook likes (C-205), none included (C-206). */
  data: readonly Out[];
  /** Errors to log: those of `options` and the hook's own (C-203). */
  errors: readonly CeligoError[];
  /** True stops asking for further pages; this one still goes on (C-207). */
  abort?: boolean;
  /** New errors that can be retried, each with its record (C-203). */
  newErrorsAndRetryData?: readonly {
    /** The record itself. */
    retryData: Out;
    /** What is wrong with it. */
    errors: readonly CeligoError[];
  }[];
}

/**
 * A preSavePage hook as a script has it (C-001).
 *
 * @example
 * const preSavePage: PreSavePage<Line> = (options) => ({
 *   data: options.data.filter((line) => line.qty > 0),
 *   errors: options.errors,
 * });
 */
export type PreSavePage<In = unknown, Out = unknown> = (options: PreSavePageOptions<In>) => PreSavePageResult<Out>;

/** A preSavePage hook as a stack has it (C-004). */
export type PreSavePageCallback<In = unknown, Out = unknown> = StackHook<
  PreSavePageStackOptions<In>,
  PreSavePageResult<Out>
>;

/** What the check of preSavePage knows of the page. */
interface PreSavePageFacts {
  /** Errors that the page came with. */
  readonly errors: number;
}

/** C-203: errors are logged when they are returned. Nobody knows what becomes of a result without the list (C-204). */
const keepsErrors: Check<PreSavePageFacts, unknown> = {
  name: 'keepsErrors',
  rule: 'C-203',
  run(output, { errors }) {
    if (typeof output !== 'object' || output === null || Array.isArray(output)) return [];
    if (errors === 0 || Object.hasOwn(output, 'errors')) return [];
    return [
      {
        code: 'bad-shape',
        rule: 'C-203',
        severity: 'warning',
        path: '',
        message: `the page came with ${errors === 1 ? 'an error' : `${errors} errors`} and the result has no errors, so nothing hands them on; return errors: options.errors`,
      },
    ];
  },
};

/**
 * Celigo's preSavePage: runs when an export or lookup has a page ready, and may change all of it (C-201 to C-213).
 * A throw stops the flow (C-007).
 */
export const preSavePage = defineContract<typeof PreSavePageOptions, typeof PreSavePageResult, PreSavePageFacts>({
  ...celigoHook('preSavePage'),
  summary: 'Runs when an export has a page ready; returns {data, errors}, with as many records as it likes.',
  input: PreSavePageOptions,
  output: PreSavePageResult,
  examples: preSavePageExamples,
  antiExamples: preSavePageAntiExamples,
  calls: celigoCalls({
    defaultNames: ['preSavePage'],
    forms: 'both',
    datesInCallbackForm: ['lastExportDateTime', 'currentExportDateTime'],
  }),
  failure: 'flow',
  rules: celigoRulesOf({ threw: 'C-007', shape: 'C-203' }),
  assumptions: celigoAssumptions,
  countRecords: (options) => options.data.length,
  recordArrays: ['data'],
  facts: (options) => ({ errors: options.errors?.length ?? 0 }),
  inputChecks: [arraysInStep({ names: ['data', 'files'], rule: 'C-201' })],
  checks: [
    keepsErrors,
    readsOnly({
      rule: 'C-203',
      beside: 'data',
      reads: Object.keys(resultProperties),
      // Hooks that hand their options back lose nothing.
      leaves: Object.keys(optionProperties),
    }),
  ],
  outputRecords: null,
  storedError: storedErrorOf('pre_save_page_hook'),
  breachCode,
});
