import type { JsonValue } from '../../sdk/contract.ts';
import { anyAddress, type ExchangeOutcome, type HttpHeader, readHeader } from '../../sdk/http/exchange.ts';
import { readRetryAfter } from '../../sdk/http/retry-after.ts';
import type { LostAnswer, Publisher, RemoteAnswer, RemoteRequest } from '../../sdk/publisher.ts';
import { type Concealer, hiddenMark } from '../delivery/conceal.ts';
import { explainFailure } from '../delivery/failure-of.ts';
import type { RunClock } from '../delivery/run-clock.ts';
import { send } from '../delivery/send.ts';
import { HooksmithError } from '../errors.ts';
import { makeLane } from './pool.ts';
import type { Account } from './profile.ts';

/** Requests to a platform's API: paced, with bounded patience, the credential in no message. */
export interface RemoteClient {
  /** Reads; tried again while the platform is busy or broken. */
  read(request: RemoteRequest, accept: readonly number[]): Promise<RemoteAnswer>;
  /** Changes something: sent once, and again only where the platform says that it was not carried out. */
  write(request: RemoteRequest): Promise<RemoteAnswer | LostAnswer>;
  wait(ms: number): Promise<void>;
  /** Method, address, headers and body as they go out, the secrets hidden. */
  show(request: RemoteRequest): string;
  /** A text of the platform with the secrets hidden. */
  conceal(text: string): string;
}

/** What a client is made of. */
export interface RemoteClientSettings {
  readonly publisher: Pick<Publisher, 'headers' | 'readError' | 'retryAfter' | 'credential'>;
  readonly account: Account;
  readonly clock: RunClock;
  readonly concealer: Concealer;
  /** At least 0, below 1; spreads the times at which requests are tried again. */
  random(): number;
  /** Fills in what a body names as a secret; a body without secrets comes back as it is. */
  fill(body: JsonValue): JsonValue;
  /** Most requests at a time. @default 6 */
  readonly mostAtOnce?: number;
}

const timeoutMs = 60_000;
const mostResponseBytes = 50 * 1024 * 1024;
const mostTries = 8;
const firstBackOffMs = 500;
const longestBackOffMs = 20_000;
/** A wait that is asked for counts from here on; a shorter one is none. */
const leastWaitMs = 50;
/** Requests that were asked to wait together come back over so long a time. */
const spreadMs = 250;
/** A platform that asks to wait longer is left alone; the user comes back later. */
const longestWaitMs = 120_000;

