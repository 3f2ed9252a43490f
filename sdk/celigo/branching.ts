import { Type } from 'typebox';
import { type Assumptions, type Check, defineContract, type Issue, type Setup } from '../contract.ts';
import { branchingAntiExamples, branchingExamples } from './branching-examples.ts';
import { RecordLevelOptions, recordLevelHook } from './record-level.ts';
import { celigoAssumptions, celigoRulesOf, storedErrorOf } from './script.ts';

/** `options` of a branching function (C-273). */
export const BranchingOptions = RecordLevelOptions;
/** `options` of a branching function with the author's own type for the record (C-273). */
export type BranchingOptions<In = unknown> = RecordLevelOptions<In>;

/** The result of a branching function: indices of branches, from 0 (C-273, C-277). What else does is an option (C-279). */
export const BranchingResult = Type.Array(
  Type.Integer({ rule: 'C-279', assumption: 'routerBadResult', strict: ['error'] }),
  { rule: 'C-279', assumption: 'routerBadResult', strict: ['error'] },
);

/** What the platform knows of the router and does not pass. */
export const BranchingSetup = Type.Object(
  {
    /** How many branches the router has; without it no index is too large. */
    branches: Type.Optional(Type.Integer({ minimum: 1, rule: 'C-273' })),
  },
  { rule: 'C-273', additionalProperties: false },
);

/**
 * A branching function as a script has it (C-001): it gives the indices of the branches that the record takes.
 *
 * @example
 * const branching: Branching<Order> = ({ record }) => [record.country === 'GB' ? 0 : 1];
 */
export type Branching<In = unknown> = (options: BranchingOptions<In>) => readonly number[];

/** What the checks of a branching function know of the router. */
export interface BranchingFacts {
  /** How many branches it has; null when nobody said so. */
  readonly branches: number | null;
}

/** C-279: an index is that of a branch, and text is one only where it is read as a number. */
const namesBranches: Check<BranchingFacts, readonly unknown[]> = {
  name: 'namesBranches',
  rule: 'C-279',
  run(output, { branches }, assumptions) {
    if (!Array.isArray(output)) return [];
    return output.flatMap((element: unknown, position) => {
      const index = assumptions['routerBadResult'] === 'coerce' ? coerce(element) : element;
      if (index === null) return [misfit(`result[${position}] cannot be read as a number`, position, assumptions)];
      if (typeof index !== 'number' || !Number.isInteger(index)) return [];
      if (index >= 0 && (branches === null || index < branches)) return [];
      const known = branches === null ? '' : `; the router has ${branches}, with the indices 0 to ${branches - 1}`;
      return [misfit(`result[${position}] is ${index}, which is no branch${known}`, position, assumptions)];
    });
  },
};

function misfit(what: string, position: number, { routerBadResult }: Assumptions): Issue {
  const goesNowhere = routerBadResult === 'noBranch';
  const effect = goesNowhere ? ', so the record is taken to go to no branch (routerBadResult)' : '';
  return {
    code: 'bad-shape',
    rule: 'C-279',
    severity: goesNowhere ? 'warning' : 'error',
    path: `/${position}`,
    message: `${what}${effect}; return indices of branches, such as [0]`,
  };
}

/** Text that reads as an integer; null for what cannot be read as one. */
function coerce(element: unknown): unknown {
  if (typeof element === 'string') return /^\s*-?\d+\s*$/.test(element) ? Number(element) : null;
  return typeof element === 'number' ? element : null;
}

/** C-276: nobody says what an empty list does. */
const takesBranch: Check<BranchingFacts, readonly unknown[]> = {
  name: 'takesBranch',
  rule: 'C-276',
  run(output, _facts, { emptyBranchList }) {
    if (!Array.isArray(output) || output.length > 0) return [];
    const fails = emptyBranchList === 'error';
    return [
      {
        code: fails ? 'bad-shape' : 'assumed-rule',
        rule: 'C-276',
        severity: fails ? 'error' : 'info',
        path: '',
        message: fails
          ? '[] names no branch, which is taken to be an error (emptyBranchList); return the index of one'
          : '[] is taken to mean that the record goes to no branch (emptyBranchList)',
      },
    ];
  },
};

/** Celigo's branching: a router's script, which gives the branches that a record takes (C-273, C-274, C-276 to C-279). */
export const branching = defineContract<typeof BranchingOptions, typeof BranchingResult, BranchingFacts>({
  ...recordLevelHook('branching', 'branching'),
  summary: 'Runs for each record at a router; returns the indices of the branches that the record takes.',
  input: BranchingOptions,
  output: BranchingResult,
  setup: BranchingSetup,
  examples: branchingExamples,
  antiExamples: branchingAntiExamples,
  rules: celigoRulesOf({ threw: 'C-008', shape: 'C-273' }),
  assumptions: {
    ...celigoAssumptions,
    emptyBranchList: { rule: 'C-276', default: 'noBranch', choices: ['noBranch', 'error'] },
    routerBadResult: { rule: 'C-279', default: 'error', choices: ['error', 'coerce', 'noBranch'] },
  },
  facts: (_options, setup) => ({ branches: countBranches(setup) }),
  checks: [namesBranches, takesBranch],
  storedError: storedErrorOf('application'),
});

function countBranches({ branches }: Setup): number | null {
  return typeof branches === 'number' && Number.isInteger(branches) && branches > 0 ? branches : null;
}
