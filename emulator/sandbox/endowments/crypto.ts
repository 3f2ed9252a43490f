import type { Endowment } from './endowment.ts';

/**
 * Seeded `crypto.getRandomValues` and `crypto.randomUUID` (S-152): UUIDs of a replay are the same each time.
 * Not for secrets, by design.
 */
export const cryptoEndowment: Endowment = {
  names: ['crypto'],
  make({ random }) {
    const byte = (): number => Math.floor(random() * 256);

    const crypto = {
      getRandomValues<T extends ArrayBufferView>(target: T): T {
        if (!ArrayBuffer.isView(target)) throw new TypeError('crypto.getRandomValues takes an integer typed array');
        const bytes = new Uint8Array(target.buffer, target.byteOffset, target.byteLength);
        if (bytes.length > 65_536) throw new RangeError('crypto.getRandomValues gives at most 65536 bytes');
        for (let index = 0; index < bytes.length; index += 1) bytes[index] = byte();
        return target;
      },
      /** RFC 9562 version 4. */
      randomUUID(): string {
        const hex = Array.from({ length: 16 }, (_, index) => {
          const value = byte();
          const fixed = index === 6 ? (value & 0x0f) | 0x40 : index === 8 ? (value & 0x3f) | 0x80 : value;
          return fixed.toString(16).padStart(2, '0');
        }).join('');
        return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
      },
    };
    return { crypto };
  },
};
