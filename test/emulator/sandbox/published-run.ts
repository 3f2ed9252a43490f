import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { runHook } from '../../../emulator/replay/run-hook.ts';
import type { SourcePosition } from '../../../sdk/contract.ts';

/** What came of one call through the whole product path. */
export interface Called {
  /** The result, parsed; undefined when there is none. */
  readonly result: unknown;
  /** Errors of the call: code, rule, message and place. */
  readonly errors: readonly string[];
  readonly at: SourcePosition | null;
  /** Warnings as `code: message`. */
  readonly warnings: readonly string[];
  readonly console: readonly string[];
}

/** A real folder for scripts. */
export interface ScriptFolder {
  readonly path: string;
  /** Writes files and calls the hook of the first one. */
  call(files: Readonly<Record<string, string>>, options: CallOptions): Promise<Called>;
  dispose(): Promise<void>;
}

export interface CallOptions {
  readonly contract: 'celigo/postSubmit' | 'patchworks/response-script';
  readonly input: object;
  readonly functionName?: string;
}

/** The clock of all calls. */
export const now = new Date('2026-03-04T09:15:30.250Z');

export async function makeScriptFolder(): Promise<ScriptFolder> {
  const path = await mkdtemp(join(tmpdir(), 'hooksmith-published-'));
  return {
    path,
    async call(files, { contract, input, functionName }) {
      for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
      const script = join(path, Object.keys(files)[0] ?? '');
      const target = { script, contract, ...(functionName === undefined ? {} : { functionName }) };
      const { result, report } = await runHook({
        target,
        input: JSON.stringify(input),
        now,
        seed: 'published',
        timeoutMs: 20_000,
      });
      const errors = report.findings.filter(({ severity }) => severity === 'error');
      const warnings = report.findings.filter(({ severity }) => severity === 'warning');
      return {
        result: result === null ? undefined : JSON.parse(result),
        errors: errors.map(({ code, rule, message }) => `${code} ${rule}: ${message}`),
        at: errors[0]?.at ?? null,
        warnings: warnings.map(({ code, message }) => `${code}: ${message}`),
        console: report.console.flatMap(({ page, lines }) =>
          lines.map(([level, text]) => `${page ?? 'load'} ${level} ${text}`),
        ),
      };
    },
    dispose: () => rm(path, { recursive: true, force: true }),
  };
}

/** Bundles a package of this project as people do for a browser editor: one script that sets the global name `library`. */
export async function bundleLibrary(name: string, { hasDefault }: { readonly hasDefault: boolean }): Promise<string> {
  const again = hasDefault ? `export { default } from ${JSON.stringify(name)};` : '';
  const built = await build({
    stdin: {
      contents: `export * from ${JSON.stringify(name)}; ${again}`,
      resolveDir: fileURLToPath(new URL('.', import.meta.url)),
    },
    bundle: true,
    format: 'iife',
    globalName: 'library',
    platform: 'browser',
    write: false,
    logLevel: 'silent',
  });
  return built.outputFiles[0]?.text ?? '';
}

/** Calls `postSubmit` of each script in one process of plain Node, whose clock is pinned to `now`. */
export async function callInPlainNode(scripts: readonly string[], options: object): Promise<readonly unknown[]> {
  const driver = fileURLToPath(new URL('./plain-node.cjs', import.meta.url));
  const child = spawn(process.execPath, [driver], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { TZ: 'UTC', LANG: 'C.UTF-8' },
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stdin.end(JSON.stringify({ scripts, options, nowMs: now.getTime() }));
  await new Promise((resolve) => {
    child.once('close', resolve);
  });
  return JSON.parse(output);
}
