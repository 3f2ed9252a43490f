import type { AnyContract, Assumptions, Issue, SourcePosition } from '../../sdk/contract.ts';
import { HooksmithError } from '../errors.ts';
import { recordingError } from '../recording/fault.ts';
import type { PageLine } from '../recording/format.ts';
import type { Stripe } from '../recording/stripe.ts';
import { lineNumber, lineStart, readStripeLine } from '../recording/stripe-line.ts';
import type { ReportBuilder } from '../report/build.ts';
import type { Stop } from '../sandbox/lane.ts';
import type { GuestPosition, PageVerdict } from '../sandbox/protocol.ts';
import type { JobEvent } from '../sandbox/run-job.ts';
import type { LoadedScript } from '../sandbox/script/load.ts';
import { countRecords } from './count-records.ts';
import type { Plan, RecordingFacts } from './plan-job.ts';

/** Turns what happens in a job into counts and findings of the report. */
export interface Scribe {
  /** Throws ERR_RECORDING for a line that cannot be read. */
  note(event: JobEvent): void;
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
  let unjudged = 0;

  function add(
    issue: Issue,
    place: { readonly page: number | null; readonly record?: number | null; readonly at?: SourcePosition | null },
  ): void {
    const { page, record = null, at = null } = place;
    const { scope = contract.failure, ...rest } = issue;
    report.addFinding({
      ...rest,
      scope: issue.severity === 'error' ? scope : null,
      stage: null,
      recording: page === null ? null : reader.path,
      page,
      record,
      at,
    });
  }

  function notePage(verdict: PageVerdict, stripe: Stripe): void {
    checkOrder(verdict.seq, stripe, verdict.line);
    pages += 1;
    records += verdict.records;
    if (verdict.status === 'unjudged') unjudged += 1;
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
    const count = countRecords(contract, page.options);
    pages += 1;
    records += count;
    checkOrder(page.seq, null, 0);
    report.addPage({
      records: count,
      status: 'failed',
      asRecorded: false,
      changed: 'result' in page || page.error !== undefined,
    });
    add(stopIssue(stop, given), { page: page.seq, at: stopAt(stop, script) });
    if (plan.moduleState.mode === 'job' && script.moduleState.keeps) {
      const message = `page ${page.seq} was stopped; the pages after it ran with fresh module variables (${script.moduleState.why})`;
      add(
        { code: 'state-lost', rule: contract.rules.state, severity: 'warning', path: '', message },
        { page: page.seq, at: script.moduleState.at },
      );
    }
  }

  function checkOrder(seq: number, stripe: Stripe | null, line: number): void {
    if (reader.form === 'recording' && plan.job.only === null && seq !== lastSeq + 1) {
      const place =
        stripe === null
          ? {}
          : { place: { line: lineNumber(stripe, line), byte: stripe.offset + lineStart(stripe, line) } };
      throw recordingError(reader.path, `expected page ${lastSeq + 1}, found page ${seq}`, {
        ...place,
        next: ['Pages are numbered from 0 without gaps; a page is missing, doubled or out of order.'],
      });
    }
    lastSeq = seq;
  }

  function noteUndeclared(trapped: readonly string[]): void {
    const guarded = new Set(script.guest.typeofAliases.map(([, name]) => name));
    for (const { name, kind, at } of script.undeclared) {
      // A name that the script looks for with typeof first is no slip.
      if (kind === 'read' && (!trapped.includes(name) || guarded.has(name))) continue;
      const message =
        kind === 'read'
          ? `${name} is read but declared nowhere: reading it throws a ReferenceError`
          : `${name} is assigned but declared nowhere, so it becomes a global; declare it with const, let or var`;
      add(
        { code: 'undeclared-global', rule: contract.rules.globals, severity: 'warning', path: '', message },
        { page: null, at },
      );
    }
  }

