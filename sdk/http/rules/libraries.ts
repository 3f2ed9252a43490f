import type { Mark, Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** Libraries for sending, signing and filling templates, as of November 2026: what is used, and why others are not. */
export const librariesRules: readonly Rule[] = [
  used(
    'H-241',
    'node-fetch 3 sends all requests of steps; what it does by itself is known and dealt with (H-204 to H-216).',
  ),
  unused(
    'H-242',
    'undici 7 runs on Node 20 and undici 8 does not. Its hook for name resolution is not asked about literal addresses, so a guard on it alone would have a hole.',
    cite('packages', 'vaultClient', 'measured'),
  ),
  unused('H-243', 'got retries by a policy of its own, which is not that of any platform here.'),
  unused('H-244', 'p-retry waits on real timers, so a day of retries would take a day.'),
  unused(
    'H-245',
    'cockatiel has good policies and no virtual clock; the state machine of hooksmith is short and has one.',
  ),
  unused(
    'H-246',
    'nunjucks lets a template reach constructors and so run any code, and is no longer developed.',
    cite('packages', 'measured'),
  ),
  used(
    'H-247',
    'liquidjs fills the templates of Shopify Flow, with limits of its own and a watch on time beside them, because its limits of memory cannot be complete; it reads no files.',
    cite('packages', 'liquidIssues', 'liquidAdvisories'),
  ),
  unused('H-248', 'handlebars and mustache read neither names with spaces nor roots that begin with a dollar sign.'),
  unused(
    'H-249',
    'request-filtering-agent keeps node-fetch from private addresses, redirects included. It knows all twelve tricks that were tried, but its refusals carry no code.',
    cite('packages', 'measured'),
  ),
  unused('H-250', 'ssrf-req-filter acts once connecting has begun, and has no list of what is allowed.'),
  unused(
    'H-251',
    'private-ip and ip take private addresses that are written as IPv4 in IPv6 for public ones.',
    cite('privateIp'),
  ),
  used(
    'H-252',
    'standardwebhooks is the other opinion in the tests of signatures and no part of the product: it reads the clock of the machine, has one fixed tolerance and parses the body.',
    cite('packages', 'measured'),
  ),
  used(
    'H-253',
    'ipaddr.js tells which kind of address one is, and whether a block holds it; it was right in all 18 cases that were tried.',
    cite('packages', 'measured'),
  ),
  unused('H-254', 'svix needs Node 22, and brings a whole service.'),
  unused('H-255', '@octokit/webhooks-methods signs as GitHub does; two lines on node:crypto do the same.'),
  used('H-256', 'selfsigned makes the certificates with which the receiver and the tests show TLS that does not hold.'),
  unused('H-257', 'smee-client and hookdeck-cli lead webhooks from the internet to this machine.'),
  unused('H-258', 'nock and msw answer in place of the network; tests here use real servers on this machine.'),
  unused('H-259', 'express 5, ajv 8, mocha 12, chai 6 and ses 2 all run on Node 20.19 and later.'),
];

function used(id: string, says: string, source = cite('packages')): Rule {
  return aboutLibrary(id, ['own design', 'observed'], says, source);
}

function unused(id: string, says: string, source = cite('packages')): Rule {
  return { ...aboutLibrary(id, ['observed', 'own design'], says, source), notModelled: notModelled.packages };
}

function aboutLibrary(id: string, marks: readonly [Mark, Mark], says: string, source: string): Rule {
  return { id, marks, says, source };
}
