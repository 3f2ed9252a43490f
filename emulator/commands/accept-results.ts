import type { Arguments, Flag } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import type { Blocked, RecordingUpdate, ResultUpdates } from '../replay/update-results.ts';
import { exitCodeOf, type Report } from '../report/report.ts';
import { askYesNo, canAsk } from '../terminal/ask.ts';
import { readCi } from '../terminal/ci.ts';
import { safeText } from '../terminal/safe-text.ts';

/** Flags with which a replay accepts what it finds. */
export const updateFlags: Readonly<Record<string, Flag>> = {
  update: {
    type: 'boolean',
    says: 'Accept the present results: show what differs, ask, and write them into the recordings. Never in CI.',
  },
  yes: { type: 'boolean', says: 'Answer the question of --update with yes.' },
};

const terminal = { input: process.stdin, output: process.stderr };

/** Throws ERR_USAGE where results may not be accepted, or nobody could be asked. */
export function checkAsking(given: Arguments, environment: NodeJS.ProcessEnv = process.env): void {
  if (!given.has('update')) {
    if (!given.has('yes')) return;
    throw new HooksmithError('ERR_USAGE', '--yes answers the question of --update, which is not there', {
      next: ['Add --update, or leave --yes out.'],
    });
  }
  const ci = readCi(environment);
  if (ci !== null) {
    throw new HooksmithError(
      'ERR_USAGE',
      `--update changes recordings, which nobody would look at in CI (CI is ${ci})`,
      {
        next: ['Update the recordings on your own machine and commit them.'],
      },
    );
  }
  if (given.has('yes') || canAsk(terminal)) return;
  throw new HooksmithError('ERR_USAGE', '--update asks before it writes, and there is no terminal to ask on', {
    next: ['Look at the differences without --update first, then accept them with --update --yes.'],
  });
}

/** Says what would change, asks, and writes it; gives the exit code. */
export async function acceptResults(
  updates: ResultUpdates,
  report: Report,
  { yes }: { readonly yes: boolean },
): Promise<number> {
  const { blocked, recordings } = updates;
  if (blocked.failed + blocked.unjudged + blocked.stale > 0) {
    say(`nothing was updated: ${listBlocked(blocked)}; --update accepts other results, and nothing else`);
    return exitCodeOf(report);
  }
  if (recordings.length === 0) {
    say('nothing to update: the recordings hold the present results');
    return exitCodeOf(report);
  }
  if (!yes) {
    for (const update of recordings) say(`${safeText(update.recording)}: ${listCounts(update, 'differ', 'new')}`);
    const answer = await askYesNo('Write the present results into the recording?', terminal);
    if (answer !== 'yes') {
      say('nothing was updated');
      return answer === 'interrupted' ? 130 : exitCodeOf(report);
    }
  }
  await updates.commit();
  for (const update of recordings) {
    say(`updated ${safeText(update.recording)}: ${listCounts(update, 'replaced', 'added')}`);
    if (update.redacted === 0) continue;
    const values = `${count(update.redacted, 'value')} of the results ${update.redacted === 1 ? 'looks like a secret and was' : 'look like secrets and were'}`;
    say(
      `note: ${values} redacted (R-509), so the next replay will find them different; have the hook not return secrets`,
    );
  }
  return 0;
}

function listBlocked({ failed, unjudged, stale }: Blocked): string {
  return [
    ...(failed === 0 ? [] : [`${count(failed, 'page')} ${failed === 1 ? 'fails' : 'fail'}`]),
    ...(unjudged === 0 ? [] : [`${count(unjudged, 'page')} cannot be judged`]),
    ...(stale === 0
      ? []
      : [`${count(stale, 'page')} ${stale === 1 ? 'leans' : 'lean'} on results that were recorded for other records`]),
  ].join(', ');
}

function listCounts({ changed, added }: RecordingUpdate, changedWord: string, addedWord: string): string {
  const parts = [
    ...(changed === 0
      ? []
      : [`${count(changed, 'result')} ${changedWord === 'differ' && changed === 1 ? 'differs' : changedWord}`]),
    ...(added === 0 ? [] : [`${changed === 0 ? count(added, 'result') : added} ${addedWord}`]),
  ];
  return parts.join(', ');
}

function count(value: number, noun: string): string {
  return `${value} ${noun}${value === 1 ? '' : 's'}`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
