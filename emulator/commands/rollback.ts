import type { Arguments, Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { carryOut, refusalError } from '../publish/carry-out.ts';
import { compare } from '../publish/compare.ts';
import { sha256 } from '../publish/contents.ts';
import type { Desk } from '../publish/desk.ts';
import { readKnown, versionsOf } from '../publish/history.ts';
import { type Journal, openJournal } from '../publish/journal.ts';
import { oneAtATime } from '../publish/one-at-a-time.ts';
import { prepareAll } from '../publish/prepare.ts';
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
    throw new HooksmithError('ERR_USAGE', `rollback takes a name and a version, got ${more.join(' ')} as well`);
  const message = given.text('message');
  if (message === undefined || message.trim() === '') {
    throw new HooksmithError('ERR_USAGE', 'nothing says why it is rolled back', {
      next: ['-m "loses ids of bundles"'],
    });
  }
  checkAskable(given, 'rollback');
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
  const [prepared] = await prepareAll(desk.project, [name], desk);
  if (prepared === undefined) throw new Error(`${name} was not prepared`);
  const { platform } = prepared;
  const goal = await findVersion({ name, platform, version }, desk, journal);
  const wanted = { ...prepared.wanted, content: goal.content };
  const compared = await compare({ ...prepared, wanted, sha256: sha256(goal.content) }, desk, journal.lines, {
    force: given.has('force'),
  });
  if (compared.plan.status === 'refused') throw refusalError(compared.plan.refusal);
  for (const line of formatCompared(compared, style)) say(line);
  if (compared.plan.status !== 'done') {
    const answer = await askFirst(given, `Bring back version ${goal.label} of ${name} (profile ${desk.profile})?`);
    if (answer !== 'yes') {
      say('nothing was changed');
      return answer === 'interrupted' ? 130 : 1;
    }
  }
  const done = await publish(
    { name, platform, wanted, known: compared.known, verdict: goal.verdict, message, rolledBackTo: goal.label },
    desk,
    journal,
  );
  say(
    `${style.green('✓')} ${safeText(name)} is version ${goal.label} again, published as version ${done.version} (${done.sha256.slice(0, 12)})`,
  );
  for (const note of done.notes) say(`  ${style.yellow('to do')} ${safeText(note)}`);
  return 0;
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
): Promise<{ readonly label: string; readonly content: string; readonly verdict: string | null }> {
  const owner = { profile: desk.profile, platform, name };
  const versions = versionsOf(journal.lines, owner);
  const last = versions.at(-1);
  const found =
    version === undefined
      ? versions.findLast((line) => line.sha256 !== last?.sha256)
      : versions.find((line) => String(line.version) === version.replace(/^v/, ''));
  if (found !== undefined) {
    return { label: String(found.version), content: desk.contents.read(found.sha256), verdict: found.verdict };
  }
  const publisher = await desk.publisher(platform);
  const remote = version?.startsWith('remote:') ? version.slice(7) : undefined;
  if (remote !== undefined && publisher.readVersion !== undefined) {
    const { ids } = readKnown(journal.lines, owner, desk.lock.locked(platform, name), { force: false });
    const { client } = await desk.remote(platform);
    return {
      label: `remote:${remote}`,
      content: await carryOut(publisher.readVersion(ids, remote), client),
      verdict: null,
    };
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
