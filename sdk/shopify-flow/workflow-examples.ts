import type { AntiExample, Example } from '../contract.ts';

const pickup = {
  kind: 'sendHttpRequest',
  method: 'Post',
  url: 'https://courier.northbeam.example/v1/pickups',
} as const;
const look = {
  kind: 'sendHttpRequest',
  method: 'Get',
  url: 'https://courier.northbeam.example/v1/pickups/{{ pickup.id | url_encode }}',
} as const;
const parse = { kind: 'parse', from: 'sendHttpRequest', as: 'pickup' } as const;

const setups: readonly Example[] = [
  { value: { steps: [pickup] }, shows: 'a workflow of one action (F-150)' },
  {
    value: { generation: '2025', steps: [pickup, parse, look] },
    shows: 'a body that a later action reads (F-151, F-213)',
  },
  { value: { steps: [pickup, { kind: 'wait', ms: 3_600_000 }, pickup] }, shows: 'two sections (F-142)' },
];

const wrongSetups: readonly AntiExample[] = [
  { value: {}, path: '', shows: 'no steps (F-104)' },
  { value: { steps: [] }, path: '/steps', shows: 'an empty workflow (F-104)' },
  {
    value: { generation: '2024', steps: [pickup] },
    path: '/generation',
    shows: 'a generation that there is not (F-103)',
  },
];

const inputs: readonly Example[] = [
  { value: { order: { name: 'NB-1007' } }, shows: 'the order that started the workflow (F-104)' },
  { value: { customer: { tags: ['club'] } }, shows: 'a customer with a list (F-104)' },
  { value: {}, shows: 'a trigger without data (F-104)' },
];

const wrongInputs: readonly AntiExample[] = [
  { value: 'NB-1007', path: '', shows: 'a text in place of named data (F-104)' },
];

/** Examples and anti-examples of a workflow; both run as tests. */
export const workflowExamples = {
  examples: { setup: setups, input: inputs },
  antiExamples: { setup: wrongSetups, input: wrongInputs },
};
