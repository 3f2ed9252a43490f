import type { RemoteIds } from '../../sdk/publisher.ts';
import type { Arguments, Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { refusalError } from '../publish/carry-out.ts';
import { type Compared, compare } from '../publish/compare.ts';
import type { Desk } from '../publish/desk.ts';
import { openJournal, readJournal } from '../publish/journal.ts';
import { oneAtATime } from '../publish/one-at-a-time.ts';
import { type Prepared, prepareAll } from '../publish/prepare.ts';
import { type Published, publish } from '../publish/publish.ts';
import { type Settlement, settle } from '../publish/settle.ts';
import { formatCompared } from '../report/compared.ts';
import { exitCodeOf, type Report } from '../report/report.ts';
import { formatTerminal, formatTotals } from '../report/terminal.ts';
import { safeText } from '../terminal/safe-text.ts';
import { readSourceLine } from '../terminal/source-line.ts';
import { makeStyle } from '../terminal/style.ts';
import { chooseNames } from './choose-names.ts';
import { askFirst, atDesk, checkAskable, deskFlags, yesFlag } from './desk-flags.ts';
import { type PastesPrinted, printPastes } from './print-pastes.ts';

/** `hooksmith publish`: builds, replays, shows what will change, asks, and changes it. */
export const publishCommand: Command = {
  name: 'publish',
  takes: '[name...]',
  says: 'Publishes hooks and steps that hold: builds, replays, shows what will change, and asks.',
  flags: {
    ...deskFlags,
    yes: yesFlag,
    'dry-run': { type: 'boolean', says: 'Print the exact requests and change nothing.' },
    force: { type: 'boolean', says: 'Go over what others have changed on the platform since the last pull.' },
    took: { type: 'string', value: 'ID', says: 'After a lost answer: what was to be made is there, under this id.' },
    again: { type: 'boolean', says: 'After a lost answer: what was to be made is not there; make it.' },
    unreplayed: { type: 'boolean', says: 'Publish a hook or step that has no recording.' },
    message: { type: 'string', short: 'm', value: 'TEXT', says: 'What has changed, for the journal.' },
    json: { type: 'boolean', says: 'Print what was published as JSON.' },
  },
  examples: [
    'hooksmith publish                             all that says how it is published',
    'hooksmith publish order-ids -m "trim ids"     one hook',
    'hooksmith publish --dry-run                   the requests that would be sent',
    'hooksmith publish tell-courier                a step of a platform without an API: what to paste where',
    'hooksmith publish --yes --profile production  in CI',
  ],
  run: (given) => atDesk(given, (desk) => replayAndPublish(desk, given)),
};

async function replayAndPublish(desk: Desk, given: Arguments): Promise<number> {
  const chosen = chooseNames(given.positionals, desk.project);
  const { published: names, pastes, failed } = await printPastes(given, desk.project, chosen);
  if (failed !== null) {
    process.stderr.write(`${formatFindings(failed.report, failed.name)}\n`);
    process.stderr.write(`${failed.name} does not hold, so nothing was published\n`);
    return failed.exitCode;
  }
  if (names.length === 0) {
    if (given.has('json')) printJson({ published: [], pastes }, desk);
    return 0;
  }
  if (!given.has('dry-run'))
    checkAskable(given, { verb: 'publish', look: 'hooksmith publish --dry-run shows what would be done' });
  const prepared = await prepareAll(desk.project, names, desk);
  const verdicts = new Map<string, string | null>();
  for (const one of prepared) {
    const tried = await replayFirst(one, given);
    if (typeof tried === 'number') return tried;
    verdicts.set(one.name, tried.verdict);
  }
  if (given.has('dry-run')) return showRequests(prepared, desk, given);
  return oneAtATime(desk.project.folder, () => {
    desk.lock.reload();
    return publishAll(prepared, verdicts, desk, given, pastes);
  });
}

async function publishAll(
  prepared: readonly Prepared[],
  verdicts: ReadonlyMap<string, string | null>,
  desk: Desk,
  given: Arguments,
  pastes: PastesPrinted['pastes'],
): Promise<number> {
  const style = makeStyle(process.stderr);
  const journal = openJournal(desk.project.folder);
  const say = (line: string): void => void process.stderr.write(`${desk.concealer.text(line)}\n`);
  try {
    const settlement = readSettlement(given);
    if (settlement !== null) settle(settlement, prepared, desk, journal);
    const compared = await compareAll(prepared, desk, given, journal.lines);
    const changing = compared.filter(({ plan }) => plan.status !== 'done');
    for (const one of compared) for (const line of formatCompared(one, style)) say(line);
    if (changing.length > 0) {
      const answer = await askFirst(
        given,
        `Publish ${changing.map(({ prepared: { name } }) => name).join(', ')} to ${await accounts(changing, desk)}?`,
      );
      if (answer !== 'yes') {
        say('nothing was published');
        return answer === 'interrupted' ? 130 : 1;
      }
    }
    const results: Published[] = [];
    /** Ids of what was published in this run, by what it claims: hooks of one script are one thing of the platform. */
    const found = new Map<string, RemoteIds>();
    for (const { prepared: one, known, remote, standing } of compared) {
      // What somebody else wrote is not lost by --force.
      if (remote.content !== null && ['there', 'both', 'unknown'].includes(standing)) {
        await keepTheirs(remote.content, one.name, desk, say);
      }
      const claims = one.publisher.identify(one.wanted).map(({ what }) => `${one.platform}: ${what}`);
      const ids = Object.fromEntries(
        [...claims.map((claim) => found.get(claim) ?? {}), known.ids].flatMap((each) => Object.entries(each)),
      );
      const published = await publish(
        {
          name: one.name,
          platform: one.platform,
          wanted: one.wanted,
          known: { ...known, ids },
          verdict: verdicts.get(one.name) ?? null,
          message: given.text('message') ?? null,
          rolledBackTo: null,
        },
        desk,
        journal,
      );
      results.push(published);
      for (const claim of claims) found.set(claim, published.ids);
      const did = published.changes.length === 0 ? 'unchanged' : 'published';
      say(
        `${style.green('✓')} ${safeText(one.name)} ${did}, version ${published.version} (${published.sha256.slice(0, 12)})`,
      );
      for (const note of published.notes) say(`  ${style.yellow('to do')} ${safeText(note)}`);
    }
    if (given.has('json')) printJson({ published: results.map(({ ids: _ids, ...shown }) => shown), pastes }, desk);
    return 0;
  } finally {
    journal.close();
  }
}

/** What a person has found after a lost answer; null when nothing is said of it. */
function readSettlement(given: Arguments): Settlement | null {
  const took = given.text('took');
  if (took !== undefined && given.has('again')) {
    throw new HooksmithError('ERR_USAGE', '--took says that it is there, and --again that it is not', {
      next: ['Give the one that holds.'],
    });
  }
  return took === undefined ? (given.has('again') ? 'again' : null) : { took };
}

function printJson(printed: Readonly<Record<'published' | 'pastes', readonly unknown[]>>, { concealer }: Desk): void {
  process.stdout.write(`${concealer.text(JSON.stringify({ schema: 1, ...printed }, null, 2))}\n`);
}

/** Keeps what is about to be replaced, unless it holds what may go into no file. */
async function keepTheirs(content: string, name: string, desk: Desk, say: (line: string) => void): Promise<void> {
  if (desk.concealer.text(content) !== content) return;
  say(
    `  what the platform held of ${safeText(name)} is kept in .hooksmith/contents/${await desk.contents.keep(content)}.txt`,
  );
}

/** Compares with the platforms; throws for the first one that refuses, before anything is changed. */
async function compareAll(
  prepared: readonly Prepared[],
  desk: Desk,
  given: Arguments,
  lines: Parameters<typeof compare>[2],
): Promise<readonly Compared[]> {
  const compared: Compared[] = [];
  for (const one of prepared) compared.push(await compare(one, desk, lines, { force: given.has('force') }));
  for (const { plan } of compared) if (plan.status === 'refused') throw refusalError(plan.refusal);
  return compared;
}

/** `--dry-run`: reads the platform, and prints what would be sent. */
async function showRequests(prepared: readonly Prepared[], desk: Desk, given: Arguments): Promise<number> {
  const { lines } = readJournal(desk.project.folder);
  for (const { prepared: one, plan } of await compareAll(prepared, desk, given, lines)) {
    const { client } = await desk.remote(one.platform);
    const shown =
      plan.status === 'change'
        ? plan.writes.map(
            ({ says, request }) => `# ${one.name}: ${safeText(says)}\n${safeText(client.show(request))}\n`,
          )
        : [`# ${one.name}: nothing to do\n`];
    process.stdout.write(`${shown.join('\n')}\n`);
  }
  return 0;
}

/** Replays what would be published; the exit code where it does not hold. */
async function replayFirst(one: Prepared, given: Arguments): Promise<number | { readonly verdict: string | null }> {
  const tried = await one.tryOut({});
  if (tried === null) {
    if (given.has('unreplayed')) return { verdict: null };
    throw new HooksmithError('ERR_USAGE', `${one.name} has no recording, so nothing says whether it holds`, {
      next: ['Add one to "recordings" in hooksmith.json.', '--unreplayed publishes it all the same.'],
    });
  }
  const { report, differences } = tried;
  const code = exitCodeOf(report);
  if (code === 0 && differences.length === 0) return { verdict: formatTotals(report.totals) };
  const style = makeStyle(process.stderr);
  for (const difference of differences) {
    process.stderr.write(`${style.red('error')} ${one.name}: the built script ${safeText(difference)}\n`);
  }
  if (code !== 0) process.stderr.write(`${formatFindings(report, one.name)}\n`);
  process.stderr.write(`${one.name} does not hold, so nothing was published\n`);
  return code === 0 ? 1 : code;
}

function formatFindings(report: Report, name: string): string {
  return formatTerminal(report, {
    style: makeStyle(process.stderr),
    quiet: true,
    sourceLine: readSourceLine,
    reproduce: ({ recording, page }) => `hooksmith replay ${name} ${recording ?? ''} --page ${page}`,
  });
}

async function accounts(compared: readonly Compared[], desk: Desk): Promise<string> {
  const urls = await Promise.all(
    compared.map(async ({ prepared }) => (await desk.remote(prepared.platform)).account.url),
  );
  return `${[...new Set(urls)].join(' and ')} (profile ${desk.profile})`;
}
