import { relative, resolve } from 'node:path';
import type { Assumptions } from '../../sdk/contract.ts';
import type { Platform } from '../../sdk/platform.ts';
import { platforms } from '../../sdk/platforms.ts';
import type { Publisher } from '../../sdk/publisher.ts';
import { type Concealer, makeConcealer } from '../delivery/conceal.ts';
import { makeRealClock, type RunClock } from '../delivery/run-clock.ts';
import { type FindSecret, fillSecrets } from '../delivery/secrets.ts';
import { HooksmithError } from '../errors.ts';
import { getPlatform } from '../find-platform.ts';
import type { Project } from '../project/load.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import type { PulledFile } from './compare-files.ts';
import { type Contents, openContents } from './contents.ts';
import { isFile, type Lock, openLock } from './lock-file.ts';
import { type Account, type CredentialPlaces, findAccount } from './profile.ts';
import { makeRemoteClient, type RemoteClient } from './remote-client.ts';

/** What publishing and pulling need of a project and of one profile. */
export interface Desk {
  readonly project: Project;
  /** Folder of the project, as messages show it. */
  readonly folder: string;
  readonly profile: string;
  readonly lock: Lock;
  readonly contents: Contents;
  /** Hides credentials and secrets in whatever is shown or written. */
  readonly concealer: Concealer;
  /** The account of a platform. Throws ERR_USAGE where nothing lets in, or the platform has no API. */
  remote(platform: string): Promise<RemoteDesk>;
  /** Scripts that were pulled as files and that no hook of the project names. */
  filesAlone(): readonly PulledFile[];
  /** The publisher of a platform, without an account. Throws ERR_USAGE where the platform has no API. */
  publisher(platform: string): Promise<Publisher>;
}

/** One account of a platform. */
export interface RemoteDesk {
  readonly platform: Platform;
  readonly publisher: Publisher;
  readonly account: Account;
  readonly client: RemoteClient;
  readonly assumptions: Assumptions;
}

/** How a desk is opened. */
export interface DeskOptions {
  readonly project: Project;
  readonly profile: string;
  readonly assumptions: Assumptions;
  readonly places: CredentialPlaces;
  /** Finds secrets that a configuration names. */
  readonly findSecret: FindSecret;
  /** @default the clock of the machine */
  readonly clock?: RunClock;
}

/** Opens the desk of a project. Nothing is read of a platform, and nothing written. */
export function openDesk({
  project,
  profile,
  assumptions,
  places,
  findSecret,
  clock = makeRealClock(),
}: DeskOptions): Desk {
  const concealer = makeConcealer();
  const remotes = new Map<string, Promise<RemoteDesk>>();

  async function open(name: string): Promise<RemoteDesk> {
    const platform = getPlatform(name);
    const publisher = await loadPublisher(platform);
    const account = findAccount(platform, publisher, profile, places);
    const known = Object.fromEntries(
      Object.entries(assumptions).filter(([option]) => Object.hasOwn(publisher.assumptions, option)),
    );
    return {
      platform,
      publisher,
      account,
      assumptions: chooseAssumptions(`publishing to ${platform.title}`, publisher.assumptions, known),
      client: makeRemoteClient({
        publisher,
        account,
        concealer,
        clock,
        random: Math.random,
        fill(body) {
          // Only the configuration of a step may name secrets; what a platform gave and gets back is left as it is.
          if (publisher.publishes.steps.length === 0) return body;
          const { setup, used } = fillSecrets(body, findSecret, `publishing to ${platform.title}`);
          for (const secret of used) concealer.add(secret);
          return setup;
        },
      }),
    };
  }

  const lock = openLock(project.folder, profile);
  return {
    project,
    folder: relative(process.cwd(), project.folder) || '.',
    profile,
    lock,
    contents: openContents(project.folder),
    concealer,
    filesAlone() {
      const named = new Set(project.hookNames.map((name) => resolve(project.hook(name, []).script)));
      return Object.keys(platforms).flatMap((platform) =>
        lock
          .entries(platform)
          .filter(([file]) => isFile(file) && !named.has(resolve(project.folder, file)))
          .map(([file, entry]) => ({ platform, file, entry })),
      );
    },
    publisher: (name) => loadPublisher(getPlatform(name)),
    remote(name) {
      const opened = remotes.get(name) ?? open(name);
      remotes.set(name, opened);
      return opened;
    },
  };
}

async function loadPublisher({ publisher, title }: Platform): Promise<Publisher> {
  if (publisher !== undefined) return publisher();
  throw new HooksmithError('ERR_USAGE', `${title} has no API that hooksmith could publish to`, {
    next: ['hooksmith publish NAME prints what to paste where.'],
  });
}
