import { type Static, Type } from 'typebox';
import { type Assumption, type Check, defineContract } from '../contract.ts';
import { readNextRequest } from './next-request.ts';
import { paginationAntiExamples, paginationExamples } from './pagination-examples.ts';
import { PaginationPage } from './pagination-page.ts';
import { parsePagination } from './read-pagination.ts';
import { isOfKind } from './recognise.ts';
import { hasKnownFields, hasNoCode, payloadIsModest, readResult, type ScriptFacts } from './result-checks.ts';
import { type ScriptInput, ScriptResult, scriptInputProperties } from './script.ts';
import { scriptAssumptions, scriptCalls, scriptLimits, scriptRulesOf, storedErrorOf } from './script-contract.ts';

/** What a pagination script receives, as a schema: `payload` holds request, response and what was saved of the page. */
export const PaginationInput = Type.Object(
  {
    ...scriptInputProperties,
    /** JSON text of the page, or the page itself (P-463); read it with `readPagination`. */
    payload: Type.Union([Type.String(), PaginationPage], { rule: 'P-463' }),
  },
  { rule: 'P-408' },
);

/** What a pagination script receives, with the author's own types for variables, metadata and flow variables (P-467). */
export type PaginationInput<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = Omit<ScriptInput<Variables, Meta, FlowVariables>, 'payload'> & {
  /** JSON text of the page, or the page itself (P-463); read it with `readPagination`. */
  payload: string | PaginationPage;
};

/** What a pagination script may return: JSON text of the next request in `payload` (P-464), `logs` are written (P-305). */
export type PaginationResult = Pick<ScriptResult, 'payload' | 'logs'>;

/**
 * A pagination script: assign it to `module.exports` (P-101). It runs after each page (P-460).
 *
 * @example
 * const script: PaginationScript = async (data) => {
 *   const { request, response } = readPagination(data);
 *   const next = findHeader(response.headers, 'x-next');
 *   return next === undefined ? lastPage() : nextPage({ ...request, url: next });
 * };
 */
export type PaginationScript<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = (data: PaginationInput<Variables, Meta, FlowVariables>) => Promise<PaginationResult> | PaginationResult;

/** P-461: a recorded payload must hold a page. */
const holdsPage: Check<null, Static<typeof PaginationInput>> = {
  name: 'holdsPage',
  rule: 'P-461',
  run({ payload }) {
    if (parsePagination(payload) !== null) return [];
    return [
      {
        code: 'bad-recording',
        rule: 'P-461',
        severity: 'error',
        path: '/payload',
        message: 'options.payload must be JSON text of { request, response: { headers, status_code }, payload }',
      },
    ];
  },
};

/** P-464 to P-468: the result asks for the next page, or says that there is none. */
const asksForPage: Check<ScriptFacts, Static<typeof ScriptResult>> = {
  name: 'asksForPage',
  rule: 'P-464',
  run(output, _facts, assumptions) {
    const result = readResult(output, assumptions);
    if (result === null) return [];
    const strict = assumptions['paginationMissingKey'] === 'error';
    if (!Object.hasOwn(result, 'payload')) {
      const said = Object.hasOwn(result, 'has_next_page');
      const severity = strict ? 'error' : 'warning';
      const message = `the result has no payload, so paging ends${said ? '; has_next_page counts only inside it' : ''}; return nextPage(request) or lastPage()`;
      return [{ code: 'bad-shape', rule: 'P-464', severity, path: '', message }];
    }
    const next = readNextRequest(result['payload']);
    const at = { code: 'bad-shape', path: '/payload' } as const;
    if (next.status === 'unreadable') {
      const severity = assumptions['paginationInvalid'] === 'endPaging' ? 'warning' : 'error';
      const effect = severity === 'error' ? 'the step fails' : 'paging ends';
      return [{ ...at, rule: 'P-468', severity, message: `payload ${next.why}, so ${effect} (paginationInvalid)` }];
    }
    const issues = next.loose
      ? [
          {
            ...at,
            rule: 'P-468',
            severity: 'warning',
            message: 'has_next_page is no boolean; return true or false',
          } as const,
        ]
      : [];
    if (next.missing.length === 0) return issues;
    const missing = next.missing.join(', ');
    if (next.status === 'last') {
      if (assumptions['paginationEndKeys'] !== 'required') return issues;
      const message = `payload lacks ${missing}, which the last page must have too (paginationEndKeys)`;
      return [...issues, { ...at, rule: 'P-465', severity: 'error', message }];
    }
    const message = strict
      ? `payload lacks ${missing} (paginationMissingKey); return the whole request`
      : `payload lacks ${missing}, taken from the request before (paginationMissingKey); return the whole request`;
    return [...issues, { ...at, rule: 'P-466', severity: strict ? 'error' : 'warning', message }];
  },
};

/** Patchworks' pagination script: reads a page and gives the request of the next one (P-408, P-460 to P-469). */
export const pagination = defineContract<typeof PaginationInput, typeof ScriptResult, ScriptFacts>({
  platform: 'patchworks',
  hook: 'pagination',
  summary: 'Runs after each page of an endpoint, and gives the request of the next page or ends paging.',
  input: PaginationInput,
  output: ScriptResult,
  examples: paginationExamples,
  antiExamples: paginationAntiExamples,
  calls: scriptCalls,
  failure: 'page',
  rules: scriptRulesOf({ threw: 'P-460', shape: 'P-301' }),
  limits: scriptLimits,
  misreadings: [
    {
      members: ['response', 'status'],
      ofOptions: false,
      rule: 'P-462',
      advice: 'response.status is the name in response scripts; read response.status_code',
    },
  ],
  assumptions: {
    ...scriptAssumptions,
    paginationInputForm: { rule: 'P-463', default: 'jsonText', choices: ['jsonText', 'object'] },
    paginationEndKeys: { rule: 'P-465', default: 'optional', choices: ['optional', 'required'] },
    paginationMissingKey: { rule: 'P-466', default: 'reusePrevious', choices: ['reusePrevious', 'error'] },
    paginationInvalid: { rule: 'P-468', default: 'failStep', choices: ['failStep', 'endPaging'] },
  } satisfies Readonly<Record<string, Assumption>>,
  recognises: (value) => isOfKind(value, 'pagination'),
  countRecords: () => 1,
  facts: ({ payload, meta }) => ({ payload: typeof payload === 'string' ? payload : null, meta: { ...meta } }),
  inputChecks: [holdsPage],
  checks: [hasNoCode, hasKnownFields({ beside: 'payload' }), asksForPage, payloadIsModest],
  outputRecords: null,
  storedError: storedErrorOf,
  breachCode: null,
});