/** Makes a client for one account. No address but that of the account is called, redirects are not followed (C-608). */
export function makeRemoteClient(settings: RemoteClientSettings): RemoteClient {
  const { publisher, account, clock, concealer, random, fill, mostAtOnce = 6 } = settings;
  concealer.add(account.credential);
  const base = new URL(account.url);
  const lane = makeLane(mostAtOnce);
  /** Until when nobody asks: set when the platform has asked one request to wait. */
  let quietUntil = 0;

  function addressOf(path: string): URL {
    const text = path.startsWith('/') ? `${account.url}${path}` : path;
    const url = URL.canParse(text, account.url) ? new URL(text, account.url) : null;
    if (url?.origin === base.origin && `${url.username}${url.password}` === '') return url;
    const where = url === null || url.host === '' ? JSON.stringify(path.slice(0, 100)) : url.host;
    throw remote(concealer.text(`the platform names a next page at ${where}, and its API is at ${base.host} (C-608)`), [
      'Nothing was sent there. Check that the address of the profile is that of the API.',
    ]);
  }

  function exchangeOf({ method, path, body }: RemoteRequest) {
    const filled = body === undefined ? undefined : fill(body);
    return {
      request: {
        method,
        url: addressOf(path).href,
        headers: headersOf(account.credential, filled !== undefined),
        body: filled === undefined ? null : JSON.stringify(filled),
      },
      limits: { timeoutMs, timeoutScope: 'total', maxResponseBytes: mostResponseBytes },
      verifyTls: true,
      addresses: anyAddress,
    } as const;
  }

  function headersOf(credential: string, hasBody: boolean) {
    return [
      ...publisher.headers(credential),
      { name: 'Accept', value: 'application/json' },
      ...(hasBody ? [{ name: 'Content-Type', value: 'application/json' }] : []),
    ].filter((header, at, all) => all.findIndex(({ name }) => name.toLowerCase() === header.name.toLowerCase()) === at);
  }

  async function once(request: RemoteRequest): Promise<Exclude<ExchangeOutcome, { kind: 'forbidden' }>> {
    const exchange = exchangeOf(request);
    return lane(async () => {
      // Others may have been asked to wait while this one did.
      while (quietUntil > clock.now()) await clock.wait(quietUntil - clock.now());
      const outcome = await send(exchange, {
        clock,
        network: { profile: 'local', allowHosts: [base.host, base.hostname] },
      });
      if (outcome.kind === 'forbidden') throw remote(outcome.message, ['Check the address of the profile.']);
      return outcome;
    });
  }

  /** How long to wait before the next try; throws when that is too long, or there have been too many. */
  function patience(
    outcome: Exclude<ExchangeOutcome, { kind: 'forbidden' }>,
    tries: number,
    request: RemoteRequest,
  ): number {
    const asked = outcome.kind === 'response' ? askedToWait(outcome.response.headers) : null;
    if (asked !== null && asked > longestWaitMs) {
      throw remote(
        `${name(request)}: the platform asks to wait ${Math.ceil(asked / 1000)} s, and hooksmith waits ${longestWaitMs / 1000} s at most`,
        ['Try again later; nothing is left half done.'],
      );
    }
    if (tries >= mostTries) {
      throw remote(`${name(request)}: ${says(outcome)}, ${tries} times running`, [
        'Try again later; nothing is left half done.',
      ]);
    }
    const backOff = Math.min(firstBackOffMs * 2 ** (tries - 1), longestBackOffMs);
    // A platform that asks to wait no time at all is given some; those who were asked to wait together do not come back together.
    const isAsked = asked !== null && asked >= leastWaitMs;
    return Math.ceil(isAsked ? asked + random() * spreadMs : backOff * (0.5 + random() / 2));
  }

  /** A date counts from the platform's own clock, where the answer tells it: that of this machine may be off. */
  function askedToWait(headers: Parameters<typeof readRetryAfter>[0]): number | null {
    const date = Date.parse(readHeader(headers, 'date') ?? '');
    return readRetryAfter(headers, {
      names: publisher.retryAfter,
      dates: true,
      now: Number.isNaN(date) ? clock.now() : date,
    });
  }

  function says(outcome: Exclude<ExchangeOutcome, { kind: 'forbidden' }>): string {
    if (outcome.kind === 'failure') return concealer.text(explainFailure(outcome.failure));
    const { status, body } = outcome.response;
    const { value, isJson } = parse(body);
    // Hidden before it is cut: half a secret would not be known again.
    const words = concealer.text(publisher.readError(value) ?? '').slice(0, 500);
    return `the platform answers ${status}${isJson ? '' : ' with what is not JSON'}${words === '' ? '' : ` (${words})`}`;
  }

  function refused(request: RemoteRequest, outcome: Extract<ExchangeOutcome, { kind: 'response' }>): HooksmithError {
    const { status } = outcome.response;
    return remote(`${name(request)}: ${says(outcome)}`, [
      status === 401
        ? `The ${publisher.credential} of the profile ${account.profile} is wrong, has ended, or is that of another region.`
        : status === 403
          ? `The ${publisher.credential} of the profile ${account.profile} does not allow this; ask for the right, or take another profile.`
          : status >= 300 && status < 400
            ? 'The address of the profile leads elsewhere; give the one that it leads to.'
            : 'Nothing here was changed.',
    ]);
  }

  async function read(request: RemoteRequest, accept: readonly number[]): Promise<RemoteAnswer> {
    for (let tries = 1; ; tries += 1) {
      const outcome = await once(request);
      if (outcome.kind === 'response') {
        const { status, headers, body } = outcome.response;
        const { value, isJson } = parse(body);
        const isWanted = (status >= 200 && status < 300) || accept.includes(status);
        if (isWanted && isJson) return { kind: 'answer', status, headers, body: value };
        if (isPage(headers) && status < 500) throw notTheApi(request, status);
        // What else is no JSON is a broken answer, and tried again.
        if (!isWanted && status < 500 && status !== 429 && status !== 408) throw refused(request, outcome);
      } else if (neverSent(outcome)) throw remote(`${name(request)}: ${says(outcome)}`, [unreachable(account)]);
      else if (outcome.failure.type === 'max-size') throw tooLarge(request);
      await pause(patience(outcome, tries, request), outcome);
    }
  }

  /** A page for people where an API was asked: of a proxy, a login, or a wrong address. */
  function notTheApi(request: RemoteRequest, status: number): HooksmithError {
    return remote(`${name(request)}: the answer (${status}) is a web page and no JSON, so it is not of the API`, [
      `Look at the address of the profile ${account.profile} (${account.url}), and at what is between: a proxy or a login.`,
    ]);
  }

  function tooLarge(request: RemoteRequest): HooksmithError {
    return remote(`${name(request)}: the answer has more than ${mostResponseBytes / 1024 / 1024} MB`, [
      'hooksmith reads no larger one. Nothing was changed.',
    ]);
  }

  async function write(request: RemoteRequest): Promise<RemoteAnswer | LostAnswer> {
    for (let tries = 1; ; tries += 1) {
      const outcome = await once(request);
      if (outcome.kind === 'failure') {
        if (neverSent(outcome)) throw remote(`${name(request)}: ${says(outcome)}`, [unreachable(account)]);
        return { kind: 'lost', message: says(outcome) };
      }
      const { status, headers, body } = outcome.response;
      if (status >= 200 && status < 300) {
        const { value, isJson } = parse(body);
        return isJson
          ? { kind: 'answer', status, headers, body: value }
          : { kind: 'lost', message: `the platform answers ${status} with what is not JSON` };
      }
      if (status >= 500 || status === 408) return { kind: 'lost', message: says(outcome) };
      if (status !== 429) throw refused(request, outcome);
      await pause(patience(outcome, tries, request), outcome);
    }
  }

  /** All requests pause when the platform has had too many. */
  async function pause(ms: number, outcome: ExchangeOutcome): Promise<void> {
    if (outcome.kind === 'response' && outcome.response.status === 429)
      quietUntil = Math.max(quietUntil, clock.now() + ms);
    await clock.wait(ms);
  }

  function show(request: RemoteRequest): string {
    const { method, path, body } = request;
    const headers = headersOf(hiddenMark, body !== undefined);
    const lines = [`${method} ${addressOf(path).href}`, ...headers.map((header) => `${header.name}: ${header.value}`)];
    if (body !== undefined) lines.push('', JSON.stringify(body, null, 2));
    return concealer.text(lines.join('\n'));
  }

  function name({ method, path }: RemoteRequest): string {
    return `${method} ${concealer.text(path).slice(0, 200)}`;
  }

  return { read, write, wait: (ms) => clock.wait(ms), show, conceal: (text) => concealer.text(text) };
}

/** Whether an answer says that it is a web page. */
function isPage(headers: readonly HttpHeader[]): boolean {
  return /^\s*text\/html\b/i.test(readHeader(headers, 'content-type') ?? '');
}

/** No connection came about, so nothing was carried out. */
function neverSent(outcome: Exclude<ExchangeOutcome, { kind: 'forbidden' }>): boolean {
  return outcome.kind === 'failure' && ['refused', 'dns', 'tls'].includes(outcome.failure.type);
}

function unreachable({ url, profile }: Account): string {
  return `Nobody can be asked at ${url}, the address of the profile ${profile}. Nothing was changed.`;
}

function remote(message: string, next: readonly string[]): HooksmithError {
  return new HooksmithError('ERR_REMOTE', message, { next });
}

function parse(text: string): { readonly value: JsonValue | undefined; readonly isJson: boolean } {
  if (text.trim() === '') return { value: undefined, isJson: true };
  try {
    return { value: JSON.parse(text), isJson: true };
  } catch {
    return { value: undefined, isJson: false };
  }
}
