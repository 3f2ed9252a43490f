/**
 * What the types promise authors, checked by tsc alone: every line under `@ts-expect-error` must be refused.
 * Nothing here runs.
 */
import type {
  CeligoError,
  PostSubmit,
  PostSubmitCallback,
  PostSubmitOptions,
  ResponseItem,
} from '../../sdk/celigo/index.ts';
import { postSubmit } from '../../sdk/celigo/index.ts';
import type { Contract, FindingCode, PlatformName } from '../../sdk/index.ts';
import { findContract } from '../../sdk/index.ts';
import type { ResponseScript, ResponseScriptInput } from '../../sdk/patchworks/index.ts';
import { cont, fail, findHeader, responseCodes, retryStep } from '../../sdk/patchworks/index.ts';

interface Order {
  orderNo: string;
}
interface ErpItem {
  item: string;
}
interface Written {
  internalId: number;
}

export const passesThrough: PostSubmit = (options) => options.responseData;

export const knowsItsRecords: PostSubmit<Order, ErpItem, Written> = (options) =>
  options.responseData.map((item, index) => {
    const order: string | undefined = options.preMapData[index]?.orderNo;
    const submitted: string | undefined = options.postMapData[index]?.item;
    const id: number | undefined = item._json?.internalId;
    if (order === undefined || submitted === undefined) return item;
    return id === undefined
      ? { ...item, statusCode: 422, errors: [{ code: 'NO_ID', message: order }] }
      : { ...item, id };
  });

export const editsInPlace: PostSubmit = (options) => {
  for (const item of options.responseData) {
    item.statusCode = 200;
    item.errors = [];
    delete item.ignored;
  }
  return options.responseData;
};

/** What the platform always passes is always there (C-101, C-103, C-106); the job is not (C-109). */
export const readsContext: PostSubmit = (options) => {
  const ids: string[] = [options._flowId, options._integrationId, options._connectionId, options._importId];
  const warehouse: unknown = options.settings.flow?.['warehouse'];
  const parent: string | undefined = options.job?.parentJob?._id;
  void [ids, warehouse, parent];
  return options.responseData;
};

export const stack: PostSubmitCallback<Order> = (options, callback) => {
  const token: string = options.bearerToken;
  if (token === '') return callback(new Error('no token'));
  callback(null, options.responseData);
};

// @ts-expect-error a promise is not awaited (C-326)
export const isAsync: PostSubmit = async (options) => options.responseData;

// @ts-expect-error an object that holds the array is not the array (C-010)
export const returnsObject: PostSubmit = (options) => ({ responseData: options.responseData });

// @ts-expect-error nothing is returned (C-244)
export const returnsNothing: PostSubmit = () => {};

// @ts-expect-error 500 is no status of a record (C-011)
export const badStatus: ResponseItem = { statusCode: 500 };

// @ts-expect-error an error needs its message (C-140)
export const noMessage: ResponseItem = { statusCode: 422, errors: [{ code: 'X' }] };

// @ts-expect-error absent is not null (C-113)
export const nullIgnored: ResponseItem = { statusCode: 200, ignored: null };

export function scriptHasNoToken(options: PostSubmitOptions): unknown {
  // @ts-expect-error only the stack form has a token (C-110)
  return options.bearerToken;
}

export function guardsErrors(item: ResponseItem): number {
  // @ts-expect-error errors may be missing (C-243)
  return item.errors.length;
}

export function readsError(error: CeligoError): unknown {
  // @ts-expect-error the trace key is part of the retry data, not of the error (C-141)
  void error.traceKey;
  // @ts-expect-error what the platform adds when it stores the error is not there yet (C-143)
  return error.occurredAt;
}

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

export const facts: { readonly records: number } = postSubmit.facts(
  {
    preMapData: [],
    postMapData: [],
    responseData: [],
  },
  {},
);
