/**
 * What the types promise authors of all kinds of script, checked by tsc alone: every line under `@ts-expect-error` must be
 * refused. Nothing here runs.
 */
import type {
  AuthScript,
  MapTransform,
  PaginationScript,
  PatchworksRequest,
  PostRequestScript,
  PreRequestScript,
  ShapeScript,
} from '../../../sdk/patchworks/index.ts';
import { cont, findHeader, lastPage, nextPage, readPagination, retryFlow } from '../../../sdk/patchworks/index.ts';

export const addsUp: ShapeScript<Record<string, never>, { lineCount: string }, { total: number }> = async (data) => ({
  payload: data.payload,
  meta: { lineCount: '2' },
  flow: { variables: { total: (data.flow?.variables.total ?? 0) + 1 } },
});

// @ts-expect-error a script shape has no response (P-213)
export const asksForResponse: ShapeScript = async (data) => ({ payload: data.response.body });

// @ts-expect-error a code does nothing in a script shape (P-306)
export const codeInShape: ShapeScript = async () => ({ response_code: 2 });

export const maps: MapTransform = ({ payload }) => ({ payload: payload === 'ireland' ? 'IE' : null });

// @ts-expect-error the new value is text (P-304)
export const mapsToNumber: MapTransform = () => ({ payload: 44 });

export const waits: PostRequestScript = async ({ response }) =>
  response.status === 202 ? retryFlow('not ready') : cont();

export const signs: PreRequestScript<{ api_key: string }> = async (data) => {
  const request: PatchworksRequest = JSON.parse(data.payload);
  return { payload: JSON.stringify({ ...request, headers: { ...request.headers, 'X-Key': data.variables.api_key } }) };
};

// @ts-expect-error the request goes back as text (P-452)
export const returnsRequest: PreRequestScript = async (data) => ({
  payload: JSON.parse(data.payload) as PatchworksRequest,
});

export const takesToken: AuthScript<{ user: string }> = async (data) => ({
  variables: { ...data.variables, token: `${data.variables.user}-${data.payload}` },
});

export const handsItsInputBack: AuthScript = async (data) => data;

// @ts-expect-error an authentication script has no metadata (P-471)
export const readsMeta: AuthScript = async (data) => ({ payload: data.meta.x });

// @ts-expect-error an authentication script has no flow (P-471)
export const readsFlow: AuthScript = async (data) => ({ payload: data.flow.variables.x });

export const follows: PaginationScript = async (data) => {
  const { request, response } = readPagination(data);
  const next = findHeader(response.headers, 'x-next');
  return next === undefined || response.status_code !== 200 ? lastPage() : nextPage({ ...request, url: next });
};

export const readsStatus: PaginationScript = async (data) => {
  const { response } = readPagination(data);
  // @ts-expect-error the name is status_code in this kind of script (P-462)
  return { payload: String(response.status) };
};

// @ts-expect-error has_next_page counts only inside payload (P-464)
export const outsidePayload: PaginationScript = async () => ({ has_next_page: true });
