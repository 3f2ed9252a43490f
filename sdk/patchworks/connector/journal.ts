import type { Issue } from '../../contract.ts';
import type { LogLine, Series } from '../../http/http-step.ts';

/** What a run writes down as it goes: log, series, counts, and what it leant on. */
export interface Journal {
  readonly log: LogLine[];
  readonly issues: Issue[];
  readonly series: Series[];
  readonly assumed: Set<string>;
  /** Tokens that the run was given: no output may show them. */
  readonly secrets: Set<string>;
  /** Requests of the connector, each of which costs an operation (P-605). */
  operations: number;
  /** How often each script was called (P-606). */
  readonly calls: Map<string, number>;
  /** Adds a line to the run log; `rule` is null for what a script says. */
  write(level: LogLine['level'], text: string, rule: string | null): void;
  /** Notes that the outcome leans on rules without a source. */
  lean(...rules: readonly string[]): void;
}

/** An empty journal; `elapsed` gives the ms since the step began. */
export function openJournal(elapsed: () => number): Journal {
  const log: LogLine[] = [];
  const assumed = new Set<string>();
  return {
    log,
    issues: [],
    series: [],
    assumed,
    secrets: new Set(),
    operations: 0,
    calls: new Map(),
    write(level, text, rule) {
      if (log.length < mostLines) log.push({ at: elapsed(), level, text: shorten(text), rule });
      else if (log.length === mostLines) {
        log.push({ at: elapsed(), level: 'WARN', text: `the run log ends here, after ${mostLines} lines`, rule: null });
      }
    },
    lean(...rules) {
      for (const rule of rules) assumed.add(rule);
    },
  };
}

const mostLines = 20_000;
const mostChars = 4_000;

/** A text cut to a length that a log line may have. */
export function shorten(text: string, most = mostChars): string {
  return text.length <= most ? text : `${text.slice(0, most)}… (${text.length} characters)`;
}
