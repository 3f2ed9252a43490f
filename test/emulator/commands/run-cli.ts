import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../../emulator/report/report.ts';

/** The root of this project. */
export const root = dirname(dirname(dirname(dirname(fileURLToPath(import.meta.url)))));

/** What a call of the command line gave. */
export interface CliResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Null when it was ended by a signal. */
  readonly exitCode: number | null;
}

/** How to call it. */
export interface CliOptions {
  readonly cwd?: string;
  /** What standard input holds. @default nothing */
  readonly input?: string;
  /** Variables beside those of this process; colours are neither on nor off. */
  readonly env?: Readonly<Record<string, string>>;
  /** Another Node. @default the running one */
  readonly node?: string;
}

/** Runs the built `hooksmith` as a child. */
export function runCli(args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  return runProgram(options.node ?? process.execPath, [join(root, 'dist/emulator/cli.js'), ...args], options);
}

/** Carries out tasks that do not touch one another, three at a time, and gives their results in order. */
export async function runTogether<T>(tasks: readonly (() => Promise<T>)[]): Promise<readonly T[]> {
  const results: T[] = [];
  let next = 0;
  async function work(): Promise<void> {
    for (let index = next++; index < tasks.length; index = next++) {
      const task = tasks[index];
      if (task !== undefined) results[index] = await task();
    }
  }
  await Promise.all([work(), work(), work()]);
  return results;
}

/** Runs any program as a child, its output as text. */
export function runProgram(file: string, args: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const { NO_COLOR: _off, FORCE_COLOR: _on, ...inherited } = process.env;
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { cwd: options.cwd ?? root, env: { ...inherited, ...options.env } });
    const chunks: { readonly stdout: Buffer[]; readonly stderr: Buffer[] } = { stdout: [], stderr: [] };
    child.stdout.on('data', (chunk: Buffer) => chunks.stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      const text = (parts: readonly Buffer[]): string => Buffer.concat(parts).toString('utf8');
      resolve({ stdout: text(chunks.stdout), stderr: text(chunks.stderr), exitCode });
    });
    // A command that fails early need not read its input.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** A temporary folder in which commands run. */
export interface Folder {
  readonly path: string;
  /** Writes a file, folders included, and gives its name. */
  file(name: string, content: string | Uint8Array): string;
  read(name: string): Buffer;
  /** Runs hooksmith here. */
  run(args: readonly string[], options?: Omit<CliOptions, 'cwd'>): Promise<CliResult>;
  /** Runs hooksmith here with `--json` and gives what it printed; fails when that is no JSON. */
  report(
    args: readonly string[],
    options?: Omit<CliOptions, 'cwd'>,
  ): Promise<Report & { readonly exitCode: number | null }>;
}

/** Makes a folder that is gone after the tests of the `describe` that asks for it. */
export function useFolder(): Folder {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith-cli-')));
  after(() => rmSync(path, { recursive: true }));
  const run: Folder['run'] = (args, options) => runCli(args, { ...options, cwd: path });
  return {
    path,
    run,
    file(name, content) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), content);
      return name;
    },
    read: (name) => readFileSync(join(path, name)),
    async report(args, options) {
      const { stdout, stderr, exitCode } = await run([...args, '--json'], options);
      if (stdout === '') throw new Error(`nothing on stdout; stderr: ${stderr}`);
      return { ...JSON.parse(stdout), exitCode };
    },
  };
}

/** Options of a Celigo postSubmit page: its records have the ids given. */
export function optionsOf(...ids: readonly (string | number)[]): Readonly<Record<string, unknown>> & {
  readonly responseData: readonly object[];
} {
  return {
    preMapData: ids.map((id) => ({ id })),
    postMapData: ids.map((id) => ({ id })),
    responseData: ids.map((id) => ({ statusCode: 200, errors: [], ignored: false, id: String(id) })),
  };
}

/** A page of a recording; `seq` is its place in the list unless it is given. */
export interface Page {
  readonly options: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: string; readonly message: string };
  readonly seq?: number;
}

/** The lines of a recording without its end line. */
export function recordingLines(
  pages: readonly Page[],
  header: Readonly<Record<string, unknown>> = {},
): readonly string[] {
  const first = { kind: 'header', format: 'hooksmith-recording', version: 1, platform: 'celigo', hook: 'postSubmit' };
  return [
    JSON.stringify({ ...first, createdAt: '2026-03-04T09:00:00.000Z', ...header }),
    ...pages.map((page, seq) => JSON.stringify({ kind: 'page', seq, ...page })),
  ];
}

/** Adds the end line. */
export function seal(lines: readonly string[], { records }: { readonly records: number }): string {
  const text = lines.map((line) => `${line}\n`).join('');
  const sha256 = createHash('sha256').update(text).digest('hex');
  const end = { kind: 'end', pages: lines.length - 1, records, bytes: Buffer.byteLength(text), sha256 };
  return `${text}${JSON.stringify(end)}\n`;
}

/** A whole recording of postSubmit pages. */
export function recordingOf(pages: readonly Page[], header: Readonly<Record<string, unknown>> = {}): string {
  const records = pages.reduce((sum, { options }) => sum + countRecords(options), 0);
  return seal(recordingLines(pages, header), { records });
}

function countRecords(options: unknown): number {
  const data =
    typeof options === 'object' && options !== null && 'responseData' in options ? options.responseData : null;
  return Array.isArray(data) ? data.length : 0;
}
