import type { ApiAnswer, ApiCall } from '../../sdk/platform-api.ts';
import { inspectValue } from '../recording/inspect-value.ts';
import { recordingLimits } from '../recording/limits.ts';
import type { HostCall, ToCaller } from './protocol.ts';

const defaultLimitMs = 30_000;

/**
 * Makes the parent's end of the calls that runners make: hands each to `answer` and gives what becomes of it. A failure,
 * and an answer that takes longer than `limitMs`, is an answer as well: the hook gets it as an error. Never rejects.
 */
export function makeHostCalls({
  answer,
  limitMs = defaultLimitMs,
}: {
  readonly answer: (call: ApiCall) => Promise<ApiAnswer>;
  /** Longest time for one answer, in ms. @default 30000 */
  readonly limitMs?: number;
}): (call: HostCall) => Promise<ToCaller> {
  return async ({ id, call, arguments: given }) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<ApiAnswer>((resolve) => {
      const message = `no answer to ${call} within ${limitMs} ms`;
      timer = setTimeout(() => resolve({ error: { message } }), limitMs);
    });
    try {
      // A runner is trusted with nothing (S-207): what it sends may be any JSON.
      if (typeof call !== 'string' || !Array.isArray(given)) throw new Error('the call is no call');
      const answered = await Promise.race([answer({ call, arguments: given }), late]);
      if (inspectValue(answered.result, { maxDepth: recordingLimits.depth }).tooDeep) {
        throw new Error(`the answer to ${call} is nested deeper than ${recordingLimits.depth} levels (R-213)`);
      }
      return { id, ...answered };
    } catch (error) {
      return { id, error: { message: error instanceof Error ? error.message : String(error) } };
    } finally {
      clearTimeout(timer);
    }
  };
}
