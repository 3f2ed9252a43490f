/**
 * What the types promise authors, checked by tsc alone: every line under `@ts-expect-error` must be refused.
 * Nothing here runs.
 */
import type { Contract, FindingCode, PlatformName } from '../../sdk/index.ts';
import { findContract } from '../../sdk/index.ts';
import type { ResponseScript, ResponseScriptInput } from '../../sdk/patchworks/index.ts';
import { cont, fail, findHeader, responseCodes, retryStep } from '../../sdk/patchworks/index.ts';

export const decides: ResponseScript = async (data) => {
  const { status, headers } = data.response;
  if (status === 429) return retryStep(`wait ${findHeader(headers, 'retry-after') ?? 'a little'}`);
  if (status >= 400) return fail(`rejected with ${status}`);
  return cont({ payload: data.payload });
};

export const isSynchronous: ResponseScript = ({ response }) => ({ response_code: response.status >= 500 ? 1 : 0 });

export const handsItsInputBack: ResponseScript = async (data) => data;

export const returnsPayloadOnly: ResponseScript = async () => ({ payload: null });

interface Variables {
  warehouse: string;
}
interface FlowVariables {
  total: number;
}

export const knowsItsVariables: ResponseScript<Variables, { cursor: string }, FlowVariables> = async (data) => {
  const warehouse: string = data.variables.warehouse;
  const total: number = data.flow?.variables.total ?? 0;
  return cont.length === 0
    ? { logs: [warehouse] }
    : { meta: { cursor: 'c-1' }, flow: { variables: { total: total + 1 } } };
};

// @ts-expect-error the code is a number from 0 to 4 (P-512)
export const codeAsText: ResponseScript = async () => ({ response_code: '2' });

// @ts-expect-error nobody knows code 7 (P-512)
export const codeSeven: ResponseScript = async () => ({ response_code: 7 });

// @ts-expect-error `status` is a slip for `response_code` (P-306)
export const slip: ResponseScript = async () => ({ status: 2 });

// @ts-expect-error a payload is text (P-304)
export const objectPayload: ResponseScript = async () => ({ payload: { orders: [] } });

// @ts-expect-error metadata are strings (P-205)
export const numberInMeta: ResponseScript = async () => ({ meta: { tries: 2 } });

// @ts-expect-error something must be returned (P-311)
export const returnsUndefined: ResponseScript = async () => {};

export function readsStatus(data: ResponseScriptInput): unknown {
  // @ts-expect-error the name is `status` in this kind of script (P-215)
  return data.response.status_code;
}

export function readsFlow(data: ResponseScriptInput): unknown {
  // @ts-expect-error `flow` may be missing (P-212)
  return data.flow.variables;
}

export const four: 4 = responseCodes.reauthenticate;

export const known: PlatformName = 'patchworks';

// @ts-expect-error there is no such platform
export const unknownPlatform: PlatformName = 'celigo2';

export const code: FindingCode = 'bad-shape';

// @ts-expect-error there is no such code
export const unknownCode: FindingCode = 'bad-shapes';

export const anyContract: Contract | undefined = findContract('celigo', 'postSubmit');
