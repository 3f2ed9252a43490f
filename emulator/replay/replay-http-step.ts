import type { Finding, Issue, JsonValue, Setup } from '../../sdk/contract.ts';
import { type AnyHttpStep, assumptionsOfHttpStep } from '../../sdk/http/http-step.ts';
import { lintSeverities } from '../../sdk/lints.ts';
import { makeConcealer } from '../delivery/conceal.ts';
import type { FindSecret } from '../delivery/secrets.ts';
import { type SentStep, sendStep } from '../delivery/send-step.ts';
import { summariseStep } from '../delivery/summarise-step.ts';
import { HooksmithError } from '../errors.ts';
import type { RecordingReader } from '../recording/read.ts';
import type { ReportBuilder } from '../report/build.ts';
import type { PageStatus } from '../sandbox/protocol.ts';
import { answerRecorded } from './answer-recorded.ts';
import { chooseAssumptions, listChosen } from './assumptions.ts';
import { getHttpStep } from './find-step.ts';
import { findChanges } from './judge-changes.ts';
import { recordedTime } from './plan-job.ts';
import { type RecordedRun, readExchanges } from './read-exchanges.ts';
import type { HttpStepTarget, ReplayOptions } from './replay-options.ts';
import type { JudgedPage } from './update-results.ts';

/**
 * Plays each page of a recording again, offline: the step as it is configured now, its scripts as they are now, and the
 * answers that were recorded. What the recording holds of the outcome is compared.
 */
export async function replayHttpStep({
  target,
  options,
  reader,
  report,
  onRun,
}: {
  readonly target: HttpStepTarget;
  readonly options: ReplayOptions;
  readonly reader: RecordingReader;
  readonly report: ReportBuilder;
  /** Is told how each page went. */
  readonly onRun: (run: JudgedPage) => void;
}): Promise<void> {
  const step = await getHttpStep(target.httpStep);
  checkHeader(step, reader);
  const setup: Setup = { ...reader.header.setup, ...target.setup };
  const now = options.now ?? new Date(recordedTime(reader));
  const seed = options.seed ?? reader.seed;
  const told = new Set<string>();
  let pages = 0;
  let last = -1;
  for await (const run of readExchanges(reader)) {
    options.signal?.throwIfAborted();
    last = run.page.seq;
    if (options.page !== undefined && options.page !== run.page.seq) continue;
    pages += 1;
    const judged = await replayRun(run, { step, setup, now, seed, target, options, reader, report, told });
    onRun(judged);
    if (options.bail === true && report.hasErrors()) return;
  }
  if (options.page === undefined) reader.verify({ pages, records: pages });
  else if (pages === 0) {
    throw new HooksmithError('ERR_USAGE', `${reader.path} has no page ${options.page}`, {
      place: { file: reader.path },
      next: [`Its pages are 0 to ${last}.`],
    });
  }
  const known = assumptionsOfHttpStep(step);
  report.addRecording({
    recording: reader.path,
    platform: step.platform,
    hook: step.step,
    script: '',
    function: '',
    scripts: Object.entries(target.scripts).map(([stage, { file, functionName = '' }]) => ({
      stage,
      script: file,
      function: functionName,
    })),
    pages,
    records: pages,
    moduleState: { mode: 'fresh', why: 'Each page is a run of its own.', at: null },
    seed,
    now: now.toISOString(),
    timeoutMs: options.timeoutMs ?? target.timeoutMs ?? 0,
    memoryMb: options.memoryMb ?? target.memoryMb ?? 0,
    notices: [
      ...(reader.notice === null ? [] : [reader.notice]),
      ...listChosen(
        known,
        chooseAssumptions(target.httpStep, known, { ...target.assumptions, ...options.assumptions }),
      ),
    ],
  });
}

interface RunContext {
  readonly step: AnyHttpStep;
  readonly setup: Setup;
  readonly now: Date;
  readonly seed: string;
  readonly target: HttpStepTarget;
  readonly options: ReplayOptions;
  readonly reader: RecordingReader;
  readonly report: ReportBuilder;
  /** Findings about scripts that were told already: each page is a run with scripts of its own. */
  readonly told: Set<string>;
}

