import { findUnplain } from '../../plain-value.ts';
import type { CheckedResult, ResultText, StackError } from '../../stack-protocol.ts';

/**
 * Checks what a function handed to its callback: plain JSON only (C-714), and no longer than the call allows (C-715).
 *
 * @example
 * checkResult([{ at: new Date() }], 5_242_880); // refused: invalid_extension_response
 */
export function checkResult(result: unknown, maxResponseSize: number): CheckedResult {
  try {
    const unplain = findUnplain(result);
    return checkText({ text: unplain === undefined ? JSON.stringify(result) : undefined, unplain }, maxResponseSize);
  } catch {
    return { status: 'refused', error: notSerializable };
  }
}

/** The same for a result that was turned into JSON where it came from; `unplain` is the first value that is no plain data. */
export function checkText({ text, unplain }: ResultText, maxResponseSize: number): CheckedResult {
  if (unplain !== undefined) return { status: 'refused', error: notSerializable };
  if ((text?.length ?? 0) > maxResponseSize) {
    const message = `response stream exceeded limit of ${maxResponseSize} bytes.`;
    return { status: 'refused', error: { code: 'response_size_exceeded', message } };
  }
  return { status: 'passed', text };
}

/** The error for a result that is no plain JSON (C-714). */
export const notSerializable: StackError = {
  code: 'invalid_extension_response',
  message: 'Extension response is not serializable.',
};
