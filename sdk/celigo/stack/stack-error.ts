import type { StackError } from '../../stack-protocol.ts';

/**
 * The error of an answer for what a function handed to its callback or threw: `code`, else `name`, and `message` (C-710).
 * What is not there stays absent, as for an error that is a string; never throws, whatever the fields do.
 */
export function toStackError(error: unknown): StackError {
  const code = readField(error, 'code') || readField(error, 'name');
  const message = readField(error, 'message');
  return {
    ...(code === undefined || code === '' ? {} : { code }),
    ...(message === undefined ? {} : { message: String(message) }),
  };
}

/** Texts and numbers cross as they are; anything else would have to be looked into. */
function readField(error: unknown, field: string): string | number | undefined {
  try {
    const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  } catch {
    return undefined;
  }
}
