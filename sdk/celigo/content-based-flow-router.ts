import { Type } from 'typebox';
import { type Check, defineContract } from '../contract.ts';
import {
  contentBasedFlowRouterAntiExamples,
  contentBasedFlowRouterExamples,
} from './content-based-flow-router-examples.ts';
import { nameType } from './name-type.ts';
import { celigoAssumptions, celigoCalls, celigoHook, celigoRulesOf, storedErrorOf } from './script.ts';

/** `options` of contentBasedFlowRouter: the message as it came (C-290). */
export const ContentBasedFlowRouterOptions = Type.Object(
  {
    /** Headers of the request, their names in lower case. */
    httpHeaders: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-290' })),
    /** Headers of the message, their names in lower case. */
    mimeHeaders: Type.Optional(Type.Record(Type.String(), Type.Unknown(), { rule: 'C-290' })),
    /** The message as text. */
    rawMessageBody: Type.String({ rule: 'C-290' }),
  },
  { rule: 'C-290' },
);

/** `options` of contentBasedFlowRouter (C-290). */
export interface ContentBasedFlowRouterOptions {
  /** Headers of the request, their names in lower case (C-290). */
  httpHeaders: Record<string, unknown>;
  /** Headers of the message, their names in lower case (C-290). */
  mimeHeaders: Record<string, unknown>;
  /** The message as text (C-290). */
  rawMessageBody: string;
}

/** The result of contentBasedFlowRouter: where the message goes (C-290), or null for nowhere (C-291). */
export const ContentBasedFlowRouterResult = Type.Union(
  [
    Type.Null(),
    // Its two ids are looked at by a check: a union cannot say which of them is missing.
    Type.Object({}),
  ],
  { rule: 'C-290' },
);
/** The flow and the export in it that a message enters (C-290). Null for none is not documented (C-291). */
export type ContentBasedFlowRouterResult = {
  /** Id of the flow (C-290). */
  _flowId: string;
  /** Id of the export in it that takes the message (C-290). */
  _exportId: string;
} | null;

/**
 * A contentBasedFlowRouter function as a script has it (C-001): it names the flow that a message enters, and throws when
 * there is none (C-290).
 *
 * @example
 * const contentBasedFlowRouter: ContentBasedFlowRouter = ({ httpHeaders }) => {
 *   if (httpHeaders['as2-from'] !== 'ALDERFINCH') throw new Error('unknown partner');
 *   return { _flowId: '65a0000000000000000000b1', _exportId: '65a0000000000000000000f1' };
 * };
 */
export type ContentBasedFlowRouter = (options: ContentBasedFlowRouterOptions) => ContentBasedFlowRouterResult;

/** C-290, C-291: both ids are named; what null does is an option. */
const namesFlow: Check<null, unknown> = {
  name: 'namesFlow',
  rule: 'C-290',
  run(output, _facts, { contentRouterNull }) {
    if (output === null) {
      const fails = contentRouterNull === 'error';
      const effect = fails ? 'is taken to be an error' : 'is taken to match no flow';
      const message = `null ${effect} (contentRouterNull); throw to say that no flow takes the message`;
      return [{ code: 'bad-shape', rule: 'C-291', severity: fails ? 'error' : 'warning', path: '', message }];
    }
    if (typeof output !== 'object' || Array.isArray(output)) return [];
    return ['_flowId', '_exportId'].flatMap((key) => {
      const id: unknown = Object.getOwnPropertyDescriptor(output, key)?.value;
      if (typeof id === 'string') return [];
      const slip = Object.keys(output).find((name) => `_${name}`.toLowerCase() === key.toLowerCase());
      const what = id === undefined ? `result lacks ${key}` : `result.${key} is ${nameType(id)}`;
      const advice = slip === undefined ? `return ${key} as text` : `rename ${slip}`;
      const message = `${what}, so the message enters no flow; ${advice}`;
      const path = id === undefined ? '' : `/${key}`;
      return [{ code: 'bad-shape', rule: 'C-290', severity: 'error', path, message } as const];
    });
  },
};

/** Celigo's contentBasedFlowRouter: a connection's script that names the flow which a message enters (C-290, C-291). */
export const contentBasedFlowRouter = defineContract<
  typeof ContentBasedFlowRouterOptions,
  typeof ContentBasedFlowRouterResult,
  null
>({
  ...celigoHook('contentBasedFlowRouter'),
  summary: 'Runs when a message comes in by AS2 or VAN; returns the flow and the export that it enters.',
  input: ContentBasedFlowRouterOptions,
  output: ContentBasedFlowRouterResult,
  examples: contentBasedFlowRouterExamples,
  antiExamples: contentBasedFlowRouterAntiExamples,
  calls: celigoCalls({ defaultNames: ['contentBasedFlowRouter'], forms: 'return' }),
  failure: 'call',
  rules: celigoRulesOf({ threw: 'C-290', shape: 'C-290' }),
  assumptions: {
    ...celigoAssumptions,
    contentRouterNull: { rule: 'C-291', default: 'unmatched', choices: ['unmatched', 'error'] },
  },
  countRecords: () => 1,
  facts: () => null,
  inputChecks: [],
  checks: [namesFlow],
  outputRecords: null,
  storedError: storedErrorOf('application'),
  breachCode: null,
});
