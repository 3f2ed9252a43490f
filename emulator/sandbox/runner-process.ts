import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { findCodeCache, storeCodeCache } from './code-cache.ts';
import { encodeLength, encodeMessage, makeFrameReader } from './frames.ts';
import { type Inspect, inspectFlags, inspectsUnderPermission, makeInspectorEar } from './inspect.ts';
import { openOutbox } from './outbox.ts';
import type { CallAnswer, FromRunner, FromServing, ToCaller, ToRunner } from './protocol.ts';

/** How a runner ended without being asked to. */
export interface RunnerExit {
  readonly reason: 'out-of-memory' | 'crashed';
  /** What it last wrote to stderr, shortened; empty when it said nothing. */
  readonly lastWords: string;
}

/** One child process that runs guest code. */
export interface RunnerProcess {
  readonly pid: number | null;
  send(message: ToRunner, bytes?: Buffer | null): void;
  /** Answers the call that the runner waits for; only where `RunnerSettings.asksParent` is set. */
  answer(message: ToCaller): void;
  /** Hands on what the runner has said since the last call. */
  poll(): void;
  /** Bytes that it has said since the last `forget`. */
  heardBytes(): number;
  /** Gives the disk space of what it has said back; only while it has nothing to do. */
  forget(): void;
  /** Ends it at once, without grace (S-180); no event follows. */
  kill(): void;
}

/** What a runner needs from its parent. */
export interface RunnerSettings {
  /** V8's old space; the process may use `rssSlackMb` more. 0: no limit, as under a debugger. */
  readonly memoryMb: number;
  /** Files that the runner may read, beside its own. */
  readonly readable: readonly string[];
  /** Whether it has a pipe for answers to its calls. */
  readonly asksParent: boolean;
  /** Set where a debugger may attach: then nothing watches its time and its memory. */
  readonly inspect?: Inspect | undefined;
}

/** Who hears of a runner. */
export interface RunnerEvents {
  onMessage(message: Exclude<FromRunner, { kind: 'code-cache' }>): void;
  onExit(exit: RunnerExit): void;
  /** What a runner says that serves a stack; `bytes` is the body of an answer. */
  onServing?(message: Exclude<FromServing, CallAnswer>): void;
  onAnswer?(answer: CallAnswer, bytes: Buffer): void;
}

/** A whole message, an answer with its body. */
type Heard =
  | FromRunner
  | Exclude<FromServing, CallAnswer>
  | { readonly kind: 'answered'; readonly answer: CallAnswer; readonly bytes: Buffer };

const bootFile = fileURLToPath(import.meta.resolve('#runner'));
const runnerFile = join(dirname(bootFile), 'runner.cjs');
const maxLastWords = 4_000;

/**
 * Starts a runner: nothing of the parent's environment, no files but the named ones (S-111, S-114). Where Node cannot have its
 * inspector and its permission model at once, a debugged runner does without the latter.
 */
