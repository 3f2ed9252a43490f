import { findSignatureProfile, signatureProfiles } from '../../sdk/http/signatures/profiles.ts';
import { explainSecret } from '../../sdk/http/signatures/sign.ts';
import { findRule } from '../../sdk/platforms.ts';
import type { Flag } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { suggest } from '../suggest.ts';
import { answersHelp, parseAnswers } from './answers.ts';
import { describeReceipt, describeRefusal } from './call-log.ts';
import { type Certificate, makeCertificate, tlsFaults } from './certificate.ts';
import { type OpenServer, openServer } from './listen.ts';
import { loadAnswers } from './load-answers.ts';
import type { Offer, OfferContext } from './offer.ts';
import { makeReceiver, type Receiver, type SignatureCheck } from './receiver-part.ts';

const secretVariable = 'HOOKSMITH_RECEIVER_SECRET';

const profileNames = Object.keys(signatureProfiles);

const flags: Readonly<Record<string, Flag>> = {
  answers: { type: 'string', value: 'LIST', says: `${answersHelp} Default: 200.` },
  verify: {
    type: 'string',
    value: 'PROFILE',
    says: `Verifies signatures (${profileNames.join(', ')}) with the secret in ${secretVariable}; one that does not hold is answered 401.`,
  },
  'tolerance-ms': {
    type: 'integer',
    says: 'How far the time of a signed message may be off, for runs on a virtual clock. Default: 300000.',
  },
  tls: {
    type: 'string',
    choices: tlsFaults,
    says: 'Receives with https too, on a port of its own, with a certificate that does not hold.',
  },
  'tls-port': { type: 'integer', says: 'That port; 0, the default, takes any that is free.' },
};

/** `hooksmith serve --receiver`: an endpoint that answers by a script and keeps what comes (H-240). */
export const receiverOffer: Offer = {
  flag: 'receiver',
  says: 'Serves a receiver for steps that send (any request to /receiver); GET /receiver/requests lists what came.',
  flags,
  async open({ given, host, makeToken, log, style }) {
    const token = makeToken();
    const signatures = readSignatureCheck(given);
    if (signatures !== null && isUnconfirmed(signatures)) {
      log(`signature layout not confirmed by public documentation (${signatures.profile.rule})\n`);
    }
    const receiver = makeReceiver({
      answers: loadAnswers(parseAnswers(given.text('answers') ?? '200'), process.cwd()),
      signatures,
      token,
      onReceived: (request) => log(describeReceipt(request, style)),
    });
    const secure = await openSecure(receiver, {
      given,
      ...(host === undefined ? {} : { host }),
      onRefused: (status, why) => log(describeRefusal(status, why, style)),
      onFault: (error) => log(`${style.red('bug')} ${error instanceof Error ? error.stack : String(error)}\n`),
    });
    return {
      part: receiver.makePart('/receiver', { lists: true }),
      announce: (url) => ({
        url: secure?.server.url ?? url,
        requests: `${url}/requests`,
        token,
        ...(secure === null ? {} : { certificate: secure.certificate.cert }),
      }),
      describe: (url) => [
        `receiver     ${url}`,
        ...(secure === null ? [] : [`             ${secure.server.url} (${given.text('tls')})`]),
        `requests     ${url}/requests`,
        `token        ${token}`,
      ],
      dispose: () => {
        void secure?.server.close();
      },
    };
  },
};

interface Secure {
  readonly server: OpenServer;
  readonly certificate: Certificate;
}

async function openSecure(
  receiver: Receiver,
  {
    given,
    ...listening
  }: Pick<OfferContext, 'given' | 'host'> & Pick<Parameters<typeof openServer>[0], 'onRefused' | 'onFault'>,
): Promise<Secure | null> {
  const fault = tlsFaults.find((known) => known === given.text('tls'));
  const port = given.integer('tls-port');
  if (fault === undefined) {
    if (port !== undefined) throw lacks('--tls-port', '--tls');
    return null;
  }
  const certificate = await makeCertificate(fault);
  const parts = [receiver.makePart('', { lists: false })];
  return { certificate, server: await openServer({ ...listening, parts, port: port ?? 0, tls: certificate }) };
}

/** A secret in a flag would be seen by everybody on the machine, and stay in the shell's history. */
function readSignatureCheck(given: OfferContext['given']): SignatureCheck | null {
  const name = given.text('verify');
  const toleranceMs = given.integer('tolerance-ms');
  if (name === undefined) {
    if (toleranceMs !== undefined) throw lacks('--tolerance-ms', '--verify');
    return null;
  }
  const profile = findSignatureProfile(name);
  if (profile === undefined) {
    throw new HooksmithError('ERR_USAGE', `there is no signature profile ${JSON.stringify(name)}`, {
      next: [suggest(name, profileNames)],
    });
  }
  const secret = process.env[secretVariable] ?? '';
  const fault = explainSecret(profile, secret);
  if (fault === null) return { profile, secrets: secret, ...(toleranceMs === undefined ? {} : { toleranceMs }) };
  throw new HooksmithError(
    'ERR_USAGE',
    secret === '' ? `--verify needs the secret in ${secretVariable}, which is not set` : `${secretVariable}: ${fault}`,
    { next: [`${secretVariable}=… hooksmith serve --receiver --verify ${profile.name}`] },
  );
}

/** Whether nobody but us says that the layout is so (T-187). */
function isUnconfirmed({ profile }: SignatureCheck): boolean {
  const marks = findRule(profile.rule)?.marks ?? [];
  return marks.every((mark) => mark === 'assumed' || mark === 'unknown');
}

function lacks(flag: string, other: string): HooksmithError {
  return new HooksmithError('ERR_USAGE', `${flag} means nothing without ${other}`, { next: [`Add ${other}.`] });
}
