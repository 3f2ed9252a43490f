import type { ErrorObject } from 'ajv';
import { ownField } from '../../sdk/json-object.ts';
import { showPath } from '../replay/show.ts';
import { suggest } from '../suggest.ts';

/** The first thing that a schema refuses, in words: where it is, and what was expected. */
export function explainShape(errors: readonly ErrorObject[], root: string): string {
  const meant = withoutOtherKinds(errors);
  if (meant.length === 0) return explainKinds(errors, root);
  const telling = findTelling(meant);
  if (telling === undefined) return `${root} is wrong`;
  const place = showPath(telling.instancePath, root);
  const extra: unknown = telling.params['additionalProperty'];
  if (typeof extra === 'string') return `${place} has an unknown key ${JSON.stringify(extra)}`;
  const allowed: unknown = telling.params['allowedValues'];
  if (Array.isArray(allowed))
    return `${place} must be one of ${allowed.map((value) => JSON.stringify(value)).join(', ')}`;
  return `${place} ${telling.message ?? 'is wrong'}`;
}

/**
 * Which keys there are where one is unknown or missing: the nearest to an unknown one, or all of that place; undefined for any
 * other error.
 */
export function suggestKey(errors: readonly ErrorObject[], schema: unknown): string | undefined {
  const { keyword, schemaPath = '', params = {} } = findTelling(withoutOtherKinds(errors)) ?? {};
  if (keyword !== 'additionalProperties' && keyword !== 'required') return undefined;
  const steps = schemaPath.split('/').slice(1, -1);
  const owner = steps.reduce(childOf, schema);
  const known = Object.keys(ownField(owner, 'properties') ?? {});
  const extra: unknown = params['additionalProperty'];
  return typeof extra === 'string' ? suggest(extra, known) : `Known are: ${known.join(', ')}.`;
}

function childOf(value: unknown, step: string): unknown {
  return Array.isArray(value) ? value[Number(step)] : ownField(value, decodeURIComponent(step));
}

/** Branches of a union say little; what they have in common says more. */
function findTelling(errors: readonly ErrorObject[]): ErrorObject | undefined {
  return errors.find(({ keyword }) => keyword === 'additionalProperties') ?? errors.at(-1);
}

/** The errors of those branches of a union that may be meant: not of one that a constant, such as `kind`, rules out. */
function withoutOtherKinds(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  const others = errors.filter(isOtherKind).map(({ schemaPath, instancePath }) => ({
    branch: branchOf(schemaPath),
    at: instancePath.slice(0, instancePath.lastIndexOf('/')),
  }));
  if (others.length === 0) return errors;
  return errors.filter(
    ({ keyword, schemaPath, instancePath }) =>
      keyword !== 'anyOf' &&
      !others.some(
        ({ branch, at }) => schemaPath.startsWith(branch) && (instancePath === at || instancePath.startsWith(`${at}/`)),
      ),
  );
}

function explainKinds(errors: readonly ErrorObject[], root: string): string {
  const first = errors.find(isOtherKind);
  const kinds = errors
    .filter((error) => isOtherKind(error) && error.instancePath === first?.instancePath)
    .map(({ params }) => JSON.stringify(params['allowedValue']));
  return `${showPath(first?.instancePath ?? '', root)} must be one of ${kinds.join(', ')}`;
}

function isOtherKind({ keyword, schemaPath }: ErrorObject): boolean {
  return keyword === 'const' && branchOf(schemaPath) !== '';
}

/** The innermost branch of a union that a path of a schema leads through, with a slash; empty where there is none. */
function branchOf(schemaPath: string): string {
  return /^.*\/anyOf\/\d+\//.exec(schemaPath)?.[0] ?? '';
}
