export { shopifyFlow } from './platform.ts';
export type { SendHttpRequestSetup } from './send-http-request.ts';
export { sendHttpRequest } from './send-http-request.ts';
export { workflow } from './workflow.ts';
export type { WorkflowSetup } from './workflow-setup.ts';
