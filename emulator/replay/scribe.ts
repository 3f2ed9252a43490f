import type { AnyContract, Issue, SourcePosition } from '../../sdk/contract.ts';
import { HooksmithError } from '../errors.ts';
import type { PageLine } from '../recording/format.ts';
import type { Stripe } from '../recording/stripe.ts';
import { lineNumber, lineStart } from '../recording/stripe-line.ts';
import type { ReportBuilder } from '../report/build.ts';
import type { Stop } from '../sandbox/lane.ts';
import type { GuestPosition, PageVerdict } from '../sandbox/protocol.ts';
import type { JobEvent } from '../sandbox/run-job.ts';
import type { LoadedScript } from '../sandbox/script/load.ts';
import type { Plan, RecordingFacts } from './plan-job.ts';

/** Turns what happens in a job into counts and findings of the report. */
export interface Scribe {
  /** Throws ERR_RECORDING for a line that cannot be read. */
  note(event: JobEvent): void;
  /** Whether a page has been judged. */
  hasPage(): boolean;
  /** Checks the counts of the recording and adds its row to the report. */
  end(): void;
}

/** Makes the scribe of one recording. */
export function makeScribe(given: {
  readonly report: ReportBuilder;
  readonly reader: RecordingFacts;
  readonly contract: AnyContract;
  readonly script: LoadedScript;
  readonly plan: Plan;
}): Scribe {
  const { report, reader, contract, script, plan } = given;
  let pages = 0;
  let records = 0;
  let lastSeq = -1;

  function add(issue: Issue, place: { readonly page: number | null; readonly record?: number | null; readonly at?: SourcePosition | null }): void {
    const { page, record = null, at = null } = place;
    report.addFinding({ ...issue, recording: page === null ? null : reader.path, page, record, at });
  }

  function notePage(verdict: PageVerdict, stripe: Stripe): void {
    checkOrder(verdict.seq, stripe, verdict.line);
    pages += 1;
    records += verdict.records;
    report.addPage(verdict);
    for (const issue of verdict.issues) {
      const { record, at, ...rest } = issue;
      add(rest, { page: verdict.seq, record, at: locate(issue, at) });
    }
    if (verdict.omittedIssues > 0) {
      const message = `${verdict.omittedIssues} more of the same kind on this page`;
      const last = verdict.issues.at(-1);
      if (last !== undefined) add({ ...last, path: '', message }, { page: verdict.seq });
    }
    for (const rule of verdict.assumed) report.assume(rule);
    if (verdict.console !== null) report.addConsole({ recording: reader.path, page: verdict.seq, ...verdict.console });
  }

  /** Faults of the recorded input are in no line of the hook; a wrong result comes from where the hook returns. */
  function locate(issue: Issue, at: GuestPosition | null): SourcePosition | null {
    if (issue.code === 'bad-recording' || issue.code === 'inexact-number') return null;
    const thrown = at === null ? null : script.locate(at[0], at[1]);
    const [only, ...others] = script.resultAt;
    return thrown ?? (only !== undefined && others.length === 0 ? only : script.entryAt);
  }

  function noteStop(stop: Stop, page: PageLine): void {
    const count = safeCount(contract, page.options);
    pages += 1;
    records += count;
    checkOrder(page.seq, null, 0);
    report.addPage({ records: count, status: 'failed', asRecorded: false, changed: 'result' in page || page.error !== undefined });
    add(stopIssue(stop, { contract, plan }), { page: page.seq, at: script.entryAt });
    if (plan.moduleState.mode === 'job' && script.moduleState.keeps) {
      const message = `page ${page.seq} was stopped; the pages after it ran with fresh module variables (${script.moduleState.why})`;
      add({ code: 'state-lost', rule: contract.rules.state, severity: 'warning', path: '', message }, { page: page.seq, at: script.moduleState.at });
    }
  }

  function checkOrder(seq: number, stripe: Stripe | null, line: number): void {
    if (reader.form === 'recording' && plan.job.only === null && seq !== lastSeq + 1) {
      const at = stripe === null ? {} : { line: lineNumber(stripe, line) };
      throw new HooksmithError('ERR_RECORDING', `${reader.path}: expected page ${lastSeq + 1}, got page ${seq}`, {
        place: { file: reader.path, ...at },
        next: ['Pages are numbered from 0 without gaps; a page is missing, doubled or out of order.'],
      });
    }
    lastSeq = seq;
  }

  function noteUndeclared(trapped: readonly string[]): void {
    for (const { name, kind, at } of script.undeclared) {
      if (kind === 'read' && !trapped.includes(name)) continue;
      const message =
        kind === 'read'
          ? `${name} is read but declared nowhere: reading it throws a ReferenceError`
          : `${name} is assigned but declared nowhere, so it becomes a global; declare it with const, let or var`;
      add({ code: 'undeclared-global', rule: contract.rules.globals, severity: 'warning', path: '', message }, { page: null, at });
    }
  }

  return {
    hasPage: () => pages > 0,
    note(event) {
      switch (event.kind) {
        case 'loaded': {
          noteUndeclared(event.trapped);
          if (event.console.lines.length > 0) report.addConsole({ recording: reader.path, page: null, ...event.console });
          if (event.problem === null) return;
          const { code, message, at } = event.problem;
          const rule = code === 'hook-threw' ? contract.rules.threw : contract.rules.entry;
          const text = `the script could not be loaded, so every page fails: ${message}`;
          add({ code, rule, severity: 'error', path: '', message: text }, { page: null, at: at === null ? script.entryAt : script.locate(at[0], at[1]) });
          return;
        }
        case 'load-stopped': {
          const issue = stopIssue(event.stop, { contract, plan });
          add({ ...issue, message: `while the script was loading, so every page fails: ${issue.message}` }, { page: null, at: script.entryAt });
          return;
        }
        case 'page':
          return notePage(event.verdict, event.stripe);
        case 'stopped':
          return noteStop(event.stop, event.page);
        case 'fault':
          throw lineError(reader, event);
        case 'changed-file':
          throw new HooksmithError('ERR_RECORDING', `${reader.path} was changed while it was being replayed`, {
            place: { file: reader.path },
            next: ['Replay it again when nothing writes to it.'],
          });
        case 'stripe-end':
          return;
      }
    },
    end() {
      if (plan.job.only === null) reader.verify({ pages, records });
      else if (pages === 0) {
        throw new HooksmithError('ERR_USAGE', `${reader.path} has no page ${plan.job.only.seq}`, {
          place: { file: reader.path },
          next: [lastSeq >= 0 ? `Its pages are 0 to ${lastSeq}.` : 'Leave --page away to see which pages there are.'],
        });
      }
      report.addRecording({
        recording: reader.path,
        platform: contract.platform,
        hook: contract.hook,
        script: script.file,
        function: script.functionName,
        pages,
        records,
        moduleState: plan.moduleState,
        seed: plan.job.seed,
        now: new Date(plan.job.nowMs).toISOString(),
        ...plan.limits,
        notices: [...(reader.notice === null ? [] : [reader.notice]), ...script.notices.map(({ message }) => message)],
      });
    },
  };
}

