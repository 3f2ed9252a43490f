export { authPost } from './auth-post.ts';
export { authPre } from './auth-pre.ts';
export type { AuthScript, AuthScriptInput, AuthScriptResult } from './authentication-script.ts';
export { connector } from './connector/connector.ts';
export type { ConnectorInput, ConnectorSetup } from './connector/setup.ts';
export { findHeader } from './find-header.ts';
export type { MapTransform, MapTransformResult } from './map-transform.ts';
export { mapTransform } from './map-transform.ts';
export { lastPage, nextPage } from './next-page.ts';
export type { PaginationInput, PaginationResult, PaginationScript } from './pagination.ts';
export { pagination } from './pagination.ts';
export type { PaginationPage } from './pagination-page.ts';
export { patchworks } from './platform.ts';
export type { PostRequestScript } from './post-request.ts';
export { postRequest } from './post-request.ts';
export type { PatchworksRequest, PreRequestInput, PreRequestResult, PreRequestScript } from './pre-request.ts';
export { preRequest } from './pre-request.ts';
export { readPagination } from './read-pagination.ts';
export type { ResponseCode } from './response-code.ts';
export { cont, fail, reauth, responseCodes, retryFlow, retryStep } from './response-code.ts';
export { responseScript } from './response-script.ts';
export type {
  PatchworksResponse,
  ResponseScript,
  ResponseScriptInput,
  ResponseScriptResult,
} from './response-script-types.ts';
export type { ScriptInput, ScriptResult } from './script.ts';
export type { ShapeScript } from './script-shape.ts';
export { scriptShape } from './script-shape.ts';
