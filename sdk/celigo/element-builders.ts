import type { Example } from '../contract.ts';
import { valueAt } from '../json-pointer.ts';
import type { CeligoError } from './context.ts';
import type { StepResponse } from './post-response-map.ts';
import { postResponseMapExamples } from './post-response-map-examples.ts';
import { postSubmitExamples } from './post-submit-examples.ts';
import type { ResponseItem } from './response-item.ts';

/**
 * Builds what became of one record, an element of `responseData`: it was written, unless `own` says otherwise.
 *
 * @example
 * responseItem({ statusCode: 422, errors: [storedError({ code: 'DUP_ITEM' })] });
 */
export function responseItem<Json = unknown>(own: Partial<ResponseItem<Json>> = {}): ResponseItem<Json> {
  const example = copyAt(postSubmitExamples.input, '/responseData/0') as ResponseItem<Json>;
  return { ...example, ...structuredClone(own) };
}

/**
 * Builds what a lookup answered for one record, an element of postResponseMap's `responseData`.
 *
 * @example
 * lookupItem({ data: [] });
 */
export function lookupItem<Found = unknown>(own: Partial<StepResponse<Found>> = {}): StepResponse<Found> {
  const example = copyAt(postResponseMapExamples.input, '/responseData/0') as StepResponse<Found>;
  return { ...example, ...structuredClone(own) };
}

/**
 * Builds an error of a record as the platform stores it and hooks read it: with the part that found it and its retry key.
 *
 * @example
 * storedError({ code: 'no_stock', message: 'RULER-30 is out of stock' });
 */
export function storedError(own: Partial<CeligoError> = {}): CeligoError {
  const example = copyAt(postSubmitExamples.input, '/responseData/1/errors/0') as CeligoError;
  return { ...example, ...structuredClone(own) };
}

/** A part of the first example, which is a whole call. */
function copyAt(examples: readonly Example[], path: string): unknown {
  return structuredClone(valueAt(examples[0]?.value, path));
}
