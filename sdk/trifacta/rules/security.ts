import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** What an administrator of a self-managed platform allows. */
export const securityRules: readonly Rule[] = [
  {
    id: 'T-230',
    marks: ['documented'],
    says: 'A setting of the workspace, Webhooks, switches the feature on or off.',
    source: cite('config'),
    option: 'webhooksEnabled',
    default: true,
    fix: 'Ask the administrator to switch it on.',
  },
  {
    id: 'T-231',
    marks: ['documented'],
    says: '`webapp.webhookSettings.forbiddenIPs` lists addresses, parted by semicolons, that must not be called; its first entries block the platform itself and should stay.',
    source: cite('config'),
    fix: 'Ask the administrator to take the address off the list.',
  },
  {
    id: 'T-232',
    marks: ['documented'],
    says: '`webapp.webhookSettings.allowedUrlRegexes` limits the URLs and is looked at before all else; anchored, it can allow one part of an API only.',
    source: cite('config'),
    fix: 'Ask the administrator to allow the URL.',
  },
  {
    id: 'T-233',
    marks: ['documented'],
    says: 'Administrators are advised to name hosts rather than addresses, and to give accounts for webhooks few rights.',
    source: cite('config'),
    notModelled: notModelled.workspace,
  },
  {
    id: 'T-234',
    marks: ['unknown'],
    says: 'No rule about ports is public, so there is none here.',
    source: cite('own'),
    option: 'forbiddenPorts',
    default: [],
  },
  {
    id: 'T-235',
    marks: ['documented', 'assumed'],
    says: 'The expressions come first, and refuse a URL without resolving its name. Then the forbidden addresses, taken to allow CIDR blocks, refuse any resolved address without connecting.',
    source: cite('config'),
    option: 'forbiddenIPs',
    default: [],
  },
  {
    id: 'T-236',
    marks: ['assumed'],
    says: 'A URL that matches an expression is taken to need an address that is not forbidden all the same.',
    source: cite('own'),
    option: 'regexExemptsFromForbiddenIps',
    default: false,
  },
];
