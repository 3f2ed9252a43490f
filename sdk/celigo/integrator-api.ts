import { isJsonObject } from '../json-object.ts';
import type { ApiAnswer, ApiCall, ApiReply, ApiRequest, ApiVerdict, PlatformApi } from '../platform-api.ts';

type Options = Readonly<Record<string, unknown>>;

/** Functions that every area of resources has (C-350 to C-352). */
const resource = ['find', 'get', 'create', 'update', 'delete'] as const;

/** Areas whose functions nobody has documented (C-358). */
const unknownAreas: readonly string[] = ['state', 'lookupCaches', 'asyncHelpers', 'request'];

/** Areas that the REST API has under the same name; of the others no path is known. */
const routedAreas: readonly string[] = ['exports', 'imports', 'flows', 'connections', 'integrations'];

/**
 * The module `integrator-api`, as far as it is known (C-345 to C-359): which calls there are, what they take, and which
 * request of a stand-in platform does the same.
 */
export const integratorApi: PlatformApi = {
  module: 'integrator-api',
  areas: {
    exports: [...resource, 'run', 'runVirtual', 'runVirtualWithPaging'],
    imports: [...resource, 'run'],
    flows: [...resource, 'run'],
    connections: resource,
    integrations: resource,
    accessTokens: resource,
    fileDefinitions: resource,
    ...Object.fromEntries(unknownAreas.map((area) => [area, []])),
  },
  rule: 'C-347',
  judge(call, options) {
    const [area = '', name = ''] = call.call.split('.');
    const known = Object.hasOwn(integratorApi.areas, area) ? (integratorApi.areas[area] ?? []) : [];
    if (unknownAreas.includes(area)) return judgeUnknown(call, 'C-358', options);
    if (!known.includes(name)) return judgeUnknown(call, 'C-347', options);
    return (judges[call.call] ?? judges[name] ?? judgeWrite)(call, options);
  },
};

type Judge = (call: ApiCall, options: Options) => ApiVerdict;

/** How a call is judged, by area and function or by the function alone; what is not listed writes resources. */
const judges: Readonly<Record<string, Judge>> = {
  find: judgeFind,
  get: judgeGet,
  'exports.run': judgeExportRun,
  'exports.runVirtual': judgeVirtualRun('C-354'),
  'exports.runVirtualWithPaging': judgeVirtualRun('C-355'),
  'imports.run': judgeImportRun,
  'flows.run': judgeFlowRun,
};

/** A call whose shape is unknown is answered only where the author says so, by what he himself gives (C-347). */
function judgeUnknown({ call }: ApiCall, rule: string, options: Options): ApiVerdict {
  if (options['unmodelledApi'] === 'mock') return known(null, 'C-347');
  const message = `${call} exists on the platform, or may, but nobody has documented what it takes and gives (${rule}); with the assumption unmodelledApi "mock" your own mock or recorded answer is used.`;
  return { status: 'unmodelled', rule, message };
}

/** Hooks may not write resources (C-339, C-352). */
function judgeWrite({ call }: ApiCall): ApiVerdict {
  return refused('C-339', `${call} is not supported in hooks: they cannot create, update or delete resources.`);
}

function judgeFind({ call, arguments: [query] }: ApiCall): ApiVerdict {
  const area = areaOf(call);
  if (query === undefined || query === null) return known(listRequest(area, () => true));
  if (!isJsonObject(query)) return refused('C-350', `${call} takes a query object or nothing, got ${describe(query)}.`);
  const keys = Object.keys(query);
  if (keys.length === 0) return known(listRequest(area, () => true));
  // How other queries are matched is not documented, so no request stands for one.
  if (area !== 'exports') return known(null);
  const other = keys.find((key) => key !== 'externalId');
  if (other !== undefined) {
    return refused('C-350', `${call} can be asked for externalId only, got ${JSON.stringify(other)}.`);
  }
  return known(listRequest(area, (item) => isJsonObject(item) && item['externalId'] === query['externalId']));
}

function listRequest(area: string, wants: (item: unknown) => boolean): ApiRequest | null {
  if (!routedAreas.includes(area)) return null;
  return {
    method: 'GET',
    path: `/v1/${area}`,
    read: (reply) =>
      readReply(reply, (body) => {
        // An empty list may come without a body (C-609).
        if (body === undefined) return { result: [] };
        if (!Array.isArray(body)) return failed(`GET /v1/${area} gave ${describe(body)} instead of a list`);
        return { result: body.filter(wants) };
      }),
  };
}

