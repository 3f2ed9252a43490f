import type { StoredError } from '../../contract.ts';
import { isJsonObject, ownField } from '../../json-object.ts';
import type { StageValue } from './trace-step.ts';

/** A record, or a group of rows (C-211): what a stage that deals with records takes and gives. */
export function isRecord(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** What became of one record at submitting, an element of responseData (C-241): told by its statusCode (C-526). */
export function isResponse(value: unknown): boolean {
  return typeof ownField(value, 'statusCode') === 'number';
}

/** Whether a response says that the record was written (C-246). */
export function isSuccess(value: unknown): boolean {
  return ownField(value, 'statusCode') === 200 && ownField(value, 'ignored') !== true;
}

/**
 * The element of a result of preMap or postMap (C-009). A trace may have the element or the record in it; an object with
 * no other keys than `data` and `errors` is taken for the element (C-526). Undefined when the stage gave nothing.
 */
export function toElement({ output, errors }: StageValue): object | undefined {
  if (isElement(output)) return output;
  const listed = errors.length === 0 ? {} : { errors: errors.map(asReturned) };
  if (isRecord(output)) return { data: output, ...listed };
  return errors.length === 0 ? undefined : listed;
}

/** An error as the hook returned it: the platform adds the source of hook failures (C-150) when it stores one. */
function asReturned({ code, message, source }: StoredError): StoredError {
  return source === undefined || source.endsWith('_hook') ? { code, message } : { code, message, source };
}

/** The record in the output of preMap or postMap; undefined when it was dropped there. */
export function recordOf(output: unknown): unknown {
  return isElement(output) ? (ownField(output, 'data') ?? undefined) : output;
}

/** What a filter said (C-271): a trace may have its answer, or the record that went on. Undefined when it has neither. */
export function toVerdict({ output, errors }: StageValue): boolean | undefined {
  if (typeof output === 'boolean') return output;
  if (isRecord(output)) return true;
  return errors.length === 0 ? undefined : false;
}

/** Branch numbers that a router gave (C-273); undefined when the trace has something else. */
export function toBranches({ output }: StageValue): readonly number[] | undefined {
  const isList = Array.isArray(output) && output.every((branch) => typeof branch === 'number');
  return isList ? output : undefined;
}

/**
 * The error with which a stage failed as a whole (C-006, C-010): the code of a broken contract, or the same error for
 * each of several records of which none got anything out. Null when records failed by themselves, or none did.
 */
export function findPageError(values: readonly StageValue[]): StoredError | null {
  const [first] = values;
  const [error] = first?.errors ?? [];
  if (error === undefined) return null;
  const isShared = values.every(
    ({ output, errors }) =>
      output === undefined && errors[0]?.code === error.code && errors[0].message === error.message,
  );
  return isShared && (values.length > 1 || error.code === 'invalid_extension_response') ? error : null;
}

function isElement(value: unknown): value is object {
  return isJsonObject(value) && Object.keys(value).every((key) => key === 'data' || key === 'errors');
}
