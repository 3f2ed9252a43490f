import { join } from 'node:path';
import { expect } from 'chai';
import { replay } from '../../../emulator/replay/replay.ts';
import type { ReplayOptions, StageTarget, StepTarget } from '../../../emulator/replay/replay-options.ts';
import type { Report } from '../../../emulator/report/report.ts';
import { type Folder, recordingLines, seal, useFolder } from '../commands/run-cli.ts';

/** A record that says itself what each stage answers for it: under the stage's name, or `<stage>Throws`, `<stage>Whole`. */
export type Row = Readonly<Record<string, unknown>>;

/** One page and what is expected of it. */
export interface PageCase {
  /** Title of the test: what the page shows, with the rules that it proves. */
  readonly shows: string;
  readonly data: readonly unknown[];
  /** What else enters the step, beside `data`. */
  readonly options?: Row;
  /** What the recording holds of stages. */
  readonly stages?: Row;
  /** Final states of the records, in order, with a space between. */
  readonly states: string;
  /** Records that go on; compared with what the step gives. @default those that are a success or ignored, as they entered */
  readonly goesOn?: readonly unknown[];
  /** Stored errors, or how they begin: `record code message source`, with `page` for an error of the page. @default none */
  readonly errors?: readonly string[];
  /** Codes and rules of the findings of the page. @default none */
  readonly findings?: readonly string[];
}

/** How the step of a table is configured and carried out. */
export interface Attached {
  readonly step?: 'import' | 'export';
  /** Stages that the common script carries out. */
  readonly attach: readonly string[];
  /** Stages with somebody of their own. */
  readonly stages?: Readonly<Record<string, StageTarget>>;
  readonly setup?: StepTarget['setup'];
  readonly assumptions?: StepTarget['assumptions'];
  readonly mocks?: StepTarget['mocks'];
  /** Options of the whole replay. */
  readonly options?: ReplayOptions;
}

/** Declares a test for each page; all pages of the table are one recording and one replay. */
export function testPages(title: string, attached: Attached, cases: readonly PageCase[]): void {
  describe(title, () => {
    const folder = useFolder();
    let report: Report;
    before(async () => {
      report = await play(folder, attached, cases.map(toPage));
    });
    for (const [seq, { shows, states, errors = [], findings = [] }] of cases.entries()) {
      it(shows, () => {
        expect(findingsOf(report, seq)).to.deep.equal(findings);
        expect(statesOf(report, seq, states.split(' ').length)).to.equal(states);
        const begun = errorsOf(report, seq).map((text, at) => text.slice(0, errors[at]?.length));
        expect(begun).to.deep.equal(errors);
      });
    }
  });
}

/** Replays pages through a step; every stage that is attached is carried out by what the records say. */
export async function play(folder: Folder, attached: Attached, pages: readonly Row[]): Promise<Report> {
  const { step = 'import', attach, stages = {}, setup, assumptions, mocks, options } = attached;
  folder.file('stages.js', script);
  const header = { hook: undefined, step };
  const records = pages.reduce((sum, { options }) => sum + countData(options), 0);
  const lines = recordingLines(
    pages.map((page) => ({ options: {}, ...page })),
    header,
  );
  folder.file('pages.rec.jsonl', seal(lines, { records }));
  const common = Object.fromEntries(
    attach.map((stage) => [stage, { script: join(folder.path, 'stages.js'), functionName: stage }]),
  );
  const target = {
    step: `celigo/${step}`,
    stages: { ...common, ...stages },
    recordings: [join(folder.path, 'pages.rec.jsonl')],
    ...(setup === undefined ? {} : { setup }),
    ...(assumptions === undefined ? {} : { assumptions }),
    ...(mocks === undefined ? {} : { mocks }),
  };
  return await replay([target], { workers: 1, ...options });
}

/** Codes and rules of the findings of a page. */
export function findingsOf({ findings }: Report, seq: number): readonly string[] {
  return findings.filter(({ page }) => page === seq).map(({ code, rule }) => `${code} ${rule}`);
}

/** Stored errors of a page. */
export function errorsOf({ steps }: Report, seq: number): readonly string[] {
  const own = steps.flatMap(({ errors }) => errors).filter(({ page }) => page === seq);
  return own.map(({ record, code, message, source }) => `${record ?? 'page'} ${code} ${message} ${source}`);
}

/** States of the records of a page; those without a way are a success. */
export function statesOf({ steps }: Report, seq: number, records: number): string {
  const ways = steps.flatMap((step) => step.ways).filter(({ page }) => page === seq);
  const states = Array.from(
    { length: records },
    (_, at) => ways.find(({ slot }) => slot.at === at)?.state ?? 'success',
  );
  return states.join(' ');
}

function toPage({ data, options, stages, states, goesOn }: PageCase): Row {
  const each = states.split(' ');
  const result = goesOn ?? data.filter((_, at) => each[at] === 'success' || each[at] === 'ignored');
  return { options: { ...options, data }, ...(stages === undefined ? {} : { stages }), result };
}

function countData(options: unknown): number {
  const data = typeof options === 'object' && options !== null && 'data' in options ? options.data : null;
  return Array.isArray(data) ? data.length : 0;
}

const script = `
function say(stage, records, plain) {
  for (const record of records) {
    if (record && record[stage + 'Throws']) throw new Error(record[stage + 'Throws']);
    if (record && stage + 'Whole' in record) return record[stage + 'Whole'];
  }
  return records.map((record, at) => (record && stage in record ? record[stage] : plain(record, at)));
}
function inputFilter({ record }) { return say('inputFilter', [record], () => true)[0]; }
function outputFilter({ record }) { return say('outputFilter', [record], () => true)[0]; }
function transform({ record }) { return record.vanishes ? undefined : say('transform', [record], (same) => same)[0]; }
function preMap({ data }) { return say('preMap', data, (record) => ({ data: record })); }
function mapping({ record }) { return say('mapping', [record], (same) => same)[0]; }
function postMap({ postMapData }) { return say('postMap', postMapData, (record) => ({ data: record })); }
function submit({ postMapData }) {
  return say('submit', postMapData, () => ({ statusCode: 200, errors: [], ignored: false }));
}
function postSubmit({ preMapData, responseData }) {
  return say('postSubmit', preMapData, (_, at) => responseData[at]);
}
function postResponseMap({ postResponseMapData }) { return say('postResponseMap', postResponseMapData, (same) => same); }
function preSavePage({ data, errors, retryData }) {
  const record = data[0] ?? {};
  if (record.preSavePageThrows) throw new Error(record.preSavePageThrows);
  return record.preSavePage ?? { data, errors, abort: false, retryData };
}
`;
