/*
 * Replays a list of jobs one after another through the built library and prints what came of each, with the growth of this
 * process' own memory meanwhile. Reads the list as JSON from standard input; run it with --expose-gc.
 */
import { readFileSync } from 'node:fs';
import { replay } from 'hooksmith/emulator';

const jobs = JSON.parse(readFileSync(0, 'utf8'));

// The first replay loads code and sizes the heap; it is no part of any measurement.
await run(jobs[0]);
for (const job of jobs) process.stdout.write(`${JSON.stringify(await run(job))}\n`);

async function run({ target, options }) {
  globalThis.gc();
  const before = process.memoryUsage().rss;
  let peak = before;
  const sampler = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage().rss);
  }, 10);
  try {
    const { totals, findings, omittedFindings, console } = await replay([target], options);
    return {
      totals,
      findings,
      omittedFindings,
      console,
      grownBytes: Math.max(peak, process.memoryUsage().rss) - before,
    };
  } catch (error) {
    return { error: `${error.code ?? error.name}: ${error.stack}` };
  } finally {
    clearInterval(sampler);
  }
}
