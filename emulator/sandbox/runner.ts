import './lockdown.ts';
import { schemas, validators } from '#validators';
import { findContract } from '../../sdk/platforms.ts';
import { inspectValue } from '../recording/inspect-value.ts';
import { recordingLimits } from '../recording/limits.ts';
import { parsePageLine } from '../recording/page-line.ts';
import type { Judge, ReadPage } from '../replay/judge.ts';
import { judgePage } from '../replay/judge-page.ts';
import { openChannel } from './channel.ts';
import { type Guest, loadGuest } from './compartment.ts';
import { makeConsoleLog } from './console-log.ts';
import type { PagePowers } from './endowments/endowment.ts';
import type { Job, PageVerdict, ToRunner } from './protocol.ts';
import { makeRandom } from './random.ts';
import { secretsOf } from './secrets-of.ts';
import { type Serving, startServing } from './serve-calls.ts';
import { openStripes, type StripeReader } from './stripes.ts';
import { describeThrown } from './thrown.ts';

/**
 * The body of a runner process: takes a job and its stripes from the parent, runs every page through the hook in a
 * compartment, and says of each page how it went. It holds no secret (S-206) and ends when the parent does.
 */
const channel = openChannel(0, 3);
const log = makeConsoleLog();
const lateErrors: string[] = [];

/** Guest text stands in messages, paths and numbers of findings: without a bound one page could fill the parent (S-207). */
const maxLateErrors = 20;
const maxPathChars = 1_000;
/** Bytes of verdicts in a job after which they are shortened: the outbox must stay small whatever a hook prints. */
const maxSentBytes = 32 * 1024 * 1024;
const maxMessageChars = 4_000;

process.on('unhandledRejection', (reason) => {
  if (lateErrors.length < maxLateErrors) lateErrors.push(describeThrown(reason).message);
});

/** Given by boot.ts, in whose scope this file runs. */
declare const createCodeCache: () => Buffer;

/** A job with all that its pages share. */
interface Work {
  readonly job: Job;
  readonly judge: Judge;
  readonly stripes: StripeReader;
  readonly page: { nowMs: number; random: () => number };
  readonly calls: Parameters<typeof loadGuest>[1];
  guest: Guest | null;
  /** Bytes of verdicts so far. */
  sentBytes: number;
}

/** Messages of promises that nobody awaited, since the last call. */
function takeLateErrors(): readonly string[] {
  return lateErrors.splice(0);
}

async function main(): Promise<void> {
  channel.send({ kind: 'ready' });
  let work: Work | null = null;
  let serving: Serving | null = null;
  for (;;) {
    const message = channel.receive();
    if (message === null) return;
    if (message.kind === 'code-cache')
      channel.send({ kind: 'code-cache', base64: createCodeCache().toString('base64') });
    else if (message.kind === 'job') work = startJob(message.job);
    else if (message.kind === 'serve') serving = startServing(message.job, { channel, log, takeLateErrors });
    else if (message.kind === 'call') await serving?.answer(message, channel.receiveBytes());
    else if (work !== null) await runStripe(work, message);
  }
}

function startJob(job: Job): Work {
  const contract = findContract(job.platform, job.hook);
  const compiled = validators[`${job.platform}/${job.hook}`];
  const schema = schemas[`${job.platform}/${job.hook}`];
  if (contract === undefined || compiled === undefined || schema === undefined) {
    throw new Error(`no contract ${job.platform}/${job.hook}`);
  }
  const page = { nowMs: job.nowMs, random: makeRandom(`${job.seed}:module`) };
  const powers: PagePowers = { now: () => page.nowMs, random: () => page.random(), log: log.add };
  const judge: Judge = {
    contract,
    validateInput: compiled.input,
    validateOutput: compiled.output,
    inputSchema: schema.input,
    outputSchema: schema.output,
    assumptions: job.assumptions,
    setup: job.setup,
    maxResultBytes: job.maxResultBytes,
    returnResults: job.returnResults,
    takeLateErrors,
  };
  const calls = {
    calls: contract.calls,
    page: powers,
    implicitGlobals: contract.calls.allowsImplicitGlobals(job.assumptions),
  };
  const guest = job.skipScript ? null : loadGuest(job.script, calls);
  channel.send({ kind: 'loaded', problem: guest?.problem ?? null, trapped: guest?.trapped ?? [], console: log.take() });
  return { job, judge, stripes: openStripes(job), page, calls, guest, sentBytes: 0 };
}

async function runStripe(work: Work, stripe: Extract<ToRunner, { kind: 'stripe' }>): Promise<void> {
  const bytes = stripe.inline ? channel.receiveBytes() : work.stripes.read(stripe.offset, stripe.lineEnds);
  if (bytes === null) {
    channel.send({ kind: 'changed-file', stripe: stripe.id });
    return;
  }
  let line = 0;
  for (const text of work.stripes.lines(bytes, stripe.lineEnds)) {
    if (text === null) {
      channel.send({ kind: 'fault', stripe: stripe.id, line, index: 0, what: 'it is not UTF-8' });
      return;
    }
    const page = parsePageLine(text, work.job.form, stripe.firstSeq + line);
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
      const verdict = await runPage(work, { page, line: text, inexact });
      if (verdict === null) channel.send({ kind: 'passed-over', stripe: stripe.id, line, seq: page.seq });
      else {
        const said = work.sentBytes > maxSentBytes ? shorten(verdict) : verdict;
        work.sentBytes += channel.send({ ...said, stripe: stripe.id, line });
      }
    }
    line += 1;
  }
  channel.send({ kind: 'stripe-end', stripe: stripe.id });
}

/** Runs one page with its own clock, random numbers and console; null when it is not the page that was asked for. */
async function runPage(work: Work, read: ReadPage): Promise<Omit<PageVerdict, 'stripe' | 'line'> | null> {
  const { job, judge } = work;
  const { page } = read;
  const wanted = job.only === null || job.only.seq === page.seq;
  if (!wanted && !(job.only?.runBefore === true && page.seq < job.only.seq)) return null;

  work.page.random = makeRandom(`${job.seed}:${page.seq}`);
  if (job.moduleState === 'fresh' && work.guest !== null) {
    work.guest = loadGuest(job.script, work.calls);
  }
  log.hide(secretsOf(page.options));
  lateErrors.length = 0;
  const judgement = await judgePage(judge, work.guest, read);
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
    console: printed.lines.length === 0 && printed.omitted === 0 ? null : printed,
  };
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
  };
}

function cut(text: string, maxChars: number): string {
  return text.length > maxChars ? `${text.slice(0, maxChars)}…` : text;
}

main().then(
  () => process.exit(),
  (error: unknown) => {
    process.stderr.write(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exit(70);
  },
);