async function replayRun({ page, exchanges }: RecordedRun, context: RunContext): Promise<JudgedPage> {
  const { step, target, options, reader, report } = context;
  const stand = makeStandSecrets();
  const answers = answerRecorded(exchanges, { rule: step.rule, conceal: stand.conceal });
  const sent = await sendStep({
    step,
    setup: context.setup,
    input: JSON.parse(JSON.stringify(page.options)),
    assumptions: { ...target.assumptions, ...options.assumptions },
    secrets: stand.find,
    now: context.now,
    seed: context.seed,
    scripts: target.scripts,
    settings: { ...target, ...options },
    answer: answers.answer,
    owner: target.httpStep,
  });
  const verdict = judgeRun(sent, { recorded: page.result, hasResult: 'result' in page, answers });
  report.addPage({ records: 1, failedRecords: verdict.status === 'failed' ? 1 : 0, ...verdict });
  const place = { recording: reader.path, page: page.seq };
  const findings = sent.findings.filter(
    (finding) => (!verdict.asRecorded || !tellsEnd(finding)) && isNews(finding, context.told),
  );
  for (const finding of findings) report.addFinding({ ...finding, ...place });
  for (const issue of [...answers.issues(), ...verdict.changes]) {
    report.addFinding({ ...issue, ...place, scope: null, stage: null, record: null, at: null });
  }
  for (const { page: _, recording: __, ...lines } of sent.console) report.addConsole({ ...place, ...lines });
  report.addSent({
    ...place,
    platform: step.platform,
    step: step.step,
    status: sent.status,
    series: sent.series,
    log: sent.log,
  });
  const { status, asRecorded, changed, now } = verdict;
  const hasErrors = [...findings, ...answers.issues()].some(({ severity }) => severity === 'error');
  const fails = hasErrors || (status === 'failed' && !asRecorded);
  return { seq: page.seq, records: 1, status, fails, isStale: false, changed, result: JSON.stringify(now), stages: {} };
}

/** What is said of a script is said once, not for each page. */
function isNews({ code, rule, stage, at }: Finding, told: Set<string>): boolean {
  if (!Object.hasOwn(lintSeverities, code)) return true;
  const key = JSON.stringify([code, rule, stage, at]);
  const isNew = !told.has(key);
  told.add(key);
  return isNew;
}

function tellsEnd({ code }: Finding): boolean {
  return code === 'step-failed' || code === 'step-refused';
}

function judgeRun(
  sent: SentStep,
  {
    recorded,
    hasResult,
    answers,
  }: { readonly recorded: unknown; readonly hasResult: boolean; readonly answers: ReturnType<typeof answerRecorded> },
): {
  readonly status: PageStatus;
  readonly asRecorded: boolean;
  readonly changed: boolean;
  readonly changes: readonly Issue[];
  /** What a recording would hold of the run. */
  readonly now: JsonValue;
} {
  const now: JsonValue = JSON.parse(JSON.stringify(summariseStep(sent)));
  if (answers.ranOut()) return { status: 'unjudged', asRecorded: false, changed: false, changes: [], now };
  const changes = hasResult ? findChanges(recorded, now, { root: 'result', recordOf: () => null }) : [];
  const failed = sent.status === 'failed' || sent.status === 'refused';
  const asRecorded = failed && hasResult && statusOf(recorded) === sent.status;
  const told = changes.map(({ code, rule, severity, path, message }) => ({ code, rule, severity, path, message }));
  return { status: failed ? 'failed' : 'passed', asRecorded, changed: changes.length > 0, changes: told, now };
}

function statusOf(recorded: unknown): unknown {
  return typeof recorded === 'object' && recorded !== null && 'status' in recorded ? recorded.status : undefined;
}

/**
 * A replay needs no secret: each is stood for by a text of its own, and compared as hidden. It has the form that its place
 * asks for: an address at `url`, elsewhere a key that signature profiles take too (W-121).
 */
function makeStandSecrets(): { find: FindSecret; conceal(text: string): string } {
  const { add, text } = makeConcealer();
  return {
    find(handle, path = '') {
      const name = `secret-of-${handle.replace(/[^A-Za-z0-9-]/g, '-')}`;
      const stand = path.endsWith('/url')
        ? `https://${name}.localhost/${name}`
        : `whsec_${Buffer.from(name.padEnd(24, '-')).toString('base64')}`;
      add(stand);
      return stand;
    },
    conceal: text,
  };
}

/** A recording of something else has not what this step needs. */
function checkHeader({ platform, step }: AnyHttpStep, { path, header, form }: RecordingReader): void {
  if (form === 'options' || (header.platform === platform && header.step === step)) return;
  const recorded = `${header.platform}/${header.step ?? header.hook ?? ''}`;
  throw new HooksmithError(
    'ERR_RECORDING',
    `${path} was recorded for ${recorded}, not for the step ${platform}/${step}`,
    {
      place: { file: path, line: 1 },
      next: ['Record this step: hooksmith send <step> --record FILE'],
    },
  );
}
