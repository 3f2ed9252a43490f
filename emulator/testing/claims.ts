import { findingCodes } from '../../sdk/codes.ts';
import type { Finding } from '../../sdk/contract.ts';
import { findRule } from '../../sdk/platforms.ts';
import { exitCodeOf, type Report } from '../report/report.ts';
import { formatFindings, formatTerminal, formatTotals } from '../report/terminal.ts';
import { suggest } from '../suggest.ts';
import { readSourceLine } from '../terminal/source-line.ts';
import { makeStyle } from '../terminal/style.ts';

/** What an assertion is about so far: a report, and those of its findings that the claims before have left. */
export interface Subject {
  readonly report: Report;
  readonly findings: readonly Finding[];
  /** In words: `the replay`, `page 7`. */
  readonly what: string;
}

/** A statement about a report, with what a test runner prints where it is false, or true and was denied. */
export interface Claim {
  readonly holds: boolean;
  saysFalse(): string;
  saysTrue(): string;
  /** What a claim that follows is about. */
  readonly next: Subject;
}

// Test runners put messages into files too, so there are no colours.
const look = { style: makeStyle({}, {}), sourceLine: readSourceLine };

/**
 * A report that an assertion is about; throws a TypeError for anything else.
 */
export function readReport(value: unknown): Report {
  if (isReport(value)) return value;
  const isPromise = typeof value === 'object' && value !== null && 'then' in value;
  const got = isPromise ? 'a promise: await it first' : value === null ? 'null' : typeof value;
  throw new TypeError(`expected a report of replayHook or replayProject, got ${got}`);
}

function isReport(value: unknown): value is Report {
  return (
    typeof value === 'object' &&
    value !== null &&
    'totals' in value &&
    'findings' in value &&
    'errors' in value &&
    Array.isArray(value.findings)
  );
}

/** All of a report, warnings and notes included. */
export function wholeOf(report: Report): Subject {
  return { report, findings: report.findings, what: 'the replay' };
}

/** That no page fails, differs from its recording or cannot be judged: what exit code 0 says. */
export function claimPass(report: Report): Claim {
  const text = (): string => formatTerminal(report, { ...look, quiet: true, reproduce: () => null }).trimEnd();
  return {
    holds: exitCodeOf(report) === 0,
    saysFalse: () => `expected the replay to pass:\n\n${text()}`,
    saysTrue: () => `expected the replay not to pass, and it does: ${formatTotals(report.totals)}`,
    next: wholeOf(report),
  };
}

/** That the platform would have failed a page, or records of it; in a replay of several recordings, that of any of them. */
export function claimFailPage(report: Report, page: number, recording?: string): Claim {
  const isFailure = ({ severity, scope }: Finding): boolean => severity === 'error' && scope !== null;
  return claimPage(report, { page, recording, verb: 'fail', verbs: 'fails', isMeant: isFailure });
}

/** That what a page gives is not what its recording holds, though the platform would have taken it. */
export function claimChangePage(report: Report, page: number, recording?: string): Claim {
  const isChange = ({ code }: Finding): boolean => code === 'result-changed';
  return claimPage(report, { page, recording, verb: 'change', verbs: 'changes', isMeant: isChange });
}

interface PageClaim {
  readonly page: number;
  readonly recording: string | undefined;
  readonly verb: string;
  readonly verbs: string;
  isMeant(finding: Finding): boolean;
}

function claimPage(report: Report, { page, recording, verb, verbs, isMeant }: PageClaim): Claim {
  if (!Number.isSafeInteger(page) || page < 0) throw new TypeError(`pages are numbered from 0, got ${page}`);
  if (recording !== undefined) checkRecording(report, recording);
  const own = report.findings.filter((finding) => isOfPage(finding, page, recording));
  const findings = own.filter(isMeant);
  const what = `page ${page}${recording === undefined ? '' : ` of ${recording}`}`;
  const others = own.length > 0 ? own : report.findings.filter(({ severity }) => severity === 'error');
  const instead =
    others.length === 0
      ? ''
      : `\n\n${own.length > 0 ? 'This is said of it' : 'These are the errors'}:\n\n${formatFindings(others, look)}`;
  return {
    holds: findings.length > 0,
    saysFalse: () =>
      `expected ${what} to ${verb}, and nothing says that it ${verbs}: ${formatTotals(report.totals)}${instead}`,
    saysTrue: () => `expected ${what} not to ${verb}, and it ${verbs}:\n\n${formatFindings(findings, look)}`,
    next: { report, findings, what },
  };
}