export function startRunner(settings: RunnerSettings, events: RunnerEvents): RunnerProcess {
  const flags = runnerFlags(settings);
  const cache = findCodeCache(runnerFile, flags);
  const { inspect } = settings;
  const outbox = openOutbox();
  const frames = makeFrameReader();
  const child = spawn(
    process.execPath,
    [...flags, ...(inspect === undefined ? [] : inspectFlags(inspect)), bootFile, cache.path],
    {
      env: { TZ: 'UTC', LANG: 'C.UTF-8', ...systemEnvironment() },
      stdio: ['pipe', 'ignore', 'pipe', outbox.descriptor, ...(settings.asksParent ? (['pipe'] as const) : [])],
      windowsHide: true,
    },
  );
  const answers = child.stdio[4];
  let lastWords = '';
  let done = false;
  let answer: CallAnswer | null = null;

  function finish(exit: RunnerExit | null): void {
    if (done) return;
    done = true;
    for (const stream of [child.stdin, child.stderr, answers]) stream?.destroy();
    outbox.close();
    if (exit !== null) events.onExit(exit);
  }

  function kill(): void {
    finish(null);
    child.kill('SIGKILL');
  }

  function send(message: ToRunner, bytes: Buffer | null = null): void {
    const { stdin } = child;
    if (done || stdin === null) return;
    stdin.cork();
    stdin.write(encodeMessage(message));
    if (bytes !== null) {
      stdin.write(encodeLength(bytes.length));
      stdin.write(bytes);
    }
    process.nextTick(() => stdin.uncork());
  }

  function replyToCall(message: ToCaller): void {
    if (!done && answers instanceof Writable) answers.write(encodeMessage(message));
  }

  /** A runner is trusted with nothing: bad framing or bad JSON ends it (S-207). */
  function poll(): void {
    for (let chunk = outbox.read(); chunk !== null && !done; chunk = outbox.read()) {
      let heard: readonly Heard[];
      try {
        heard = frames.push(chunk).flatMap(readFrame);
      } catch (error) {
        child.kill('SIGKILL');
        finish({ reason: 'crashed', lastWords: error instanceof Error ? error.message : String(error) });
        return;
      }
      for (const one of heard) if (!done) receive(one);
    }
  }

  /** The frame behind an answer is its body. */
  function readFrame(frame: Buffer): readonly Heard[] {
    if (answer !== null) {
      const answered: Heard = { kind: 'answered', answer, bytes: frame };
      answer = null;
      return [answered];
    }
    const message: FromRunner | FromServing = JSON.parse(frame.toString('utf8'));
    if (message.kind !== 'answer') return [message];
    answer = message;
    return [];
  }

  function receive(message: Heard): void {
    if (message.kind === 'answered') {
      events.onAnswer?.(message.answer, message.bytes);
      return;
    }
    if (message.kind === 'serving' || message.kind === 'began') {
      events.onServing?.(message);
      return;
    }
    if (message.kind === 'code-cache') {
      storeCodeCache(cache, Buffer.from(message.base64, 'base64'));
      return;
    }
    if (message.kind === 'ready' && !cache.exists) send({ kind: 'code-cache' });
    events.onMessage(message);
  }

  const hear = inspect === undefined ? null : makeInspectorEar(inspect);
  child.stderr?.on('data', (chunk: Buffer) => {
    const text = chunk.toString('utf8');
    lastWords = (lastWords + text).slice(-maxLastWords);
    hear?.(text);
  });
  for (const stream of [child.stdin, answers]) {
    stream?.on('error', () => {
      // The runner is gone; its exit event says how.
    });
  }
  child.on('error', (error) => finish({ reason: 'crashed', lastWords: error.message }));
  child.on('close', (code, signal) => {
    poll();
    finish(describeExit(code, signal, lastWords));
  });

  return {
    pid: child.pid ?? null,
    kill,
    poll,
    send,
    answer: replyToCall,
    heardBytes: outbox.readBytes,
    forget: outbox.clear,
  };
}

function runnerFlags({ memoryMb, readable, inspect }: RunnerSettings): readonly string[] {
  const permission = process.allowedNodeEnvironmentFlags.has('--permission')
    ? '--permission'
    : '--experimental-permission';
  const permissions =
    inspect === undefined || inspectsUnderPermission()
      ? [permission, ...[dirname(runnerFile), ...readable].map((path) => `--allow-fs-read=${path}`)]
      : [];
  return [
    ...(memoryMb === 0 ? [] : [`--max-old-space-size=${memoryMb}`]),
    '--max-semi-space-size=16',
    '--stack-size=900',
    '--no-warnings',
    ...permissions,
    ...(inspect !== undefined && inspectsUnderPermission() ? ['--allow-inspector'] : []),
  ];
}

/** Windows does not start a process without these. */
function systemEnvironment(): Record<string, string> {
  const root = process.env['SystemRoot'];
  return process.platform === 'win32' && root !== undefined ? { SystemRoot: root } : {};
}

function describeExit(code: number | null, signal: NodeJS.Signals | null, lastWords: string): RunnerExit {
  const memory = /heap out of memory|Allocation failed|out of memory|memory limit/i.test(lastWords);
  return {
    reason: memory ? 'out-of-memory' : 'crashed',
    lastWords: lastWords.trim() === '' ? `exit code ${code ?? 'none'}, signal ${signal ?? 'none'}` : lastWords.trim(),
  };
}
