import type { AntiExample, Example } from '../contract.ts';

const ticket = {
  kind: 'http-task',
  code: 'ax',
  name: 'Open a ticket',
  method: 'POST',
  url: 'http://127.0.0.1:4010/tickets',
  headers: { 'Content-Type': 'application/json' },
  body: '{}',
};
const note = {
  kind: 'http-task',
  code: 'bq',
  name: 'Add a note',
  method: 'POST',
  url: 'http://127.0.0.1:4010/notes',
  headers: { 'Content-Type': 'application/json' },
  body: '{"ticket":{{$http_ax.response.json.id}},"note":"{{$http_ax.response.json[\'short text\']}}"}',
};

/** Examples of the step `plan`; the first is that of T-283. */
export const planExamples: {
  readonly examples: { readonly setup: readonly Example[]; readonly input: readonly Example[] };
  readonly antiExamples: { readonly setup: readonly AntiExample[]; readonly input: readonly AntiExample[] };
} = {
  examples: {
    setup: [
      {
        shows: 'a task that sends what the one before was answered (T-283)',
        value: { name: 'Tickets', tasks: [ticket, note] },
      },
      {
        shows: 'a task for the failure of the one before (T-162)',
        value: { name: 'Tickets', tasks: [ticket, { ...note, body: '{}', when: 'failure' }] },
      },
      {
        shows: 'a flow with a webhook, and a task after it (T-160, T-170)',
        value: {
          name: 'Stock',
          tasks: [
            {
              kind: 'flow',
              code: 'cd',
              name: 'Clean stock',
              webhooks: [
                {
                  name: 'Stock ready',
                  when: { event: 'success' },
                  method: 'POST',
                  url: 'http://127.0.0.1:4010/ready',
                  body: '{}',
                },
              ],
            },
            { ...ticket, body: '{"flow":"{{$flow_cd.name}}"}' },
          ],
        },
      },
    ],
    input: [
      { shows: 'nothing recorded', value: {} },
      {
        shows: 'what the flow and the platform know (T-206, T-209, T-210)',
        value: {
          $plan: { runId: 71, user: 3 },
          $flow_cd: { name: 'Clean stock', status: 'success', duration: 65_000, 'Stock by shop': { rows: 12 } },
          outputs: { cd: { stock_clean: 'success' } },
        },
      },
      {
        shows: 'a retry from where the plan failed (T-163)',
        value: { retryFrom: { tasks: { ax: 'success', bq: 'failed' }, $http_ax: { response: { json: { id: 77 } } } } },
      },
    ],
  },
  antiExamples: {
    setup: [
      { shows: 'a plan without tasks (T-160)', path: '/tasks', value: { name: 'Tickets', tasks: [] } },
      { shows: 'a plan without a name (T-206)', path: '', value: { tasks: [ticket] } },
    ],
    input: [
      {
        shows: 'an override without its value (T-254)',
        path: '/planNodeOverrides/0',
        value: { planNodeOverrides: [{ handle: 'ax', overrideKey: 'url' }] },
      },
      {
        shows: 'a retry of a run that says nothing of its tasks (T-163)',
        path: '/retryFrom',
        value: { retryFrom: {} },
      },
    ],
  },
};
