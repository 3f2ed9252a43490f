import { defineHttpStep, type ScriptPlace } from '../../http/http-step.ts';
import { authPost } from '../auth-post.ts';
import { authPre } from '../auth-pre.ts';
import { pagination } from '../pagination.ts';
import { postRequest } from '../post-request.ts';
import { preRequest } from '../pre-request.ts';
import { responseScript } from '../response-script.ts';
import { checkSetup } from './check-setup.ts';
import { connectorAntiExamples, connectorExamples } from './examples.ts';
import { connectorAssumptions } from './options.ts';
import { runConnector } from './run-connector.ts';
import { ConnectorInput, ConnectorSetup, pinnedPlace, placeNames } from './setup.ts';

const contracts = {
  'response-script': responseScript,
  'post-request': postRequest,
  'pre-request': preRequest,
  'auth-pre': authPre,
  'auth-post': authPost,
  pagination,
} as const;

/** Every place twice: for the local file, and for the version that is pinned there (P-806). */
const places: readonly ScriptPlace[] = placeNames.flatMap((name) => [
  { name, contract: contracts[name] },
  { name: pinnedPlace(name), contract: contracts[name] },
]);

/**
 * Patchworks' connector shape: authenticates, sends the request of its endpoint page by page, and does what the scripts and
 * the answers ask for, flow retries included (P-430 to P-562, P-601 to P-612).
 */
export const connector = defineHttpStep({
  platform: 'patchworks',
  step: 'connector',
  summary: 'Calls an endpoint page by page; scripts and statuses decide whether it goes on, retries or fails.',
  rule: 'P-560',
  setup: ConnectorSetup,
  input: ConnectorInput,
  scripts: places,
  assumptions: connectorAssumptions,
  examples: connectorExamples,
  antiExamples: connectorAntiExamples,
  check: checkSetup,
  run: runConnector,
});
