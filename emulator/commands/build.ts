import { basename, extname, join, relative } from 'node:path';
import type { Arguments, Command } from '../arguments.ts';
import type { BuiltHook } from '../artefact/build-hooks.ts';
import { buildScripts, type ToBuild } from '../artefact/build-scripts.ts';
import { buildStack } from '../artefact/build-stack.ts';
import { HooksmithError } from '../errors.ts';
import { getStackPlatform } from '../find-stack.ts';
import { findProject, type Project } from '../project/load.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import { getContract } from '../replay/find-contract.ts';
import { getStep } from '../replay/find-step.ts';
import { formatBuilt } from '../report/built.ts';
import { formatBuiltStack } from '../report/built-stack.ts';
import { exitCodeOf } from '../report/report.ts';
import { formatTerminal } from '../report/terminal.ts';
import { quoteWord } from '../terminal/quote-word.ts';
import { readSourceLine } from '../terminal/source-line.ts';
import { makeStyle } from '../terminal/style.ts';
import { assumeFlag, parseAssumptions, splitScript } from './run-flags.ts';

/** `hooksmith build`: parses flags, calls `buildScripts`, prints, gives the exit code. */
export const buildCommand: Command = {
  name: 'build',
  takes: '[hook or step...]',
  says: 'Makes of each hook, and of each script of a step, the one that its platform wants, and replays it.',
  flags: {
    out: { type: 'string', value: 'DIR', says: 'Folder of the built scripts; default: dist, beside hooksmith.json.' },
    minify: { type: 'boolean', says: 'Make the scripts short instead of readable.' },
    stack: {
      type: 'boolean',
      says: 'Make of the hooks a server that hosts them as a stack: stack/server.mjs, for node alone.',
    },
    lambda: { type: 'boolean', says: 'With --stack: also stack/lambda.mjs, for AWS Lambda.' },
    'no-replay': { type: 'boolean', says: 'Leave out the replay of what was built.' },
    contract: {
      type: 'string',
      value: 'PLATFORM/HOOK',
      says: 'Hook kind of a script that hooksmith.json does not name.',
    },
    assume: assumeFlag,
    json: { type: 'boolean', says: 'Print what was built as JSON.' },
  },
  examples: [
    'hooksmith build                                                        all hooks and steps of the project',
    'hooksmith build order-ids --minify                                     one hook of hooksmith.json',
    'hooksmith build orders                                                 the scripts of a step of hooksmith.json',
    'hooksmith build hooks/ids.ts#postSubmit --contract celigo/postSubmit   a script',
    'hooksmith build --stack --lambda                                       a stack to host yourself',
  ],
  async run(given) {
    const project = findProject(process.cwd());
    const base = project?.folder ?? process.cwd();
    const assumptions = parseAssumptions(given.texts('assume'));
    if (given.has('stack')) return makeStack(given, project, base);
    if (given.has('lambda')) {
      throw new HooksmithError('ERR_USAGE', '--lambda says how a stack is hosted, and --stack is not given', {
        next: ['hooksmith build --stack --lambda'],
      });
    }
    const built = await buildScripts(chooseWhat(given, project), {
      out: given.text('out') ?? (relative(process.cwd(), join(base, 'dist')) || '.'),
      base,
      minify: given.has('minify'),
      assumptions,
      replay: given.has('no-replay') ? null : { assumptions },
    });
    process.stdout.write(given.has('json') ? formatJson(built) : formatText(built));
    return Math.max(0, ...built.map(exitCode));
  },
};

