import type { Finding } from '../../sdk/contract.ts';
import { findRule } from '../../sdk/platforms.ts';
import { listOptions } from '../../sdk/rule.ts';
import type { PageStatus } from '../sandbox/protocol.ts';
import type { PageConsole, ReplayedRecording, ReplayedStep, Report, SentPage, Totals } from './report.ts';

/** Findings kept in memory; the rest is counted, so that a report of any recording stays small. */
export const defaultMaxFindings = 1_000;
const maxConsoleLines = 5_000;
/** Attempts hold requests and responses. */
const maxSentPages = 100;
/** Here hooksmith's own limit decided, whatever the platform's may be. */
const ownLimits: readonly Finding['code'][] = ['timed-out', 'out-of-memory'];

/** One judged page, ready to be counted. */
export interface CountedPage {
  readonly records: number;
  readonly failedRecords: number;
  readonly status: PageStatus;
  readonly asRecorded: boolean;
  readonly changed: boolean;
}

/** What a builder has collected. */
export interface ReportParts extends Omit<Report, 'schema' | 'stoppedEarly' | 'durationMs'> {
  /** Notes by their rule, not yet merged into `findings`. */
  readonly notes: ReadonlyMap<string, { readonly first: Finding; readonly count: number }>;
}

/** Collects what a replay finds; bounded, whatever the size of the recording. */
export interface ReportBuilder {
  addPage(page: CountedPage): void;
  addFinding(finding: Finding): void;
  /** Notes that a verdict leaned on a rule that no source documents. */
  assume(rule: string): void;
  addConsole(console: PageConsole): void;
  addRecording(recording: ReplayedRecording): void;
  /** A page that the platform would not have run. */
  addUnreached(): void;
  addStep(step: ReplayedStep): void;
  addSent(page: SentPage): void;
  /** Adds all that another builder has collected, as if it had been told here. */
  absorb(parts: ReportParts): void;
  /** What was collected so far. */
  parts(): ReportParts;
  hasErrors(): boolean;
  totals(): Totals;
  build(end: { readonly durationMs: number; readonly stoppedEarly: Report['stoppedEarly'] }): Report;
}

