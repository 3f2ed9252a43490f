import type { AnyHttpStep } from '../http/http-step.ts';

/** The steps of Trifacta that send HTTP requests. */
export const httpSteps: readonly AnyHttpStep[] = [];
