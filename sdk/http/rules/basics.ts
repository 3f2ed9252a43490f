import type { Rule } from '../../rule.ts';
import { cite } from '../sources.ts';
import { notModelled } from './not-modelled.ts';

/** What to know first about both steps. */
export const basicsRules: readonly Rule[] = [
  {
    id: 'H-101',
    marks: ['documented', 'own design'],
    says: "Shopify Flow's action changed in May 2025: the author decides what becomes of client and server errors, the response can be read by later steps, and secrets exist. One state machine stands for all generations; the defaults of the newest behave as the text of 2022.",
    source: cite('flow', 'flow2022', 'flowChange'),
    option: 'generation',
    default: '2025',
    fix: 'Set `generation` to "2022" or "classic" to see what an older text promises.',
  },
  {
    id: 'H-102',
    marks: ['documented'],
    says: 'Trifacta counts its retries and retries every status outside 200 to 299, so a 404 is sent again as a 503 is; Shopify Flow does not. For HTTP tasks no delay is published.',
    source: cite('triView', 'triConfig'),
    fix: 'Switch "Retry on failure" off where a client error is final.',
  },
  {
    id: 'H-103',
    marks: ['documented', 'assumed'],
    says: 'A 3xx answer is a success in Shopify Flow (from 2022 on) and a failure in Trifacta. Neither is taken to follow it, for then nobody could see a 3xx.',
    source: cite('flow2022', 'triHttp'),
    option: 'redirect',
    default: 'manual',
    fix: 'Configure the address to which the redirect leads.',
  },
  {
    id: 'H-104',
    marks: ['unknown'],
    says: "No public text shows how Trifacta's signature header is laid out, so the layout is a profile that can be replaced and no promise.",
    source: cite('own'),
    option: 'signatureProfile',
    default: 'trifacta',
    fix: 'Compare with a header that your installation sent before you rely on it.',
  },
  {
    id: 'H-105',
    marks: ['observed', 'assumed'],
    says: 'The references of Trifacta plans are no Liquid, which cannot read `$plan`; they look like Nunjucks, of which the vendor has a fork. Nunjucks lets a template run any JavaScript, so hooksmith reads references with an evaluator of its own, which has no option.',
    source: cite('triNunjucks', 'measured'),
  },
  {
    id: 'H-106',
    marks: ['observed'],
    says: 'The newest versions of several HTTP libraries need Node 22, and undici 8 does not load on Node 20.',
    source: cite('packages', 'vaultClient'),
    notModelled: notModelled.packages,
  },
  {
    id: 'H-107',
    marks: ['observed'],
    says: 'With connections kept open node-fetch reported bodies as cut off that were whole, on Node 22.23.0, 24.17.0 and 26.3.1. Steps are sent over connections of their own, which are closed after each exchange.',
    source: cite('nodeIssues'),
  },
  {
    id: 'H-108',
    marks: ['documented'],
    says: 'liquidjs before 10.26.0 let a template run code, and before 10.27.2 a template could use up time or memory; hooksmith has a newer one.',
    source: cite('liquidAdvisories'),
  },
];
