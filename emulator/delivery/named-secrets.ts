import type { JsonValue } from '../../sdk/contract.ts';
import { isJsonList } from '../../sdk/json-object.ts';
import { makeSecretNames } from '../recording/secret-names.ts';

const isSecret = makeSecretNames();

/**
 * The texts of a setup that stand under names of secrets, such as the header `Authorization`: they are hidden like secrets,
 * whether or not the author has made one of them.
 */
export function namedSecrets(setup: JsonValue): readonly string[] {
  if (typeof setup !== 'object' || setup === null) return [];
  if (isJsonList(setup)) return setup.flatMap(namedSecrets);
  const name = own(setup, 'key') ?? own(setup, 'name');
  const value = own(setup, 'value');
  if (typeof name === 'string' && typeof value === 'string' && isSecret(name)) return parts(value);
  return Object.entries(setup).flatMap(([property, item]) =>
    typeof item === 'string' && isSecret(property) ? parts(item) : namedSecrets(item),
  );
}

/** A credential with and without its scheme; a reference to a secret is none itself. */
function parts(value: string): readonly string[] {
  if (value.includes('{{')) return [];
  const [scheme = '', ...rest] = value.split(' ');
  return /^(?:bearer|basic|token)$/i.test(scheme) ? [rest.join(' ')] : [value];
}

function own(value: { readonly [key: string]: JsonValue }, name: string): JsonValue | undefined {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
