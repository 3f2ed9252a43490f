import { citeFrom } from '../cite.ts';

/** Where rules about HTTP steps and signatures come from, under short names for the rule tables. */
const sources = {
  triHttp: 'https://docs.trifacta.com/display/SSP/Create+HTTP+Task',
  triView: 'https://help.alteryx.com/smc/r104/en/platform/plans/plan-view-page/plan-view-for-http-tasks.html',
  triConfig: 'https://docs.trifacta.com/display/r071/Configure+Webhooks',
  triNunjucks: 'github.com/trifacta/nunjucks',
  flow: 'https://help.shopify.com/zh-TW/manual/shopify-flow/reference/actions/send-http-request',
  flow2022: 'https://help.shopify.com/en/manual/shopify-flow/reference/actions/send-http-request (2022 to 2024)',
  flowOld: 'https://help.shopify.com/en/manual/shopify-plus/flow/create-workflow/messages/http-requests',
  flowChange:
    'https://changelog.shopify.com/posts/flow-improved-send-http-request-action-enables-secure-connections-to-external-systems-and-returns-data-to-the-workflow',
  standard: 'github.com/standard-webhooks/standard-webhooks, spec/standard-webhooks.md 1.0.0 @b2fa7b8',
  svixRetries: 'https://docs.svix.com/retries',
  svixSecurity: 'https://docs.svix.com/security',
  stripe: 'documentation of the tiger_stripe library',
  stripeNotes: 'https://dev.to/shannonllc/stripe-webhooks-retries-ordering-duplicates-timeouts-and-ips-46f0',
  stripeCli: 'github.com/stripe/stripe-cli, wiki page Listen command',
  github: 'https://docs.github.com/webhooks/securing',
  slack: 'https://slack.dev/python-slack-sdk/api-docs/slack_sdk/signature/index.html',
  slackGuide: "Slack's guide on verifying requests",
  hookdeck: 'https://hookdeck.com/docs/guides/how-to-test-webhooks-locally',
  ngrok: 'https://ngrok.com/docs/gateway/traffic-policy/actions/verify-webhook',
  jitter: 'AWS architecture blog on exponential back-off and jitter',
  nodeIssues: 'github.com/nodejs/node/issues/63989; github.com/nodejs/node/issues/64142',
  liquidAdvisories: 'CVE-2026-45618, CVE-2026-55575, CVE-2026-69222',
  liquidIssues: 'github.com/harttle/liquidjs/issues/908; github.com/harttle/liquidjs/issues/910',
  privateIp: 'github.com/frenchbread/private-ip/issues/32',
  vaultClient: 'github.com/namecheap/node-vault-client/issues/172',
  nodeFetch: 'measured with node-fetch 3.3.2 on Node 20.20.2',
  packages: "the packages' own pages, November 2026",
  measured: 'measured with the versions named',
  own: 'a choice of hooksmith, no source',
} as const;

/** Names the sources of a rule as one text. */
export const cite = citeFrom(sources);
