import type { AntiExample, Example } from '../contract.ts';

const webhook = {
  name: 'Stock ready',
  when: { event: 'failure', outputs: ['stock_clean'] },
  method: 'POST',
  url: 'http://127.0.0.1:4010/alerts',
  headers: { 'Content-Type': 'application/json' },
  body: '{"text":"Northbeam stock job ended badly"}',
};

/** Examples of the step `flow-webhook`; the first is that of T-282. */
export const flowWebhookExamples: {
  readonly examples: { readonly setup: readonly Example[]; readonly input: readonly Example[] };
  readonly antiExamples: { readonly setup: readonly AntiExample[]; readonly input: readonly AntiExample[] };
} = {
  examples: {
    setup: [
      { shows: 'a webhook for a failed job of one output (T-282)', value: webhook },
      { shows: 'a webhook for all jobs of all outputs (T-171)', value: { ...webhook, when: { event: 'any' } } },
      {
        shows: 'a webhook that signs and retries (T-170)',
        value: { ...webhook, secretKey: 'northbeam-demo-key', retry: { enabled: true, retries: 1 } },
      },
    ],
    input: [
      { shows: 'a failed job (T-171)', value: { outputs: { stock_clean: 'failed' } } },
      { shows: 'jobs of two outputs (T-172)', value: { outputs: { stock_clean: 'success', stock_all: 'failed' } } },
      { shows: 'a test (T-252)', value: { test: true } },
    ],
  },
  antiExamples: {
    setup: [
      {
        shows: 'an event that there is not (T-171)',
        path: '/when/event',
        value: { ...webhook, when: { event: 'start' } },
      },
      {
        shows: 'no output at all (T-172)',
        path: '/when/outputs',
        value: { ...webhook, when: { event: 'any', outputs: [] } },
      },
    ],
    input: [
      {
        shows: 'a job that neither succeeded nor failed (T-171)',
        path: '/outputs/stock_clean',
        value: { outputs: { stock_clean: 'running' } },
      },
    ],
  },
};
