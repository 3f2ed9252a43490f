import type { JsonValue } from '../../contract.ts';
import type { EndpointAnswer } from '../../step.ts';
import { isObject } from './page.ts';

const mostMessageChars = 500;

/**
 * Makes an element of responseData of what an endpoint answered for one record (C-412, C-241): 2xx is a success with the
 * body as `_json` and its `id`; anything else is a data error with the status as code.
 */
export function toResponseItem(answer: EndpointAnswer): JsonValue {
  if (answer.status === 'unreachable') return refused(answer.code, answer.message, 'connection');
  if (answer.status < 200 || answer.status > 299) {
    return refused(String(answer.status), answer.body.slice(0, mostMessageChars), 'application');
  }
  const body = parse(answer.body);
  const id = isObject(body) ? body['id'] : undefined;
  return {
    statusCode: 200,
    errors: [],
    ignored: false,
    ...(typeof id === 'string' || typeof id === 'number' ? { id } : {}),
    ...(body === undefined ? {} : { _json: body }),
  };
}

function refused(code: string, message: string, source: string): JsonValue {
  return { statusCode: 422, errors: [{ code, message, source }], ignored: false };
}

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
