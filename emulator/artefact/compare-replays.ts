import { createHash } from 'node:crypto';
import type { Finding } from '../../sdk/contract.ts';
import { replay } from '../replay/replay.ts';
import type { ReplayOptions, ReplayTarget } from '../replay/replay-options.ts';
import type { Report } from '../report/report.ts';

/** How what was built does on the recordings of its hook or step, beside its source. */
export interface Comparison {
  /** Of what was built. */
  readonly report: Report;
  readonly differences: readonly Difference[];
  /** Differences that were counted and not kept. */
  readonly omitted: number;
}

/** Something that what was built does in another way than its source. */
export interface Difference {
  /** Null when the run as a whole is concerned. */
  readonly recording: string | null;
  readonly page: number | null;
  /** What differs; the end of a sentence that begins with the built script. */
  readonly says: string;
}

const mostDifferences = 20;

/**
 * Replays the recordings of a hook through its source and through the script that was built of it, or those of a step with
 * the scripts of its stages and with what was built of them. The two must find the same, print the same and give the same,
 * also where the recording says nothing of results. Of a step that is what leaves it, the ways of the records, and the stages
 * that are recorded: what another stage gives counts as far as something comes of it.
 */
export async function compareReplays(
  target: ReplayTarget,
  built: ReplayTarget,
  options: ReplayOptions,
): Promise<Comparison> {
  const source = await replayOnce(target, options);
  const { report, results } = await replayOnce(built, options);
  const differences = [
    ...compareResults(source.results, results),
    ...compareFindings(source.report.findings, report.findings),
    ...compareConsole(source.report, report),
    ...compareSteps(source.report, report),
  ];
  const totals = JSON.stringify(source.report.totals) === JSON.stringify(report.totals);
  if (differences.length === 0 && !totals) {
    differences.push({ recording: null, page: null, says: 'comes to other totals than its source' });
  }
  const kept = differences.slice(0, mostDifferences);
  return { report, differences: kept, omitted: differences.length - kept.length };
}

/** Hashes of results: two recordings of any size are compared without holding their results. */
type Results = ReadonlyMap<string, { readonly recording: string; readonly page: number; readonly hash: string }>;

async function replayOnce(
  target: ReplayTarget,
  options: ReplayOptions,
): Promise<{ readonly report: Report; readonly results: Results }> {
  const results = new Map<string, { recording: string; page: number; hash: string }>();
  const report = await replay([target], {
    ...options,
    onResult({ recording, page, result, stages }) {
      const hash = createHash('sha256')
        .update(JSON.stringify([result, Object.entries(stages).sort()]))
        .digest('base64');
      results.set(JSON.stringify([recording, page]), { recording, page, hash });
    },
  });
  return { report, results };
}

function compareResults(source: Results, built: Results): readonly Difference[] {
  return [...source].flatMap(([key, { recording, page, hash }]) =>
    built.get(key)?.hash === hash ? [] : [{ recording, page, says: 'gives another result than its source' }],
  );
}

/**
 * Lines may differ, since a bundle is not written as its sources are; what was found on pages may not. Warnings about a script
 * as a whole are left out: the source may have functions that the hook does not need, and they are not built.
 */
function compareFindings(source: readonly Finding[], built: readonly Finding[]): readonly Difference[] {
  const before = countBy(source);
  const after = countBy(built);
  return [
    ...lacking(after, before).map((one) => tell(one, 'is found to have')),
    ...lacking(before, after).map((one) => tell(one, 'does not show')),
  ];
}

type Counted = ReadonlyMap<string, { readonly finding: Finding; readonly count: number }>;

function countBy(findings: readonly Finding[]): Counted {
  const counted = new Map<string, { readonly finding: Finding; readonly count: number }>();
  for (const finding of findings) {
    const { at: _, ...rest } = finding;
    if (finding.page === null && finding.severity !== 'error') continue;
    const key = JSON.stringify(rest);
    counted.set(key, { finding, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  return counted;
}

function lacking(of: Counted, beside: Counted): readonly Finding[] {
  return [...of].flatMap(([key, { finding, count }]) => (count > (beside.get(key)?.count ?? 0) ? [finding] : []));
}

function tell({ recording, page, code, rule, message }: Finding, verb: string): Difference {
  return { recording, page, says: `${verb} ${code} (${rule}): ${message}` };
}

function compareConsole(source: Report, built: Report): readonly Difference[] {
  if (JSON.stringify(source.console) === JSON.stringify(built.console)) return [];
  return [{ recording: null, page: null, says: 'prints other lines to the console than its source' }];
}

/** What became of records and requests on their way through a step. */
function compareSteps(source: Report, built: Report): readonly Difference[] {
  const tell = ({ steps, sent }: Report): string => JSON.stringify([steps, sent]);
  if (tell(source) === tell(built)) return [];
  return [{ recording: null, page: null, says: 'takes another way than with its sources' }];
}
