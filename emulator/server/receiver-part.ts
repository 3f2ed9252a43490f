import { randomBytes } from 'node:crypto';
import { type Verification, type VerifyOptions, verify } from '../../sdk/http/signatures/verify.ts';
import { makeRedactor } from '../recording/redact.ts';
import { chooseAnswer } from './answers.ts';
import { makeAnswering } from './carry-answer.ts';
import { listHeaders } from './list-headers.ts';
import type { LoadedAnswer, LoadedAnswers } from './load-answers.ts';
import { describeReceived, makeReceived, type ReceivedBounds, type ReceivedRequest } from './received.ts';
import { type Answer, type Arrival, answerJson, refuseWithErrors, type ServerPart } from './server-part.ts';
import { findBearer } from './token.ts';

/** What a receiver is made of. */
export interface ReceiverSettings {
  readonly answers: LoadedAnswers;
  /** How signatures are verified; null where they are not. */
  readonly signatures: SignatureCheck | null;
  /** Needed to read what came. */
  readonly token: string;
  /** Hears of every request, once its answer begins. */
  onReceived?(request: ReceivedRequest): void;
  /** The clock for signatures, in ms since 1970. @default Date.now */
  now?(): number;
  /** @default 1,000 requests, 32 MiB */
  readonly bounds?: ReceivedBounds;
}

/** What signatures are verified with. */
export type SignatureCheck = Pick<VerifyOptions, 'profile' | 'secrets' | 'toleranceMs'>;

/** A receiver: parts for the servers that it listens with, and what came. */
export interface Receiver {
  /** Takes requests at `path` and below. `GET requests` there lists them, secrets redacted, where `lists` says so. */
  makePart(path: string, options: { readonly lists: boolean }): ServerPart;
  /** What came, oldest first, nothing redacted. */
  requests(): readonly ReceivedRequest[];
}

const maxBodyBytes = 10 * 1024 * 1024;
const defaultBounds: ReceivedBounds = { requests: 1_000, bytes: 32 * 1024 * 1024 };

/**
 * Makes a receiver (H-240): it answers by its script whatever comes, and keeps it. A request whose signature does not hold is
 * answered with 401 and the reason (W-107), and uses up no answer of the script.
 */
export function makeReceiver(settings: ReceiverSettings): Receiver {
  const { answers, signatures, token, onReceived, now = Date.now, bounds = defaultBounds } = settings;
  const received = makeReceived(bounds);
  const answering = makeAnswering();
  const { redact } = makeRedactor({ key: randomBytes(32) });
  let answered = 0;

  function receive(arrival: Arrival): void {
    const { request, url, body } = arrival;
    const headers = listHeaders(request);
    const verification = signatures === null ? null : verify({ ...signatures, headers, body, nowMs: now() });
    const isRefused = verification !== null && !verification.ok;
    const answer = isRefused ? refuseSignature(verification) : chooseAnswer(answers, answered);
    if (!isRefused) answered += 1;
    const kept = received.keep({
      at: Date.now(),
      method: request.method ?? '',
      url,
      headers,
      body,
      answer: answer.text,
      verification,
    });
    onReceived?.(kept);
    void answering.answer(arrival, answer);
  }

  async function listRequests(): Promise<Answer> {
    const requests = received.list().map((request) => redact(describeReceived(request)));
    return answerJson(200, { requests, dropped: received.dropped });
  }

  return {
    makePart: (path, { lists }) => ({
      path,
      token,
      findToken: findBearer,
      maxTokenBodyBytes: 0,
      maxBodyBytes,
      refuse: refuseWithErrors,
      routes: lists ? [{ method: 'get', path: '/requests', answer: listRequests }] : [],
      receive,
      cut: answering.cut,
    }),
    requests: received.list,
  };
}

function refuseSignature({ reason, says }: Extract<Verification, { ok: false }>): LoadedAnswer {
  return {
    text: '401',
    status: 401,
    headers: [['content-type', 'application/json']],
    body: Buffer.from(JSON.stringify({ errors: [{ code: reason, message: says }] })),
    delayMs: 0,
    ending: 'whole',
  };
}
