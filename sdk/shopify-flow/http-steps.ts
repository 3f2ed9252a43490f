import type { AnyHttpStep } from '../http/http-step.ts';
import { sendHttpRequest } from './send-http-request.ts';
import { workflow } from './workflow.ts';

/** The steps of Shopify Flow that send HTTP requests. */
export const httpSteps: readonly AnyHttpStep[] = [sendHttpRequest, workflow];
