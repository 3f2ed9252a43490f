import type { Issue } from '../../sdk/contract.ts';
import type { Exchange, ExchangeOutcome } from '../../sdk/http/exchange.ts';
import type { PastExchange } from '../../sdk/http/har.ts';
import { hiddenMark } from '../delivery/conceal.ts';
import type { RunClock } from '../delivery/run-clock.ts';
import { redactedMark } from '../recording/redacted-mark.ts';

/** Answers the exchanges of a step by those of a recording, in their order. */
export interface RecordedAnswers {
  answer(exchange: Exchange, clock: RunClock): Promise<ExchangeOutcome>;
  /** What was wrong with the answers: requests that are others now, and an exchange that was not recorded. */
  issues(): readonly Issue[];
  /** Whether the step asked for more than the recording holds: nothing can be said of it then. */
  ranOut(): boolean;
}

/** Takes the time that each exchange took when it was recorded. `rule` is the step's own. */
export function answerRecorded(
  exchanges: readonly PastExchange[],
  { rule, conceal }: { readonly rule: string; readonly conceal: (text: string) => string },
): RecordedAnswers {
  const issues: Issue[] = [];
  let taken = 0;
  let ranOut = false;
  return {
    async answer({ request }, clock) {
      const past = exchanges[taken];
      taken += 1;
      if (past === undefined) {
        ranOut = true;
        const message = `the step sends ${request.method} ${conceal(request.url)} as exchange ${taken}, and the recording holds ${exchanges.length}: record it again with hooksmith send <step> --record FILE`;
        issues.push({ code: 'bad-recording', rule, severity: 'error', path: '', message });
        const failure = { type: 'other', code: null, message: 'the recording holds no further answer' } as const;
        return { kind: 'failure', failure, ms: 0 };
      }
      const { outcome } = past;
      if (outcome.kind !== 'forbidden') await clock.wait(outcome.ms);
      const changed = findChange(past.request, {
        method: request.method,
        url: conceal(request.url),
        body: request.body === null ? null : conceal(request.body),
      });
      if (changed !== null) {
        const message = `exchange ${taken}: ${changed}; its recorded answer is used all the same`;
        issues.push({ code: 'stale-answer', rule, severity: 'warning', path: '', message });
      }
      return outcome;
    },
    issues: () => issues,
    ranOut: () => ranOut,
  };
}

type Told = Pick<PastExchange['request'], 'method' | 'url' | 'body'>;

/** The first part of a request that differs from the recorded one; what was redacted there cannot be compared. */
function findChange(was: Told, now: Told): string | null {
  for (const part of ['method', 'url', 'body'] as const) {
    const [before, after] = [was[part] ?? '', now[part] ?? ''];
    if (before === after || isRedacted(before)) continue;
    return `the ${part} was ${show(before)} in the recording and is ${show(after)} now`;
  }
  return null;
}

function isRedacted(text: string): boolean {
  return text.includes(hiddenMark) || text.includes('[redacted:') || redactedMark.test(text);
}

function show(text: string): string {
  return JSON.stringify(text.length > 120 ? `${text.slice(0, 120)}…` : text);
}
