import { type Static, Type } from 'typebox';
import { type Check, defineContract } from '../contract.ts';
import { readsOnly } from '../unread-keys.ts';
import { handleRequestAntiExamples, handleRequestExamples } from './handle-request-examples.ts';
import { celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';

/** `options` of handleRequest: the request as it came (C-285). */
export const HandleRequestOptions = Type.Object(
  {
    /** In upper case, such as `POST`. */
    method: Type.String({ pattern: '^[A-Z]+$', rule: 'C-285' }),
    /** By name. */
    headers: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-285' })),
    /** The query by name. */
    queryString: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-285' })),
    /** The body, parsed; absent when there is none. */
    body: Type.Optional(Type.Unknown({ rule: 'C-285' })),
    /** The body as text. */
    rawBody: Type.Optional(Type.String({ rule: 'C-285' })),
    /** Parts of the path by name; only newer documents know them. */
    pathParams: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-285' })),
    /** The query by name; only newer documents know it. */
    queryParams: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-285' })),
  },
  { rule: 'C-285' },
);

/** `options` of handleRequest with the author's own type for the parsed body (C-285). */
export interface HandleRequestOptions<Body = unknown> {
  /** In upper case, such as `POST` (C-285). */
  method: string;
  /** By name (C-285); what a value looks like is not said. */
  headers: Record<string, unknown>;
  /** The query by name (C-285). */
  queryString: Record<string, unknown>;
  /** The body, parsed; absent when there is none (C-285). */
  body?: Body;
  /** The body as text (C-285). */
  rawBody: string;
  /** Parts of the path by name; only newer documents know them (C-285). */
  pathParams?: Record<string, unknown>;
  /** The query by name; only newer documents know it (C-285). */
  queryParams?: Record<string, unknown>;
}

/** The result of handleRequest: the answer (C-286). */
export const HandleRequestResult = Type.Object(
  {
    /** HTTP status, such as 202. */
    statusCode: Type.Number({ rule: 'C-286' }),
    /** By name. */
    headers: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-286' })),
    /** A text as it is, or what becomes JSON. */
    body: Type.Optional(Type.Union([Type.String(), Type.Object({}), Type.Array(Type.Unknown())], { rule: 'C-286' })),
  },
  { rule: 'C-286' },
);
/** The answer that handleRequest gives (C-286). */
export type HandleRequestResult = Omit<Static<typeof HandleRequestResult>, 'body'> & {
  /** A text as it is, or what becomes JSON (C-286). */
  body?: string | object;
};

/**
 * A handleRequest function as a script has it (C-001): it answers a request to an API.
 *
 * @example
 * const handleRequest: HandleRequest<{ orderNo: string }> = ({ body }) =>
 *   body === undefined ? { statusCode: 400, body: { reason: 'no body' } } : { statusCode: 202, body: { accepted: true } };
 */
export type HandleRequest<Body = unknown> = (options: HandleRequestOptions<Body>) => HandleRequestResult;

/** C-286, C-287: what has no status is answered like a throw, and nobody says with which status. */
const answers: Check<null, unknown> = {
  name: 'answers',
  rule: 'C-287',
  run(output, _facts, { handleRequestThrowStatus }) {
    const isObject = typeof output === 'object' && output !== null;
    if (isObject && Object.hasOwn(output, 'statusCode')) return [];
    return [
      {
        code: 'assumed-rule',
        rule: 'C-287',
        severity: 'info',
        path: '',
        message: `the result has no statusCode, so the caller is taken to get status ${String(handleRequestThrowStatus)}, as after a throw (handleRequestThrowStatus)`,
      },
    ];
  },
};

/** Celigo's handleRequest: a script that answers the requests to an API (C-285 to C-288). */
export const handleRequest = defineContract<typeof HandleRequestOptions, typeof HandleRequestResult, null>({
  ...celigoHook('handleRequest'),
  summary: 'Answers a request to an API; returns {statusCode, headers, body}.',
  input: HandleRequestOptions,
  output: HandleRequestResult,
  examples: handleRequestExamples,
  antiExamples: handleRequestAntiExamples,
  calls: celigoCalls({ defaultNames: ['handleRequest'], forms: 'return' }),
  failure: 'call',
  rules: celigoRulesOf({ threw: 'C-287', shape: 'C-286' }),
  assumptions: { ...celigoAssumptions, handleRequestThrowStatus: { rule: 'C-287', default: 500 } },
  countRecords: () => 1,
  facts: () => null,
  inputChecks: [],
  checks: [answers, readsOnly({ rule: 'C-286', beside: 'statusCode', reads: ['statusCode', 'headers', 'body'] })],
  outputRecords: null,
  storedError: storedErrorOf('application'),
  breachCode: null,
});
