import { STATUS_CODES } from 'node:http';
import type { AnyContract, JsonValue } from '../../sdk/contract.ts';
import type { ExchangeOutcome } from '../../sdk/http/exchange.ts';
import type { AnyHttpStep } from '../../sdk/http/http-step.ts';
import type { AnyStep } from '../../sdk/step.ts';
import { recordStep } from '../delivery/record-step.ts';
import { sendStep } from '../delivery/send-step.ts';
import { createRecording, type RecordedPage, type RecordingOptions } from '../recording/write.ts';
import { replayInline } from '../replay/replay-inline.ts';
import type { ScriptFile } from '../replay/replay-options.ts';
import type { Kind } from './kinds.ts';
import type { Template, TemplateAnswer, TemplatePage } from './template.ts';

// The same template gives the same bytes each time.
const createdAt = new Date('2026-03-04T09:00:00.000Z');
const seed = 'template';
const source = 'made up by hooksmith new';
const answerMs = 25;

/**
 * Writes the recording of a template: its pages with what its own scripts make of them, so that the first replay passes and
 * a change of the script shows.
 *
 * @param scripts the scripts by stage or place; that of a hook by its kind's name
 */
export async function makeRecording(
  path: string,
  { kind, template, scripts }: { readonly kind: Kind; readonly template: Template; readonly scripts: ScriptsByPlace },
): Promise<void> {
  if (kind.is === 'hook') return recordHook(path, { contract: kind.contract, template, script: scripts[kind.name] });
  if (kind.is === 'step') return recordPipeline(path, { step: kind.step, template });
  return recordHttpStep(path, { step: kind.step, template, scripts });
}

type ScriptsByPlace = Readonly<Record<string, ScriptFile>>;

async function recordHook(
  path: string,
  {
    contract,
    template,
    script,
  }: { readonly contract: AnyContract; readonly template: Template; readonly script: ScriptFile | undefined },
): Promise<void> {
  const { platform, hook } = contract;
  if (script === undefined) throw new Error(`the template of ${platform}/${hook} has no script`);
  const pages = (template.pages ?? []).map((page) => fillPage(contract.examples.input, page));
  const results = new Map<number, unknown>();
  const report = await replayInline({
    contract,
    target: { script: script.file, ...setupOf(template) },
    options: { now: createdAt, seed, workers: 1 },
    name: 'the template',
    form: 'options',
    lines: pages.map((options) => JSON.stringify(options)),
    onVerdict({ seq, result }) {
      if (result !== null) results.set(seq, JSON.parse(result));
    },
  });
  const wrong = report.findings.find(({ severity }) => severity === 'error');
  if (wrong !== undefined) throw new Error(`the template of ${platform}/${hook} breaks its contract: ${wrong.message}`);
  const header = { platform, hook, ...setupOf(template), countRecords: contract.countRecords };
  await writeAll(
    path,
    header,
    pages.map((options, seq) => ({ options, ...(results.has(seq) ? { result: results.get(seq) } : {}) })),
  );
}

async function recordPipeline(
  path: string,
  { step, template }: { readonly step: AnyStep; readonly template: Template },
): Promise<void> {
  const pages = (template.pages ?? []).map((page) => ({
    options: fillPage(step.examples.input, page),
    ...(page.stages === undefined ? {} : { stages: page.stages }),
  }));
  const { platform } = step;
  const header = { platform, hook: null, step: step.step, ...setupOf(template), countRecords: step.countRecords };
  await writeAll(path, header, pages);
}

async function writeAll(
  path: string,
  header: Omit<RecordingOptions, 'source'>,
  pages: readonly RecordedPage[],
): Promise<void> {
  // Nothing of it is anybody's; a mark in place of a made-up password would only puzzle.
  const recording = createRecording(path, { ...header, source, seed, createdAt, redaction: { policy: 'off' } });
  try {
    for (const page of pages) await recording.writePage(page);
    await recording.end();
  } catch (error) {
    await recording.abort();
    throw error;
  }
}

async function recordHttpStep(
  path: string,
  {
    step,
    template: { setup = {}, input = {}, answers = [] },
    scripts,
  }: { readonly step: AnyHttpStep; readonly template: Template; readonly scripts: ScriptsByPlace },
): Promise<void> {
  let given = 0;
  const sent = await sendStep({
    step,
    setup,
    input,
    scripts,
    now: createdAt,
    seed,
    async answer(_exchange, clock) {
      await clock.wait(answerMs);
      const answer = answers[given];
      if (answer === undefined) throw new Error(`the template of ${step.platform}/${step.step} lacks an answer`);
      given += 1;
      return toOutcome(answer);
    },
  });
  if (sent.status !== 'success' || given < answers.length) {
    throw new Error(`the template of ${step.platform}/${step.step} ends with ${sent.status} after ${given} answers`);
  }
  await recordStep(path, { step, setup, input, sent, source });
}

function toOutcome({ status, body }: TemplateAnswer): ExchangeOutcome {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const headers = typeof body === 'string' ? [] : [{ name: 'Content-Type', value: 'application/json' }];
  const statusText = STATUS_CODES[status] ?? '';
  const response = { status, statusText, headers, body: text, bodyBytes: Buffer.byteLength(text) };
  return { kind: 'response', response, ms: answerMs };
}

function fillPage(
  examples: readonly { readonly value: JsonValue }[],
  page: TemplatePage,
): Readonly<Record<string, JsonValue>> {
  const value = examples[page.example]?.value;
  if (!isObject(value)) throw new Error(`there is no example ${page.example}`);
  return { ...value, ...page.with };
}

function setupOf({ setup }: Template): Pick<Template, 'setup'> {
  return setup === undefined ? {} : { setup };
}

function isObject(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
