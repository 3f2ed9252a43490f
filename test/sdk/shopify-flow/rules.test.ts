import { expect } from 'chai';
import type { JsonValue } from '../../../sdk/contract.ts';
import { shopifyFlow } from '../../../sdk/shopify-flow/index.ts';
import { flowAssumptions } from '../../../sdk/shopify-flow/settings.ts';
import { adviseUnproved, expandIds, findUnproved, idsIn, optionsOf, readTests, sortRows } from '../rule-coverage.ts';

/** The ids of every rule that is known of the platform, those in a row by the first and the last. */
const known = '101-104 110-116 120-133 140-147 150-155 160-165 170-180 190-201 210-213';

/** Every assumption: the rule that has it, the option and its default. */
const assumed: readonly (readonly [rule: string, option: string, preset: JsonValue])[] = [
  ['F-116', 'onClientError', 'fail'],
  ['F-116', 'onServerError', 'retry'],
  ['F-130', 'retryOnTimeout', 'always'],
  ['F-132', 'transportErrorClass', 'transient'],
  ['F-133', 'tlsErrorClass', 'permanent'],
  ['F-143', 'backoff', { baseMs: 10000, factor: 2, capMs: 3600000, jitter: 'full' }],
  ['F-144', 'honourRetryAfter', true],
  ['F-145', 'retryWindowMs', 86400000],
  ['F-152', 'responseMembers', ['body', 'status', 'statusCode', 'headers']],
  ['F-153', 'ignoreFillsVariable', true],
  ['F-155', 'redirectFillsVariable', true],
  ['F-163', 'redactForms', ['raw', 'url', 'json', 'base64']],
  ['F-164', 'expandHeaderNames', false],
  ['F-165', 'unknownSecret', 'error'],
  ['F-175', 'missingVariable', 'empty'],
  ['F-179', 'renderOnce', true],
  ['F-180', 'onTemplateError', 'fail'],
  ['F-190', 'redirect', 'manual'],
  ['F-191', 'allowHttp', 'loopback'],
  ['F-192', 'sourceIps', null],
  ['F-193', 'userAgent', 'hooksmith'],
  ['F-194', 'maxHeaders', null],
  ['F-195', 'maxRequestBytes', null],
  ['F-196', 'verifyTls', true],
  ['F-197', 'idempotencyHeader', null],
  ['F-199', 'maxResponseBytes', 1048576],
  ['F-199', 'warnResponseBytes', 51200],
  ['F-200', 'sendBodyOnGet', false],
  ['F-201', 'addContentType', false],
];

/** Those that Shopify Flow shares with other platforms. */
const shared: typeof assumed = [
  ['H-101', 'generation', '2025'],
  ['H-209', 'timeoutScope', 'total'],
];

describe('the rules of Shopify Flow', () => {
  it('are those that are known, each once, and no other', () => {
    const ids = expandIds('F', known);

    expect(shopifyFlow.rules.map(({ id }) => id).sort()).to.deep.equal(ids);
    expect(ids).to.have.length(72);
  });

  it('have an option and a default for everything that is assumed', () => {
    expect(optionsOf(shopifyFlow.rules)).to.deep.equal(sortRows(assumed));
  });

  it('are what the assumptions of every step stand for', () => {
    const options = Object.entries(flowAssumptions).map(([name, { rule, default: preset }]) => [rule, name, preset]);

    expect(sortRows(options)).to.deep.equal(sortRows<readonly unknown[]>([...assumed, ...shared]));
  });

  it('are proved by a test that cites them, or say why they are not modelled', () => {
    const unproved = findUnproved(shopifyFlow.rules, idsIn('F', readTests(import.meta.filename)));
    expect(unproved, adviseUnproved(unproved)).to.deep.equal([]);
  });
});
