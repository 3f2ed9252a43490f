import type { JsonValue } from '../../sdk/contract.ts';
import { toPointer } from '../../sdk/json-pointer.ts';
import { HooksmithError } from '../errors.ts';
import { maskText } from '../recording/secret-patterns.ts';

/**
 * Refuses data that holds what can be nothing but a secret: a private key, a token of a well-known make, credentials.
 * Such data comes from production, and a step would send it on. The message names the place and nothing of the value.
 *
 * @throws HooksmithError `ERR_USAGE`
 */
export function refuseSecrets(data: JsonValue, dataName: string): void {
  const path = findSecret(data, '');
  if (path === null) return;
  throw new HooksmithError(
    'ERR_USAGE',
    `${dataName}: ${path === '' ? 'it' : path} holds what looks like a key or a token`,
    {
      next: ['Take it out, or make it a secret: the setup names secrets as {"$secret": "name"}. Nothing was sent.'],
    },
  );
}

function findSecret(value: JsonValue, path: string): string | null {
  if (typeof value === 'string') return looksSecret(value) ? path : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, item] of Object.entries(value)) {
    const found = looksSecret(name) ? path : findSecret(item, `${path}${toPointer([name])}`);
    if (found !== null) return found;
  }
  return null;
}

function looksSecret(text: string): boolean {
  let found = false;
  maskText(
    text,
    () => false,
    () => {
      found = true;
      return '';
    },
  );
  return found;
}
