import type { AnyHttpStep } from '../http/http-step.ts';

/** The steps of Patchworks that send HTTP requests. */
export const httpSteps: readonly AnyHttpStep[] = [];
