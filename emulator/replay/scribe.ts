import type { Issue, SourcePosition } from '../../sdk/contract.ts';
import { lintSeverities } from '../../sdk/lints.ts';
import { HooksmithError } from '../errors.ts';
import { recordingError } from '../recording/fault.ts';
import type { PageLine } from '../recording/format.ts';
import type { Stripe } from '../recording/stripe.ts';
import { placeOfLine, readStripeLine } from '../recording/stripe-line.ts';
import type { ReportBuilder } from '../report/build.ts';
import type { Stop } from '../sandbox/lane.ts';
import type { GuestPosition, LoadedGuest, PageIssue, PageVerdict } from '../sandbox/protocol.ts';
import type { JobEvent } from '../sandbox/run-job.ts';
import { listChosen } from './assumptions.ts';
import { listCarriedOut } from './carried-out.ts';
import { type Cast, findPart, type Part } from './cast.ts';
import { countRecords } from './count-records.ts';
import type { Plan, RecordingFacts } from './plan-job.ts';
import { makeStepLedger, type StepLedger } from './step-ledger.ts';
import { stopAt, stopIssue } from './stop-issue.ts';

/** Turns what happens in a job into counts and findings of the report. */
export interface Scribe {
  /** Throws ERR_RECORDING for a line that cannot be read. */
  note(event: JobEvent): void;
  /** Adds what running a page again has shown. */
  noteLint(page: number, issue: PageIssue): void;
  /** Checks the counts of the recording and adds its row to the report. */
  end(): void;
}

