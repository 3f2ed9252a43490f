import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs';
import { platforms } from '../../sdk/platforms.ts';
import type { Arguments, Command } from '../arguments.ts';
import { findProject } from '../project/load.ts';
import { compare } from '../publish/compare.ts';
import type { Desk } from '../publish/desk.ts';
import { readJournal } from '../publish/journal.ts';
import { lockFileName } from '../publish/lock-file.ts';
import { oneAtATime } from '../publish/one-at-a-time.ts';
import { mapPooled } from '../publish/pool.ts';
import { prepareAll } from '../publish/prepare.ts';
import { type Pulled, pullAll, pullNamed } from '../publish/pull.ts';
import { writeText } from '../recording/write-text.ts';
import { schemaPath } from '../scaffold/init-project.ts';
import { makeProgressBar } from '../terminal/progress-bar.ts';
import { safeText } from '../terminal/safe-text.ts';
import { makeStyle, type Style } from '../terminal/style.ts';
import { chooseNames } from './choose-names.ts';
import { atDesk, deskFlags } from './desk-flags.ts';

/** `hooksmith pull`: takes over what a platform holds. */
export const pullCommand: Command = {
  name: 'pull',
  takes: '[name... | platform]',
  says: 'Takes over what a platform holds: of hooks and steps of the project, or all scripts of an account.',
  flags: {
    ...deskFlags,
    force: { type: 'boolean', says: 'Replace scripts that were changed here as well; what is built counts as seen.' },
    json: { type: 'boolean', says: 'Print what was pulled as JSON.' },
  },
  examples: [
    'hooksmith pull celigo      all scripts of the account, with the places that call them as hooks',
    'hooksmith pull order-ids   one hook of the project',
  ],
  async run(given) {
    const [platform] = given.positionals;
    const isWhole = given.positionals.length === 1 && platform !== undefined && Object.hasOwn(platforms, platform);
    const isMade = isWhole && (await makeProject());
    try {
      return await atDesk(given, (desk) =>
        oneAtATime(desk.project.folder, () => {
          desk.lock.reload();
          return pull(desk, given, isWhole ? platform : null);
        }),
      );
    } catch (error) {
      if (isMade) unmakeProject();
      throw error;
    }
  },
};

async function pull(desk: Desk, given: Arguments, platform: string | null): Promise<number> {
  const pulled = platform === null ? await pullNames(desk, given) : await pullPlatform(platform, desk, given);
  const text = given.has('json')
    ? JSON.stringify({ schema: 1, pulled }, null, 2)
    : formatPulled(pulled, makeStyle(process.stdout)).join('\n');
  process.stdout.write(`${desk.concealer.text(text)}\n`);
  return pulled.some(({ became }) => became === 'kept' || became === 'withheld') ? 1 : 0;
}

async function pullPlatform(platform: string, desk: Desk, given: Arguments): Promise<readonly Pulled[]> {
  const bar = makeProgressBar(process.stderr, { noun: 'scripts', quiet: given.has('json') });
  try {
    return await pullAll(platform, desk, {
      force: given.has('force'),
      onProgress: (done, all) => bar.update({ recording: '', pages: done, failedPages: 0, share: done / all }),
    });
  } finally {
    bar.clear();
  }
}

async function pullNames(desk: Desk, given: Arguments): Promise<readonly Pulled[]> {
  const names = chooseNames(given.positionals, desk.project);
  const prepared = await prepareAll(desk.project, names, desk);
  const { lines } = readJournal(desk.project.folder);
  const compared = await mapPooled(prepared, (one) => compare(one, desk, lines, { force: false }));
  return pullNamed(compared, desk, { force: given.has('force') });
}

/** An account is pulled into an empty folder as well. Whether a project was made. */
async function makeProject(): Promise<boolean> {
  if (findProject(process.cwd()) !== undefined || existsSync('hooksmith.json')) return false;
  await writeText('hooksmith.json', `${JSON.stringify({ $schema: schemaPath, hooks: {} }, null, 2)}\n`, {
    overwrite: false,
  });
  return true;
}

/** Leaves the folder as it was, unless something was pulled into it already. */
function unmakeProject(): void {
  if (existsSync(lockFileName) || existsSync('.hooksmith/contents')) return;
  rmSync('hooksmith.json', { force: true });
  if (existsSync('.hooksmith') && readdirSync('.hooksmith').length === 0) rmdirSync('.hooksmith');
}

const marks: Readonly<Record<Pulled['became'], string>> = {
  new: '+',
  updated: '↓',
  same: '=',
  kept: '!',
  withheld: '!',
};
const says: Readonly<Record<Pulled['became'], string>> = {
  new: 'new',
  updated: 'updated',
  same: 'the same here and on the platform, or changed here alone',
  kept: 'kept: it differs here; hooksmith diff shows how, --force takes what the platform holds',
  withheld:
    'withheld: on the platform it holds a credential or secret of yours in plain text, which goes into no file; take it out there',
};

function formatPulled(pulled: readonly Pulled[], style: Style): readonly string[] {
  const told = pulled.filter(({ became }) => became !== 'same');
  const same = pulled.length - told.length;
  return [
    ...told.map(({ file, name, became, hooks }) => {
      const mark =
        became === 'kept' || became === 'withheld' ? style.yellow(marks[became]) : style.green(marks[became]);
      const named = hooks.length === 0 ? '' : `, called as ${hooks.join(', ')}`;
      return `${mark} ${style.bold(safeText(file))}  ${safeText(name).replaceAll('\n', ' ')}: ${says[became]}${named}`;
    }),
    `${pulled.length} pulled${same === 0 ? '' : `, ${same} as before`}`,
  ];
}
