import { type Static, Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { CeligoError } from './context.ts';
import type { StackHook } from './stack-hook.ts';
import { wrapperCalls, wrapperFunction } from './wrapper.ts';

/** `options` of a wrapper's ping (C-305). */
export const WrapperPingOptions = Type.Object(
  {
    /** The connection to try, its secrets under `encrypted`. */
    connection: Type.Object(
      {
        encrypted: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-305' })),
        unencrypted: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-305' })),
      },
      { rule: 'C-305' },
    ),
    /** Id of the import that the connection is tried for. */
    _importId: Type.Optional(Type.String({ rule: 'C-305' })),
    /** Id of the export that the connection is tried for. */
    _exportId: Type.Optional(Type.String({ rule: 'C-305' })),
  },
  { rule: 'C-305' },
);

/** `options` of a wrapper's ping, with the author's own types for the connection (C-305). */
export type WrapperPingOptions<Unencrypted = Record<string, unknown>, Encrypted = Record<string, unknown>> = Omit<
  Static<typeof WrapperPingOptions>,
  'connection'
> & {
  /** The connection to try (C-305). */
  connection: {
    /** Its secrets; never log them. */
    encrypted: Encrypted;
    /** The rest of it. */
    unencrypted: Unencrypted;
  };
};

/** The result of a wrapper's ping: 200 online, 401 offline (C-011, C-305). */
export const WrapperPingResult = Type.Object(
  {
    /** 200 when the connection works, 401 when it does not. */
    statusCode: Type.Enum([200, 401], { rule: 'C-305' }),
    /** Why it does not. */
    errors: Type.Optional(Type.Array(CeligoError, { rule: 'C-305' })),
  },
  { rule: 'C-305' },
);
/** The result of a wrapper's ping: 200 online, 401 offline (C-011, C-305). */
export type WrapperPingResult = Omit<Static<typeof WrapperPingResult>, 'errors'> & {
  /** Why it does not work (C-305). */
  errors?: CeligoError[];
};

/**
 * A wrapper's ping as a stack has it (C-004).
 *
 * @example
 * const ping: WrapperPing<{ host: string }> = ({ connection }, callback) =>
 *   callback(null, { statusCode: connection.unencrypted.host === '' ? 401 : 200 });
 */
export type WrapperPing<Unencrypted = Record<string, unknown>, Encrypted = Record<string, unknown>> = StackHook<
  WrapperPingOptions<Unencrypted, Encrypted>,
  WrapperPingResult
>;

/** The ping of a Celigo wrapper: says whether a connection works (C-305). Stacks only. */
export const wrapperPing = defineContract<typeof WrapperPingOptions, typeof WrapperPingResult, null>({
  ...wrapperFunction('wrapperPing', 'C-305'),
  summary: 'Tries the connection of a wrapper (stacks only); calls back with {statusCode, errors}.',
  input: WrapperPingOptions,
  output: WrapperPingResult,
  examples: {
    input: [
      {
        shows: 'a connection that is tried for an export',
        value: {
          connection: { unencrypted: { host: 'erp.example' }, encrypted: { key: 'k' } },
          _exportId: '65a0000000000000000000f1',
        },
      },
      {
        shows: 'a connection that is tried for an import',
        value: { connection: { unencrypted: {}, encrypted: {} }, _importId: '65a0000000000000000000f2' },
      },
      { shows: 'a connection without secrets', value: { connection: { unencrypted: { host: 'erp.example' } } } },
    ],
    output: [
      { shows: 'a connection that works', value: { statusCode: 200 } },
      {
        shows: 'a connection that does not',
        value: { statusCode: 401, errors: [{ code: 'bad_key', message: 'key refused' }] },
      },
      { shows: 'an empty list of errors', value: { statusCode: 200, errors: [] } },
    ],
  },
  antiExamples: {
    input: [
      { shows: 'no connection (C-305)', path: '', value: { _exportId: '65a0000000000000000000f1' } },
      { shows: 'a connection as text', path: '/connection', value: { connection: 'erp.example' } },
    ],
    output: [
      { shows: '403, which a wrapper does not say (C-011)', path: '/statusCode', value: { statusCode: 403 } },
      { shows: 'no status (C-305)', path: '', value: { errors: [] } },
      { shows: 'true for "works"', path: '', value: true },
      { shows: 'an error as text (C-140)', path: '/errors/0', value: { statusCode: 401, errors: ['key refused'] } },
    ],
  },
  calls: wrapperCalls('wrapperPing', 'ping'),
  countRecords: () => 0,
  facts: () => null,
  checks: [],
  outputRecords: null,
  breachCode: null,
});