function stopIssue(
  { reason, lastWords }: Stop,
  { contract, plan }: { readonly contract: AnyContract; readonly plan: Plan },
): Issue {
  const { rules } = contract;
  const { limits } = plan;
  switch (reason) {
    case 'timed-out': {
      const platformMs = contract.limits.timeMs(plan.job.assumptions);
      const own = platformMs === null ? '' : `; the platform's own limit is ${platformMs} ms, ${rules.time}`;
      const message = `not finished within ${limits.timeoutMs} ms (--timeout-ms${own}): the page was stopped`;
      return { code: 'timed-out', rule: rules.time, severity: 'error', path: '', message };
    }
    case 'out-of-memory': {
      const message = `used more memory than ${limits.memoryMb} MB (--memory-mb): the page was stopped`;
      return { code: 'out-of-memory', rule: rules.memory, severity: 'error', path: '', message };
    }
    case 'crashed': {
      const message = `the process that ran the page ended by itself: ${lastWords.split('\n')[0] ?? ''}`;
      return { code: 'crashed', rule: 'S-180', severity: 'error', path: '', message };
    }
  }
}

function lineError(reader: RecordingFacts, { stripe, line, index, what }: Extract<JobEvent, { kind: 'fault' }>): HooksmithError {
  const number = lineNumber(stripe, line);
  const byte = stripe.offset + lineStart(stripe, line) + index;
  return new HooksmithError('ERR_RECORDING', `${reader.path}:${number} (byte ${byte}): ${what}`, {
    place: { file: reader.path, line: number, byte },
    next: ['Record it again, or mend the line by hand.'],
  });
}

/** The page was never judged, so its options may not be what the contract says. */
function safeCount(contract: AnyContract, options: unknown): number {
  try {
    return contract.countRecords(options);
  } catch {
    return 0;
  }
}
