/**
 * Frames between parent and runner: a payload length as 4 bytes little-endian, then the payload (S-115).
 * Control frames hold JSON; raw frames hold recording bytes.
 */

/** A frame beyond this is refused before anything of it is buffered: the other side is broken or hostile (S-207). */
export const maxFrameBytes = 64 * 1024 * 1024;

/** Encodes one control message. */
export function encodeMessage(message: object): Buffer {
  const text = JSON.stringify(message);
  const size = Buffer.byteLength(text);
  const frame = Buffer.allocUnsafe(4 + size);
  frame.writeUInt32LE(size, 0);
  frame.write(text, 4, 'utf8');
  return frame;
}

/** The 4 bytes that go before a raw payload of `size` bytes. */
export function encodeLength(size: number): Buffer {
  const head = Buffer.allocUnsafe(4);
  head.writeUInt32LE(size, 0);
  return head;
}

/**
 * Cuts a byte stream into frames.
 * `push` returns the payloads completed by a chunk, and throws a RangeError on a length beyond `maxFrameBytes`.
 * Chunks are joined only when a frame is whole, so a large frame costs one copy.
 */
export function makeFrameReader(): { push(chunk: Buffer): readonly Buffer[] } {
  let waiting: Buffer[] = [];
  let waitingBytes = 0;

  function push(chunk: Buffer): readonly Buffer[] {
    waiting.push(chunk);
    waitingBytes += chunk.length;
    const whole: Buffer[] = [];
    while (waitingBytes >= 4) {
      const size = peekLength();
      if (size > maxFrameBytes) throw new RangeError(`a frame of ${size} bytes exceeds ${maxFrameBytes}`);
      if (waitingBytes < 4 + size) break;
      const joined = waiting.length === 1 && waiting[0] !== undefined ? waiting[0] : Buffer.concat(waiting);
      whole.push(joined.subarray(4, 4 + size));
      const rest = joined.subarray(4 + size);
      waiting = rest.length === 0 ? [] : [rest];
      waitingBytes = rest.length;
    }
    return whole;
  }

  function peekLength(): number {
    const first = waiting[0];
    if (first !== undefined && first.length >= 4) return first.readUInt32LE(0);
    const joined = Buffer.concat(waiting);
    waiting = [joined];
    return joined.readUInt32LE(0);
  }

  return { push };
}
