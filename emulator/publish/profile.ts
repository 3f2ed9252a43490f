import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { isJsonObject, type JsonObject, ownField } from '../../sdk/json-object.ts';
import type { Platform } from '../../sdk/platform.ts';
import type { Publisher } from '../../sdk/publisher.ts';
import { isLoopback } from '../delivery/loopback.ts';
import { HooksmithError } from '../errors.ts';
import { suggest } from '../suggest.ts';

/** An account of a platform: where it is, and what lets in. */
export interface Account {
  /** Name of the profile. */
  readonly profile: string;
  /** Address of the API, without a slash at its end. */
  readonly url: string;
  /** Goes over the wire and nowhere else. */
  readonly credential: string;
}

/** Where credentials are looked for. */
export interface CredentialPlaces {
  readonly environment: NodeJS.ProcessEnv;
  /** @default the user's own configuration file */
  readonly file?: string;
}

/** The profile that is meant when none is named. */
export const usualProfile = 'default';

/** The user's own file of credentials: `hooksmith/credentials.json` in `XDG_CONFIG_HOME`, `APPDATA` or `~/.config`. */
export function credentialFile(environment: NodeJS.ProcessEnv): string {
  const { XDG_CONFIG_HOME, APPDATA } = environment;
  const folder = XDG_CONFIG_HOME || (process.platform === 'win32' && APPDATA) || join(homedir(), '.config');
  return join(folder, 'hooksmith', 'credentials.json');
}

/**
 * The environment variable of an account: `HOOKSMITH_CELIGO_TOKEN`, and `HOOKSMITH_SANDBOX_CELIGO_TOKEN` for the profile
 * `sandbox`, so that the token of one account never goes to another.
 */
export function accountVariable(profile: string, platform: string, what: 'TOKEN' | 'URL' | 'REGION'): string {
  const words = [...(profile === usualProfile ? [] : [profile]), platform, what];
  return `HOOKSMITH_${words
    .join('_')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9_]/g, '_')}`;
}

/**
 * Finds an account: each of token, address and region in the environment, else in the user's own file of credentials.
 * The file holds `{"profiles": {"sandbox": {"celigo": {"token": "…", "region": "eu"}}}}` and is readable for its owner alone.
 *
 * @throws HooksmithError `ERR_USAGE` where there is no token, the file is open to others or unreadable, or the address is
 *   none that a token may be sent to; no message holds a token.
 */
export function findAccount(
  { name: platform, title }: Pick<Platform, 'name' | 'title'>,
  { regions, credential: what }: Pick<Publisher, 'regions' | 'credential'>,
  profile: string,
  { environment, file = credentialFile(environment) }: CredentialPlaces,
): Account {
  // Two names must never lead to one variable, or the token of one account would go to the other.
  if (!/^[a-z0-9][a-z0-9-]{0,60}$/.test(profile)) {
    throw wrong(`--profile ${JSON.stringify(profile)} is no name of a profile`, [
      'Small letters, digits and dashes: --profile sandbox',
    ]);
  }
  const entry = readEntry(file, profile, platform);
  const find = (name: 'token' | 'url' | 'region'): string | undefined => {
    const variable = environment[accountVariable(profile, platform, name.toUpperCase() as 'TOKEN' | 'URL' | 'REGION')];
    if (variable !== undefined && variable !== '') return variable;
    const value = ownField(entry, name);
    if (value === undefined || (typeof value === 'string' && value !== '')) return value;
    throw wrong(`${file}: /profiles/${profile}/${platform}/${name} is no text`, ['Put a text there.'], file);
  };
  const credential = find('token');
  const variable = accountVariable(profile, platform, 'TOKEN');
  if (credential === undefined) {
    throw wrong(`there is no ${what} for ${title} in the profile ${profile}`, [
      `Set ${variable} in the environment, or write it into ${file}:`,
      `{"profiles": {${JSON.stringify(profile)}: {${JSON.stringify(platform)}: {"token": "…"}}}}   (then: chmod 600)`,
    ]);
  }
  // A header cannot hold anything else, and a message of the HTTP client would show it.
  if (!/^[\x20-\x7e]{1,8192}$/.test(credential) || credential.trim() !== credential) {
    throw wrong(`the ${what} of the profile ${profile} holds characters that no header may hold`, [
      `Look at ${variable} and at ${file}: a line end may have come along.`,
    ]);
  }
  return { profile, url: readUrl(find('url'), find('region'), regions), credential };
}

function readUrl(url: string | undefined, region: string | undefined, regions: Publisher['regions']): string {
  if (url !== undefined) return checkUrl(url);
  const names = Object.keys(regions);
  const [usual = ''] = names;
  const chosen = region ?? usual;
  const address = Object.hasOwn(regions, chosen) ? regions[chosen] : undefined;
  if (address !== undefined) return address;
  throw wrong(names.length === 0 ? 'nothing says where the API is' : `there is no region ${JSON.stringify(chosen)}`, [
    names.length === 0 ? 'Give its address as "url" of the profile.' : suggest(chosen, names),
  ]);
}

/** A token is sent over TLS, or to this machine. */
function checkUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || `${url.search}${url.hash}` !== '') {
    throw wrong('the address of the API is no http: or https: address without a query', [
      'Such as https://api.integrator.io',
    ]);
  }
  if (`${url.username}${url.password}` !== '') {
    throw wrong('the address of the API holds a user name or a password', ['Give the token apart from it.']);
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.protocol === 'http:' && host !== 'localhost' && !isLoopback(host)) {
    throw wrong(`the address of the API, at ${url.host}, is not https, so the token would be readable on its way`, [
      'Give an https: address; http: is for this machine alone.',
    ]);
  }
  return url.href.replace(/\/+$/, '');
}

function readEntry(file: string, profile: string, platform: string): JsonObject | undefined {
  const there = statSync(file, { throwIfNoEntry: false });
  if (there === undefined) return undefined;
  if (!there.isFile())
    throw wrong(`${file} is no regular file`, ['Put the credentials into a file of that name.'], file);
  if (process.platform !== 'win32' && (there.mode & 0o077) !== 0) {
    throw wrong(
      `${file} can be read by others than its owner (mode ${(there.mode & 0o777).toString(8)})`,
      [`chmod 600 ${file}   and consider the tokens in it as known`],
      file,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'it is not JSON';
    // The cause of a JSON error holds a part of the text, so it is not handed on.
    throw wrong(
      `${file} cannot be read: ${code}`,
      ['It holds {"profiles": {"default": {"celigo": {"token": "…"}}}}'],
      file,
    );
  }
  const profiles = ownField(value, 'profiles');
  if (!isJsonObject(profiles)) {
    throw wrong(`${file} has no "profiles"`, ['It holds {"profiles": {"default": {"celigo": {"token": "…"}}}}'], file);
  }
  const named = ownField(profiles, profile);
  const entry = ownField(named, platform);
  return isJsonObject(entry) ? entry : undefined;
}

function wrong(message: string, next: readonly string[], file?: string): HooksmithError {
  return new HooksmithError('ERR_USAGE', message, { next, ...(file === undefined ? {} : { place: { file } }) });
}
