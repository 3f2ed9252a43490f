import type { Arguments, Command } from '../arguments.ts';
import { compare, differs } from '../publish/compare.ts';
import { compareFiles } from '../publish/compare-files.ts';
import type { Desk } from '../publish/desk.ts';
import { readJournal } from '../publish/journal.ts';
import { mapPooled } from '../publish/pool.ts';
import { prepareAll } from '../publish/prepare.ts';
import { formatCompared, toJson } from '../report/compared.ts';
import { formatComparedFile } from '../report/compared-files.ts';
import { makeProgressBar } from '../terminal/progress-bar.ts';
import { makeStyle } from '../terminal/style.ts';
import { chooseNames } from './choose-names.ts';
import { atDesk, deskFlags } from './desk-flags.ts';

/** `hooksmith diff`: what is here, what was pulled last, and what the platform holds. */
export const diffCommand: Command = {
  name: 'diff',
  takes: '[name...]',
  says: 'Compares hooks and steps with what the platform holds, and with what was pulled or published last.',
  flags: { ...deskFlags, json: { type: 'boolean', says: 'Print how each stands as JSON.' } },
  examples: [
    'hooksmith diff                    all that says how it is published, and all that was pulled',
    'hooksmith diff order-ids          one hook; exit 1 when it differs',
    'hooksmith diff --profile sandbox  with another account',
  ],
  run: (given) => atDesk(given, (desk) => diff(desk, given)),
};

async function diff(desk: Desk, given: Arguments): Promise<number> {
  const files = given.positionals.length > 0 ? [] : desk.filesAlone();
  const names = chooseNames(given.positionals, desk.project, { orElse: files.length > 0 });
  const prepared = await prepareAll(desk.project, names, desk);
  const { lines } = readJournal(desk.project.folder);
  const bar = makeProgressBar(process.stderr, { noun: 'compared', quiet: given.has('json') });
  let done = 0;
  const tick = (all: number): void => {
    done += 1;
    bar.update({ recording: '', pages: done, failedPages: 0, share: done / all });
  };
  const all = prepared.length + files.length;
  const compared = await mapPooled(prepared, async (one) => {
    const result = await compare(one, desk, lines, { force: false });
    tick(all);
    return result;
  });
  const loose = await compareFiles(files, desk, () => tick(all));
  bar.clear();
  const style = makeStyle(process.stdout);
  const different = compared.filter(differs).length + loose.filter(({ standing }) => standing !== 'same').length;
  const { concealer } = desk;
  if (given.has('json')) {
    const scripts = loose.map(({ file, standing }) => ({ file, standing }));
    process.stdout.write(
      `${concealer.text(JSON.stringify({ schema: 1, compared: compared.map(toJson), scripts }, null, 2))}\n`,
    );
  } else {
    const shown = [
      ...compared.flatMap((one) => formatCompared(one, style)),
      ...loose.filter(({ standing }) => standing !== 'same').flatMap((one) => formatComparedFile(one, style)),
      `${all} compared, ${different} ${different === 1 ? 'differs' : 'differ'}`,
    ];
    process.stdout.write(`${concealer.text(shown.join('\n'))}\n`);
  }
  return different > 0 ? 1 : 0;
}
