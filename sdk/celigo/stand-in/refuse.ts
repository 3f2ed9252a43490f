import type { Assumptions } from '../../contract.ts';
import type { StandInAnswer } from '../../stand-in.ts';
import { errorCodesOf } from './assumptions.ts';

/** What an error says beside its message. */
export interface RefusalDetail {
  /** The field that is wrong. */
  readonly field?: string;
  /** The field is not there, where 422 has another code than for one that is wrong. */
  readonly isMissing?: boolean;
}

/** An answer in the envelope of errors (C-604); all codes but the one of 429 are assumed (C-606). */
export function refuse(
  status: number,
  message: string,
  assumptions: Assumptions,
  { field, isMissing = false }: RefusalDetail = {},
): StandInAnswer {
  const codes = errorCodesOf(assumptions, status);
  const known = status === 422 && !isMissing ? codes[1] : codes[0];
  const code = known ?? otherCodes[status] ?? 'error';
  return { status, body: { errors: [{ code, message, ...(field === undefined ? {} : { field }) }] } };
}

const otherCodes: Readonly<Record<number, string>> = {
  400: 'invalid_or_missing_json',
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  413: 'too_large',
  415: 'unsupported_type',
  422: 'invalid_field',
  429: 'rate_limited',
  500: 'internal_error',
  502: 'bad_gateway',
  503: 'service_unavailable',
};
