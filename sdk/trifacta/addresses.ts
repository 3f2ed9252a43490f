import type { AddressRules } from '../http/exchange.ts';
import type { TaskOptions } from './assumptions.ts';
import type { PlatformSetup } from './setup.ts';

/** Whom the platform lets a task call: what an administrator has set and what was assumed (T-231, T-232, T-234 to T-236). */
export function addressRules(
  { allowedUrlRegexes = [], forbiddenIPs = [] }: PlatformSetup,
  { forbiddenIps, forbiddenPorts, regexExempts }: Pick<TaskOptions, 'forbiddenIps' | 'forbiddenPorts' | 'regexExempts'>,
): AddressRules {
  return {
    allowedUrlRegexes,
    forbiddenIps: [...splitIps(forbiddenIPs), ...forbiddenIps],
    forbiddenPorts,
    regexExempts,
  };
}

/** The setting is one text with semicolons (T-231). */
function splitIps(given: string | readonly string[]): readonly string[] {
  const entries = typeof given === 'string' ? given.split(';') : given;
  return entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
}

/** Why a URL cannot be sent to, whatever it leads to; null where it can (H-224). No part of the URL is in the text. */
export function explainUrl(url: string): string | null {
  if (!URL.canParse(url)) return 'it is no URL: give one that begins with http:// or https://';
  const { protocol, username, password } = new URL(url);
  if (protocol !== 'http:' && protocol !== 'https:')
    return `its scheme is ${protocol}; only http: and https: are sent to`;
  if (username !== '' || password !== '') return 'it holds a user name or a password: send them in a header';
  return null;
}
