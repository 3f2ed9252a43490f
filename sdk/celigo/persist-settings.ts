import { type Static, Type } from 'typebox';
import { defineContract } from '../contract.ts';
import {
  type StackFunctionOptions,
  stackFunction,
  stackFunctionAntiExamples,
  stackFunctionExamples,
} from './stack-function.ts';
import type { StackHook } from './stack-hook.ts';

/** The result of persistSettings, as far as it is known (C-302). */
export const PersistSettingsResult = Type.Object(
  {
    /** Whether it went well. */
    success: Type.Boolean({ rule: 'C-302' }),
    /** What is pending; its content is not documented. */
    pending: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-302' })),
  },
  { rule: 'C-302' },
);
/** What persistSettings calls back with, as far as it is known (C-302). */
export type PersistSettingsResult = Static<typeof PersistSettingsResult>;

/**
 * A persistSettings function as a stack has it (C-004, C-302); an error keeps the old settings.
 *
 * @example
 * const persistSettings: PersistSettings = (_options, callback) => callback(null, { success: true, pending: {} });
 */
export type PersistSettings = StackHook<StackFunctionOptions, PersistSettingsResult>;

/** Celigo's persistSettings of the 1.0 contract (C-302). Stacks only. */
export const persistSettings = defineContract<typeof StackFunctionOptions, typeof PersistSettingsResult, null>({
  ...stackFunction('persistSettings'),
  summary: 'Runs when settings of the 1.0 contract are saved (stacks only); an error keeps the old ones.',
  output: PersistSettingsResult,
  examples: {
    input: stackFunctionExamples,
    output: [
      { shows: 'settings that were saved', value: { success: true, pending: {} } },
      { shows: 'settings that were not', value: { success: false } },
      { shows: 'something that is pending', value: { success: true, pending: { warehouse: 'LEEDS' } } },
    ],
  },
  antiExamples: {
    input: stackFunctionAntiExamples,
    output: [
      { shows: 'true for "saved" (C-302)', path: '', value: true },
      { shows: 'success as text', path: '/success', value: { success: 'true' } },
      { shows: 'pending as a list', path: '/pending', value: { success: true, pending: [] } },
      { shows: 'no result at all: undefined arrives as null', path: '', value: null },
    ],
  },
});
