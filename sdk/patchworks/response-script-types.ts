import { type Static, Type } from 'typebox';
import {
  type ScriptInput,
  type ScriptResult,
  scriptInputProperties,
  scriptResultAnnotations,
  scriptResultProperties,
} from './script.ts';

/** The HTTP response that the script judges (P-213). */
export const PatchworksResponse = Type.Object(
  {
    /** By name, in the sender's casing; read them with `findHeader` (P-214). */
    headers: Type.Record(Type.String(), Type.Union([Type.String(), Type.Array(Type.String())], { rule: 'P-214' }), {
      rule: 'P-214',
    }),
    /** The body as text (P-213). */
    body: Type.String({ rule: 'P-213' }),
    /** The HTTP status; `status_code` belongs to pagination scripts (P-215). */
    status: Type.Number({ rule: 'P-215' }),
  },
  { rule: 'P-213' },
);
/** `response` as a script gets it: status, headers and body of the answer (P-213). */
export type PatchworksResponse = Static<typeof PatchworksResponse>;

/** What a response script receives, as a schema (P-201, P-213). */
export const ResponseScriptInput = Type.Object(
  {
    ...scriptInputProperties,
    /** The response that came, whatever its status (P-213, P-513). */
    response: PatchworksResponse,
  },
  { rule: 'P-403' },
);

/** What a response script receives: `data`, with the author's own types for variables, metadata and flow variables. */
export type ResponseScriptInput<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = ScriptInput<Variables, Meta, FlowVariables> & {
  /** The response that came, whatever its status (P-213, P-513). */
  response: PatchworksResponse;
};

/** What a response script may return, as a schema; everything can be left out (P-302). */
export const ResponseScriptResult = Type.Object(
  {
    ...scriptResultProperties,
    /** 0 go on, 1 retry the step, 2 retry the flow, 3 fail, 4 authenticate anew (P-501 to P-505). */
    response_code: Type.Optional(
      Type.Enum([0, 1, 2, 3, 4], { rule: 'P-512', assumption: 'invalidResponseCode', strict: ['strict'] }),
    ),
    /** A line for the run log that says why (P-307). */
    message: Type.Optional(Type.String({ rule: 'P-307' })),
  },
  scriptResultAnnotations,
);

/** What a response script may return, with the author's own types for variables, metadata and flow variables. */
export type ResponseScriptResult<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = ScriptResult<Variables, Meta, FlowVariables> &
  Pick<Static<typeof ResponseScriptResult>, 'response_code' | 'message'>;

/**
 * A response script: assign it to `module.exports` (P-101). Async is usual (P-102), a plain function is accepted (P-103).
 *
 * @example
 * const script: ResponseScript = async (data) =>
 *   data.response.status >= 500 ? retryStep(`upstream said ${data.response.status}`) : cont({ payload: data.payload });
 */
export type ResponseScript<
  Variables = Record<string, unknown>,
  Meta = Record<string, string>,
  FlowVariables = Record<string, unknown>,
> = (
  data: ResponseScriptInput<Variables, Meta, FlowVariables>,
) =>
  | Promise<ResponseScriptResult<Variables, Meta, FlowVariables>>
  | ResponseScriptResult<Variables, Meta, FlowVariables>;

/** What the checks of a response script know of the page; strings are immutable, so `payload` is no copy. */
export interface ResponseScriptFacts {
  readonly payload: string | null;
  /** HTTP status. */
  readonly status: number;
  /** Metadata as it came in. */
  readonly meta: Readonly<Record<string, string>>;
}
