import type { Assumptions, Check } from '../contract.ts';

/** What the checks of a hook know that is called with a page and answers for each of its records. */
export interface PageFacts {
  /** Elements that the result must have. */
  readonly records: number;
}

/**
 * C-005, C-010: another number of elements fails the whole page. A result that is no array is the schema's business.
 * `rule` is the one by which this hook keeps the number.
 */
export function keepsLength(hook: string, rule = 'C-005'): Check<PageFacts, readonly unknown[]> {
  return {
    name: 'keepsLength',
    rule,
    run(output, { records }) {
      if (!Array.isArray(output) || output.length === records) return [];
      const returned = count(output.length, 'element');
      const given = count(records, 'record');
      return [
        {
          code: 'length-changed',
          rule,
          severity: 'error',
          path: '',
          message: `returned ${returned} for ${given}; ${hook} must return one element for each record, in the same order`,
        },
      ];
    },
  };
}

/** Which arrays of a page stand for the same records. */
export interface ArraysInStep {
  /** Names of properties of `options`; one that is missing is left out. */
  readonly names: readonly string[];
  /** The rule that says so. */
  readonly rule: string;
  /** When the arrays may differ in length after all. @default never */
  readonly exempts?: (options: Readonly<Record<string, unknown>>, assumptions: Assumptions) => boolean;
  /** What to do besides recording the page again, such as `set someOption to false`. */
  readonly otherwise?: string;
}

/** R-503: arrays of a page that stand for the same records are equally long. A breach is a fault of the recording. */
export function arraysInStep({
  names,
  rule,
  exempts = () => false,
  otherwise,
}: ArraysInStep): Check<null, Readonly<Record<string, unknown>>> {
  return {
    name: 'arraysInStep',
    rule,
    run(options, _facts, assumptions) {
      if (exempts(options, assumptions)) return [];
      const lengths = names.flatMap((name) => {
        const array = options[name];
        return Array.isArray(array) ? [{ name, length: array.length }] : [];
      });
      if (new Set(lengths.map(({ length }) => length)).size < 2) return [];
      const counts = lengths.map(({ name, length }) => `${name} has ${count(length, 'element')}`).join(', ');
      const all = lengths.length === 2 ? 'the two' : 'the three';
      const advice = `record the page again${otherwise === undefined ? '' : `, or ${otherwise}`}`;
      return [
        {
          code: 'bad-recording',
          rule,
          severity: 'error',
          path: oddOneOut(lengths),
          message: `${counts}; ${all} must be equally long, one element for each record: ${advice}`,
        },
      ];
    },
  };
}

/** Pointer to the array whose length the others do not share; to the whole when there is no such one. */
function oddOneOut(lengths: readonly { readonly name: string; readonly length: number }[]): string {
  const odd = lengths.filter(({ length }) => lengths.filter((other) => other.length === length).length === 1);
  return odd.length === 1 && odd[0] !== undefined ? `/${odd[0].name}` : '';
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
