import { join } from 'node:path';
import { isJsonObject } from '../../sdk/json-object.ts';
import type { Platform } from '../../sdk/platform.ts';
import { platforms } from '../../sdk/platforms.ts';
import type { PlatformStandIn, StandInDocument } from '../../sdk/stand-in.ts';
import type { Flag } from '../arguments.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import { tryParse } from '../sandbox/script/parse-script.ts';
import { describeStandInCall } from './call-log.ts';
import { faultsHelp, makeFaultQueue, parseFaults } from './faults.ts';
import type { Offer } from './offer.ts';
import { openStandInFolder, type StandInFolder } from './stand-in-folder.ts';
import { makeStandInPart } from './stand-in-part.ts';
import { makeSteppedStore } from './stand-in-store.ts';

/** Flags that all stand-ins share. */
const flags: Readonly<Record<string, Flag>> = {
  state: {
    type: 'string',
    value: 'DIR',
    says: 'Folder in which stand-ins keep what they were told, one file a document; default: memory only.',
  },
  faults: { type: 'string', value: 'LIST', says: faultsHelp },
};

/** `hooksmith serve --celigo` and the like: one offer for each platform that has a stand-in. */
export const standInOffers: readonly Offer[] = Object.values(platforms).flatMap((platform: Platform) =>
  platform.standIn === undefined ? [] : [makeStandInOffer(platform, platform.standIn)],
);

function makeStandInOffer({ name, title }: Platform, load: () => Promise<PlatformStandIn>): Offer {
  return {
    flag: name,
    says: `Serves a local stand-in for the API of ${title}, below /${name}.`,
    flags,
    assumptions: async () => (await load()).assumptions,
    async open({ given, chosen, makeToken, log, style }) {
      const standIn = await load();
      const token = makeToken();
      const assumptions = chooseAssumptions(`the stand-in for ${title}`, standIn.assumptions, chosen);
      const faults = makeFaultQueue(parseFaults(given.text('faults') ?? String(assumptions['faults'] ?? '')));
      const state = given.text('state');
      const folder = state === undefined ? memoryOnly : openStandInFolder(join(state, name));
      const { part, change } = makeStandInPart({
        path: `/${name}`,
        standIn,
        token,
        assumptions,
        faults,
        store: makeSteppedStore(folder.documents),
        write: folder.write,
        checkScript,
        now: Date.now,
        random: Math.random,
        onAnswered: (record) => log(describeStandInCall(name, record, style)),
        onLost: (error) => log(`${style.red('lost')}  ${error instanceof Error ? error.message : String(error)}\n`),
      });
      return {
        part,
        announce: (url) => ({ url, token }),
        describe: (url) => [
          `${name.padEnd(12)} ${url}`,
          `             ${standIn.says}`,
          `token        ${token}`,
          ...(state === undefined ? [] : [`state        ${join(state, name)}`]),
        ],
        control: {
          faultsLeft: faults.left,
          setFaults: (text) => faults.set(parseFaults(text)),
          put: ({ collection, id, document }) =>
            change((store) => {
              if (isDocument(document)) store.put(collection, id, document);
              else store.remove(collection, id);
            }),
        },
        dispose: folder.close,
      };
    },
  };
}

/** Nothing outlives the server. */
const memoryOnly: StandInFolder = { documents: [], write: async () => undefined, close: () => undefined };

/** It comes from a body that was parsed, so it is one of JSON values. */
function isDocument(document: object | null): document is StandInDocument {
  return isJsonObject(document);
}

function checkScript(text: string): string | null {
  const outcome = tryParse(text, 'commonjs');
  if (outcome.status === 'parsed') return null;
  const line = text.slice(0, outcome.offset).split('\n').length;
  return `line ${line}: ${outcome.message}`;
}
