import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { JsonValue } from '../../sdk/contract.ts';
import type { RenderHow, RenderOutcome } from '../../sdk/http/http-step.ts';

/** What a thread is asked to do. */
export interface RenderJob {
  readonly templates: readonly string[];
  readonly data: JsonValue;
  readonly how: RenderHow;
  /** Most characters of all texts together. */
  readonly maxChars: number;
}

/** Bounds of one rendering. */
export interface RenderLimits {
  /** Ms of real time, the start of a thread included. @default 5000 */
  readonly timeMs?: number;
  /** Most characters of all texts together. @default 16 Mi */
  readonly maxChars?: number;
}

/** The compiled thread lies beside the compiled runner. */
const workerFile = join(dirname(fileURLToPath(import.meta.resolve('#runner'))), 'render-worker.js');
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 };

/** A thread that has done its last job well; its start is half of what a rendering takes. */
let idle: Worker | null = null;

/**
 * Fills templates in a thread of its own, which is stopped when the time is over or the memory is used up: a template is
 * untrusted, and no engine can hold all of its limits by itself (H-247). Never rejects for what a template does.
 *
 * @example
 * await renderTemplates(['{{ order.name | json }}'], { order: { name: 'NB-1' } });
 */
export async function renderTemplates(
  templates: readonly string[],
  data: JsonValue,
  how: RenderHow = { now: Date.now(), missing: 'empty' },
  { timeMs = 5000, maxChars = 16 * 1024 * 1024 }: RenderLimits = {},
): Promise<RenderOutcome> {
  const worker = idle ?? startWorker();
  idle = null;
  worker.ref();
  const job: RenderJob = { templates, data, how, maxChars };
  const outcome = await askWorker(worker, job, timeMs);
  if (outcome !== null && idle === null) {
    worker.unref();
    idle = worker;
  } else await worker.terminate();
  return (
    outcome ?? { status: 'failed', template: 0, message: `stopped: not done after ${timeMs} ms, or out of memory` }
  );
}

function startWorker(): Worker {
  const worker = new Worker(workerFile, { resourceLimits, env: {}, execArgv: [] });
  // What it throws while it is idle or being stopped concerns nobody, but it is of no use any more.
  worker.on('error', () => undefined);
  worker.once('exit', () => {
    if (idle === worker) idle = null;
  });
  return worker;
}

/** The outcome, or null where the thread had to be given up. */
function askWorker(worker: Worker, job: RenderJob, timeMs: number): Promise<RenderOutcome | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(null), timeMs);
    const gone = (): void => end(null);
    function end(outcome: RenderOutcome | null): void {
      clearTimeout(timer);
      worker.off('message', end).off('error', gone).off('exit', gone);
      resolve(outcome);
    }
    worker.once('message', end).once('error', gone).once('exit', gone);
    worker.postMessage(job);
  });
}
