import type { replay } from '../../../emulator/replay/replay.ts';
import { limitMs } from './limit-ms.ts';
import { type ChildConfig, readConfig, serveTasks, type Task } from './serve-tasks.ts';

/** Replays a recording of one page with a limit of `limitMs`; each task is a recording and gives what the replay took. */
function replayOnce({ emulator, hooks, recordings }: ChildConfig, name: string): Task {
  return async () => {
    const hooksmith: { readonly replay: typeof replay } = await import(emulator);
    const target = { script: hooks['misbehave'] ?? '', recordings: [recordings[name] ?? ''], timeoutMs: limitMs };
    const { durationMs, findings, totals } = await hooksmith.replay([target]);
    const asExpected = name === 'clean' ? totals.passedPages === 1 : findings[0]?.code === 'timed-out';
    if (!asExpected) throw new Error(`${name}: ${findings[0]?.message ?? 'passed'}`);
    return durationMs;
  };
}

const config = readConfig();
serveTasks(Object.fromEntries(Object.keys(config.recordings).map((name) => [name, replayOnce(config, name)])));
