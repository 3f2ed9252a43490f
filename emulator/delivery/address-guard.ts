import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { AddressRules } from '../../sdk/http/exchange.ts';
import { matchRegexes } from './match-regexes.ts';

/**
 * Whom a run may call at all. `local`: this machine, and the hosts of `allowHosts` (H-220); `platform`: what a platform's
 * own servers could reach, that is public addresses only (H-221).
 */
export interface NetworkProfile {
  readonly profile: 'local' | 'platform';
  /** Host names or addresses, each with or without a port. */
  readonly allowHosts: readonly string[];
}

/** This machine alone. */
export const thisMachine: NetworkProfile = { profile: 'local', allowHosts: [] };

/** An address that must not be called; nothing was sent to it. */
export class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress';
  /** Rule id. */
  readonly rule: string;

  constructor(rule: string, message: string) {
    super(message);
    this.rule = rule;
  }
}

/** What decides about one URL. */
export interface AddressGuard {
  /** Looks names up and refuses what they lead to: what was looked up is what is connected to (H-223). */
  readonly lookup: LookupFunction;
  /** Why a looked-up address was refused; null when none was. The HTTP client loses the error itself (H-249). */
  refusal(): ForbiddenAddress | null;
}

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/**
 * Looks at a URL before anything is sent, in the order of H-225: regular expressions, scheme and credentials, port, a
 * literal address. What can only be told from the address that a name leads to is left to the guard that comes back.
 *
 * @throws ForbiddenAddress
 */
export function guardAddress(url: URL, rules: AddressRules, network: NetworkProfile): AddressGuard {
  const isMatched = checkRegexes(url, rules);
  checkUrl(url, rules);
  const forbidden = rules.regexExempts && isMatched ? [] : rules.forbiddenIps.map(parseBlock);
  const host = url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '');
  const isListed = network.allowHosts.some((entry) => isHost(entry, url, host));
  const literal = ipaddr.isValid(host) ? parseAddress(host) : null;
  if (literal === null && network.profile === 'local' && !isListed && !isLocalName(host)) throw notListed(url);
  const check = (address: Address): void => checkAddress(address, { url, forbidden, network, isListed });
  if (literal !== null) check(literal);
  let refusal: ForbiddenAddress | null = null;
  return {
    refusal: () => refusal,
    lookup: (name, options, done) => {
      lookup(name, { ...options, all: true }, (error, addresses) => {
        if (error !== null) {
          done(error, '');
          return;
        }
        try {
          for (const { address } of addresses) check(parseAddress(address));
        } catch (error) {
          if (!(error instanceof ForbiddenAddress)) throw error;
          refusal = error;
          done(error, '');
          return;
        }
        const [first] = addresses;
        if (options.all === true) done(null, addresses);
        else done(null, first?.address ?? '', first?.family);
      });
    },
  };
}

/** Whether the URL matches one of the expressions; there is no such thing as a match where there are none. */
function checkRegexes({ href, host }: URL, { allowedUrlRegexes }: AddressRules): boolean {
  if (allowedUrlRegexes.length === 0) return false;
  for (const source of allowedUrlRegexes) checkRegex(source);
  const isMatched = matchRegexes(allowedUrlRegexes, href);
  if (isMatched === true) return true;
  if (isMatched === null) {
    throw new ForbiddenAddress(
      'T-232',
      `allowedUrlRegexes cannot be matched against the address at ${host} within a second, so nothing is sent: repeat nothing that is repeated itself, as (a+)+ does`,
    );
  }
  throw new ForbiddenAddress('T-232', `the address at ${host} matches none of allowedUrlRegexes, so nothing is sent`);
}

function checkRegex(source: string): void {
  try {
    new RegExp(source);
  } catch {
    throw new ForbiddenAddress(
      'T-232',
      `allowedUrlRegexes holds ${JSON.stringify(source)}, which is no regular expression: nothing is sent`,
    );
  }
}

