import type { Arguments, Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import type { Offer } from '../server/offer.ts';
import { receiverOffer } from '../server/receiver-offer.ts';
import { serve } from '../server/serve.ts';
import { stackOffer } from '../server/stack-offer.ts';
import { standInOffers } from '../server/stand-in-offer.ts';
import { makeStyle } from '../terminal/style.ts';
import { assumeFlag, parseAssumptions } from './run-flags.ts';

/** All that can be served; another one is one more entry. */
const offers: readonly Offer[] = [stackOffer, ...standInOffers, receiverOffer];

const defaultPort = 7070;
const interruptedCode = 130;

/** `hooksmith serve`: starts the local server, says where it is, and runs until it is interrupted. */
export const serveCommand: Command = {
  name: 'serve',
  takes: '',
  says: 'Starts a local server; without a flag that names a part, with all that the folder has something for.',
  flags: {
    ...Object.fromEntries(offers.map(({ flag, says }) => [flag, { type: 'boolean', says } as const])),
    port: { type: 'integer', says: `Port; 0 takes any that is free. Default: ${defaultPort}.` },
    host: {
      type: 'string',
      value: 'ADDRESS',
      says: 'Address to listen on; default: 127.0.0.1, so that no other machine reaches it.',
    },
    connector: {
      type: 'string',
      value: 'ID',
      multiple: true,
      says: 'Answers calls for this _connectorId too, beside those of diy.',
    },
    'timeout-ms': { type: 'integer', minimum: 1, says: 'Longest time for one call, in ms. Default: 10000.' },
    'memory-mb': { type: 'integer', minimum: 64, says: 'Heap of the process that runs the hooks. Default: 1024.' },
    ...Object.assign({}, ...offers.map(({ flags = {} }) => flags)),
    assume: assumeFlag,
    json: { type: 'boolean', says: 'Print one line of JSON with addresses and tokens first.' },
  },
  examples: [
    'hooksmith serve --stack                          the hooks of hooksmith.json as a Celigo stack',
    'hooksmith serve --stack --port 0 --json          for a program that starts it',
    'hooksmith serve --receiver --answers "503,200"  an endpoint for steps that send',
    'hooksmith serve --celigo --state ./celigo-state  a stand-in for the API of Celigo that remembers',
  ],
  async run(given) {
    if (given.positionals.length > 0) {
      throw new HooksmithError('ERR_USAGE', `serve takes no arguments, got ${given.positionals.join(' ')}`, {
        next: [`Parts are named by flags: ${offers.map(({ flag }) => `--${flag}`).join(', ')}.`],
      });
    }
    const named = offers.filter(({ flag }) => given.has(flag));
    const chosen = named.length > 0 ? named : offers;
    refuseForeignFlags(given, chosen);
    const timeoutMs = given.integer('timeout-ms');
    const memoryMb = given.integer('memory-mb');
    const host = given.text('host');
    const served = await serve({
      offers: chosen,
      isNamed: named.length > 0,
      given,
      folder: process.cwd(),
      port: given.integer('port') ?? defaultPort,
      ...(host === undefined ? {} : { host }),
      limits: {
        ...(timeoutMs === undefined ? {} : { timeoutMs }),
        ...(memoryMb === undefined ? {} : { memoryMb }),
      },
      chosen: parseAssumptions(given.texts('assume')),
      connectorIds: given.texts('connector'),
      log: (text) => process.stderr.write(text),
      style: makeStyle(process.stderr),
    });
    const interrupted = untilInterrupted();
    process.stdout.write(
      given.has('json')
        ? `${JSON.stringify(served.announcement)}\n`
        : `${served.lines.join('\n')}\n\nCtrl-C ends it.\n`,
    );
    await interrupted;
    await served.close();
    return interruptedCode;
  },
};

/** A flag of a part that is not served would be left aside in silence. */
function refuseForeignFlags(given: Arguments, chosen: readonly Offer[]): void {
  const known = new Set(chosen.flatMap(({ flags = {} }) => Object.keys(flags)));
  for (const { flag, flags = {} } of offers.filter((offer) => !chosen.includes(offer))) {
    const name = Object.keys(flags).find((own) => given.text(own) !== undefined && !known.has(own));
    if (name !== undefined) {
      throw new HooksmithError('ERR_USAGE', `--${name} belongs to --${flag}, which is not served`, {
        next: [`Add --${flag}.`],
      });
    }
  }
}

/** The first signal lets what runs come to an end, the second one does not. */
function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      // The command line's own listener ends the process in the middle of an answer.
      process.removeAllListeners(signal);
      process.once(signal, () => {
        process.once(signal, () => process.exit(interruptedCode));
        resolve();
      });
    }
  });
}
