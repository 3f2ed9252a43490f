import type { JsonObject, StepRecord } from './page.ts';

/**
 * The element of responseData that stands for a record (C-241): what the submit gave, or, for a record that was dropped
 * before it, `ignored`, or 422 with its errors (C-248).
 */
export function responseItemOf({ response, end, errors }: StepRecord): JsonObject {
  if (response !== undefined) return response;
  if (end !== 'error') return { statusCode: 200, errors: [], ignored: true };
  return {
    statusCode: 422,
    errors: errors.map(({ code, message, source, retryDataKey }) => ({
      code,
      message,
      source,
      ...(retryDataKey === null ? {} : { retryDataKey }),
    })),
    ignored: false,
  };
}
