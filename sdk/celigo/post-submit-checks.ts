import type { Static } from 'typebox';
import type { Check } from '../contract.ts';
import type { PostSubmitFacts, PostSubmitOptions, PostSubmitResult } from './post-submit.ts';

/** C-005, C-010: another number of elements fails the whole page. A result that is no array is the schema's business. */
export const keepsLength: Check<PostSubmitFacts, Static<typeof PostSubmitResult>> = {
  name: 'keepsLength',
  rule: 'C-005',
  run(output, { records }) {
    if (!Array.isArray(output) || output.length === records) return [];
    const returned = count(output.length, 'element');
    const given = count(records, 'record');
    return [
      {
        code: 'length-changed',
        rule: 'C-005',
        severity: 'error',
        path: '',
        message: `returned ${returned} for ${given}; postSubmit must return one element for each record, in the same order`,
      },
    ];
  },
};

/** C-248 (and R-503 for recordings): the three arrays have one element a record, dropped records included. */
export const arraysInStep: Check<null, Static<typeof PostSubmitOptions>> = {
  name: 'arraysInStep',
  rule: 'C-248',
  run({ preMapData, postMapData, responseData }, _facts, assumptions) {
    if (assumptions['droppedRecordsInResponseData'] === false) return [];
    const lengths = {
      preMapData: preMapData.length,
      postMapData: postMapData.length,
      responseData: responseData.length,
    };
    if (new Set(Object.values(lengths)).size === 1) return [];
    const counts = Object.entries(lengths).map(([name, length]) => `${name} has ${count(length, 'element')}`);
    return [
      {
        code: 'bad-recording',
        rule: 'C-248',
        severity: 'error',
        path: oddOneOut(lengths),
        message: `${counts.join(', ')}; the three must be equally long, one element for each record: record the page again, or set droppedRecordsInResponseData to false`,
      },
    ];
  },
};

/** Pointer to the array whose length two others do not share; to the whole when all three differ. */
function oddOneOut(lengths: Readonly<Record<string, number>>): string {
  const all = Object.values(lengths);
  const odd = Object.entries(lengths).filter(([, length]) => all.filter((other) => other === length).length === 1);
  return odd.length === 1 && odd[0] !== undefined ? `/${odd[0][0]}` : '';
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
