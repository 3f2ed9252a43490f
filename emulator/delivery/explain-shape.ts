import type { ErrorObject } from 'ajv';
import { showPath } from '../replay/show.ts';

/** The first thing that a schema refuses, in words: where it is, and what was expected. */
export function explainShape(errors: readonly ErrorObject[], root: string): string {
  // Branches of a union say little; what they have in common says more.
  const telling = errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors.at(-1) ?? errors[0];
  if (telling === undefined) return `${root} is wrong`;
  const place = showPath(telling.instancePath, root);
  const extra: unknown = telling.params['additionalProperty'];
  if (typeof extra === 'string') return `${place} has an unknown key ${JSON.stringify(extra)}`;
  const allowed: unknown = telling.params['allowedValues'];
  if (Array.isArray(allowed))
    return `${place} must be one of ${allowed.map((value) => JSON.stringify(value)).join(', ')}`;
  return `${place} ${telling.message ?? 'is wrong'}`;
}
