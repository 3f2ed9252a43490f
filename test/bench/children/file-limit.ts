import { isAscii } from 'node:buffer';
import { closeSync, openSync, readSync } from 'node:fs';

/**
 * The file limit (S-189), a whole process: read in chunks of 4 MB, split into lines, decode (latin1 where a chunk is
 * ASCII), parse, stringify what a hook would give back. `argv[2]` is the recording. Prints the number of pages.
 */
const chunkBytes = 4 * 1024 * 1024;

function run(path: string): number {
  const file = openSync(path, 'r');
  let buffer = Buffer.allocUnsafeSlow(chunkBytes * 2);
  let kept = 0;
  let pages = 0;
  for (;;) {
    if (buffer.length - kept < chunkBytes) buffer = Buffer.concat([buffer], buffer.length * 2);
    const count = readSync(file, buffer, kept, chunkBytes, null);
    if (count === 0) break;
    const used = kept + count;
    const whole = buffer.subarray(0, used).lastIndexOf(10) + 1;
    pages += runLines(buffer.subarray(0, whole));
    buffer.copyWithin(0, whole, used);
    kept = used - whole;
  }
  closeSync(file);
  return pages;
}

function runLines(bytes: Buffer): number {
  const ascii = isAscii(bytes) ? bytes.toString('latin1') : null;
  let pages = 0;
  for (let start = 0, end = bytes.indexOf(10); end !== -1; start = end + 1, end = bytes.indexOf(10, start)) {
    const { options } = JSON.parse(ascii === null ? decode(bytes.subarray(start, end)) : ascii.slice(start, end));
    // Header and end line have none.
    if (options === undefined) continue;
    pages += JSON.stringify(options.responseData).length > 2 ? 1 : 0;
  }
  return pages;
}

function decode(line: Buffer): string {
  return isAscii(line) ? line.toString('latin1') : line.toString('utf8');
}

process.stdout.write(`${run(process.argv[2] ?? '')}\n`);
