import type { StandInAnswer } from '../../stand-in.ts';

/** Adds the header that every response carries (T-260): a version 4 UUID, made of chance that is given. */
export function withRequestId(answer: StandInAnswer, random: () => number): StandInAnswer {
  return { ...answer, headers: { ...answer.headers, 'x-trifacta-request-id': makeUuid(random) } };
}

function makeUuid(random: () => number): string {
  const bytes = Array.from({ length: 16 }, (_, index) => {
    const byte = Math.floor(random() * 256);
    // The bits that say which version and variant it is.
    return index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte;
  });
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
