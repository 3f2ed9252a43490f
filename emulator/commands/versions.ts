import type { Arguments, Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { carryOut } from '../publish/carry-out.ts';
import type { Desk } from '../publish/desk.ts';
import { type PublishedLine, readKnown, versionsOf } from '../publish/history.ts';
import { type JournalLine, readJournal } from '../publish/journal.ts';
import { safeText } from '../terminal/safe-text.ts';
import { makeStyle } from '../terminal/style.ts';
import { chooseOne } from './choose-one.ts';
import { atDesk, deskFlags } from './desk-flags.ts';

/** `hooksmith versions`: what was published of a hook or step, and what the platform keeps of it. */
export const versionsCommand: Command = {
  name: 'versions',
  takes: '[name]',
  says: 'Lists the versions that were published from this project, and those that the platform keeps itself.',
  flags: {
    ...deskFlags,
    local: { type: 'boolean', says: 'Ask no platform.' },
    json: { type: 'boolean', says: 'Print the versions as JSON.' },
  },
  examples: ['hooksmith versions order-ids', 'hooksmith versions order-ids --local'],
  run: (given) => atDesk(given, (desk) => listVersions(desk, given)),
};

async function listVersions(desk: Desk, given: Arguments): Promise<number> {
  const { name, rest } = chooseOne(given.positionals, desk.project);
  if (rest.length > 0)
    throw new HooksmithError('ERR_USAGE', `versions takes one name, got ${rest.join(' ')} as well`, {
      next: ['List one after the other: hooksmith versions NAME'],
    });
  const platform = desk.project.publishing(name)?.platform ?? '';
  const { lines } = readJournal(desk.project.folder);
  const published = versionsOf(lines, { profile: desk.profile, platform, name });
  const remote = given.has('local') ? [] : await listRemote(name, platform, desk, lines);
  if (given.has('json')) {
    const own = published.map(({ version, at, sha256, verdict, message, rolledBackTo }) => ({
      version,
      at,
      sha256,
      verdict,
      message,
      rolledBackTo,
    }));
    process.stdout.write(
      `${desk.concealer.text(JSON.stringify({ schema: 1, name, published: own, remote }, null, 2))}\n`,
    );
    return 0;
  }
  const style = makeStyle(process.stdout);
  const current = desk.lock.find(platform, name)?.sha256;
  const shown = [
    ...(published.length === 0 ? [`${name} was never published from here (profile ${desk.profile})`] : []),
    ...published
      .toReversed()
      .map(
        (line) =>
          `${line.sha256 === current && line === published.at(-1) ? style.green('→') : ' '} ${formatVersion(line)}`,
      ),
    ...(remote.length === 0 ? [] : ['', 'On the platform:']),
    ...remote.map(({ label, status, createdAt }) =>
      oneLine(`  ${label}  ${status}${createdAt === null ? '' : `  ${createdAt}`}`),
    ),
  ];
  process.stdout.write(`${desk.concealer.text(safeText(shown.join('\n')))}\n`);
  return 0;
}

function formatVersion({ version, at, sha256, verdict, message, rolledBackTo }: PublishedLine): string {
  const parts = [
    `${String(version).padStart(3)}  ${at}  ${sha256.slice(0, 12)}`,
    verdict ?? 'not replayed',
    ...(rolledBackTo === null ? [] : [`brings back ${rolledBackTo}`]),
    ...(message === null ? [] : [message]),
  ];
  return parts.join('  ');
}

async function listRemote(name: string, platform: string, desk: Desk, lines: readonly JournalLine[]) {
  const publisher = await desk.publisher(platform);
  if (publisher.versions === undefined) return [];
  const owner = { profile: desk.profile, platform, name };
  const { ids } = readKnown(lines, owner, desk.lock.locked(platform, name), { force: false });
  const { client } = await desk.remote(platform);
  return carryOut(publisher.versions(ids), client);
}

/** What a platform says makes no lines of its own. */
function oneLine(text: string): string {
  return safeText(text).replaceAll('\n', ' ');
}