function checkUrl({ protocol, username, password, port, host }: URL, { forbiddenPorts }: AddressRules): void {
  if (protocol !== 'http:' && protocol !== 'https:') {
    throw new ForbiddenAddress(
      'H-224',
      `the address has the scheme ${protocol} and only http: and https: can be sent to`,
    );
  }
  if (username !== '' || password !== '') {
    throw new ForbiddenAddress(
      'H-224',
      `the address at ${host} holds a user name or a password: send them in a header`,
    );
  }
  const number = port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port);
  if (forbiddenPorts.includes(number)) throw new ForbiddenAddress('T-234', `port ${number} is in forbiddenPorts`);
}

function checkAddress(
  address: Address,
  {
    url,
    forbidden,
    network,
    isListed,
  }: {
    readonly url: URL;
    readonly forbidden: readonly Block[];
    readonly network: NetworkProfile;
    readonly isListed: boolean;
  },
): void {
  const range = address.range();
  const leads = url.hostname.includes(address.toString()) ? url.hostname : `${url.hostname} leads to ${address}, which`;
  if (alwaysBlocked.has(range) || address.toString() === metadataAddress) {
    throw new ForbiddenAddress('H-222', `${leads} is an address of the kind ${range} that is never called`);
  }
  const block = forbidden.find((own) => isIn(address, own));
  if (block !== undefined) throw new ForbiddenAddress('T-231', `${leads} is in forbiddenIPs (${block.text})`);
  if (network.profile === 'platform') {
    if (range === 'unicast') return;
    throw new ForbiddenAddress('H-221', `${leads} is no public address (${range}), which a platform cannot reach`);
  }
  if (range !== 'loopback' && !isListed) throw notListed(url);
}

function parseAddress(text: string): Address {
  const address = ipaddr.parse(text);
  return innerAddress(address) ?? address;
}

/** The IPv4 address that an IPv6 one stands for: `::ffff:10.0.0.1`, and the older `::10.0.0.1`; null where it is none. */
function innerAddress(address: Address): ipaddr.IPv4 | null {
  if (!(address instanceof ipaddr.IPv6)) return null;
  if (address.isIPv4MappedAddress()) return address.toIPv4Address();
  const isInner = address.parts.slice(0, 6).every((part) => part === 0) && address.range() === 'unicast';
  return isInner ? new ipaddr.IPv4(address.toByteArray().slice(12)) : null;
}

/** H-222. */
const alwaysBlocked: ReadonlySet<string> = new Set([
  ...['linkLocal', 'unspecified', 'multicast', 'broadcast', 'reserved'],
  ...['rfc6052', 'rfc6145', '6to4', 'teredo'],
]);
const metadataAddress = 'fd00:ec2::254';

function notListed({ hostname }: URL): ForbiddenAddress {
  return new ForbiddenAddress(
    'H-220',
    `${hostname} is not this machine, and hooksmith calls others only when told to: --allow-host ${hostname}`,
  );
}

function isLocalName(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost');
}

/** An entry of `allowHosts`: a host, or a host with a port. */
function isHost(entry: string, url: URL, host: string): boolean {
  const wanted = entry.toLowerCase();
  const port = url.port === '' ? (url.protocol === 'https:' ? '443' : '80') : url.port;
  return [host, url.hostname, `${host}:${port}`, `${url.hostname}:${port}`].includes(wanted);
}

interface Block {
  readonly text: string;
  readonly range: readonly [Address, number];
}

/** One address or a CIDR block (T-235). */
function parseBlock(text: string): Block {
  const wanted = text.trim();
  if (wanted.includes('/') && ipaddr.isValidCIDR(wanted)) {
    const [base, bits] = ipaddr.parseCIDR(wanted);
    const inner = innerAddress(base);
    return { text: wanted, range: inner === null || bits < 96 ? [base, bits] : [inner, bits - 96] };
  }
  if (ipaddr.isValid(wanted)) {
    const address = parseAddress(wanted);
    return { text: wanted, range: [address, address.kind() === 'ipv4' ? 32 : 128] };
  }
  throw new ForbiddenAddress(
    'T-231',
    `forbiddenIPs holds ${JSON.stringify(text)}, which is no address: nothing is sent`,
  );
}

function isIn(address: Address, { range: [base, bits] }: Block): boolean {
  return address.kind() === base.kind() && address.match(base, bits);
}
