import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a receiver has seen it. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** A receiver for tests: keeps what comes, and answers as it is told. */
export interface TestReceiver {
  /** Without a slash at the end. */
  readonly url: string;
  readonly seen: SeenRequest[];
  /** By the number of the request, from 0. @default 200 with `{"ok":true}` */
  answer: (index: number, response: ServerResponse, request: SeenRequest) => void;
}

/** Starts a receiver before the tests of a suite and ends it after them; each test begins with nothing seen. */
export function useReceiver(): TestReceiver {
  let server: Server;
  let url = '';
  const plain: TestReceiver['answer'] = (_index, response) => response.end('{"ok":true}');
  const receiver: TestReceiver = {
    get url() {
      return url;
    },
    seen: [],
    answer: plain,
  };
  before((done) => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url: path = '', headers } = request;
        const seen = { method, url: path, headers, body: Buffer.concat(chunks).toString('utf8') };
        receiver.seen.push(seen);
        receiver.answer(receiver.seen.length - 1, response, seen);
      });
    });
    server.listen(0, '127.0.0.1', () => {
      url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  beforeEach(() => {
    receiver.seen.length = 0;
    receiver.answer = plain;
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });
  return receiver;
}