/** Starts an empty report. */
export function makeReport({
  maxFindings = defaultMaxFindings,
}: {
  readonly maxFindings?: number;
} = {}): ReportBuilder {
  const findings: Finding[] = [];
  const recordings: ReplayedRecording[] = [];
  const steps: ReplayedStep[] = [];
  const sent: SentPage[] = [];
  const consoles: PageConsole[] = [];
  const notes = new Map<string, { readonly first: Finding; readonly count: number }>();
  const ofScripts = new Set<string>();
  let totals: Totals = {
    pages: 0,
    records: 0,
    passedPages: 0,
    failedPages: 0,
    brokenPages: 0,
    failedAsRecorded: 0,
    failedRecords: 0,
    changedPages: 0,
    unjudgedPages: 0,
    unreachedPages: 0,
  };
  let omittedFindings = 0;
  let errors = 0;
  let consoleLines = 0;
  let omittedConsoleLines = 0;

  /** Notes are merged by rule: one says as much as a thousand. Those about a script are merged for each script. */
  function note(finding: Finding, count = 1): void {
    const key = finding.code === 'clock-or-chance' ? JSON.stringify([finding.rule, finding.at]) : finding.rule;
    const known = notes.get(key);
    notes.set(key, { first: known?.first ?? finding, count: (known?.count ?? 0) + count });
  }

  /** What is said of a script as a whole is said once, however many recordings it is replayed on. */
  function isToldOfScript({ recording: _, ...said }: Finding): boolean {
    if (said.page !== null || said.severity !== 'warning') return false;
    const key = JSON.stringify(said);
    const isTold = ofScripts.has(key);
    ofScripts.add(key);
    return isTold;
  }

  function keep(finding: Finding): void {
    if (findings.length < maxFindings) findings.push(finding);
    else omittedFindings += 1;
  }

  function addConsole(console: PageConsole): void {
    const room = maxConsoleLines - consoleLines;
    const lines = console.lines.slice(0, room);
    consoleLines += lines.length;
    omittedConsoleLines += console.lines.length - lines.length;
    if (lines.length > 0) consoles.push({ ...console, lines });
  }

  function addSent(page: SentPage): void {
    if (sent.length < maxSentPages) sent.push(page);
  }

  return {
    addPage({ records, failedRecords, status, asRecorded, changed }) {
      const failed = status === 'failed' || status === 'broke';
      totals = {
        pages: totals.pages + 1,
        records: totals.records + records,
        passedPages: totals.passedPages + (status === 'passed' ? 1 : 0),
        failedPages: totals.failedPages + (failed ? 1 : 0),
        brokenPages: totals.brokenPages + (status === 'broke' && !asRecorded ? 1 : 0),
        failedAsRecorded: totals.failedAsRecorded + (failed && asRecorded ? 1 : 0),
        failedRecords: totals.failedRecords + failedRecords,
        changedPages: totals.changedPages + (changed ? 1 : 0),
        unjudgedPages: totals.unjudgedPages + (status === 'unjudged' ? 1 : 0),
        unreachedPages: totals.unreachedPages,
      };
    },
    addUnreached: () => {
      totals = { ...totals, unreachedPages: totals.unreachedPages + 1 };
    },
    addFinding(finding) {
      if (isToldOfScript(finding)) return;
      if (isUndocumented(finding.rule) && !ownLimits.includes(finding.code)) note(assumedFinding(finding.rule));
      else if (finding.severity === 'info') note(finding);
      if (finding.severity === 'info') return;
      if (finding.severity === 'error') errors += 1;
      keep(finding);
    },
    assume: (rule) => note(assumedFinding(rule)),
    addConsole,
    addRecording: (recording) => recordings.push(recording),
    addStep: (step) => steps.push(step),
    addSent,
    absorb(parts) {
      totals = addTotals(totals, parts.totals);
      errors += parts.errors;
      omittedFindings += parts.omittedFindings;
      omittedConsoleLines += parts.omittedConsoleLines;
      for (const finding of parts.findings) if (!isToldOfScript(finding)) keep(finding);
      for (const { first, count } of parts.notes.values()) note(first, count);
      recordings.push(...parts.recordings);
      steps.push(...parts.steps);
      for (const page of parts.sent) addSent(page);
      for (const console of parts.console) addConsole(console);
    },
    parts: () => ({
      totals,
      findings: [...findings],
      omittedFindings,
      errors,
      recordings: [...recordings],
      steps: [...steps],
      sent: [...sent],
      console: [...consoles],
      omittedConsoleLines,
      notes: new Map(notes),
    }),
    hasErrors: () => errors > 0,
    totals: () => totals,
    build: ({ durationMs, stoppedEarly }) => ({
      schema: 1,
      totals,
      findings: [...findings, ...mergeNotes(notes)],
      omittedFindings,
      errors,
      recordings,
      steps,
      sent,
      console: consoles,
      omittedConsoleLines,
      stoppedEarly,
      durationMs,
    }),
  };
}

function addTotals(a: Totals, b: Totals): Totals {
  return {
    pages: a.pages + b.pages,
    records: a.records + b.records,
    passedPages: a.passedPages + b.passedPages,
    failedPages: a.failedPages + b.failedPages,
    brokenPages: a.brokenPages + b.brokenPages,
    failedAsRecorded: a.failedAsRecorded + b.failedAsRecorded,
    failedRecords: a.failedRecords + b.failedRecords,
    changedPages: a.changedPages + b.changedPages,
    unjudgedPages: a.unjudgedPages + b.unjudgedPages,
    unreachedPages: a.unreachedPages + b.unreachedPages,
  };
}

function isUndocumented(id: string): boolean {
  const marks = findRule(id)?.marks ?? [];
  return marks.some((mark) => mark === 'assumed' || mark === 'unknown');
}

function mergeNotes(
  notes: ReadonlyMap<string, { readonly first: Finding; readonly count: number }>,
): readonly Finding[] {
  return [...notes.values()]
    .sort((a, b) => a.first.rule.localeCompare(b.first.rule, 'en'))
    .map(({ first, count }) => ({
      ...first,
      recording: null,
      page: null,
      record: null,
      message: count === 1 ? first.message : `${first.message} (${count} times)`,
    }));
}

function assumedFinding(id: string): Finding {
  const rule = findRule(id);
  const options = (rule === undefined ? [] : listOptions(rule)).map(
    ([name, preset]) => `${name}, default ${JSON.stringify(preset)}`,
  );
  const option = options.length === 0 ? '' : `: option ${options.join('; ')}`;
  return {
    code: 'assumed-rule',
    rule: id,
    severity: 'info',
    scope: null,
    stage: null,
    recording: null,
    page: null,
    record: null,
    path: '',
    message: `the verdict leans on behaviour that is not documented${option}; hooksmith explain ${id} says what is assumed`,
    at: null,
  };
}
