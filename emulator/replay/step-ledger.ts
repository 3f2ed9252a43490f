import type { ReplayedStep } from '../report/report.ts';
import type { PageVerdict } from '../sandbox/protocol.ts';

/** Ways and errors kept of one recording; the rest is counted, so that a report of any recording stays small. */
const maxKept = 1_000;

/** Sums up what became of the pages of one recording in its step. */
export interface StepLedger {
  /** Whether the platform runs no page any more. */
  hasEnded(): boolean;
  note(verdict: PageVerdict): void;
  /** A page that was generated and not run to its end. */
  noteFailedPage(): void;
  sum(): Omit<ReplayedStep, 'recording' | 'platform' | 'step'>;
}

/** Makes an empty ledger. */
export function makeStepLedger(): StepLedger {
  const ways: ReplayedStep['ways'][number][] = [];
  const errors: ReplayedStep['errors'][number][] = [];
  let counts: ReplayedStep['counts'] = {
    numSuccess: 0,
    numError: 0,
    numIgnore: 0,
    numHeld: 0,
    numPagesGenerated: 0,
    numPagesProcessed: 0,
  };
  let out = 0;
  let omitted = 0;
  let endedBy: ReplayedStep['endedBy'] = null;

  function keep<T>(kept: T[], more: readonly T[]): void {
    const room = Math.max(0, maxKept - kept.length);
    kept.push(...more.slice(0, room));
    omitted += Math.max(0, more.length - room);
  }

  return {
    hasEnded: () => endedBy !== null,
    note({ step, seq }) {
      if (step === null) return;
      counts = {
        numSuccess: counts.numSuccess + step.counts.success,
        numError: counts.numError + step.counts.error,
        numIgnore: counts.numIgnore + step.counts.ignored,
        numHeld: counts.numHeld + step.counts.held,
        numPagesGenerated: counts.numPagesGenerated + 1,
        numPagesProcessed: counts.numPagesProcessed + (step.status === 'held' ? 0 : 1),
      };
      out += step.out;
      omitted += step.omitted;
      keep(
        ways,
        step.ways.map((way) => ({ ...way, page: seq })),
      );
      keep(
        errors,
        step.errors.map((error) => ({ ...error, page: seq })),
      );
      if (step.status === 'stopped') endedBy = { page: seq, why: 'stopped' };
      else if (step.abort) endedBy = { page: seq, why: 'abort' };
    },
    noteFailedPage() {
      counts = { ...counts, numPagesGenerated: counts.numPagesGenerated + 1 };
    },
    sum: () => ({ counts, out, endedBy, ways, errors, omitted }),
  };
}
