import type { FindingCode } from '../../sdk/codes.ts';
import {
  type Claim,
  claimChangePage,
  claimCode,
  claimFailPage,
  claimLine,
  claimPass,
  claimRule,
  readReport,
  type Subject,
  wholeOf,
} from './claims.ts';

// chai is the user's own: nothing of it is imported, it hands itself over.

/** What the assertions need of chai: `Assertion` of version 4 and later, and of the chai that is built into vitest. */
export interface ChaiParts {
  readonly Assertion: {
    addMethod(name: string, method: ChaiMethod): void;
    addChainableMethod(name: string, method: ChaiMethod): void;
  };
}

// biome-ignore lint/suspicious/noExplicitAny: versions of chai type their assertions and arguments differently
type ChaiMethod = (this: any, ...given: any[]) => void;

/** What the assertions need of chai's utilities, its second gift to a plugin. */
export interface ChaiTools {
  flag(assertion: object, key: string, value?: unknown): unknown;
}

/** One assertion in the making: `this` of a method. */
interface Making {
  readonly _obj: unknown;
  assert(holds: boolean, message: string, negated: string): void;
}

type Give = (making: Making, given: readonly unknown[]) => Claim;

declare global {
  namespace Chai {
    interface Assertion {
      /** No page fails, differs from its recording or cannot be judged. */
      pass(): Assertion;
      /** The platform would have failed this page, or records of it; `recording` is a path or its end. */
      failPage(page: number, recording?: string): Assertion;
      /** What this page gives differs from what its recording holds. */
      changePage(page: number, recording?: string): Assertion;
      /** Such a finding has this code. */
      code(code: FindingCode): Assertion;
      /** Such a finding cites this rule. */
      rule(rule: string): Assertion;
      /** Such a finding points at this line of the author's source. */
      at: LineClaim<Assertion>;
    }
  }
}

/** Chai's word `at`, which may also be called with a line. */
export type LineClaim<Assertion> = Assertion & ((line: number, file?: string) => Assertion);

/**
 * Teaches chai to judge reports. What follows `failPage` and `changePage` is about the findings of that page; without
 * them it is about all findings of the report. After `not`, each claim is denied for itself.
 *
 * @example
 * use(hooksmithChai);
 * expect(report).to.pass();
 * expect(report).to.failPage(7).with.code('length-changed').and.rule('C-005').at(12);
 */
export function hooksmithChai({ Assertion }: ChaiParts, { flag }: ChaiTools): void {
  /** What the claims before have left of the report; chai hands flags on from link to link. */
  function subjectOf(making: Making): Subject {
    const left = flag(making, subjectFlag);
    const report = readReport(making._obj);
    return isSubject(left) && left.report === report ? left : wholeOf(report);
  }

  function method(give: Give): (this: Making, ...given: readonly unknown[]) => void {
    return function (...given) {
      const { holds, saysFalse, saysTrue, next } = give(this, given);
      this.assert(holds, holds ? '' : plain(saysFalse()), holds ? plain(saysTrue()) : '');
      flag(this, subjectFlag, next);
    };
  }

  const add = (name: string, give: Give): void => Assertion.addMethod(name, method(give));
  add('pass', ({ _obj }) => claimPass(readReport(_obj)));
  add('failPage', ({ _obj }, [page, recording]) => claimFailPage(readReport(_obj), toNumber(page), toText(recording)));
  add('changePage', ({ _obj }, [page, recording]) =>
    claimChangePage(readReport(_obj), toNumber(page), toText(recording)),
  );
  add('code', (making, [code]) => claimCode(subjectOf(making), String(code)));
  add('rule', (making, [rule]) => claimRule(subjectOf(making), String(rule)));
  // Chai has the word already, as in `at.least`; that stays.
  Assertion.addChainableMethod(
    'at',
    method((making, [line, file]) => claimLine(subjectOf(making), toNumber(line), toText(file))),
  );
}

const subjectFlag = 'hooksmith-subject';

function isSubject(value: unknown): value is Subject {
  return typeof value === 'object' && value !== null && 'report' in value && 'findings' in value;
}

/** Chai fills `#{this}` and the like of a message in, which the author's source line may hold too. */
function plain(message: string): string {
  return message.replaceAll('#{', '# {');
}

/** A page or line that is no number is told as one that cannot be. */
function toNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN;
}

function toText(value: unknown): string | undefined {
  return value === undefined ? undefined : String(value);
}
