import type { Finding } from '../../sdk/contract.ts';
import { compareJson } from '../replay/compare.ts';
import type { Report } from '../report/report.ts';

/** What two runs of one recording are compared by. */
export interface ComparedRun {
  readonly report: Pick<Report, 'findings'>;
  /** JSON texts by page, null where a page gave nothing; null when results were not kept. */
  readonly results: ReadonlyMap<number, string | null> | null;
}

/** A page and the codes of what is wrong with it, each once. */
export interface WrongPage {
  readonly page: number;
  readonly codes: readonly Finding['code'][];
}

/** The first place where the result of a page, or of one of its records, is another one than in the run before. */
export interface OtherResult {
  readonly page: number;
  /** Index of the record where the result is a list of one each; null for the page. */
  readonly record: number | null;
  /** JSON Pointer in the result. */
  readonly path: string;
  /** Undefined where there was, or is, nothing. */
  readonly before: unknown;
  readonly now: unknown;
  /** Further places that differ there. */
  readonly more: number;
}

/** What is different in a run, each list in the order of the pages. */
export interface RunDifferences {
  /** Pages that had an error and have none. */
  readonly mended: readonly number[];
  /** Pages that had no error and have one. */
  readonly broken: readonly WrongPage[];
  /** Pages that have an error as before, be it another one. */
  readonly stillWrong: readonly number[];
  /** Errors and warnings that were not there before; the line of the script does not count, as it moves. */
  readonly newFindings: readonly Finding[];
  /** Of pages that are neither mended nor broken: of those it goes without saying. */
  readonly otherResults: readonly OtherResult[];
}

/** Places that are looked at in one page: one for each record of the largest page. */
const mostPlaces = 10_000;

/** Compares a run with the one before it; without one, all that is wrong is new. */
export function compareRuns(before: ComparedRun | null, now: ComparedRun): RunDifferences {
  const wrongBefore = listWrongPages(before?.report.findings ?? []);
  const wrongNow = listWrongPages(now.report.findings);
  const known = new Set(before?.report.findings.map(identify));
  const mended = wrongBefore.map(({ page }) => page).filter((page) => !has(wrongNow, page));
  const broken = wrongNow.filter(({ page }) => !has(wrongBefore, page));
  const told = new Set([...mended, ...broken.map(({ page }) => page)]);
  return {
    mended,
    broken,
    stillWrong: wrongNow.map(({ page }) => page).filter((page) => has(wrongBefore, page)),
    newFindings: now.report.findings.filter((one) => one.severity !== 'info' && !known.has(identify(one))),
    otherResults: compareResults(before?.results ?? null, now.results, told),
  };
}

/** Whether nothing is different: what was wrong and still is does not count. */
export function isSame({ mended, broken, newFindings, otherResults }: RunDifferences): boolean {
  return [mended, broken, newFindings, otherResults].every((list) => list.length === 0);
}

/** Pages with an error, in ascending order. */
export function listWrongPages(findings: readonly Finding[]): readonly WrongPage[] {
  const pages = new Map<number, Set<Finding['code']>>();
  for (const { severity, page, code } of findings) {
    if (severity !== 'error' || page === null) continue;
    pages.set(page, (pages.get(page) ?? new Set()).add(code));
  }
  return [...pages].sort(([a], [b]) => a - b).map(([page, codes]) => ({ page, codes: [...codes] }));
}

function compareResults(
  before: ComparedRun['results'],
  now: ComparedRun['results'],
  without: ReadonlySet<number>,
): readonly OtherResult[] {
  if (before === null || now === null) return [];
  return [...now].flatMap(([page, text]) => {
    const was = before.get(page);
    return was === undefined || was === text || without.has(page) ? [] : comparePage(page, parse(was), parse(text));
  });
}

function comparePage(page: number, before: unknown, now: unknown): readonly OtherResult[] {
  const isList = Array.isArray(before) && Array.isArray(now);
  const places = compareJson(before, now, mostPlaces).map(({ path, expected, got }) => ({
    page,
    record: isList ? Number(path.split('/')[1]) : null,
    path,
    before: expected,
    now: got,
  }));
  const records = [...new Set(places.map(({ record }) => record))];
  return records.flatMap((record) => {
    const [first, ...others] = places.filter((place) => place.record === record);
    return first === undefined ? [] : [{ ...first, more: others.length }];
  });
}

function parse(text: string | null): unknown {
  return text === null ? undefined : JSON.parse(text);
}

function identify({ at: _, ...rest }: Finding): string {
  return JSON.stringify(rest);
}

function has(pages: readonly WrongPage[], page: number): boolean {
  return pages.some((one) => one.page === page);
}
