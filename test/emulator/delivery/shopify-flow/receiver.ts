import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';

/** What a receiver does with a request; a number is a status. */
export type Answer =
  | number
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'silence'
  | 'reset'
  | 'malformed';

/** A request as it came in. */
export interface Seen {
  readonly method: string | undefined;
  readonly url: string | undefined;
  /** By name in lower case. */
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A real server on this machine that answers as it is told. */
export interface Receiver {
  readonly url: string;
  readonly requests: readonly Seen[];
  /** Resolves when a connection that was left unanswered has been closed from the other side. */
  hungUp(): Promise<void>;
  close(): Promise<void>;
}

/** Opens a receiver on a free port; its answers are given in order, the last one for ever. */
export async function openReceiver(
  answers: readonly Answer[] = [200],
  { tls = false }: { readonly tls?: boolean } = {},
): Promise<Receiver> {
  const requests: Seen[] = [];
  const hangUps: (() => void)[] = [];
  const hungUp = new Promise<void>((resolve) => hangUps.push(resolve));
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method, url, headers } = request;
      requests.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      const answer = answers[Math.min(requests.length, answers.length) - 1] ?? 200;
      if (answer === 'silence') request.socket.once('close', () => hangUps[0]?.());
      give(answer, response);
    });
  };
  const server = tls ? createTlsServer(await selfSigned(), listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`,
    requests,
    hungUp: () => hungUp,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

function give(answer: Answer, response: ServerResponse): void {
  if (answer === 'silence') return;
  if (answer === 'reset') response.socket?.resetAndDestroy();
  else if (answer === 'malformed') response.socket?.end('HTTP/1.1 two hundred\r\n\r\n');
  else if (typeof answer === 'number') response.writeHead(answer).end();
  else response.writeHead(answer.status, answer.headers).end(answer.body);
}

async function selfSigned(): Promise<{ readonly key: string; readonly cert: string }> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }]);
  return { key, cert };
}
