import type { AnyHttpStep } from '../http/http-step.ts';
import { connector } from './connector/connector.ts';

/** The steps of Patchworks that send HTTP requests. */
export const httpSteps: readonly AnyHttpStep[] = [connector];
