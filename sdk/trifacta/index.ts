export { flowWebhook } from './flow-webhook.ts';
export { httpTask } from './http-task.ts';
export { plan } from './plan.ts';
export { trifacta } from './platform.ts';
export type { FlowWebhookSetup, HttpTaskSetup, PlanSetup } from './setup.ts';
