import { type Static, Type } from 'typebox';
import { defineContract } from '../contract.ts';
import { type ImportContext, importContextProperties } from './context.ts';
import { postAggregateAntiExamples, postAggregateExamples } from './post-aggregate-examples.ts';
import { celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';
import type { NoResult, StackHook } from './stack-hook.ts';
import { returnsNothing } from './unread-result.ts';

/** What became of the aggregated file (C-250). */
export const PostAggregateData = Type.Object(
  {
    /** Whether the file was written. */
    success: Type.Boolean({ rule: 'C-250' }),
    /** What the destination says of the file, such as its name. */
    _json: Type.Record(Type.String(), Type.Unknown(), { rule: 'C-250' }),
    /** Code of the error when it was not written. */
    code: Type.Optional(Type.String({ rule: 'C-250' })),
    /** Text of that error. */
    message: Type.Optional(Type.String({ rule: 'C-250' })),
    /** Who found it. */
    source: Type.Optional(Type.String({ rule: 'C-250' })),
  },
  { rule: 'C-250' },
);
/** What became of the aggregated file; nothing that a hook changes in it is read (C-250, C-251). */
export type PostAggregateData<Json = Record<string, unknown>> = Readonly<
  Omit<Static<typeof PostAggregateData>, '_json'> & {
    /** What the destination says of the file, such as its name (C-250). */
    _json: Json;
  }
>;

/** `options` of postAggregate (C-250). */
export const PostAggregateOptions = Type.Object(
  {
    ...importContextProperties,
    /** What became of the file. */
    postAggregateData: PostAggregateData,
  },
  { rule: 'C-250' },
);

/** `options` of postAggregate with the author's own type for what the destination says of the file. */
export type PostAggregateOptions<Json = Record<string, unknown>> = ImportContext & {
  /** What became of the file (C-250). */
  readonly postAggregateData: PostAggregateData<Json>;
};

/** The result of postAggregate: nothing is read of it (C-251). */
export const PostAggregateResult = Type.Unknown({ rule: 'C-251' });

/**
 * A postAggregate hook as a script has it (C-001): it returns nothing (C-251).
 *
 * @example
 * const postAggregate: PostAggregate<{ fileName: string }> = ({ postAggregateData }) => {
 *   console.log(`wrote ${postAggregateData._json.fileName}`);
 * };
 */
export type PostAggregate<Json = Record<string, unknown>> = (options: PostAggregateOptions<Json>) => NoResult;

/** A postAggregate hook as a stack has it (C-004). */
export type PostAggregateCallback<Json = Record<string, unknown>> = StackHook<PostAggregateOptions<Json>, undefined>;

/**
 * Celigo's postAggregate: runs when an import has written the file that it collected all pages into (C-250 to C-252).
 * A throw is fatal (C-251).
 */
export const postAggregate = defineContract<typeof PostAggregateOptions, typeof PostAggregateResult, null>({
  ...celigoHook('postAggregate'),
  summary: 'Runs when an import has written its aggregated file; nothing that it returns is read.',
  input: PostAggregateOptions,
  output: PostAggregateResult,
  examples: postAggregateExamples,
  antiExamples: postAggregateAntiExamples,
  calls: celigoCalls({ defaultNames: ['postAggregate'], forms: 'both' }),
  failure: 'flow',
  rules: celigoRulesOf({ threw: 'C-251', shape: 'C-250' }),
  assumptions: celigoAssumptions,
  countRecords: () => 0,
  facts: () => null,
  inputChecks: [],
  checks: [returnsNothing('postAggregate', 'C-251')],
  outputRecords: null,
  storedError: storedErrorOf('post_aggregate_hook'),
  breachCode: null,
});
