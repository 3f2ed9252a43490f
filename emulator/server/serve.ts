import type { Assumptions } from '../../sdk/contract.ts';
import { HooksmithError } from '../errors.ts';
import { findProject } from '../project/load.ts';
import { describeRefusal } from './call-log.ts';
import { openServer } from './listen.ts';
import type { Offer, OfferContext, OpenOffer } from './offer.ts';
import { makeRootPart } from './root-part.ts';
import { makeToken } from './token.ts';

/** What to serve and where. */
export interface ServeOptions
  extends Pick<OfferContext, 'limits' | 'chosen' | 'connectorIds' | 'given' | 'host' | 'log' | 'style'> {
  readonly offers: readonly Offer[];
  /** Whether the user named the offers; else they are all there are. */
  readonly isNamed: boolean;
  /** Folder whose project is served. */
  readonly folder: string;
  /** 0: any that is free. */
  readonly port: number;
}

/** A server with all that was asked for. */
export interface Served {
  /** What `serve --json` prints. */
  readonly announcement: Readonly<Record<string, unknown>>;
  /** What it prints for people, one line each. */
  readonly lines: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the local server with one part for each offer (R-006). Whatever belongs to no part is behind a token of its own.
 * Throws HooksmithError for what the user must mend first; then nothing is left running.
 */
export async function serve(options: ServeOptions): Promise<Served> {
  const { offers, folder, host, port, log, style } = options;
  const token = makeToken();
  const opened: { readonly flag: string; readonly offer: OpenOffer }[] = [];
  let closing = false;
  const disposeAll = (): void => {
    for (const { offer } of opened) offer.dispose();
  };
  /** Of all parts those are left out that this folder has nothing for; one that was named must be there. */
  function leaveOut(flag: string, error: unknown): null {
    if (options.isNamed || !(error instanceof HooksmithError) || error.code !== 'ERR_CONFIG') throw error;
    log(`${style.dim(`note: --${flag} is left out: ${error.message}`)}\n`);
    return null;
  }

  try {
    const context = { ...options, project: () => getProject(folder), makeToken, isClosing: () => closing };
    for (const own of offers) {
      const { flag } = own;
      const chosen = await leaveOthers(own, options);
      const offer = await own.open({ ...context, chosen }).catch((error: unknown) => leaveOut(flag, error));
      if (offer !== null) opened.push({ flag, offer });
    }
    const standIns = Object.fromEntries(
      opened.flatMap(({ flag, offer }) => (offer.control === undefined ? [] : [[flag, offer.control] as const])),
    );
    const server = await openServer({
      parts: [...opened.map(({ offer }) => offer.part), makeRootPart({ token, standIns })],
      ...(host === undefined ? {} : { host }),
      port,
      onRefused: (status, why) => log(describeRefusal(status, why, style)),
      onFault: (error) => log(`${style.red('bug')} ${error instanceof Error ? error.stack : String(error)}\n`),
    });
    const parts = opened.map(({ flag, offer }) => ({ flag, offer, url: `${server.url}${offer.part.path}` }));
    return {
      announcement: {
        url: server.url,
        token,
        ...Object.fromEntries(parts.map(({ flag, offer, url }) => [flag, offer.announce(url)])),
      },
      lines: [
        `server       ${server.url}`,
        `token        ${token}`,
        ...parts.flatMap(({ offer, url }) => ['', ...offer.describe(url)]),
      ],
      async close() {
        closing = true;
        await server.close();
        disposeAll();
      },
    };
  } catch (error) {
    disposeAll();
    throw error;
  }
}

/** The assumptions from the command line but those of the other parts; a name that nobody knows stays, and is refused. */
async function leaveOthers(
  own: Offer,
  { offers, chosen }: Pick<ServeOptions, 'offers' | 'chosen'>,
): Promise<Assumptions> {
  const known = async (offer: Offer): Promise<readonly string[]> => Object.keys((await offer.assumptions?.()) ?? {});
  const ofOwn = await known(own);
  const ofOthers = (await Promise.all(offers.filter((offer) => offer !== own).map(known))).flat();
  const others = ofOthers.filter((name) => !ofOwn.includes(name));
  return Object.fromEntries(Object.entries(chosen).filter(([name]) => !others.includes(name)));
}

function getProject(folder: string): NonNullable<ReturnType<typeof findProject>> {
  const project = findProject(folder);
  if (project !== undefined) return project;
  throw new HooksmithError('ERR_CONFIG', 'there is no hooksmith.json here, so nothing says which hooks to serve', {
    next: [
      'Write one that names them: { "hooks": { "tidy-responses": { "platform": "celigo", "hook": "postSubmit", "script": "hooks/tidy-responses.ts" } } }',
    ],
  });
}
