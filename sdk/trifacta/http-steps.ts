import type { AnyHttpStep } from '../http/http-step.ts';
import { flowWebhook } from './flow-webhook.ts';
import { httpTask } from './http-task.ts';
import { plan } from './plan.ts';

/** The steps of Trifacta that send HTTP requests. */
export const httpSteps: readonly AnyHttpStep[] = [httpTask, flowWebhook, plan];
