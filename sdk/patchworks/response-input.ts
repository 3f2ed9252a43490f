import type { JsonValue } from '../contract.ts';
import type { PatchworksResponse, ResponseScriptInput } from './response-script.ts';
import { responseScriptExamples } from './response-script-examples.ts';

/** What a response script is passed, as far as a test cares. */
export interface ResponseInputParts extends Partial<Omit<ResponseScriptInput, 'response'>> {
  readonly status?: number;
  /** A text as it is; any other value as the JSON text of it. */
  readonly body?: JsonValue;
  readonly headers?: PatchworksResponse['headers'];
}

/**
 * Builds what a response script is passed: an answer with this status and body, which is the payload too (P-213).
 * What is not given is that of the contract's example; the status of it is 200.
 *
 * @example
 * responseInput({ status: 200, body: { error: 'session lost' } });
 */
export function responseInput({ status, body, headers, ...own }: ResponseInputParts = {}): ResponseScriptInput {
  const example = structuredClone(responseScriptExamples.input[0]?.value) as unknown as ResponseScriptInput;
  const text = body === undefined ? example.response.body : typeof body === 'string' ? body : JSON.stringify(body);
  return {
    ...example,
    payload: text,
    ...structuredClone(own),
    response: {
      headers: structuredClone(headers ?? example.response.headers),
      body: text,
      status: status ?? example.response.status,
    },
  };
}
