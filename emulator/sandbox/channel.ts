import { readSync, writeSync } from 'node:fs';
import { encodeLength, encodeMessage, maxFrameBytes } from './frames.ts';
import type { FromRunner, FromServing, ToRunner } from './protocol.ts';

/** The runner's end of the pipe and the outbox: blocking reads and writes, so that a verdict is out before the next page starts. */
export interface Channel {
  /** The next control message; null when the parent is gone. */
  receive(): ToRunner | null;
  /** The raw frame that the last message announced. */
  receiveBytes(): Buffer;
  /** Gives the number of bytes sent. */
  send(message: FromRunner | FromServing): number;
  /** The same with one raw frame behind the message. */
  sendWithText(message: FromServing, text: string): void;
}

/** Opens the channel on two file descriptors inherited from the parent. */
export function openChannel(input: number, output: number): Channel {
  const head = Buffer.alloc(4);

  function receiveFrame(): Buffer | null {
    if (!fill(input, head)) return null;
    const size = head.readUInt32LE(0);
    if (size > maxFrameBytes) throw new RangeError(`a frame of ${size} bytes exceeds ${maxFrameBytes}`);
    const payload = Buffer.allocUnsafe(size);
    if (!fill(input, payload)) return null;
    return payload;
  }

  return {
    receive() {
      const frame = receiveFrame();
      return frame === null ? null : JSON.parse(frame.toString('utf8'));
    },
    receiveBytes() {
      const frame = receiveFrame();
      if (frame === null) throw new Error('the parent closed the pipe in the middle of a stripe');
      return frame;
    },
    send(message) {
      const frame = encodeMessage(message);
      drain(output, frame);
      return frame.length;
    },
    sendWithText(message, text) {
      const bytes = Buffer.from(text, 'utf8');
      drain(output, Buffer.concat([encodeMessage(message), encodeLength(bytes.length), bytes]));
    },
  };
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

/** A pipe that is not ready answers EAGAIN where the system made it non-blocking. */
function retry(operation: () => number): number {
  for (;;) {
    try {
      return operation();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
    }
  }
}
