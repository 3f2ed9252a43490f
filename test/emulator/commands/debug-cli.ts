import { spawn } from 'node:child_process';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceMapData } from '../../../emulator/artefact/mapped-text.ts';
import { decodeMappings } from '../../../emulator/artefact/mappings.ts';
import { type CliResult, root } from './run-cli.ts';

/** A place where the hook stands still, as an editor shows it. */
export interface Pause {
  /** `other` for a breakpoint and a debugger statement, `exception` for an error. */
  readonly reason: string;
  readonly functionName: string;
  /** URL of the script, as V8 has it. */
  readonly url: string;
  /** `file:line` of the author's file by the script's map; empty outside his files. */
  readonly at: string;
  /** Value of an expression in the innermost frame. */
  value(expression: string): Promise<unknown>;
}

/** A debugger that is attached to a run of the command line. */
export interface DebuggedCli {
  readonly pid: number;
  /** What it has printed so far. */
  printed(): Omit<CliResult, 'exitCode'>;
  /** The scripts that have been loaded with a map. */
  maps(): readonly { readonly url: string; readonly map: SourceMapData }[];
  /** Is called when the process that is debugged has closed the connection. */
  onClose(listener: (event: unknown) => void): void;
  /** Lines of the debugger's console. */
  console(): readonly string[];
  /**
   * Has the author's line stopped at, as editors do: they wait for the script whose map names the file, and set the breakpoint
   * where the map leads.
   */
  breakAt(file: string, line: number): void;
  post(method: string, params?: object): Promise<Readonly<Record<string, unknown>>>;
  /** Lets the run begin. */
  begin(): Promise<void>;
  /** The next place where it stands still. */
  pause(): Promise<Pause>;
  /** Goes on from there. */
  resume(): Promise<void>;
  detach(): void;
  readonly ended: Promise<CliResult>;
}

/** What the protocol says of a script. */
interface ScriptInfo {
  readonly scriptId: string;
  readonly url: string;
  readonly sourceMapURL?: string;
}

interface Frame {
  readonly callFrameId: string;
  readonly functionName: string;
  readonly location: { readonly scriptId: string; readonly lineNumber: number; readonly columnNumber: number };
}

interface Message {
  readonly id?: number;
  readonly error?: { readonly message: string };
  readonly result?: Readonly<Record<string, unknown>>;
  readonly method?: string;
  readonly params?: unknown;
}

