export { findHeader } from './find-header.ts';
export { patchworks } from './platform.ts';
export type { ResponseCode } from './response-code.ts';
export { cont, fail, reauth, responseCodes, retryFlow, retryStep } from './response-code.ts';
export type {
  PatchworksResponse,
  ResponseScript,
  ResponseScriptInput,
  ResponseScriptResult,
} from './response-script.ts';
export { responseScript } from './response-script.ts';
export type { ScriptInput, ScriptResult } from './script.ts';
