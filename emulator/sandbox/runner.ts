import './lockdown.ts';
import type { ApiAnswer } from '../../sdk/platform-api.ts';
import type { PageLine } from '../recording/format.ts';
import { inspectValue } from '../recording/inspect-value.ts';
import { recordingLimits } from '../recording/limits.ts';
import { parsePageLine } from '../recording/page-line.ts';
import type { ReadPage } from '../replay/judge.ts';
import { type Judgement, makeJudgement } from '../replay/judgement.ts';
import type { ObservedCall } from '../replay/outcomes.ts';
import { openChannel } from './channel.ts';
import { makeConsoleLog } from './console-log.ts';
import { cut } from './cut.ts';
import { openDebugging } from './debugging.ts';
import type { PagePowers } from './endowments/endowment.ts';
import { openWork, type Work } from './open-work.ts';
import type { Job, PageVerdict, StepVerdict, ToRunner } from './protocol.ts';
import { makeRandom } from './random.ts';
import { makeReads, type Reads } from './reads.ts';
import { runAgain } from './run-again.ts';
import { secretsOf } from './secrets-of.ts';
import { type Serving, startServing } from './serve-calls.ts';
import { openStripes, type StripeReader } from './stripes.ts';
import { describeThrown } from './thrown.ts';

/**
 * The body of a runner process: takes a job and its stripes from the parent, runs every page through the hook in a
 * compartment, and says of each page how it went. It holds no secret (S-206) and ends when the parent does.
 */
const channel = openChannel({ input: 0, output: 3, answers: 4 });
const log = makeConsoleLog();
const debugging = openDebugging();
const lateErrors: string[] = [];

/** Guest text stands in messages, paths and numbers of findings: without a bound one page could fill the parent (S-207). */
const maxLateErrors = 20;
const maxPathChars = 1_000;
/** Bytes of verdicts in a job after which they are shortened: the outbox must stay small whatever a hook prints. */
const maxSentBytes = 32 * 1024 * 1024;
const maxMessageChars = 4_000;
const maxWayChars = 300;

process.on('unhandledRejection', (reason) => {
  if (lateErrors.length < maxLateErrors) lateErrors.push(describeThrown(reason).message);
});

/** Given by boot.ts, in whose scope this file runs. */
declare const createCodeCache: () => Buffer;

/** A job with all that its pages share. */
interface RunningJob {
  readonly job: Job;
  readonly work: Work;
  readonly stripes: StripeReader;
  readonly page: { nowMs: number; random: () => number; stopAt: number | null };
  readonly reads: Reads;
  /** How the calls of a page that is run again have ended. */
  readonly observed: ObservedCall[];
  /** Bytes of verdicts so far. */
  sentBytes: number;
}

/** Where the runner stands: which stripe, and the stage that the parent was last told of. */
const present = { stripe: 0, stage: '' };

/** Messages of promises that nobody awaited, since the last call. */
function takeLateErrors(): readonly string[] {
  return lateErrors.splice(0);
}

async function main(): Promise<void> {
  channel.send({ kind: 'ready' });
  let running: RunningJob | null = null;
  let serving: Serving | null = null;
  for (;;) {
    const message = channel.receive();
    if (message === null) return;
    if (message.kind === 'code-cache')
      channel.send({ kind: 'code-cache', base64: createCodeCache().toString('base64') });
    else if (message.kind === 'job') running = startJob(message.job);
    else if (message.kind === 'serve') serving = startServing(message.job, { channel, log, takeLateErrors });
    else if (message.kind === 'call') await serving?.answer(message, channel.receiveBytes());
    else if (running !== null) await runStripe(running, message);
  }
}

function startJob(job: Job): RunningJob {
  const page: RunningJob['page'] = { nowMs: job.nowMs, random: makeRandom(`${job.seed}:module`), stopAt: null };
  const powers: PagePowers = {
    now() {
      reads.note('clock', present.stage);
      return page.nowMs;
    },
    random() {
      reads.note('chance', present.stage);
      return page.random();
    },
    log(level, text) {
      log.add(level, text);
      debugging?.print(level, text);
    },
    stopAt: () => page.stopAt,
    call: (name, text) => work.call(name, text),
  };
  const reads = makeReads({ keepsPlaces: job.again });
  const observed: ObservedCall[] = [];
  const work = openWork(job, {
    page: powers,
    takeLateErrors,
    announce,
    ask: job.again ? askNobody : channel.ask,
    observe: job.again ? (call) => observed.push(call) : undefined,
  });
  channel.send({ kind: 'loaded', scripts: work.loaded, console: log.take() });
  return { job, work, stripes: openStripes(job), page, reads, observed, sentBytes: 0 };
}

/** Whether a page that is run again has asked for what nobody answers then: such a run shows nothing. */
let hasAsked = false;

/** A page that is run again must have no effect. */
function askNobody(): ApiAnswer {
  hasAsked = true;
  return { error: { message: 'nobody is asked while a page is run again' } };
}

/** Each stage of a page has its own time, so the parent hears when one begins. */
function announce(stage: string): void {
  if (present.stage === stage) return;
  present.stage = stage;
  channel.send({ kind: 'stage', stripe: present.stripe, stage });
}

