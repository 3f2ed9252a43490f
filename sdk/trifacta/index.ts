export { flowWebhook } from './flow-webhook.ts';
export { httpTask } from './http-task.ts';
export { plan } from './plan.ts';
export { trifacta } from './platform.ts';
export { trifactaPolicy } from './policy.ts';
export type { Filled, NotFilled, ReferenceData, ReferenceOptions } from './references.ts';
export { fillReferences } from './references.ts';
export type {
  FlowWebhookSetup,
  HttpTaskSetup,
  PlanFlowTask,
  PlanHttpTask,
  PlanSetup,
  RequestSetup,
  WebhookSetup,
} from './setup.ts';