/** Makes the scribe of one recording. */
export function makeScribe(given: {
  readonly report: ReportBuilder;
  readonly reader: RecordingFacts;
  readonly cast: Cast;
  readonly plan: Plan;
}): Scribe {
  const { report, reader, cast, plan } = given;
  const ledger = plan.job.kind === 'step' ? makeStepLedger() : null;
  let pages = 0;
  let records = 0;
  let lastSeq = -1;
  let unjudged = 0;

  function add(
    issue: Issue,
    place: {
      readonly stage: string | null;
      readonly page: number | null;
      readonly record?: number | null;
      readonly at?: SourcePosition | null;
    },
  ): void {
    const { stage, page, at = null } = place;
    const failure = findPart(cast, stage)?.contract.failure ?? 'page';
    const { scope = failure, ...rest } = issue;
    // A call for one record concerns that record, whether or not the issue says so.
    const record = place.record ?? (stage === null && failure === 'record' && page !== null ? 0 : null);
    report.addFinding({
      ...rest,
      scope: issue.severity === 'error' && !failsNothing.includes(issue.code) ? scope : null,
      stage,
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
    if (ledger?.hasEnded()) {
      report.addUnreached();
      return;
    }
    ledger?.note(verdict);
    if (verdict.status === 'unjudged') unjudged += 1;
    report.addPage(verdict);
    for (const issue of verdict.issues) {
      const { record, stage, at, ...rest } = issue;
      add(rest, { stage, page: verdict.seq, record, at: locate(issue, at) });
    }
    if (verdict.omittedIssues > 0) {
      const message = `${verdict.omittedIssues} more of the same kind on this page`;
      const last = verdict.issues.at(-1);
      if (last !== undefined) {
        const { record: _, stage, at: __, ...rest } = last;
        add({ ...rest, path: '', message }, { stage, page: verdict.seq });
      }
    }
    for (const rule of verdict.assumed) report.assume(rule);
    if (verdict.console !== null) report.addConsole({ recording: reader.path, page: verdict.seq, ...verdict.console });
  }

  /** Faults of the recorded input are in no line of the hook; a wrong result comes from where the hook returns. */
  function locate({ code, stage }: PageIssue, at: GuestPosition | null): SourcePosition | null {
    const script = findPart(cast, stage)?.script;
    if (script === undefined || inRecording.includes(code)) return null;
    const thrown = at === null ? null : script.locate(at[0], at[1]);
    const [only, ...others] = script.resultAt;
    return thrown ?? (only !== undefined && others.length === 0 ? only : script.entryAt);
  }

  function noteStop(stop: Stop, page: PageLine): void {
    const count = countRecords(cast, page.options);
    const { stage } = stop;
    pages += 1;
    records += count;
    checkOrder(page.seq, null, 0);
    if (ledger?.hasEnded()) {
      report.addUnreached();
      return;
    }
    ledger?.noteFailedPage();
    report.addPage({
      records: count,
      failedRecords: count,
      status: 'failed',
      asRecorded: false,
      changed: 'result' in page || page.error !== undefined,
    });
    const part = findPart(cast, stage);
    const issue = stopIssue(stop, plan, part);
    add(
      { ...issue, message: `${issue.message}${listCarriedOut(stop)}` },
      {
        stage,
        page: page.seq,
        at: part === undefined ? null : stopAt(stop, part.script),
      },
    );
    if (plan.moduleState.mode === 'job') for (const [at, one] of cast.parts) noteLostState(at, one, page.seq);
  }

  /** All scripts of the runner go with it, not only the one that was stopped. */
  function noteLostState(stage: string | null, { contract, script }: Part, page: number): void {
    const { keeps, why, at } = script.moduleState;
    if (!keeps) return;
    const message = `page ${page} was stopped; the pages after it ran with fresh module variables (${why})`;
    add(
      { code: 'state-lost', rule: contract.rules.state, severity: 'warning', path: '', message },
      { stage, page, at },
    );
  }

  function checkOrder(seq: number, stripe: Stripe | null, line: number): void {
    if (reader.form === 'recording' && plan.job.only === null && seq !== lastSeq + 1) {
      const place = stripe === null ? {} : { place: placeOfLine(stripe, line) };
      throw recordingError(reader.path, `expected page ${lastSeq + 1}, found page ${seq}`, {
        ...place,
        next: ['Pages are numbered from 0 without gaps; a page is missing, doubled or out of order.'],
      });
    }
    lastSeq = seq;
  }

  function noteUndeclared({ stage, trapped }: LoadedGuest, { contract, script }: Part): void {
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
        { stage, page: null, at },
      );
    }
  }

  function noteMisread(stage: string | null, { script }: Part): void {
    for (const { rule, message, at } of script.misread) {
      add({ code: 'misread-input', rule, severity: 'warning', path: '', message }, { stage, page: null, at });
    }
  }

  /** A file may be the script of several stages: its secrets are told once. */
  function noteSecrets({ script }: Part): void {
    const code = 'secret-in-source';
    for (const { what, at } of script.secrets) {
      const message = `${what} looks like a secret, and whoever may read the script has it: take it from the settings of a connection or from variables, and replace it where it is valid`;
      add({ code, rule: 'R-509', severity: lintSeverities[code], path: '', message }, { stage: null, page: null, at });
    }
  }

  function noteLoaded(loaded: LoadedGuest): void {
    const { stage, problem } = loaded;
    const part = findPart(cast, stage);
    if (part === undefined) return;
    noteUndeclared(loaded, part);
    noteMisread(stage, part);
    noteSecrets(part);
    if (problem === null) return;
    const { code, message, at } = problem;
    const { contract, script } = part;
    const rule = code === 'hook-threw' ? contract.rules.threw : contract.rules.entry;
    const text = `the script could not be loaded, so every page fails: ${message}`;
    add(
      { code, rule, severity: 'error', path: '', message: text },
      { stage, page: null, at: at === null ? script.entryAt : script.locate(at[0], at[1]) },
    );
  }

  return {
    note(event) {
      switch (event.kind) {
        case 'loaded':
          for (const loaded of event.scripts) noteLoaded(loaded);
          for (const { script } of cast.parts.values()) for (const rule of script.assumed) report.assume(rule);
          if (event.console.lines.length > 0)
            report.addConsole({ recording: reader.path, page: null, ...event.console });
          return;
        case 'load-stopped': {
          const [[stage, part] = [null, undefined]] = cast.parts;
          const issue = stopIssue(event.stop, plan, part);
          add(
            { ...issue, message: `while the script was loading, so every page fails: ${issue.message}` },
            { stage, page: null, at: part === undefined ? null : stopAt(event.stop, part.script) },
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
    noteLint(page, issue) {
      const { record, stage, at, ...rest } = issue;
      const part = findPart(cast, stage);
      if (part === undefined) return;
      const isState = issue.code === 'relies-on-state';
      const state = part.script.moduleState.at ?? part.script.entryAt;
      const place = { stage, page, record, at: isState ? state : locate(issue, at) };
      add(rest, place);
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
        platform: cast.platform,
        hook: cast.name,
        script: findPart(cast, null)?.script.file ?? '',
        function: findPart(cast, null)?.script.functionName ?? '',
        scripts: [...cast.parts].flatMap(([stage, { script }]) =>
          stage === null ? [] : [{ stage, script: script.file, function: script.functionName }],
        ),
        pages,
        records,
        moduleState: plan.moduleState,
        seed: plan.job.seed,
        now: new Date(plan.job.nowMs).toISOString(),
        ...plan.limits,
        notices: [
          ...(reader.notice === null ? [] : [reader.notice]),
          ...(plan.limits.timeoutMs === 0 ? [underDebugger] : []),
          ...[...cast.parts.values()].flatMap(({ script }) => script.notices.map(({ message }) => message)),
          ...listChosen(plan.known, plan.job.assumptions),
          ...listUnreached(ledger),
        ],
      });
      if (ledger !== null) {
        report.addStep({ recording: reader.path, platform: cast.platform, step: cast.name, ...ledger.sum() });
      }
    },
  };
}

const underDebugger =
  'a debugger could attach: no limit of time or memory held, and the time that was taken says nothing of the hook';

/** Errors of a replay that the platform would not have met. */
const failsNothing: readonly Issue['code'][] = ['result-changed', 'bad-recording'];

/** Faults of the recorded input, which are in no line of a script. */
const inRecording: readonly Issue['code'][] = ['bad-recording', 'inexact-number', 'stale-stage'];

function listUnreached(ledger: StepLedger | null): readonly string[] {
  const end = ledger?.sum().endedBy ?? null;
  if (end === null) return [];
  return end.why === 'stopped'
    ? [`the flow stops at page ${end.page}; later pages were not run`]
    : [`page ${end.page} asks for no further page (abort); later pages were not run`];
}

function lineError(
  reader: RecordingFacts,
  { stripe, line, index, what }: Extract<JobEvent, { kind: 'fault' }>,
): HooksmithError {
  // The runner counts characters, a file is looked up by bytes.
  const ahead = index === 0 ? 0 : Buffer.byteLength(readStripeLine(reader.path, stripe, line).slice(0, index));
  const place = placeOfLine(stripe, line, ahead);
  return recordingError(reader.path, what, { place, next: ['Record it again, or mend the line by hand.'] });
}