/** `--stack`: all hooks that a stack can have, or those that are named. */
async function makeStack(given: Arguments, project: Project | undefined, base: string): Promise<0> {
  const platform = getStackPlatform();
  const isNamed = given.positionals.length > 0;
  const hooks = chooseWhat(given, project)
    .flatMap(({ name, target }) => {
      if ('script' in target) return [{ name, target }];
      if (!isNamed) return [];
      throw new HooksmithError('ERR_USAGE', `${name} is a step, and a stack has hooks`, {
        next: ['Name the scripts of its stages as hooks of their own.'],
      });
    })
    .filter(({ target }) => isNamed || getContract(target.contract).platform === platform.name);
  const built = await buildStack(hooks, {
    platform,
    assumptions: chooseAssumptions('the stack', platform.stack.assumptions, parseAssumptions(given.texts('assume'))),
    out: given.text('out') ?? (relative(process.cwd(), join(base, 'dist', 'stack')) || '.'),
    minify: given.has('minify'),
    targets: given.has('lambda') ? ['server', 'lambda'] : ['server'],
  });
  process.stdout.write(
    given.has('json')
      ? `${JSON.stringify({ schema: 1, stack: built }, null, 2)}\n`
      : formatBuiltStack(built, makeStyle(process.stdout)),
  );
  return 0;
}

function formatJson(built: readonly BuiltHook[]): string {
  const round = (key: string, value: unknown) => (key === 'durationMs' ? Math.round(Number(value)) : value);
  return `${JSON.stringify({ schema: 1, built }, round, 2)}\n`;
}

function formatText(built: readonly BuiltHook[]): string {
  const style = makeStyle(process.stdout);
  return formatBuilt(built, {
    style,
    formatReport: (report, name) =>
      formatTerminal(report, {
        style,
        quiet: true,
        sourceLine: readSourceLine,
        reproduce: ({ recording, page }) => `hooksmith replay ${name} ${quoteWord(recording ?? '')} --page ${page}`,
      }),
  });
}

function exitCode({ comparison, written }: BuiltHook): 0 | 1 | 2 {
  const own = comparison === null ? 0 : exitCodeOf(comparison.report);
  return own === 0 && !written ? 1 : own;
}

function chooseWhat(given: Arguments, project: Project | undefined): readonly ToBuild[] {
  const contract = given.text('contract');
  const wanted = [...new Set(given.positionals)];
  if (wanted.length > 0) return wanted.map((name) => chooseOne(name, contract, project));
  if (project === undefined) {
    throw new HooksmithError('ERR_USAGE', 'there is no hooksmith.json here, so nothing says what to build', {
      next: ['Name a script and its kind: hooksmith build hooks/order-ids.ts --contract celigo/postSubmit'],
    });
  }
  const found = project.names.map((name) => chooseNamed(name, project)).filter(hasScript);
  if (found.length > 0) return found;
  throw new HooksmithError('ERR_USAGE', `${project.file} names no script, so there is nothing to build`, {
    place: { file: project.file },
    next: ['Name a script and its kind: hooksmith build hooks/order-ids.ts --contract celigo/postSubmit'],
  });
}

function chooseOne(name: string, contract: string | undefined, project: Project | undefined): ToBuild {
  if (project?.names.includes(name)) {
    const named = chooseNamed(name, project);
    if (hasScript(named)) return named;
    throw new HooksmithError('ERR_USAGE', `no script is attached to the step ${name}, so there is nothing to build`, {
      place: { file: project.file },
      next: ['Name the script of a stage under "stages" of the step.'],
    });
  }
  const script = splitScript(name, project?.names ?? []);
  if (contract === undefined) {
    throw new HooksmithError('ERR_USAGE', `nothing says for which hook ${script.script} is`, {
      next: [`hooksmith build ${name} --contract celigo/postSubmit`],
    });
  }
  const own = basename(script.script, extname(script.script));
  return { name: own, target: { ...script, contract, recordings: [] } };
}

/** A hook or step of the project. */
function chooseNamed(name: string, project: Project): ToBuild {
  const target = project.target(name);
  return 'step' in target || 'httpStep' in target ? { name, target } : { name, target: project.hook(name) };
}

function hasScript({ target }: ToBuild): boolean {
  if ('script' in target) return true;
  if ('httpStep' in target) return Object.keys(target.scripts).length > 0;
  // A function that stands in for work of the platform is nothing to build.
  const built = getStep(target.step).stages.filter(({ kind }) => kind === 'hook');
  return built.some(({ name }) => 'script' in (target.stages[name] ?? {}));
}
