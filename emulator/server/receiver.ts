import { randomBytes } from 'node:crypto';
import { type SignatureProfileName, signatureProfiles } from '../../sdk/http/signatures/profiles.ts';
import type { SignatureProfile } from '../../sdk/http/signatures/signature-profile.ts';
import { type AnswerScript, parseAnswers } from './answers.ts';
import { makeCertificate, type TlsFault } from './certificate.ts';
import { openServer } from './listen.ts';
import { loadAnswers } from './load-answers.ts';
import type { ReceivedRequest } from './received.ts';
import { makeReceiver, type SignatureCheck } from './receiver-part.ts';

/** How a receiver for tests is to be. */
export interface OpenReceiverOptions {
  /** In the language of `hooksmith serve --answers`, or parsed. @default 200 */
  readonly answers?: string | AnswerScript;
  /** Verifies signatures; a message whose signature does not hold is answered with 401 and the reason (W-107). */
  readonly verify?: {
    readonly profile: SignatureProfileName | SignatureProfile;
    readonly secrets: string | readonly string[];
    /** @default that of the profile */
    readonly toleranceMs?: number;
  };
  /** Listens with https and a certificate that does not hold; absent: http. */
  readonly tls?: TlsFault;
  /** The clock for signatures, in ms since 1970; a run on a virtual clock has its own. @default Date.now */
  now?(): number;
  /** 0: any that is free. @default 0 */
  readonly port?: number;
}

/** A receiver that listens on this machine's loopback. */
export interface OpenReceiver {
  /** Without a slash at the end; any path below it is received too. */
  readonly url: string;
  readonly port: number;
  /** In PEM, for a client that is to trust it; null where it listens with http. */
  readonly certificate: string | null;
  /** What came, oldest first: the last 1,000 requests or 32 MiB. Nothing is redacted. */
  requests(): readonly ReceivedRequest[];
  /** Ends it, stalled answers included. */
  close(): Promise<void>;
}

/**
 * Opens a receiver: an endpoint that answers by a script, keeps what comes and verifies signatures (H-240).
 *
 * @throws HooksmithError ERR_USAGE for answers that cannot be read, and for a port that cannot be had.
 * @example
 * const receiver = await openReceiver({ answers: '503,429 retry-after=7,200 body=ok' });
 */
export async function openReceiver(options: OpenReceiverOptions = {}): Promise<OpenReceiver> {
  const { answers = '200', verify, tls, now, port = 0 } = options;
  const script = typeof answers === 'string' ? parseAnswers(answers) : answers;
  const receiver = makeReceiver({
    answers: loadAnswers(script, process.cwd()),
    signatures: verify === undefined ? null : readCheck(verify),
    token: randomBytes(32).toString('base64url'),
    ...(now === undefined ? {} : { now }),
  });
  const certificate = tls === undefined ? null : await makeCertificate(tls);
  const server = await openServer({
    parts: [receiver.makePart('', { lists: false })],
    port,
    ...(certificate === null ? {} : { tls: certificate }),
  });
  return {
    url: server.url,
    port: server.port,
    certificate: certificate?.cert ?? null,
    requests: receiver.requests,
    close: server.close,
  };
}

function readCheck({ profile, ...check }: NonNullable<OpenReceiverOptions['verify']>): SignatureCheck {
  return { ...check, profile: typeof profile === 'string' ? signatureProfiles[profile] : profile };
}
