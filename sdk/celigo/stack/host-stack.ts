import type { StackAnswer } from '../../stack-protocol.ts';
import { carryOut } from './carry-out.ts';
import type { Stack } from './define-stack.ts';
import { answerErrors, answerResult, type StackBehaviour } from './protocol.ts';

/**
 * Answers one `POST /function` of the platform (C-706 to C-715): checks the call, calls the author's function, checks what it
 * gives back. `body` is the parsed JSON of the request, up to 50 MB (C-701). Check the system token first: `findStackToken`.
 * Settles when the function has called back; so never, when it does not (the platform gives up after some minutes, C-716).
 * Rejects with what the function threw when `stackThrow` is "crash".
 *
 * @example
 * // The same hooks in an Express app of your own:
 * const stack = defineStack({ hooks: { tidyResponses } });
 * app.post('/function', express.json({ limit: '50mb' }), async (request, response) => {
 *   const { authorization } = request.headers;
 *   const isPlatform = findStackToken({ authorization, query: request.query }) === process.env.SYSTEM_TOKEN;
 *   const answer = isPlatform ? await answerStackCall(stack, request.body) : unauthorizedAnswer;
 *   response.status(answer.status).set(answer.headers).send(answer.body);
 * });
 */
export async function answerStackCall(
  stack: Stack,
  body: unknown,
  behaviour: StackBehaviour = {},
): Promise<StackAnswer> {
  const ended = await carryOut(stack, body, behaviour);
  return ended.outcome === 'passed' ? answerResult(ended.text) : answerErrors(ended.status, ended.errors);
}
