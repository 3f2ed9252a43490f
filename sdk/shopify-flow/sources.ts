import { citeFrom } from '../cite.ts';

/** Where rules about Shopify Flow come from, under short names for the rule tables. */
const sources = {
  current:
    'https://help.shopify.com/zh-TW/manual/shopify-flow/reference/actions/send-http-request (same in /ko/, /ar/, /es/, /vi/)',
  text2022:
    'text of May 2022 to 2024 of https://help.shopify.com/en/manual/shopify-flow/reference/actions/send-http-request',
  old: 'https://help.shopify.com/en/manual/shopify-plus/flow/create-workflow/messages/http-requests',
  limits: 'https://help.shopify.com/en/manual/shopify-flow/reference/usage-limits',
  changelog:
    'https://changelog.shopify.com/posts/flow-improved-send-http-request-action-enables-secure-connections-to-external-systems-and-returns-data-to-the-workflow',
  liquidPost:
    'https://changelog.shopify.com/posts/shopify-flow-adds-support-for-liquid-filters-url_encode-and-json-in-http-actions',
  runCode: 'https://help.shopify.com/en/manual/shopify-flow/reference/actions/run-code',
  endpoints: 'https://www.shopify.dev/docs/apps/flow/actions/endpoints',
  apps2019: 'shopify.dev changelog, 2019-02-13',
  forum: 'https://community.shopify.com/t/shopify-flow-send-http-request/300991',
  companion: 'https://flow-companion.mivicle.com/documentation/send-http-request',
  liquidjs: 'measured with liquidjs 10.30.1',
  nodeFetch: 'measured with node-fetch 3.3.2',
  arithmetic: 'worked out from F-143',
  own: 'a choice of hooksmith, no source',
} as const;

/** Names the sources of a rule as one text. */
export const cite = citeFrom(sources);
