import type { Finding } from '../../sdk/contract.ts';

/** Gives a line of a source; undefined when there is none to show. */
export type SourceLine = (file: string, line: number) => string | undefined;

/** Leaves out the lines on which a secret was found: a report goes to logs, and must not carry it there. */
export function withoutSecretLines(findings: readonly Finding[], sourceLine: SourceLine): SourceLine {
  const secret = new Set(
    findings.flatMap(({ code, at }) => (code === 'secret-in-source' && at !== null ? [`${at.line}:${at.file}`] : [])),
  );
  return (file, line) => (secret.has(`${line}:${file}`) ? undefined : sourceLine(file, line));
}
