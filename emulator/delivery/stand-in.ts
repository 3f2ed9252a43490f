import { isIP } from 'node:net';
import type { AnyContract, Assumptions } from '../../sdk/contract.ts';
import type { ApiAnswer, ApiCall } from '../../sdk/platform-api.ts';
import { HooksmithError } from '../errors.ts';
import { isLoopback } from './loopback.ts';
import type { JsonReply, JsonRequest } from './send-json.ts';

/** A local server that stands in for a platform. */
export interface StandIn {
  /** Its address, such as `http://127.0.0.1:8080`; loopback only. */
  readonly url: string;
  /** Bearer token. */
  readonly token: string;
}

const timeoutMs = 30_000;
const maxBytes = 5 * 1024 * 1024;

/**
 * Makes what answers the calls of a platform's module by requests to a stand-in; null for a platform without such a
 * module. A request that fails is the call's error.
 *
 * @throws HooksmithError `ERR_USAGE` for an address that is none, or not on this machine.
 */
export function connectStandIn(
  { url, token }: StandIn,
  { calls }: AnyContract,
  assumptions: Assumptions,
): ((call: ApiCall) => Promise<ApiAnswer>) | null {
  const { api } = calls.modules;
  const base = readLocalAddress(url, '--stand-in');
  if (api === undefined) return null;
  return async (call) => {
    const verdict = api.judge(call, assumptions);
    const request = verdict.status === 'known' ? verdict.request : null;
    if (request === null) return { error: { message: `no request of the stand-in does what ${call.call} does` } };
    const { method, path, body } = request;
    const target = new URL(`${base}${path}`);
    const reply = await send({
      url: target,
      method,
      token,
      timeoutMs,
      maxBytes,
      ...(body === undefined ? {} : { body }),
    });
    return request.read(reply);
  };
}

/** Loads the HTTP client when it is first needed: a replay without a stand-in does not pay for it. */
async function send(request: JsonRequest): Promise<JsonReply> {
  const { sendJson } = await import('./send-json.ts');
  return sendJson(request);
}

/**
 * An HTTP address on this machine, without a slash at its end; `from` says where it was given.
 *
 * @throws HooksmithError `ERR_USAGE` for an address that is none, or not on this machine.
 */
export function readLocalAddress(text: string, from: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || `${url.search}${url.hash}` !== '') {
    throw wrongAddress(from, `is ${JSON.stringify(text)}`);
  }
  if (`${url.username}${url.password}` !== '') throw wrongAddress(from, 'holds a user name or a password');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !isLoopback(host)) {
    throw new HooksmithError('ERR_USAGE', `${from} is ${text}, which is not on this machine`, {
      next: ['A stand-in runs locally: 127.0.0.1, [::1] or localhost. hooksmith calls no platform.'],
    });
  }
  return url.href.replace(/\/$/, '');
}

function wrongAddress(from: string, what: string): HooksmithError {
  return new HooksmithError('ERR_USAGE', `${from} ${what}; expected an address such as http://127.0.0.1:8080`);
}
