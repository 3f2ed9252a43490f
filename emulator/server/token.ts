import { randomBytes, timingSafeEqual } from 'node:crypto';
import { HooksmithError } from '../errors.ts';

const variable = 'HOOKSMITH_TOKEN';

/**
 * The token of a server: `HOOKSMITH_TOKEN` of the environment, else 32 random bytes in base64url.
 * Throws ERR_USAGE for a variable that cannot be a token.
 */
export function makeToken(environment: NodeJS.ProcessEnv = process.env): string {
  const given = environment[variable];
  if (given === undefined || given === '') return randomBytes(32).toString('base64url');
  if (/^[\x21-\x7e]{16,512}$/.test(given)) return given;
  throw new HooksmithError('ERR_USAGE', `${variable} cannot be a token: expected 16 to 512 visible ASCII characters`, {
    next: [`Unset ${variable} to get a random token, or make one: openssl rand -base64 32`],
  });
}

/** Whether a request carries the token; takes as long for any text of the same length. */
export function isToken(given: string | undefined, token: string): boolean {
  if (given === undefined) return false;
  const [left, right] = [Buffer.from(given, 'utf8'), Buffer.from(token, 'utf8')];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** The token of `Authorization: Bearer TOKEN`; undefined when the header is missing or says something else. */
export function findBearer({ authorization = '' }: { readonly authorization: string | undefined }): string | undefined {
  return /^bearer ([^ ]+)$/i.exec(authorization)?.[1];
}
