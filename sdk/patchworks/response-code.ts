import type { ResponseScriptResult } from './response-script-types.ts';

/** What a response script can ask for, by name (P-501 to P-505). */
export const responseCodes = {
  /** The step goes on with the payload (P-501). */
  continue: 0,
  /** The step fails and its request is sent again until the retries are used up (P-502). */
  retryStep: 1,
  /** The flow fails and is queued for another run (P-503). */
  retryFlow: 2,
  /** The flow fails for good (P-504). */
  fail: 3,
  /** Authenticate anew, then repeat the request; only an older page of the vendor has it (P-505). */
  reauthenticate: 4,
} as const;

/** A value of `responseCodes`. */
export type ResponseCode = (typeof responseCodes)[keyof typeof responseCodes];

/** The other fields of a result: `payload`, `logs`, `meta`, … */
type Rest = Omit<ResponseScriptResult, 'response_code' | 'message'>;

/**
 * Result that lets the step go on (code 0, P-501); without a `payload` the raw body goes on (P-432, P-433).
 *
 * @example
 * return cont({ payload: JSON.stringify(orders) });
 */
export function cont(rest: Rest = {}): ResponseScriptResult {
  return { ...rest, response_code: responseCodes.continue };
}

/**
 * Result that has the request sent again (code 1, P-502); `message` goes to the run log.
 *
 * @example
 * if (data.response.status === 429) return retryStep('the shop asks us to slow down');
 */
export function retryStep(message?: string, rest: Rest = {}): ResponseScriptResult {
  return withMessage(responseCodes.retryStep, message, rest);
}

/** Result that fails the flow and queues it again (code 2, P-503); `message` goes to the run log. */
export function retryFlow(message?: string, rest: Rest = {}): ResponseScriptResult {
  return withMessage(responseCodes.retryFlow, message, rest);
}

/** Result that fails the flow for good (code 3, P-504); `message` goes to the run log. */
export function fail(message?: string, rest: Rest = {}): ResponseScriptResult {
  return withMessage(responseCodes.fail, message, rest);
}

/** Result that authenticates anew and repeats the request (code 4); no current page of the vendor has it (P-505). */
export function reauth(message?: string, rest: Rest = {}): ResponseScriptResult {
  return withMessage(responseCodes.reauthenticate, message, rest);
}

function withMessage(code: ResponseCode, message: string | undefined, rest: Rest): ResponseScriptResult {
  return { ...rest, response_code: code, ...(message === undefined ? {} : { message }) };
}
