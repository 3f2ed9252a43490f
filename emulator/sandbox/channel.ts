import { readSync, writeSync } from 'node:fs';
import type { ApiAnswer, ApiCall } from '../../sdk/platform-api.ts';
import { encodeLength, encodeMessage, maxFrameBytes } from './frames.ts';
import type { FromRunner, FromServing, ToCaller, ToRunner } from './protocol.ts';

/** The runner's end of the pipe and the outbox: blocking reads and writes, so that a verdict is out before the next page starts. */
export interface Channel {
  /** The next control message; null when the parent is gone. */
  receive(): ToRunner | null;
  /** The raw frame that the last message announced. */
  receiveBytes(): Buffer;
  /** Gives the number of bytes sent. */
  send(message: FromRunner | FromServing): number;
  /** Sends a call of the platform's module and waits for its answer (S-118). */
  ask(call: ApiCall): ApiAnswer;
  /** Sends a message with one raw frame behind it. */
  sendWithText(message: FromServing, text: string): void;
}

/** Opens the channel on file descriptors inherited from the parent: `answers` is there only when the parent answers calls. */
export function openChannel({
  input,
  output,
  answers,
}: {
  readonly input: number;
  readonly output: number;
  readonly answers: number;
}): Channel {
  const head = Buffer.alloc(4);
  let calls = 0;

  function receiveFrame(descriptor: number): Buffer | null {
    if (!fill(descriptor, head)) return null;
    const size = head.readUInt32LE(0);
    if (size > maxFrameBytes) throw new RangeError(`a frame of ${size} bytes exceeds ${maxFrameBytes}`);
    const payload = Buffer.allocUnsafe(size);
    if (!fill(descriptor, payload)) return null;
    return payload;
  }

  function send(message: FromRunner): number {
    const frame = encodeMessage(message);
    drain(output, frame);
    return frame.length;
  }

  return {
    receive() {
      const frame = receiveFrame(input);
      return frame === null ? null : JSON.parse(frame.toString('utf8'));
    },
    receiveBytes() {
      const frame = receiveFrame(input);
      if (frame === null) throw new Error('the parent closed the pipe in the middle of a stripe');
      return frame;
    },
    send,
    ask({ call, arguments: given }) {
      // A hook can call at the very end of the stack; half a frame would be the end of the runner.
      needStack(stackFrames);
      calls += 1;
      send({ kind: 'host-call', id: calls, call, arguments: given });
      for (;;) {
        const frame = receiveFrame(answers);
        if (frame === null) throw new Error('the parent closed the pipe instead of answering a call');
        const { id, ...answer }: ToCaller = JSON.parse(frame.toString('utf8'));
        if (id === calls) return answer;
      }
    },
    sendWithText(message, text) {
      const bytes = Buffer.from(text, 'utf8');
      drain(output, Buffer.concat([encodeMessage(message), encodeLength(bytes.length), bytes]));
    },
  };
}

const stackFrames = 400;

/** Throws a RangeError unless about that many frames fit on the stack. */
function needStack(frames: number): number {
  return frames === 0 ? 0 : 1 + needStack(frames - 1);
}

/** Fills a buffer; false at the end of the stream. */
function fill(descriptor: number, target: Buffer): boolean {
  let filled = 0;
  while (filled < target.length) {
    const count = retry(() => readSync(descriptor, target, filled, target.length - filled, null));
    if (count === 0) return false;
    filled += count;
  }
  return true;
}

/** Writes all of a buffer: a pipe may take less than it is given. */
function drain(descriptor: number, bytes: Buffer): void {
  let written = 0;
  while (written < bytes.length) {
    written += retry(() => writeSync(descriptor, bytes, written, bytes.length - written));
  }
}

/** A pipe that is not ready answers EAGAIN where the system made it non-blocking: then a moment passes without work. */
function retry(operation: () => number): number {
  for (;;) {
    try {
      return operation();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      pause();
    }
  }
}

const restMs = 1;
const resting = new Int32Array(new SharedArrayBuffer(4));

function pause(): void {
  Atomics.wait(resting, 0, 0, restMs);
}
