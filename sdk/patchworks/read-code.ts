import type { Assumptions } from '../contract.ts';
import { type ResponseCode, responseCodes } from './response-code.ts';

/** The code of a result as the platform is taken to read it (P-511, P-512); null when it is an error. */
export function readCode(result: Readonly<Record<string, unknown>>, assumptions: Assumptions): ResponseCode | null {
  if (!Object.hasOwn(result, 'response_code')) {
    return findCode(assumptions['missingResponseCode']) ?? responseCodes.continue;
  }
  const code = result['response_code'];
  const lenient = assumptions['invalidResponseCode'] !== 'strict';
  const number = lenient && typeof code === 'string' && /^\d{1,9}$/.test(code) ? Number(code) : code;
  const known = findCode(number);
  if (known === undefined || (known === responseCodes.reauthenticate && assumptions['reauthCode'] === false)) {
    return lenient ? responseCodes.continue : null;
  }
  return known;
}

function findCode(value: unknown): ResponseCode | undefined {
  return Object.values(responseCodes).find((candidate) => candidate === value);
}
