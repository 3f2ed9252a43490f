import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** At which request to cut, counted from 0, and whether the server has acted by then. */
export interface Cut {
  readonly at: number;
  readonly when: 'before the server acts' | 'after the server acted';
}

/** A request that went through. */
export interface Passed {
  readonly method: string;
  readonly path: string;
}

/** A proxy in front of a stand-in that counts requests, and tells when the moment has come. */
export interface CuttingProxy {
  readonly url: string;
  /** Requests since the last `begin`. */
  readonly passed: readonly Passed[];
  /** Starts counting anew; `onCut` is called once, at the cut, and the request is never answered. */
  begin(cut: Cut | null, onCut: () => void): void;
  close(): Promise<void>;
}

/** Opens a proxy in front of a server on this machine. */
export async function openCuttingProxy(target: string): Promise<CuttingProxy> {
  const base = new URL(target);
  let passed: Passed[] = [];
  let cut: Cut | null = null;
  let onCut = (): void => undefined;

  const server: Server = createServer(async (incoming, outgoing) => {
    const body = await readAll(incoming);
    const index = passed.push({ method: incoming.method ?? '', path: incoming.url ?? '' }) - 1;
    const isCut = cut?.at === index;
    if (isCut && cut?.when === 'before the server acts') {
      onCut();
      incoming.socket.destroy();
      return;
    }
    const answered = await forward(incoming, body, base);
    if (isCut) {
      onCut();
      incoming.socket.destroy();
      return;
    }
    reply(outgoing, answered);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}${base.pathname}`,
    get passed() {
      return passed;
    },
    begin(next, act) {
      passed = [];
      cut = next;
      onCut = act;
    },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function forward(incoming: IncomingMessage, body: Buffer, base: URL): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const outgoing = ask(
      {
        host: base.hostname,
        port: base.port,
        method: incoming.method,
        path: incoming.url,
        headers: { ...incoming.headers, host: base.host, connection: 'close' },
      },
      async (response) =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await readAll(response) }),
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

function reply(outgoing: ServerResponse, { status, headers, body }: Answered): void {
  const { 'transfer-encoding': _coding, connection: _connection, ...rest } = headers;
  outgoing.writeHead(status, { ...rest, 'content-length': body.length });
  outgoing.end(body);
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