async function runStripe(running: RunningJob, stripe: Extract<ToRunner, { kind: 'stripe' }>): Promise<void> {
  present.stripe = stripe.id;
  if (stripe.nowMs !== undefined) running.page.nowMs = stripe.nowMs;
  const bytes = stripe.inline ? channel.receiveBytes() : running.stripes.read(stripe.offset, stripe.lineEnds);
  if (bytes === null) {
    channel.send({ kind: 'changed-file', stripe: stripe.id });
    return;
  }
  let line = 0;
  for (const text of running.stripes.lines(bytes, stripe.lineEnds)) {
    if (text === null) {
      channel.send({ kind: 'fault', stripe: stripe.id, line, index: 0, what: 'it is not UTF-8' });
      return;
    }
    const page = parsePageLine(text, running.job.form, stripe.firstSeq + line);
    if (page.kind === 'fault') {
      channel.send({ kind: 'fault', stripe: stripe.id, line, index: page.index, what: page.what });
      return;
    }
    if (page.kind === 'page') {
      const { tooDeep, inexact } = inspectValue(page.options, { maxDepth: recordingLimits.depth });
      if (tooDeep) {
        const what = `options are nested deeper than ${recordingLimits.depth} levels (R-213)`;
        channel.send({ kind: 'fault', stripe: stripe.id, line, index: 0, what });
        return;
      }
      const verdict = await runPage(running, { page, line: text, inexact });
      if (verdict === null) channel.send({ kind: 'passed-over', stripe: stripe.id, line, seq: page.seq });
      else {
        const said = running.sentBytes > maxSentBytes ? shorten(verdict) : verdict;
        running.sentBytes += channel.send({ ...said, stripe: stripe.id, line });
      }
    }
    line += 1;
  }
  channel.send({ kind: 'stripe-end', stripe: stripe.id });
}

/** Runs one page with its own clock, random numbers and console; null when it is not the page that was asked for. */
async function runPage(running: RunningJob, read: ReadPage): Promise<Omit<PageVerdict, 'stripe' | 'line'> | null> {
  const { job, work } = running;
  const { page } = read;
  const wanted = job.only === null || job.only.seq === page.seq;
  if (!wanted && !(job.only?.runBefore === true && page.seq < job.only.seq)) return null;

  running.page.random = makeRandom(`${job.seed}:${page.seq}`);
  running.page.stopAt = wanted ? page.seq : null;
  if (job.moduleState === 'fresh') work.reload();
  debugging?.print('log', wanted ? `page ${page.seq}` : `page ${page.seq}, run for the sake of page ${job.only?.seq}`);
  present.stage = '';
  log.hide(secretsOf(page.options));
  lateErrors.length = 0;
  running.reads.takeSources();
  const { stored: _, ...judgement } = job.again ? await judgeAgain(running, page) : await judgeOnce(work, read);
  const reads = running.reads.takeSources();
  const printed = log.take();
  if (!wanted) return null;
  return {
    kind: 'page',
    ...judgement,
    issues: judgement.issues.map((issue) => ({
      ...issue,
      path: cut(issue.path, maxPathChars),
      message: cut(log.conceal(issue.message), maxMessageChars),
    })),
    result: judgement.result === null ? null : log.conceal(judgement.result),
    step: judgement.step === null ? null : tidyStep(judgement.step),
    calls: judgement.calls.length === 0 ? [] : JSON.parse(log.conceal(JSON.stringify(judgement.calls))),
    console: printed.lines.length === 0 && printed.omitted === 0 ? null : printed,
    ...(reads.length === 0 ? {} : { reads }),
  };
}

async function judgeOnce(work: Work, read: ReadPage): Promise<Judgement> {
  work.openCalls(read.page.calls ?? []);
  const judgement = await work.judge(read);
  work.closeCalls();
  return judgement;
}

/** Each run has its own time, so the parent is told when one begins. */
async function judgeAgain(running: RunningJob, page: PageLine): Promise<Judgement> {
  const { job, work, reads, observed } = running;
  const base = { nowMs: running.page.nowMs, seed: job.seed };
  hasAsked = false;
  const issues = await runAgain(page, {
    base,
    async run(fresh, { nowMs, seed }) {
      channel.send({ kind: 'stage', stripe: present.stripe, stage: '' });
      running.page.nowMs = nowMs;
      running.page.random = makeRandom(`${seed}:${page.seq}`);
      present.stage = '';
      reads.takePlaces();
      observed.length = 0;
      await judgeOnce(work, { page: fresh, line: '', inexact: [] });
      log.take();
      lateErrors.length = 0;
      return { calls: observed.splice(0), reads: reads.takePlaces() };
    },
  });
  running.page.nowMs = base.nowMs;
  return makeJudgement(page.seq, { records: 0, status: 'passed', issues: hasAsked ? [] : issues });
}

/** The report keeps only so much of a job; beyond that a verdict says the least. */
function shorten<T extends Omit<PageVerdict, 'stripe' | 'line'>>(verdict: T): T {
  const [first, ...others] = verdict.issues;
  const { lines = [], omitted = 0 } = verdict.console ?? {};
  return {
    ...verdict,
    issues: first === undefined ? [] : [{ ...first, message: cut(first.message, 300) }],
    omittedIssues: verdict.omittedIssues + others.length,
    console: verdict.console === null ? null : { lines: [], omitted: omitted + lines.length },
    step: verdict.step === null ? null : leastOfStep(verdict.step),
  };
}

/** Errors and ways hold texts of hooks and of destinations. */
function tidyStep(step: StepVerdict): StepVerdict {
  const tidy = (text: string): string => cut(log.conceal(text), maxWayChars);
  return {
    ...step,
    errors: step.errors.map((error) => ({ ...error, code: tidy(error.code), message: tidy(error.message) })),
    ways: step.ways.map((record) => ({
      ...record,
      way: record.way.map((mark) => (mark.says === undefined ? mark : { ...mark, says: tidy(mark.says) })),
    })),
  };
}

function leastOfStep(step: StepVerdict): StepVerdict {
  return { ...step, ways: [], errors: [], omitted: step.omitted + step.ways.length + step.errors.length };
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(70);
  },
);
