import { basename, relative, resolve } from 'node:path';
import { platforms } from '../../sdk/platforms.ts';
import type { Arguments, Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { formatTakenOver } from '../report/taken-over.ts';
import { formatWritten } from '../report/written.ts';
import { type Chosen, chooseByAsking, chooseGiven, chooseUsual, type Wishes } from '../scaffold/choose-project.ts';
import { checkEmpty, initProject } from '../scaffold/init-project.ts';
import { takeOver } from '../scaffold/take-over.ts';
import { askAtTerminal, isAtTerminal } from '../terminal/ask-at-terminal.ts';
import { quoteWord } from '../terminal/quote-word.ts';
import { makeStyle } from '../terminal/style.ts';

/** `hooksmith init`: makes a project with one hook or step, or takes over a folder of scripts. */
export const initCommand: Command = {
  name: 'init',
  takes: '[dir]',
  says: 'Makes a project with a hook, its recording and its test, or takes over a folder of scripts.',
  flags: {
    platform: {
      type: 'string',
      value: 'NAME',
      says: `Platform of the hook: ${Object.keys(platforms).join(', ')}.`,
    },
    hook: { type: 'string', value: 'NAME', says: 'Hook or step, as the platform spells it: postSubmit, http-task.' },
    name: { type: 'string', value: 'NAME', says: 'What hook and files are called: order-ids.' },
    language: { type: 'string', choices: ['ts', 'js'], says: 'Language of the hook.' },
    yes: {
      type: 'boolean',
      short: 'y',
      says: 'Ask nothing: celigo/postSubmit in TypeScript where nothing else is said.',
    },
    from: {
      type: 'string',
      value: 'DIR',
      says: 'Find the hooks among the scripts of a folder and write hooksmith.json beside them; --platform narrows it.',
    },
  },
  examples: [
    'hooksmith init demo                                                      asks, on a terminal',
    'hooksmith init demo -y                                                   celigo/postSubmit in TypeScript',
    'hooksmith init demo --platform patchworks --hook response-script --name order-pull --language js',
    'hooksmith init --from scripts                                            takes over what is there',
  ],
  async run(given) {
    const from = given.text('from');
    if (from !== undefined) return runTakeOver(from, given);
    const [folder = '.', ...more] = given.positionals;
    if (more.length > 0 || folder === '') {
      throw new HooksmithError('ERR_USAGE', `init takes one folder, got ${given.positionals.length} arguments`, {
        next: ['Put a path with spaces into quotes.'],
      });
    }
    checkEmpty(folder);
    const { kind, name, language } = await choose(given, folder);
    const paths = await initProject({ folder, kind, name, language });
    const title = `${shorten(folder)}: ${kind.platform}/${kind.name} called ${name}`;
    const enter = resolve(folder) === process.cwd() ? '' : `cd ${quoteWord(folder)} && `;
    const next = [`${enter}npm install && npm test`];
    process.stdout.write(formatWritten({ title, paths, next }, makeStyle(process.stdout)));
    return 0;
  },
};

async function choose(given: Arguments, folder: string): Promise<Chosen> {
  const wishes: Wishes = {
    platform: given.text('platform'),
    hook: given.text('hook'),
    name: given.text('name'),
    language: given.text('language'),
  };
  if (given.has('yes')) return chooseUsual(wishes);
  const isComplete = Object.values(wishes).every((wish) => wish !== undefined);
  if (isComplete || !isAtTerminal()) return chooseGiven(wishes, `hooksmith init ${quoteWord(folder)}`);
  return askAtTerminal((asker) => chooseByAsking(wishes, asker));
}

async function runTakeOver(folder: string, given: Arguments): Promise<number> {
  const slip = ['hook', 'name', 'language'].find((flag) => given.text(flag) !== undefined);
  if (slip !== undefined || given.positionals.length > 0) {
    const what = slip === undefined ? `a folder to make (${given.positionals.join(' ')})` : `--${slip}`;
    throw new HooksmithError('ERR_USAGE', `--from takes over what is there and goes without ${what}`, {
      next: [`hooksmith init --from ${quoteWord(folder)}`],
    });
  }
  const platform = given.text('platform');
  const taken = await takeOver({ folder, ...(platform === undefined ? {} : { platform }) });
  process.stdout.write(formatTakenOver(taken, makeStyle(process.stdout)));
  return 0;
}

function shorten(folder: string): string {
  const path = resolve(folder);
  const short = relative(process.cwd(), path);
  return short === '' ? basename(path) : short.startsWith('..') ? path : short;
}
