import { isJsonObject } from '../../sdk/json-object.ts';
import { platforms } from '../../sdk/platforms.ts';
import { HooksmithError } from '../errors.ts';
import { findNearest } from '../suggest.ts';

const mockKeys = ['when', 'result', 'error'];
const errorKeys = ['message', 'code'];

/** A key that means nothing where it stands. */
export interface UnknownKey {
  /** JSON Pointer of the object that has it. */
  readonly at: string;
  readonly key: string;
  readonly known: readonly string[];
}

/** Finds the keys of the `mocks` of a project that no mock has, whatever else is wrong with them. */
export function findUnknownMockKeys(mocks: unknown): readonly UnknownKey[] {
  if (!isJsonObject(mocks)) return [];
  return Object.entries(mocks).flatMap(([call, list]) =>
    (Array.isArray(list) ? list : []).flatMap((mock: unknown, index) => {
      if (!isJsonObject(mock)) return [];
      const at = `/mocks/${call}/${index}`;
      return [...unknownKeys(at, mock, mockKeys), ...unknownKeys(`${at}/error`, mock['error'], errorKeys)];
    }),
  );
}

/**
 * Checks that mocks answer calls that scripts can make: a slip in a name would leave the mock unused without a word.
 *
 * @throws HooksmithError `ERR_CONFIG` for a call of which no platform's module has even the area, and for one that is
 *   nearly the name of a known call.
 */
export function checkMockNames(file: string, mocks: Readonly<Record<string, unknown>>): void {
  for (const call of Object.keys(mocks)) {
    const area = areas.find(({ name }) => name === call.split('.')[0]);
    if (area !== undefined && (area.calls.length === 0 || area.calls.includes(call))) continue;
    const calls = areas.flatMap(({ name, calls: known }) => (known.length === 0 ? [name] : known));
    const meant = findNearest(call, calls);
    // What nobody has documented may be mocked as well.
    if (area !== undefined && meant === undefined && /^\w+\.[\w$]+$/.test(call)) continue;
    throw new HooksmithError('ERR_CONFIG', `${file}: /mocks has an unknown call ${JSON.stringify(call)}`, {
      place: { file },
      next: [
        meant === undefined
          ? `A call is named like one of these: ${calls.slice(0, 4).join(', ')}.`
          : `Did you mean "${meant}"?`,
      ],
    });
  }
}

const everyArea = Object.values(platforms)
  .flatMap((platform) => platform.hooks)
  .flatMap(({ calls }) => Object.entries(calls.modules.api?.areas ?? {}));

/** By name, as the hooks of a platform share one module. */
const areas = [...new Map(everyArea)].map(([name, functions]) => ({
  name,
  calls: functions.map((one) => `${name}.${one}`),
}));

function unknownKeys(at: string, value: unknown, known: readonly string[]): readonly UnknownKey[] {
  if (!isJsonObject(value)) return [];
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => ({ at, key, known }));
}
