import type { Arguments, Flag } from '../arguments.ts';
import { openSecrets } from '../delivery/secrets.ts';
import { HooksmithError } from '../errors.ts';
import { findProject, type Project } from '../project/load.ts';
import { type Desk, openDesk } from '../publish/desk.ts';
import { usualProfile } from '../publish/profile.ts';
import { askYesNo, canAsk } from '../terminal/ask.ts';
import { readCi } from '../terminal/ci.ts';
import { assumeFlag, parseAssumptions } from './run-flags.ts';

/** Flags of every command that speaks with a platform. */
export const deskFlags: Readonly<Record<string, Flag>> = {
  profile: { type: 'string', value: 'NAME', says: `Account to speak with, by its profile; default: ${usualProfile}.` },
  secrets: { type: 'string', value: 'FILE', says: 'JSON file of secrets by name, for configurations that name some.' },
  assume: assumeFlag,
};

/** The flags of a question. */
export const yesFlag: Flag = {
  type: 'boolean',
  short: 'y',
  says: 'Answer the question with yes; needed in CI and in scripts.',
};

/**
 * Opens the desk of the project in this folder, and does something at it. Errors come out with credentials and secrets hidden:
 * a platform may say again what was sent to it.
 *
 * @throws HooksmithError `ERR_CONFIG` where there is no project, and what `act` throws.
 */
export async function atDesk(given: Arguments, act: (desk: Desk) => Promise<number>): Promise<number> {
  const desk = openDeskHere(given);
  try {
    return await act(desk);
  } catch (error) {
    if (!(error instanceof HooksmithError)) throw error;
    const { code, place, next, cause } = error;
    throw new HooksmithError(code, desk.concealer.text(error.message), {
      place,
      next: next.map((step) => desk.concealer.text(step)),
      ...(cause === undefined ? {} : { cause }),
    });
  }
}

function openDeskHere(given: Arguments): Desk {
  return openDesk({
    project: getProjectHere(),
    profile: given.text('profile') ?? usualProfile,
    assumptions: parseAssumptions(given.texts('assume')),
    places: { environment: process.env },
    findSecret: openSecrets(given.text('secrets'), process.env),
  });
}

/** The project of this folder. Throws ERR_CONFIG where there is none. */
export function getProjectHere(): Project {
  const project = findProject(process.cwd());
  if (project !== undefined) return project;
  throw new HooksmithError('ERR_CONFIG', 'there is no hooksmith.json here or in a folder above', {
    next: ['hooksmith init makes a project; in an empty folder, hooksmith pull PLATFORM makes one of an account.'],
  });
}

const terminal = { input: process.stdin, output: process.stderr };

/** Throws ERR_USAGE where nobody could be asked and nothing has said yes; `look` says how to see first what would be done. */
export function checkAskable(
  given: Arguments,
  { verb, look }: { readonly verb: string; readonly look: string },
  environment: NodeJS.ProcessEnv = process.env,
): void {
  if (given.has('yes')) return;
  const ci = readCi(environment);
  if (ci === null && canAsk(terminal)) return;
  throw new HooksmithError(
    'ERR_USAGE',
    `${verb} asks before it changes a platform, and ${ci === null ? 'there is no terminal to ask on' : `this is CI (CI is ${ci})`}`,
    { next: [`${look}; --yes does it without a question.`] },
  );
}

/** Asks, unless `--yes` has answered. */
export async function askFirst(given: Arguments, question: string): Promise<'yes' | 'no' | 'interrupted'> {
  return given.has('yes') ? 'yes' : askYesNo(question, terminal);
}
