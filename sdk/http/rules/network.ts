import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';

/** Which addresses a step may call from here. */
export const networkRules: readonly Rule[] = [
  {
    id: 'H-220',
    marks: ['own design'],
    says: 'In the network profile `local`, which is the default, steps call this machine; any other host must be named.',
    source: cite('own'),
    option: 'networkProfile',
    default: 'local',
    moreOptions: { allowHost: [] },
    fix: 'Name the host with --allow-host, or put a local receiver in its place.',
  },
  {
    id: 'H-221',
    marks: ['own design'],
    says: 'In the profile `platform` steps call public addresses only, as they would from the platform, less those that it forbids (T-231).',
    source: cite('own'),
    option: 'networkProfile',
    default: 'local',
    fix: 'Use the profile `local` to call this machine.',
  },
  {
    id: 'H-222',
    marks: ['own design'],
    says: 'Link-local and metadata addresses, unspecified and multicast ones, and the ranges of NAT64 and 6to4 are never called, whatever the profile.',
    source: cite('own'),
    fix: 'Send to another address; nothing switches this off.',
  },
  {
    id: 'H-223',
    marks: ['own design'],
    says: 'The address that is connected to is checked, be it written in the URL or found by name, and anew at each hop.',
    source: cite('own'),
  },
  {
    id: 'H-224',
    marks: ['own design'],
    says: 'A URL begins with http: or https: and has no user name or password.',
    source: cite('own'),
    fix: 'Put credentials into an Authorization header.',
  },
  {
    id: 'H-225',
    marks: ['documented', 'own design'],
    says: 'What refuses first: the allowed URLs of Trifacta, which its text puts first, then scheme and credentials, then an address in the URL, then the addresses that its name has.',
    source: cite('triConfig'),
  },
  {
    id: 'H-226',
    marks: ['own design'],
    says: 'For example: in the profile `local` a receiver on 127.0.0.1 is called, 169.254.169.254 is not, and a public name only after --allow-host; in the profile `platform` 127.0.0.1 is refused, also when written 2130706433, and so is the private one among the addresses of a name.',
    source: cite('own'),
  },
];
