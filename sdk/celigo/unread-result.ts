import type { Contract } from '../contract.ts';

/** Results of functions of which no result is asked for; anything fits. They run as tests. */
export const unreadResults: Contract['examples']['output'] = [
  { shows: 'nothing, which arrives as null from a stack', value: null },
  { shows: 'an object', value: { done: true } },
  { shows: 'a text', value: 'done' },
];