/** Takes an id, or an object with one, as one of the guides does (C-351). */
function judgeGet({ call, arguments: [given] }: ApiCall): ApiVerdict {
  const id = isJsonObject(given) ? given['_id'] : given;
  if (!isId(id)) return refused('C-351', `${call} takes an id, or an object with _id, got ${describe(given)}.`);
  const area = areaOf(call);
  if (!routedAreas.includes(area)) return known(null);
  return known({
    method: 'GET',
    path: `/v1/${area}/${encodeURIComponent(id)}`,
    read: (reply) => (reply.status === 404 ? {} : readReply(reply, (body) => ({ result: body }))),
  });
}

function judgeExportRun({ call, arguments: [given] }: ApiCall, options: Options): ApiVerdict {
  if (!isJsonObject(given) || !isId(given['_id'])) return refused('C-353', lacksId(call, given));
  const { _id, data, listenerData } = given;
  return known(
    postRequest(`/v1/exports/${encodeURIComponent(_id)}/invoke`, data ?? listenerData, (body) => ({
      result: options['exportsRunResult'] === 'asAnswered' ? body : toDataErrors(body),
    })),
    'C-353',
  );
}

/** The REST API runs saved exports only, so no request stands for a virtual one. */
function judgeVirtualRun(rule: string): Judge {
  return ({ call, arguments: [given] }) => {
    if (isJsonObject(given) && isJsonObject(given['export'])) return known(null, 'C-353');
    return refused(
      rule,
      `${call} takes an object with the definition of an export in "export", got ${describe(given)}.`,
    );
  };
}

function judgeImportRun({ call, arguments: [given] }: ApiCall, options: Options): ApiVerdict {
  if (!isJsonObject(given) || !isId(given['_id'])) return refused('C-356', lacksId(call, given));
  const { _id, data } = given;
  if (!Array.isArray(data)) {
    return refused('C-356', `${call} takes the records to import as an array in "data", got ${describe(data)}.`);
  }
  return known(
    postRequest(`/v1/imports/${encodeURIComponent(_id)}/invoke`, data, (body) => ({
      result: options['importsRunResult'] === 'asAnswered' || Array.isArray(body) ? body : [body],
    })),
    'C-356',
  );
}

function judgeFlowRun({ call, arguments: [given] }: ApiCall): ApiVerdict {
  if (!isJsonObject(given) || !isId(given['_id'])) return refused('C-357', lacksId(call, given));
  const { _id, ...rest } = given;
  return known(postRequest(`/v1/flows/${encodeURIComponent(_id)}/run`, rest, (result) => ({ result })));
}

function postRequest(path: string, body: unknown, read: (body: unknown) => ApiAnswer): ApiRequest {
  const request = { method: 'POST' as const, path, read: (reply: ApiReply) => readReply(reply, read) };
  return body === undefined || body === null ? request : { ...request, body };
}

/** A lookup's result elsewhere has `data` and `errors` (C-353). */
function toDataErrors(body: unknown): { readonly data: unknown; readonly errors: unknown } {
  if (isJsonObject(body) && ('data' in body || 'errors' in body)) {
    return { data: body['data'] ?? [], errors: body['errors'] ?? [] };
  }
  return { data: body === undefined ? [] : Array.isArray(body) ? body : [body], errors: [] };
}

/** A failed request is a thrown error (C-359), worded by the envelope of the REST API (C-604). */
function readReply({ status, body }: ApiReply, read: (body: unknown) => ApiAnswer): ApiAnswer {
  if (status >= 200 && status < 300) return read(body);
  const [first]: readonly unknown[] = isJsonObject(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  if (!isJsonObject(first) || typeof first['message'] !== 'string') return failed(`the platform answered ${status}`);
  const { message, code } = first;
  return { error: typeof code === 'string' ? { message, code } : { message } };
}

function known(request: ApiRequest | null, ...assumed: readonly string[]): ApiVerdict {
  return { status: 'known', assumed, request };
}

function refused(rule: string, message: string): ApiVerdict {
  return { status: 'refused', rule, message: message.replace(/\.$/, ` (${rule}).`) };
}

function failed(message: string): ApiAnswer {
  return { error: { message } };
}

function lacksId(call: string, given: unknown): string {
  return isJsonObject(given)
    ? `${call} takes an object with an id in "_id", got ${describe(given['_id'])} there.`
    : `${call} takes an object with an id in "_id", got ${describe(given)}.`;
}

function areaOf(call: string): string {
  return call.split('.')[0] ?? '';
}

const longestId = 200;

/** A text of dots alone would lead to another path, and half a character cannot be part of one. */
function isId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= longestId && !/^\.*$|\p{Surrogate}/u.test(value);
}

function describe(value: unknown): string {
  if (value === undefined || value === null) return 'nothing';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object') return 'an object';
  return `${JSON.stringify(value).slice(0, 60)}`;
}
