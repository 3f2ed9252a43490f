import type { Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { findProject } from '../project/load.ts';
import { type RunHookOptions, runHook } from '../replay/run-hook.ts';
import { formatJson } from '../report/json.ts';
import { exitCodeOf } from '../report/report.ts';
import { formatTerminal } from '../report/terminal.ts';
import { readSourceLine } from '../terminal/source-line.ts';
import { makeStyle } from '../terminal/style.ts';
import { inspectFlags, readInspect } from './inspect-flags.ts';
import { readInput } from './read-input.ts';
import { readRunFlags, runFlags, splitScript } from './run-flags.ts';

/** `hooksmith run`: one call; the result goes to stdout, what is wrong with it to stderr. */
export const runCommand: Command = {
  name: 'run',
  takes: '<hook>',
  says: 'Calls a hook once and prints its result.',
  flags: {
    input: {
      type: 'string',
      short: 'i',
      value: 'JSON|@FILE|@-',
      says: 'The options: JSON, a file, or standard input.',
    },
    ...runFlags,
    ...inspectFlags,
    json: { type: 'boolean', says: 'Print result and report as JSON.' },
  },
  examples: [
    'hooksmith run hooks/ids.js -i @page.json',
    `hooksmith run order-ids -i '{"preMapData":[],"postMapData":[],"responseData":[]}'`,
  ],
  async run(given) {
    const [hook, ...more] = given.positionals;
    if (hook === undefined || more.length > 0) {
      throw new HooksmithError('ERR_USAGE', `run takes one hook, got ${given.positionals.length} arguments`, {
        next: [`hooksmith run ${hook ?? 'hooks/ids.js'} -i ${more[0]?.startsWith('@') ? more[0] : '@page.json'}`],
      });
    }
    const inspect = readInspect(given);
    const { result, report } = await runHook({
      ...chooseTarget(hook, given.text('contract')),
      ...readOptions(given.text('input')),
      ...readRunFlags(given),
      ...(inspect === undefined ? {} : { inspect }),
    });
    if (given.has('json')) {
      process.stdout.write(`{"result": ${result ?? 'null'}, "report": ${formatJson(report).trimEnd()}}\n`);
    } else {
      if (result !== null) process.stdout.write(`${JSON.stringify(JSON.parse(result), null, 2)}\n`);
      process.stderr.write(
        formatTerminal(report, {
          style: makeStyle(process.stderr),
          quiet: false,
          sourceLine: readSourceLine,
          reproduce: () => null,
        }),
      );
    }
    return exitCodeOf(report);
  },
};

function chooseTarget(hook: string, contract: string | undefined): Pick<RunHookOptions, 'target'> {
  const project = findProject(process.cwd());
  if (project?.hookNames.includes(hook)) return { target: project.hook(hook, []) };
  return {
    target: { ...splitScript(hook, project?.hookNames ?? []), ...(contract === undefined ? {} : { contract }) },
  };
}

function readOptions(input: string | undefined): Pick<RunHookOptions, 'input' | 'inputName'> {
  if (input !== undefined) return readInput(input);
  throw new HooksmithError('ERR_USAGE', 'run needs the options to call the hook with: --input', {
    next: ['--input @page.json reads a file, --input @- standard input, anything else is taken as JSON.'],
  });
}
