import { citeFrom } from '../cite.ts';

const docs = 'https://doc.wearepatchworks.com/product-documentation';
const shapes = `${docs}/process-flows/building-process-flows/process-flow-shapes`;
const connectors = `${docs}/developer-hub/connector-builder/building-your-own-connector`;
const dynamicVariables = `${docs}/process-flows/building-process-flows/dynamic-variables`;

/** Where rules about Patchworks come from, under short names for the rule tables. */
const sources = {
  RS: `${shapes}/standard-shapes/connector-shape/using-connector-shape-response-scripts`,
  RSOLD: `${shapes}/standard-shapes/connector-shape/old-using-connector-shape-response-scripts`,
  PRQ: `${connectors}/4-endpoints/endpoint-options/post-request-script`,
  PRE: `${connectors}/4-endpoints/endpoint-options/pre-request-script`,
  APRE: `${connectors}/3-authentication-methods/authentication-method-options/pre-request-script`,
  APOST: `${connectors}/3-authentication-methods/authentication-method-options/post-request-script`,
  PAG: `${docs}/developer-hub/custom-scripting/pagination-scripts`,
  PAG2: `${connectors}/4-endpoints/endpoint-options/pagination/script-pagination`,
  SH: `${shapes}/advanced-shapes/script-shape`,
  TRY: `${shapes}/standard-shapes/try-catch-shape`,
  CS: `${docs}/developer-hub/custom-scripting`,
  CSOLD: `${docs}/developer-hub/custom-scripting (an older version)`,
  TECH: `${docs}/developer-hub/custom-scripting/custom-scripting-technical-overview`,
  FLOW: `${docs}/process-flows/building-process-flows/understanding-how-data-flows-through-shapes`,
  FV: `${dynamicVariables}/flow-variables`,
  META: `${dynamicVariables}/metadata-variables`,
  BP: `${docs}/process-flows/building-process-flows/best-practice-for-building-process-flows/scripts-best-practice`,
  LOGS: `${docs}/process-flows/error-reporting-and-exception-handling/run-logs-and-queue`,
  SVC: `${docs}/patchworks-services/working-with-services/field-mappings-and-transformations-services/field-transformations-services/using-a-custom-script-in-field-transformations-services`,
  SWAN: `${docs}, page swan-retail-system-pagination-update-timestamp-response-script`,
  APIERR: `${docs}/~gitbook/pdf?only=yes&page=QFfyiPg4Bm8D7fxOwWsw`,
  RETRY: `${docs}/process-flows/error-reporting-and-exception-handling/run-logs-and-queue/working-with-run-logs/retrying-a-failed-process-flow-run`,
  QUEUE: `${docs}/~gitbook/pdf?only=yes&page=nkxIWZ9Hj28Wwka33Zra`,
  VENV: `${docs}/virtual-environments/, page replacement-scripts`,
  APIS: `${docs}/api-reference/custom-scripts/scripts`,
  APIV: `${docs}/api-reference/custom-scripts/script-versions`,
  APIT: `${docs}/api-reference/custom-scripts/script-templates`,
  AUTH: `${docs}/api-reference/getting-started/using-the-patchworks-core-api/authentication`,
  MCP: 'github.com/gopatchworks/patchworks-mcp, patchworks_client.py and server.py',
  Q: 'github.com/gopatchworks/core-laravel-queue, src/Job.php, Queue.php and Worker.php',
  PHPC: "github.com/NoDiskInDriveA/patchworks-api, a user's client",
  SELF: 'github.com/gopatchworks/selfhosted, charts/',
  OFB: 'the OpenFaaS blog on the use of OpenFaaS by the vendor, August 2024',
  OFT: 'github.com/openfaas/docs, docs/languages/node.md',
  scripts: 'published scripts of Patchworks users, no single one',
  own: 'a choice of hooksmith, no source',
} as const;

/** Names the sources of a rule as one text. */
export const cite = citeFrom(sources);
