import { Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { type StepContext, stepContextProperties } from './context.ts';
import { arraysInStep, keepsLength, type PageFacts } from './page-checks.ts';
import { postResponseMapAntiExamples, postResponseMapExamples } from './post-response-map-examples.ts';
import { type ResponseItem, responseItemProperties } from './response-item.ts';
import { breachCode, celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';
import type { StackHook } from './stack-hook.ts';

/** What the step answered for one record (C-260): an import's response, or what a lookup has found. */
export const StepResponse = Type.Object(
  {
    ...responseItemProperties,
    /** What a lookup has found; absent for an import (C-260). */
    data: Type.Optional(Type.Array(Type.Unknown(), { rule: 'C-260' })),
  },
  { rule: 'C-260' },
);
/** What the step answered for one record, with the author's own types for what a lookup finds and an import answers (C-260). */
export type StepResponse<Found = unknown, Json = unknown> = ResponseItem<Json> & {
  /** What a lookup has found; absent for an import (C-260). */
  data?: Found[];
};

/** `options` of postResponseMap (C-260). */
export const PostResponseMapOptions = Type.Object(
  {
    ...stepContextProperties,
    /** The records with what the response mapping has added (C-260). */
    postResponseMapData: Type.Array(Type.Unknown(), { rule: 'C-260' }),
    /** What the step answered for each record (C-260). */
    responseData: Type.Array(StepResponse, { rule: 'C-260' }),
    /** Whether the step works on child records of each record (C-260). */
    oneToMany: Type.Optional(Type.Boolean({ rule: 'C-260' })),
    /** Where those are in a record (C-260). */
    pathToMany: Type.Optional(Type.String({ rule: 'C-260' })),
    /** Null in one kind of import; use `postResponseMapData` (C-267). */
    data: Type.Optional(Type.Unknown({ rule: 'C-267' })),
  },
  { rule: 'C-260' },
);

/** `options` of postResponseMap with the author's own types for a record, and for what a lookup finds and an import answers. */
export type PostResponseMapOptions<In = unknown, Found = unknown, Json = unknown> = StepContext & {
  /** The records with what the response mapping has added (C-260). */
  postResponseMapData: In[];
  /** What the step answered for each record (C-260). */
  responseData: StepResponse<Found, Json>[];
  /** Whether the step works on child records of each record (C-260). */
  oneToMany?: boolean;
  /** Where those are in a record (C-260). */
  pathToMany?: string;
};

/** The result of postResponseMap: a flat array with one element for each record; elements can be anything (C-261). */
export const PostResponseMapResult = Type.Array(Type.Unknown(), { rule: 'C-261' });

/**
 * A postResponseMap hook as a script has it (C-001). What it returns is what later steps see (C-264).
 *
 * @example
 * const postResponseMap: PostResponseMap<Order, { stock: number }> = (options) =>
 *   options.postResponseMapData.map((order, i) => ({ ...order, stock: options.responseData[i]?.data?.[0]?.stock ?? 0 }));
 */
export type PostResponseMap<In = unknown, Found = unknown, Json = unknown, Out = unknown> = (
  options: PostResponseMapOptions<In, Found, Json>,
) => readonly Out[];

/** A postResponseMap hook as a stack has it (C-004). */
export type PostResponseMapCallback<In = unknown, Found = unknown, Json = unknown, Out = unknown> = StackHook<
  PostResponseMapOptions<In, Found, Json>,
  readonly Out[]
>;

/** Celigo's postResponseMap: runs last in a step, and may change what later steps see (C-260 to C-268). */
export const postResponseMap = defineContract<typeof PostResponseMapOptions, typeof PostResponseMapResult, PageFacts>({
  ...celigoHook('postResponseMap'),
  summary: 'Runs after the response mapping of a step; returns the records as later steps see them, one for each.',
  input: PostResponseMapOptions,
  output: PostResponseMapResult,
  examples: postResponseMapExamples,
  antiExamples: postResponseMapAntiExamples,
  calls: celigoCalls({ defaultNames: ['postResponseMap'], forms: 'both' }),
  failure: 'page',
  rules: celigoRulesOf({ threw: 'C-006', shape: 'C-261' }),
  assumptions: {
    ...celigoAssumptions,
    postResponseMapErrorSource: { rule: 'C-152', default: 'response_mapping' },
    frozenRecords: { rule: 'C-266', default: false },
  },
  countRecords: (options) => options.postResponseMapData.length,
  recordArrays: ['postResponseMapData', 'responseData'],
  facts: (options) => ({ records: options.postResponseMapData.length }),
  frozen: (assumptions) => (assumptions['frozenRecords'] === true ? ['postResponseMapData'] : []),
  inputChecks: [
    arraysInStep({
      names: ['postResponseMapData', 'responseData'],
      rule: 'C-260',
      // Whether the answers are those of the children or of their parents is not said.
      exempts: ({ oneToMany }) => oneToMany === true,
    }),
  ],
  checks: [keepsLength('postResponseMap')],
  outputRecords: 'items',
  storedError: storedErrorOf((assumptions) => String(assumptions['postResponseMapErrorSource'])),
  breachCode,
});