  return {
    note(event) {
      switch (event.kind) {
        case 'loaded': {
          noteUndeclared(event.trapped);
          for (const rule of script.assumed) report.assume(rule);
          if (event.console.lines.length > 0)
            report.addConsole({ recording: reader.path, page: null, ...event.console });
          if (event.problem === null) return;
          const { code, message, at } = event.problem;
          const rule = code === 'hook-threw' ? contract.rules.threw : contract.rules.entry;
          const text = `the script could not be loaded, so every page fails: ${message}`;
          add(
            { code, rule, severity: 'error', path: '', message: text },
            { page: null, at: at === null ? script.entryAt : script.locate(at[0], at[1]) },
          );
          return;
        }
        case 'load-stopped': {
          const issue = stopIssue(event.stop, given);
          add(
            { ...issue, message: `while the script was loading, so every page fails: ${issue.message}` },
            { page: null, at: stopAt(event.stop, script) },
          );
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
        case 'passed-over':
          lastSeq = event.seq;
          return;
        case 'stripe-end':
          return;
      }
    },
    end() {
      // Records of faulty options cannot be counted as the recorder did; the finding says what is wrong.
      if (plan.job.only === null) {
        if (unjudged === 0) reader.verify({ pages, records });
      } else if (pages === 0) {
        throw new HooksmithError('ERR_USAGE', `${reader.path} has no page ${plan.job.only.seq}`, {
          place: { file: reader.path },
          next: [`Its pages are 0 to ${lastSeq}.`],
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
        notices: [
          ...(reader.notice === null ? [] : [reader.notice]),
          ...script.notices.map(({ message }) => message),
          ...listChosen(contract, plan.job.assumptions),
        ],
      });
    },
  };
}

/** What the user chose against the default: the verdict leans on it. */
function listChosen(contract: AnyContract, assumptions: Assumptions): readonly string[] {
  return Object.entries(contract.assumptions).flatMap(([name, { rule, default: preset }]) => {
    const value = assumptions[name];
    if (JSON.stringify(value) === JSON.stringify(preset)) return [];
    return [
      `the verdict leans on a chosen assumption: ${name} (${rule}) is ${JSON.stringify(value)}, default ${JSON.stringify(preset)}`,
    ];
  });
}

function stopIssue(
  { reason, lastWords }: Stop,
  { contract, plan, script }: { readonly contract: AnyContract; readonly plan: Plan; readonly script: LoadedScript },
): Issue {
  const { rules } = contract;
  const { limits } = plan;
  switch (reason) {
    case 'timed-out': {
      const platformMs = contract.limits.timeMs(plan.job.assumptions);
      const own = platformMs === null ? '' : `; the platform's own limit is ${platformMs} ms, ${rules.time}`;
      const message = `not finished within ${limits.timeoutMs} ms (--timeout-ms${own}): the page was stopped${listLoops(script)}`;
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

/** Nobody sees where a runner was killed, but a page that does not end is most likely in a loop. */
function stopAt({ reason }: Stop, { loopsAt, entryAt }: LoadedScript): SourcePosition {
  const [only, ...others] = loopsAt;
  return reason === 'timed-out' && only !== undefined && others.length === 0 ? only : entryAt;
}

const mostLoops = 5;

/** The loops to look at; more than a few say nothing, and a single one is where the finding points to. */
function listLoops({ loopsAt }: LoadedScript): string {
  if (loopsAt.length < 2 || loopsAt.length > mostLoops) return '';
  return `; loops that could run on: ${loopsAt.map(({ file, line }) => `${file}:${line}`).join(', ')}`;
}

function lineError(
  reader: RecordingFacts,
  { stripe, line, index, what }: Extract<JobEvent, { kind: 'fault' }>,
): HooksmithError {
  // The runner counts characters, a file is looked up by bytes.
  const ahead = index === 0 ? 0 : Buffer.byteLength(readStripeLine(reader.path, stripe, line).slice(0, index));
  const place = { line: lineNumber(stripe, line), byte: stripe.offset + lineStart(stripe, line) + ahead };
  return recordingError(reader.path, what, { place, next: ['Record it again, or mend the line by hand.'] });
}
