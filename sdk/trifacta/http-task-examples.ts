import type { AntiExample, Example } from '../contract.ts';

const task = { name: 'Tell the warehouse', method: 'POST', url: 'https://warehouse.northbeam.example/hooks/prep' };

/** Examples of the step `http-task`; the first is that of T-280. */
export const httpTaskExamples: {
  readonly examples: { readonly setup: readonly Example[]; readonly input: readonly Example[] };
  readonly antiExamples: { readonly setup: readonly AntiExample[]; readonly input: readonly AntiExample[] };
} = {
  examples: {
    setup: [
      {
        shows: 'a task with references, a secret key and three retries (T-280)',
        value: {
          ...task,
          code: 'ax',
          headers: { 'Content-Type': 'application/json', Authorization: 'Bearer nb-demo-1' },
          body: '{"plan":"{{$plan.name}}","run":{{$plan.runId}},"took":"{{$plan.duration|humanizeDuration}}"}',
          secretKey: 'northbeam-demo-key',
          validateSsl: true,
          retry: { enabled: true, retries: 3 },
        },
      },
      {
        shows: 'the checkbox of older releases, without a number (T-123)',
        value: { ...task, body: '{}', retry: { enabled: true } },
      },
      {
        shows: 'what an administrator allows (T-231, T-232)',
        value: {
          ...task,
          body: '{}',
          platform: { allowedUrlRegexes: ['^https:\\/\\/warehouse\\.'], forbiddenIPs: '10.0.0.1;fd00::1' },
        },
      },
    ],
    input: [
      { shows: 'nothing: no references', value: {} },
      {
        shows: 'metadata of the plan and of a task before (T-206, T-207)',
        value: { $plan: { name: 'Nightly', runId: 7, duration: 65_000 }, $http_bq: { statusCode: 200 } },
      },
      { shows: 'a test (T-126)', value: { test: true } },
    ],
  },
  antiExamples: {
    setup: [
      { shows: 'a task without an address (T-113)', path: '', value: { name: 'Tell', method: 'POST' } },
      { shows: 'headers as a list (T-115)', path: '/headers', value: { ...task, headers: [] } },
      {
        shows: 'retries that are no number (T-124)',
        path: '/retry/retries',
        value: { ...task, retry: { enabled: true, retries: 'three' } },
      },
      { shows: 'a code of three letters (T-207)', path: '/code', value: { ...task, code: 'axe' } },
    ],
    input: [
      { shows: 'metadata under a root that there is not (T-205)', path: '', value: { $task_ax: {} } },
      { shows: 'a plan that is no object (T-206)', path: '/$plan', value: { $plan: 'Nightly' } },
    ],
  },
};
