import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { TLSSocket } from 'node:tls';
import type { LoadedAnswer } from './load-answers.ts';
import type { Arrival } from './server-part.ts';

/** Carries out answers, also those that never end. */
export interface Answering {
  /** Begins an answer; resolves once nothing more is to be done for it. Never rejects. */
  answer(arrival: Arrival, answer: LoadedAnswer): Promise<void>;
  /** Closes the connections of all answers that have not ended. */
  cut(): void;
}

/** Makes something that answers; it knows which answers are still open. */
export function makeAnswering(): Answering {
  const open = new Set<Socket>();
  return {
    async answer({ request, response }, answer) {
      const { socket } = request;
      const gone = new AbortController();
      open.add(socket);
      // Also when the connection closes before the answer has ended; the socket itself may serve many requests.
      response.once('close', () => {
        open.delete(socket);
        gone.abort();
      });
      try {
        if (answer.delayMs > 0) await sleep(answer.delayMs, undefined, { signal: gone.signal });
        if (!gone.signal.aborted) await carryOut(request.method ?? '', { socket, response, answer });
      } catch {
        // The client has gone, or was cut off: nobody is left to be told.
      }
    },
    cut() {
      for (const socket of open) socket.destroy();
    },
  };
}

interface Carried {
  readonly socket: Socket;
  readonly response: ServerResponse;
  readonly answer: LoadedAnswer;
}

async function carryOut(method: string, { socket, response, answer }: Carried): Promise<void> {
  switch (answer.ending) {
    case 'silent':
      return;
    case 'close':
      socket.destroy();
      return;
    case 'reset':
      reset(socket);
      return;
    case 'garbage':
      socket.end('This is not HTTP.\r\n\r\n');
      return;
    case 'stall':
      writeHead(response, answer, Math.max(1, lengthOf(answer)));
      response.flushHeaders();
      return;
    case 'cut':
      writeHead(response, answer, Math.max(2, lengthOf(answer)));
      response.write(halfOf(answer), () => socket.destroy());
      return;
    case 'whole':
      await sendWhole(method, response, answer);
  }
}

async function sendWhole(method: string, response: ServerResponse, answer: LoadedAnswer): Promise<void> {
  const hasNoBody = answer.status === 204 || answer.status === 304;
  writeHead(response, answer, hasNoBody ? null : lengthOf(answer));
  if (hasNoBody || method === 'HEAD') response.end();
  else if (typeof answer.body === 'number') await pipeline(Readable.from(makeBytes(answer.body)), response);
  else response.end(answer.body);
}

/** Names as they were written, several of one name as several. */
function writeHead(response: ServerResponse, { status, headers }: LoadedAnswer, length: number | null): void {
  const framing = length === null ? [] : ['content-length', String(length)];
  response.writeHead(status, [...headers.flat(), ...framing]);
}

/** A connection with TLS can be closed only: what resets a connection belongs to the one below it. */
function reset(socket: Socket): void {
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}

function lengthOf({ body }: LoadedAnswer): number {
  return typeof body === 'number' ? body : body.length;
}

function halfOf(answer: LoadedAnswer): Buffer {
  const half = Math.max(1, Math.floor(lengthOf(answer) / 2));
  if (typeof answer.body !== 'number' && answer.body.length > 1) return answer.body.subarray(0, half);
  return Buffer.alloc(Math.min(half, chunkBytes), 'x');
}

const chunkBytes = 64 * 1024;

function* makeBytes(bytes: number): Generator<Buffer> {
  const chunk = Buffer.alloc(chunkBytes, 'x');
  for (let left = bytes; left > 0; left -= chunkBytes) yield left >= chunkBytes ? chunk : chunk.subarray(0, left);
}
