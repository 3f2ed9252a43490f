import type { AnyHttpStep } from '../http/http-step.ts';

/** The steps of Shopify Flow that send HTTP requests. */
export const httpSteps: readonly AnyHttpStep[] = [];
