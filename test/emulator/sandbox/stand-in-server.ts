import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly authorization: string | undefined;
  readonly body: unknown;
}

/** What the server answers: a status with a JSON body, or whatever the function does with the response. */
export type Reply =
  | { readonly status: number; readonly body?: unknown }
  | ((response: ServerResponse, request: IncomingMessage) => void);

/** A real HTTP server that plays the local stand-in platform. */
export interface StandInServer {
  readonly url: string;
  readonly seen: readonly SeenRequest[];
  /** Answers by method and path, such as `GET /v1/exports`; anything else is 404. */
  answers: Readonly<Record<string, Reply>>;
  /** Forgets what it has seen. */
  forget(): void;
}

export const standInToken = 'stand-in-token-4711';

/** Starts the server before the tests of the `describe` that asks for it, and ends it after them. */
export function useStandIn(): StandInServer {
  let seen: readonly SeenRequest[] = [];
  let port = 0;
  const stand: StandInServer = {
    get url() {
      return `http://127.0.0.1:${port}`;
    },
    get seen() {
      return seen;
    },
    answers: {},
    forget() {
      seen = [];
    },
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { method = '', url = '' } = request;
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      seen = [...seen, { method, url, authorization: request.headers.authorization, body }];
      const reply = stand.answers[`${method} ${url}`] ?? {
        status: 404,
        body: { errors: [{ code: 'not_found', message: 'not there' }] },
      };
      if (typeof reply === 'function') return reply(response, request);
      response.writeHead(reply.status, { 'content-type': 'application/json' });
      response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
    });
  });
  before((done) => {
    server.listen(0, '127.0.0.1', () => {
      port = (server.address() as AddressInfo).port;
      done();
    });
  });
  after((done) => {
    server.closeAllConnections();
    server.close(done);
  });
  return stand;
}