/** What is wrong with the script as a whole concerns every page. */
function isOfPage(finding: Finding, page: number, recording: string | undefined): boolean {
  if (finding.page === null) return true;
  return finding.page === page && (recording === undefined || isCalled(finding.recording ?? '', recording));
}

/** Whether a path is the one that is meant: the whole path, or its end. */
function isCalled(path: string, name: string): boolean {
  return path === name || path.replaceAll('\\', '/').endsWith(`/${name.replace(/^\.\//, '')}`);
}

function checkRecording({ recordings }: Report, name: string): void {
  const known = recordings.map(({ recording }) => recording);
  // A run that has stopped early has no row for its last recording.
  if (known.length === 0 || known.some((path) => isCalled(path, name))) return;
  throw new TypeError(`the replay has no recording ${name}. ${suggest(name, known)}`);
}

/** That one of the findings has a code. */
export function claimCode(subject: Subject, code: string): Claim {
  if (!Object.hasOwn(findingCodes, code)) {
    throw new TypeError(`no finding has the code ${JSON.stringify(code)}. ${suggest(code, Object.keys(findingCodes))}`);
  }
  return claimFinding(subject, {
    wanted: `code ${code}`,
    found: (finding) => finding.code,
    isMeant: (finding) => finding.code === code,
  });
}

/** That one of the findings cites a rule. */
export function claimRule(subject: Subject, rule: string): Claim {
  if (findRule(rule) === undefined) {
    const cited = [...new Set(subject.report.findings.map((finding) => finding.rule))];
    throw new TypeError(
      `there is no rule ${JSON.stringify(rule)}; ${cited.length === 0 ? 'this report cites none' : `this report cites ${cited.join(', ')}`}`,
    );
  }
  return claimFinding(subject, {
    wanted: `rule ${rule}`,
    found: (finding) => finding.rule,
    isMeant: (finding) => finding.rule === rule,
  });
}

/** That one of the findings points at a line of the author's source; `file` is a path or its end. */
export function claimLine(subject: Subject, line: number, file?: string): Claim {
  if (!Number.isSafeInteger(line) || line < 1) throw new TypeError(`lines are numbered from 1, got ${line}`);
  return claimFinding(subject, {
    wanted: `a finding at ${file === undefined ? `line ${line}` : `${file}:${line}`}`,
    found: ({ at }) => (at === null ? 'no line' : file === undefined ? `line ${at.line}` : `${at.file}:${at.line}`),
    isMeant: ({ at }) => at?.line === line && (file === undefined || isCalled(at.file, file)),
  });
}

interface FindingClaim {
  readonly wanted: string;
  found(finding: Finding): string;
  isMeant(finding: Finding): boolean;
}

function claimFinding({ report, findings, what }: Subject, { wanted, found, isMeant }: FindingClaim): Claim {
  const meant = findings.filter(isMeant);
  const others = [...new Set(findings.map(found))];
  const has = others.length === 0 ? 'it has no finding' : `it has ${others.join(', ')}`;
  const shown = findings.length === 0 ? '' : `:\n\n${formatFindings(findings, look)}`;
  return {
    holds: meant.length > 0,
    saysFalse: () => `expected ${what} to have ${wanted}, and ${has}${shown}`,
    saysTrue: () => `expected ${what} not to have ${wanted}, and it has:\n\n${formatFindings(meant, look)}`,
    next: { report, findings: meant, what },
  };
}
