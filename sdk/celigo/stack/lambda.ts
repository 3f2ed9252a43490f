import { carryOut } from './carry-out.ts';
import type { Stack } from './define-stack.ts';
import type { StackBehaviour } from './protocol.ts';

/** What AWS Lambda hands over beside the event: the fields of the call except `options` (C-717). */
export interface StackLambdaContext {
  /** The fields of the call except `options` (C-717). */
  readonly clientContext?: unknown;
}

/** A handler for AWS Lambda. Older runtimes pass a callback; without one it gives a promise. */
export type StackLambdaHandler = (
  event: unknown,
  context: StackLambdaContext,
  ...callback: readonly ((error: string | null, result?: unknown) => void)[]
) => Promise<unknown> | undefined;

/**
 * Hosts the functions of a stack on AWS Lambda (C-717): the event is `options`, `clientContext` the other fields of the call.
 * Errors come back as the text of `{"statusCode", "errors"}`. Give the Lambda function 300 s.
 *
 * @example
 * export const handler = makeLambdaHandler(defineStack({ hooks: { tidyResponses } }));
 */
export function makeLambdaHandler(stack: Stack, behaviour: StackBehaviour = {}): StackLambdaHandler {
  return (event, { clientContext }, ...[callback]) => {
    const answered = answerEvent(stack, { event, clientContext }, behaviour);
    if (callback === undefined) return answered;
    answered.then(
      (result) => callback(null, result),
      (error: unknown) => callback(String(error)),
    );
    return undefined;
  };
}

async function answerEvent(
  stack: Stack,
  { event, clientContext }: { readonly event: unknown; readonly clientContext: unknown },
  behaviour: StackBehaviour,
): Promise<unknown> {
  const fields = typeof clientContext === 'object' && clientContext !== null ? clientContext : {};
  const ended = await carryOut(stack, { ...fields, options: event }, behaviour);
  if (ended.outcome === 'passed') return ended.result;
  // The platform reads the text; a rejection with an Error would be wrapped by Lambda.
  return Promise.reject(JSON.stringify({ statusCode: ended.status, errors: ended.errors }));
}
