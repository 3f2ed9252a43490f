import '../../../emulator/sandbox/lockdown.ts';
import { schemas, validators } from '#validators';
import { inspectValue } from '../../../emulator/recording/inspect-value.ts';
import { recordingLimits } from '../../../emulator/recording/limits.ts';
import { parsePageLine } from '../../../emulator/recording/page-line.ts';
import type { Judge } from '../../../emulator/replay/judge.ts';
import { judgePage } from '../../../emulator/replay/judge-page.ts';
import { postSubmit } from '../../../sdk/celigo/post-submit.ts';
import { loadGuestHook } from './load-guest-hook.ts';
import { readConfig, readPages, serveTasks, type Task } from './serve-tasks.ts';

/** All that a runner does with a page in memory: parse, inspect, check the input, call, stringify, parse, check the result. */
const config = readConfig();
const validate = validators['celigo/postSubmit'];
const schema = schemas['celigo/postSubmit'];
if (validate === undefined || schema === undefined) throw new Error('celigo/postSubmit has no validators');
const assumptions = Object.entries(postSubmit.assumptions).map(([name, { default: value }]) => [name, value]);
const judge: Judge = {
  contract: postSubmit,
  validateInput: validate.input,
  validateOutput: validate.output,
  inputSchema: schema.input,
  outputSchema: schema.output,
  assumptions: Object.fromEntries(assumptions),
  maxResultBytes: 48 * 1024 * 1024,
  returnResults: false,
  setup: {},
  takeLateErrors: () => [],
  takeCalls: () => ({ calls: [], issues: [], assumed: [] }),
};
const guest = loadGuestHook(config, 'name-orders');

function judgePages(pages: readonly string[]): Task {
  return async (repeats) => {
    const start = performance.now();
    for (let n = 0; n < repeats; n += 1) {
      const text = pages[n % pages.length] ?? '';
      const page = parsePageLine(text, 'options', n);
      if (page.kind !== 'page') throw new Error(`not a page: ${page.kind}`);
      const { tooDeep, inexact } = inspectValue(page.options, { maxDepth: recordingLimits.depth });
      if (tooDeep) throw new Error('the page is nested too deep');
      const { status, issues } = await judgePage(judge, guest, { page, line: text, inexact });
      if (status !== 'passed') throw new Error(`the page is ${status}: ${issues[0]?.message}`);
    }
    return performance.now() - start;
  };
}

serveTasks(Object.fromEntries(Object.entries(config.pages).map(([size, path]) => [size, judgePages(readPages(path))])));
