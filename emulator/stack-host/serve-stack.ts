import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Assumptions } from '../../sdk/contract.ts';
import type { StackHosting } from '../../sdk/stack-protocol.ts';
import { answerRequest } from './answer-request.ts';
import { type HostSettings, readHostSettings, WrongSetting } from './host-settings.ts';

/** Times of the platform's own server, in ms (C-716). */
const times = { requestMs: 315_000, keepAliveMs: 301_000, headersMs: 305_000, processingAfterMs: 270_000 };

/**
 * Serves the functions of a stack until SIGTERM or SIGINT: the main program of what `hooksmith build --stack` makes. It runs
 * where the author hosts it, with Node's own modules alone, and nothing of the sandbox is around the functions (C-718).
 * Log lines are JSON, one a line, on stdout. Exit code 2 for a wrong setting, 1 where it cannot listen.
 */
export function serveStack(hosting: StackHosting, module: object, assumptions: Assumptions): void {
  let settings: HostSettings;
  try {
    settings = readHostSettings(process.env);
  } catch (error) {
    if (!(error instanceof WrongSetting)) throw error;
    process.stderr.write(`error ${error.message}\n`);
    process.exitCode = 2;
    return;
  }
  const { port, host, tls, systemToken, stopAfterMs } = settings;
  const answer = hosting.open(module, assumptions);
  let isClosing = false;
  let running = 0;

  const listener: RequestListener = (request, response) => {
    const startedAt = performance.now();
    const { traceid } = request.headers;
    running += 1;
    response.once('close', () => {
      running -= 1;
      if (isClosing) setImmediate(endWhenIdle);
    });
    if (isClosing) response.setHeader('connection', 'close');
    const { processingAfterMs } = times;
    const calls = { protocol: hosting.protocol, systemToken, answer, isClosing: () => isClosing, processingAfterMs };
    answerRequest(request, response, calls).then(({ status, function: name, error }) => {
      const isHealthy = name === null && status === 200;
      if (isHealthy) return;
      const ms = Math.round(performance.now() - startedAt);
      log({ event: 'call', function: name, status, ms, traceid: traceid ?? null, ...(error ? { error } : {}) });
    });
  };
  const server: Server = tls === null ? createServer(listener) : createTlsServer(tls, listener);
  server.requestTimeout = times.requestMs;
  server.headersTimeout = times.headersMs;
  server.keepAliveTimeout = times.keepAliveMs;
  server.setTimeout(times.requestMs);

  /** Health checks say 503 until the last call has ended; then the process ends by itself. */
  function stop(signal: NodeJS.Signals): void {
    if (isClosing) process.exit(1);
    isClosing = true;
    log({ event: 'stopping', signal, running });
    server.once('close', () => log({ event: 'stopped' }));
    endWhenIdle();
    setTimeout(() => {
      log({ event: 'cut-off', running });
      process.exit(1);
    }, stopAfterMs).unref();
  }
  /** Connections that are kept open would keep the process. */
  function endWhenIdle(): void {
    if (running > 0) return;
    server.close();
    server.closeIdleConnections();
  }
  server.once('error', (error) => {
    process.stderr.write(`error cannot listen on port ${port}: ${error.message}\n`);
    process.exit(1);
  });
  server.listen(port, host, () => {
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
    const address = server.address();
    const bound = typeof address === 'object' && address !== null ? address.port : port;
    log({ event: 'listening', port: bound, tls: tls !== null });
  });
}

function log(line: Readonly<Record<string, unknown>>): void {
  process.stdout.write(`${JSON.stringify({ at: new Date().toISOString(), ...line })}\n`);
}
