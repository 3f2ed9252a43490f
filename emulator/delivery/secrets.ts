import { readFileSync } from 'node:fs';
import type { JsonValue } from '../../sdk/contract.ts';
import { isJsonList } from '../../sdk/json-object.ts';
import { HooksmithError } from '../errors.ts';

/** Values by handle. */
export type Secrets = ReadonlyMap<string, string>;

/** Finds a secret; `path` is the JSON Pointer of the place that names it, where it is a place of a setup. */
export type FindSecret = (handle: string, path?: string) => string | undefined;

/** How a secret is named in the setup of a step, in place of a text: `{"$secret": "courier-key"}`. */
const mark = '$secret';
/** `HOOKSMITH_SECRET_COURIER_KEY` holds the secret `courier-key`. */
const variablePrefix = 'HOOKSMITH_SECRET_';

/** The environment variable that holds a secret. */
export function secretVariable(handle: string): string {
  return `${variablePrefix}${handle.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/**
 * Finds secrets: in a file, if one is given, else in the environment.
 *
 * @throws HooksmithError `ERR_USAGE` for a file that cannot be read or is no JSON object of texts; no value is in a message.
 */
export function openSecrets(
  file: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): FindSecret {
  const own = file === undefined ? new Map<string, string>() : readSecretFile(file);
  return (handle) => own.get(handle) ?? (environment[secretVariable(handle)] || undefined);
}

/**
 * A copy of a setup with each `{"$secret": handle}` replaced by the secret's value.
 *
 * @throws HooksmithError `ERR_USAGE` for a handle that has no value, naming the place.
 */
export function fillSecrets(
  setup: JsonValue,
  find: FindSecret,
  owner: string,
): { readonly setup: JsonValue; readonly used: readonly string[] } {
  const used: string[] = [];
  function fill(value: JsonValue, path: string): JsonValue {
    if (typeof value !== 'object' || value === null) return value;
    if (isJsonList(value)) return value.map((item, index) => fill(item, `${path}/${index}`));
    const handle = Object.hasOwn(value, mark) ? value[mark] : undefined;
    if (handle === undefined) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, fill(item, `${path}/${name}`)]));
    }
    if (typeof handle !== 'string' || Object.keys(value).length !== 1) {
      throw new HooksmithError(
        'ERR_CONFIG',
        `${owner}: ${path} must be {"${mark}": "name-of-the-secret"} and no more`,
        {
          next: ['Put the name of the secret there as a text, and remove other keys; its value comes from outside.'],
        },
      );
    }
    const found = find(handle, path);
    if (found === undefined) throw unknownSecret(handle, `${owner}: ${path}`);
    used.push(found);
    return found;
  }
  return { setup: fill(setup, ''), used };
}

/** A secret that nobody has given. */
export function unknownSecret(handle: string, place: string): HooksmithError {
  return new HooksmithError('ERR_USAGE', `${place} names the secret ${JSON.stringify(handle)}, which has no value`, {
    next: [
      `Set ${secretVariable(handle)} in the environment, or give a JSON file of secrets by name with --secrets FILE.`,
    ],
  });
}

const secretFileForm =
  'Give the path of a file that holds { "courier-key": "…" }, or set the secrets in the environment.';

function readSecretFile(file: string): Secrets {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it is not JSON';
    // The cause of a JSON error holds a part of the text, so it is not handed on.
    throw new HooksmithError('ERR_USAGE', `--secrets ${file} cannot be read: ${code}`, {
      place: { file },
      next: [secretFileForm],
    });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw noObject(file);
  return new Map(
    Object.entries(value).map(([handle, secret]) => {
      if (typeof secret !== 'string' || secret === '') throw noObject(file);
      return [handle, secret];
    }),
  );
}

function noObject(file: string): HooksmithError {
  return new HooksmithError('ERR_USAGE', `--secrets ${file} must hold one JSON object of texts by name`, {
    place: { file },
    next: [secretFileForm],
  });
}
