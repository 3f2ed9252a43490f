import { createServer, type Server, type ServerOptions } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { HooksmithError } from '../errors.ts';
import { makeApp } from './app.ts';
import type { OnRefused, ServerNames } from './guard.ts';
import type { ServerPart } from './server-part.ts';

/** A server that listens. */
export interface OpenServer {
  /** `http://127.0.0.1:7070`, without a slash at the end. */
  readonly url: string;
  readonly port: number;
  /** Takes no more requests, lets those that run end for a moment, then cuts what is left. */
  close(): Promise<void>;
}

/** What to listen on. */
export interface ListenOptions {
  readonly parts: readonly ServerPart[];
  /** @default 127.0.0.1, so that no other machine reaches it */
  readonly host?: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Key and certificate in PEM, for https; absent: http. */
  readonly tls?: { readonly key: string; readonly cert: string };
  readonly onRefused?: OnRefused;
  onFault?(error: unknown): void;
}

/** Times and sizes that hold slow, endless and oversized requests off. */
const limits = {
  headersTimeout: 1_000,
  requestTimeout: 5_000, // a call may have 50 MB (C-701)
  connectionsCheckingInterval: 250, // time-outs act only then; Node's own default is 30 s
  keepAliveTimeout: 5_000, // Node's own client uses no connection again that is kept for 1 s only
  maxHeaderSize: 16 * 1024,
} as const satisfies ServerOptions;
const maxConnections = 100;
const maxPort = 65_535;
/** As long as a call may take by default. */
const closeAfterMs = 10_000;

const loopback = '127.0.0.1';

/** Starts the one local server. Throws ERR_USAGE when it cannot listen there. */
export async function openServer({
  parts,
  host = loopback,
  port,
  tls,
  onRefused = () => undefined,
  onFault = () => undefined,
}: ListenOptions): Promise<OpenServer> {
  if (port > maxPort) throw new HooksmithError('ERR_USAGE', `--port is ${port}; expected 0 to ${maxPort}`);
  const server = tls === undefined ? createServer(limits) : createTlsServer({ ...limits, ...tls });
  server.maxConnections = maxConnections;
  const bound = await listen(server, { host, port });
  const url = `${tls === undefined ? 'http' : 'https'}://${shownHost(host)}:${bound}`;
  for (const part of parts) part.locate?.(`${url}${part.path}`);
  // The names hold the port, which is known only now; no request can have come in since.
  server.on(
    'request',
    makeApp(parts, { names: listNames(host, bound, tls === undefined ? 80 : 443), onRefused, onFault }),
  );
  return {
    url,
    port: bound,
    close: () => close(server, parts),
  };
}

function listen(server: Server, { host, port }: { readonly host: string; readonly port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(explainListenError(cause, { host, port })));
    server.listen({ host, port }, () => resolve(readPort(server.address())));
  });
}

function readPort(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}

function explainListenError(
  cause: Error,
  { host, port }: { readonly host: string; readonly port: number },
): HooksmithError {
  const code = 'code' in cause ? String(cause.code) : '';
  switch (code) {
    case 'EADDRINUSE':
      return new HooksmithError('ERR_USAGE', `port ${port} is in use`, {
        next: ['Give another with --port, or --port 0 for any that is free.'],
        cause,
      });
    case 'EACCES':
      return new HooksmithError('ERR_USAGE', `port ${port} is not yours to use`, {
        next: ['Give a port from 1024 on with --port, or --port 0 for any that is free.'],
        cause,
      });
    default:
      return new HooksmithError('ERR_USAGE', `cannot listen on ${host}:${port} (${code || cause.message})`, {
        next: ['Give an address of this machine with --host, or none: 127.0.0.1 is used then.'],
        cause,
      });
  }
}

/** Under the port that a name without one means, names without one too. Loopback under its names; an address that the user gave; for one that means all addresses, those of this machine. */
function listNames(host: string, port: number, impliedPort: number): ServerNames {
  const own = Object.values(networkInterfaces()).flatMap((addresses = []) => addresses.map(({ address }) => address));
  const hosts = ['localhost', loopback, '::1', ...(isWildcard(host) ? own : [host])];
  const names = hosts.map((name) => (name.includes(':') ? `[${name}]` : name).toLowerCase());
  return new Set([...names.map((name) => `${name}:${port}`), ...(port === impliedPort ? names : [])]);
}

function shownHost(host: string): string {
  if (host === '::') return '[::1]';
  if (host === '0.0.0.0') return loopback;
  return host.includes(':') ? `[${host}]` : host;
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

function close(server: Server, parts: readonly ServerPart[]): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), closeAfterMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    for (const part of parts) part.cut?.();
    server.closeIdleConnections();
  });
}