/** Starts the built `hooksmith` in a folder and attaches a debugger, which has not let it run yet. */
export async function debugCli(cwd: string, args: readonly string[]): Promise<DebuggedCli> {
  const { NO_COLOR: _off, FORCE_COLOR: _on, ...inherited } = process.env;
  // In CI nobody attaches a debugger; here somebody does.
  const env = { ...inherited, CI: '' };
  const child = spawn(process.execPath, [join(root, 'dist/emulator/cli.js'), ...args], { cwd, env });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => {
    stdout += chunk;
  });
  const ended = new Promise<CliResult>((resolve) => {
    child.on('close', (exitCode) => resolve({ stdout, stderr, exitCode }));
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
      const found = /^Debugger listening on (ws:\S+)\n/m.exec(stderr)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`it ended before it listened: ${stderr}`)));
  });

  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error(`no debugger could attach to ${address}`));
  });
  const answers = new Map<number, (message: Message) => void>();
  const scripts = new Map<string, ScriptInfo>();
  const lines: string[] = [];
  const breakpoints: { readonly file: string; readonly line: number }[] = [];
  const pauses: Pause[] = [];
  let awaited: ((pause: Pause) => void) | null = null;
  let calls = 0;

  async function post(method: string, params: object = {}): Promise<Readonly<Record<string, unknown>>> {
    calls += 1;
    const id = calls;
    const answered = new Promise<Message>((resolve) => answers.set(id, resolve));
    socket.send(JSON.stringify({ id, method, params }));
    const { error, result } = await answered;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result ?? {};
  }

  function receive({ id, method, params, ...message }: Message): void {
    if (id !== undefined) answers.get(id)?.(message);
    else if (method === 'Debugger.scriptParsed') noteScript(params as ScriptInfo);
    else if (method === 'Runtime.consoleAPICalled') {
      const { args } = params as { readonly args: readonly { readonly value?: unknown }[] };
      lines.push(args.map(({ value }) => String(value)).join(' '));
    } else if (method === 'Debugger.paused') void notePause(params as PauseInfo);
  }

  function noteScript(script: ScriptInfo): void {
    scripts.set(script.scriptId, script);
  }

  interface PauseInfo {
    readonly reason: string;
    readonly callFrames: readonly Frame[];
    readonly data?: { readonly scriptId?: string };
  }

  async function notePause({ reason, callFrames, data }: PauseInfo): Promise<void> {
    if (reason === 'instrumentation') {
      await placeBreakpoints(scripts.get(data?.scriptId ?? ''));
      await post('Debugger.resume');
      return;
    }
    const [frame] = callFrames;
    if (frame === undefined) throw new Error('it stands still in no frame');
    const pause: Pause = {
      reason,
      functionName: frame.functionName,
      url: scripts.get(frame.location.scriptId)?.url ?? '',
      at: placeOf(frame),
      async value(expression) {
        const given = { callFrameId: frame.callFrameId, expression, returnByValue: true };
        const { result } = await post('Debugger.evaluateOnCallFrame', given);
        return (result as { readonly value?: unknown }).value;
      },
    };
    if (awaited === null) pauses.push(pause);
    else awaited(pause);
    awaited = null;
  }

  async function placeBreakpoints(script: ScriptInfo | undefined): Promise<void> {
    const map = readMap(script);
    if (script === undefined || map === null) return;
    for (const { file, line } of breakpoints) {
      const source = map.sources.findIndex((url) => url.startsWith('file:') && fileURLToPath(url) === file);
      const place = decodeMappings(map.mappings).find(
        ({ origin }) => source >= 0 && origin[0] === source && origin[1] === line - 1,
      );
      if (place === undefined) continue;
      await post('Debugger.setBreakpointByUrl', {
        url: script.url,
        lineNumber: place.line,
        columnNumber: place.column,
      });
    }
  }

  function placeOf({ location }: Frame): string {
    const map = readMap(scripts.get(location.scriptId));
    if (map === null) return '';
    const entry = new SourceMap({ ...map, file: '', sourceRoot: '' } as unknown as ConstructorParameters<
      typeof SourceMap
    >[0]).findEntry(location.lineNumber, location.columnNumber);
    return 'originalSource' in entry
      ? `${fileURLToPath(entry.originalSource).slice(cwd.length + 1)}:${entry.originalLine + 1}`
      : '';
  }

  socket.onmessage = ({ data }) => receive(JSON.parse(String(data)));
  await post('Runtime.enable');
  await post('Debugger.enable');
  await post('Debugger.setInstrumentationBreakpoint', { instrumentation: 'beforeScriptWithSourceMapExecution' });

  return {
    pid: child.pid ?? 0,
    ended,
    post,
    printed: () => ({ stdout, stderr }),
    maps: () =>
      [...scripts.values()].flatMap((script) => {
        const map = readMap(script);
        return map === null ? [] : [{ url: script.url, map }];
      }),
    onClose: (listener) => socket.addEventListener('close', listener),
    console: () => lines,
    breakAt: (file, line) => void breakpoints.push({ file: join(cwd, file), line }),
    async begin() {
      await post('Runtime.runIfWaitingForDebugger');
    },
    pause() {
      const next = pauses.shift();
      if (next !== undefined) return Promise.resolve(next);
      const coming = new Promise<Pause>((resolve) => {
        awaited = resolve;
      });
      const over = ended.then(() => {
        throw new Error(`it ended without standing still: ${stdout}${stderr}`);
      });
      over.catch(() => undefined);
      return Promise.race([coming, over]);
    },
    async resume() {
      await post('Debugger.resume');
    },
    detach: () => socket.close(),
  };
}

/** The map that a script carries, or null. */
function readMap(script: ScriptInfo | undefined): SourceMapData | null {
  const data = /^data:application\/json;charset=utf-8;base64,(.*)$/.exec(script?.sourceMapURL ?? '')?.[1];
  return data === undefined ? null : JSON.parse(Buffer.from(data, 'base64').toString('utf8'));
}
