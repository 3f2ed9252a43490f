import type { Arguments, Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { carryOut, refusalError } from '../publish/carry-out.ts';
import { compare } from '../publish/compare.ts';
import type { Desk } from '../publish/desk.ts';
import { readKnown, versionsOf } from '../publish/history.ts';
import { type Journal, openJournal } from '../publish/journal.ts';
import { oneAtATime } from '../publish/one-at-a-time.ts';
import { prepareFormer } from '../publish/prepare.ts';
import { publish } from '../publish/publish.ts';
import { formatCompared } from '../report/compared.ts';
import { safeText } from '../terminal/safe-text.ts';
import { makeStyle } from '../terminal/style.ts';
import { chooseOne } from './choose-one.ts';
import { askFirst, atDesk, checkAskable, deskFlags, yesFlag } from './desk-flags.ts';

/** `hooksmith rollback`: publishes again what was published before. */
export const rollbackCommand: Command = {
  name: 'rollback',
  takes: '[name] [version]',
  says: 'Brings back a version that was published before: the last but one, or the one that is named.',
  flags: {
    ...deskFlags,
    yes: yesFlag,
    force: { type: 'boolean', says: 'Go over what others have changed on the platform since.' },
    message: { type: 'string', short: 'm', value: 'TEXT', says: 'Why, for the journal. Needed.' },
  },
  examples: [
    'hooksmith rollback order-ids -m "loses ids of bundles"   the version before',
    'hooksmith rollback order-ids 3 -m "as in March"          version 3 of hooksmith versions',
  ],
  run: (given) => atDesk(given, (desk) => judgeAndRollBack(desk, given)),
};

async function judgeAndRollBack(desk: Desk, given: Arguments): Promise<number> {
  const { name, rest } = chooseOne(given.positionals, desk.project);
  const [version, ...more] = rest;
  if (more.length > 0)
    throw new HooksmithError('ERR_USAGE', `rollback takes a name and a version, got ${more.join(' ')} as well`, {
      next: ['Roll back one after the other: hooksmith rollback NAME VERSION -m WHY'],
    });
  const message = given.text('message');
  if (message === undefined || message.trim() === '') {
    throw new HooksmithError('ERR_USAGE', 'nothing says why it is rolled back', {
      next: ['-m "loses ids of bundles"'],
    });
  }
  checkAskable(given, { verb: 'rollback', look: 'hooksmith versions shows what there is to bring back' });
  return oneAtATime(desk.project.folder, async () => {
    desk.lock.reload();
    const journal = openJournal(desk.project.folder);
    try {
      return await rollBack({ name, version, message }, desk, journal, given);
    } finally {
      journal.close();
    }
  });
}

async function rollBack(
  { name, version, message }: { readonly name: string; readonly version: string | undefined; readonly message: string },
  desk: Desk,
  journal: Journal,
  given: Arguments,
): Promise<number> {
  const style = makeStyle(process.stderr);
  const say = (line: string): void => void process.stderr.write(`${desk.concealer.text(line)}\n`);
  const platform = desk.project.publishing(name)?.platform ?? '';
  const { label, verdict, ...former } = await findVersion({ name, platform, version }, desk, journal);
  const prepared = await prepareFormer(desk.project, name, former, desk);
  const compared = await compare(prepared, desk, journal.lines, { force: given.has('force') });
  if (compared.plan.status === 'refused') throw refusalError(compared.plan.refusal);
  for (const line of formatCompared(compared, style)) say(line);
  if (compared.plan.status !== 'done') {
    const answer = await askFirst(given, `Bring back version ${label} of ${name} (profile ${desk.profile})?`);
    if (answer !== 'yes') {
      say('nothing was changed');
      return answer === 'interrupted' ? 130 : 1;
    }
  }
  const done = await publish(
    { name, platform, wanted: prepared.wanted, known: compared.known, verdict, message, rolledBackTo: label },
    desk,
    journal,
  );
  say(
    `${style.green('✓')} ${safeText(name)} is version ${label} again, published as version ${done.version} (${done.sha256.slice(0, 12)})`,
  );
  for (const note of done.notes) say(`  ${style.yellow('to do')} ${safeText(note)}`);
  return 0;
}

/** What comes back. */
interface Goal {
  /** As people name the version. */
  readonly label: string;
  readonly content: string;
  readonly functionName: string | null;
  readonly verdict: string | null;
}

/** The version that is to come back: one of the journal, or one that the platform keeps. */
async function findVersion(
  {
    name,
    platform,
    version,
  }: { readonly name: string; readonly platform: string; readonly version: string | undefined },
  desk: Desk,
  journal: Journal,
): Promise<Goal> {
  const owner = { profile: desk.profile, platform, name };
  const versions = versionsOf(journal.lines, owner);
  const last = versions.at(-1);
  const found =
    version === undefined
      ? versions.findLast((line) => line.sha256 !== last?.sha256)
      : versions.find((line) => String(line.version) === version.replace(/^v/, ''));
  if (found !== undefined) {
    return {
      label: String(found.version),
      content: desk.contents.read(found.sha256),
      functionName: found.functionName,
      verdict: found.verdict,
    };
  }
  const publisher = await desk.publisher(platform);
  const remote = version?.startsWith('remote:') ? version.slice(7) : undefined;
  if (remote !== undefined && publisher.readVersion !== undefined) {
    const { ids } = readKnown(journal.lines, owner, desk.lock.locked(platform, name), { force: false });
    const { client } = await desk.remote(platform);
    const content = await carryOut(publisher.readVersion(ids, remote), client);
    if (desk.concealer.text(content) !== content) {
      throw new HooksmithError(
        'ERR_REMOTE',
        `the version ${remote} holds a credential or secret of yours in plain text`,
        {
          next: ['Nothing is kept of it. Take it out on the platform.'],
        },
      );
    }
    const functionName = last?.functionName ?? desk.project.hook(name, []).functionName ?? null;
    return { label: `remote:${remote}`, content, functionName, verdict: null };
  }
  const known = versions.map((line) => String(line.version));
  throw new HooksmithError(
    'ERR_USAGE',
    version === undefined
      ? `there is no version of ${name} before the present one (profile ${desk.profile})`
      : `${name} has no version ${version} (profile ${desk.profile})`,
    {
      next: [
        known.length === 0 ? `It was never published from here.` : `There are: ${known.join(', ')}.`,
        ...(publisher.readVersion === undefined
          ? []
          : ['A version that the platform keeps is named by its id: remote:ID (hooksmith versions).']),
      ],
    },
  );
}
