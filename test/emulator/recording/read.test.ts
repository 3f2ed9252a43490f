import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { openRecording } from '../../../emulator/recording/read.ts';
import { failureOf, headerLine, pageLine, readAll, recording, sealed, useFolder } from './sample.ts';

const restore = 'Restore the file from where it came, or record it again.';
const useTruncated = 'Record it again, or use what is there with --allow-truncated.';
const again = 'Record it again.';
const headed = (fields: object): string => JSON.stringify({ ...JSON.parse(headerLine), ...fields });
const headLength = headerLine.length + 1;
const pageLength = pageLine(0).length + 1;

describe('openRecording', () => {
  const folder = useFolder();

  it('reads header, seed and lines with their places', async () => {
    const path = folder.file('good.rec.jsonl', recording(3));

    const { lines, parsed, reader } = await readAll(path);
    reader.verify({ pages: 3, records: 3 });

    const { dev, ino, size } = statSync(path);
    expect({ ...reader, stripes: 0, verify: 0, close: 0 }).to.deep.equal({
      path,
      identity: { device: dev, inode: ino, size },
      headerText: headerLine,
      isGzip: false,
      form: 'recording',
      header: { platform: 'celigo', hook: 'postSubmit', createdAt: '2025-03-04T09:15:00.000Z', step: null, setup: {} },
      seed: createHash('sha256').update(headerLine).digest('hex').slice(0, 16),
      sizeBytes: size,
      notice: null,
      stripes: 0,
      verify: 0,
      close: 0,
    });
    expect(lines).to.deep.equal(
      [0, 1, 2].map((seq) => ({ text: pageLine(seq), line: seq + 2, byte: headLength + seq * pageLength })),
    );
    expect(parsed).to.deep.equal([0, 1, 2].map((seq) => JSON.parse(pageLine(seq))));
  });

  it('reads gzip of any number of members, whatever its name', async () => {
    const text = Buffer.from(recording(3));
    const packed = Buffer.concat([
      gzipSync(text.subarray(0, 100)),
      gzipSync(text.subarray(100, 333)),
      gzipSync(text.subarray(333)),
    ]);
    const path = folder.file('packed.rec.jsonl', packed);

    const { lines, reader } = await readAll(path);

    expect(lines.map(({ text }) => text)).to.deep.equal([0, 1, 2].map(pageLine));
    expect(reader.sizeBytes).to.equal(packed.length);
  });

  it('hands out http lines and kinds it does not know, for the runner to skip (R-508)', async () => {
    const path = folder.file(
      'kinds.rec.jsonl',
      sealed([
        headed({ hook: undefined, colour: 'red' }),
        pageLine(0),
        '{"kind":"http","page":0,"n":0,"entry":{}}',
        '{"kind":"elephant"}',
      ]),
    );

    const { parsed, reader } = await readAll(path);

    expect(parsed.map(({ kind }) => kind)).to.deep.equal(['page', 'skipped', 'skipped']);
    expect(reader.header.hook).to.equal(null);
  });

  it('takes an end line in another spelling', async () => {
    const text = sealed([headerLine, pageLine(0)]);
    const spelled = text.replace(/\{"kind":"end",(.*)\}\n$/, '{ $1, "\\u006bind" : "end" }\n');
    expect(spelled).not.to.equal(text);

    const { lines } = await readAll(folder.file('spelled.rec.jsonl', spelled));

    expect(lines).to.have.length(1);
  });

  const good = recording(2);
  const endByte = headLength + 2 * pageLength;
  const endText = good.slice(endByte);
  const badSum = 'f'.repeat(64);
  const cases: readonly (readonly [
    title: string,
    content: string | Uint8Array,
    message: string,
    next: readonly string[],
  ])[] = [
    ['an empty file', '', 'FILE: is empty, expected a recording or options', [again]],
    ['white space', ' \n\n', 'FILE: holds nothing but white space, expected a recording or options', [again]],
    [
      'other text',
      'id,name\n1,a\n',
      'FILE, line 1, byte 0: expected a recording, an options object or an array of them, found "i"',
      ['Give a .rec.jsonl file, or a .json file that holds what the platform passes to the hook.'],
    ],
    [
      'UTF-16',
      Buffer.from('\ufeff{}', 'utf16le'),
      'FILE, line 1, byte 0: is UTF-16 text, expected UTF-8',
      ['Save it as UTF-8.'],
    ],
    [
      'a header that is not JSON',
      good.replace('"version":1', '"version":x'),
      'FILE, line 1, byte 58: not JSON: expected a value, found "x"',
      [restore],
    ],
    [
      'a header that is not closed',
      good.replace('.000Z"}', '.000Z"'),
      `FILE, line 1, byte ${headLength - 2}: not JSON: expected "," or "}" after a property, found the end of the text`,
      [restore],
    ],
    [
      'a header cut short',
      headerLine.slice(0, 40),
      'FILE, line 1, byte 0: the recording is truncated: it ends inside the header line (R-505)',
      [again],
    ],
    [
      'a header without its newline',
      headerLine,
      'FILE, line 1, byte 0: the recording is truncated: it ends inside the header line (R-505)',
      [again],
    ],
    [
      'a missing header',
      good.slice(headLength),
      'FILE, line 1, byte 0: the header line is missing: the first line is of kind "page" (R-501)',
      [restore],
    ],
    [
      'a header after a page',
      sealed([pageLine(0), headerLine]),
      'FILE, line 1, byte 0: the header line is missing: the first line is of kind "page" (R-501)',
      [restore],
    ],
    [
      'a header twice',
      sealed([headerLine, pageLine(0), headerLine]),
      `FILE, line 3, byte ${headLength + pageLength}: a second header line, only the first line may be one (R-501)`,
      ['Cut the file in two before this line if two recordings were joined.'],
    ],
    [
      'a newer version',
      `${headed({ version: 2 })}\n`,
      'FILE, line 1, byte 0: written by a newer hooksmith: format version 2, this one reads up to 1 (R-508)',
      ['Update hooksmith.'],
    ],
    [
      'another format',
      `${headed({ format: 'hook-recording' })}\n`,
      'FILE, line 1, byte 0: the header line is wrong at /format: expected "hooksmith-recording", found "hook-recording" (R-502)',
      ['Mend the header line, or record it again.'],
    ],
    [
      'a header without a platform',
      `${headed({ platform: undefined })}\n`,
      'FILE, line 1, byte 0: the header line is wrong at /platform: expected the name of a platform, found nothing (R-502)',
      ['Mend the header line, or record it again.'],
    ],
    [
      'a byte order mark',
      `\ufeff${good}`,
      'FILE, line 1, byte 3: a recording must not begin with a byte order mark (R-501)',
      [],
    ],
    [
      'a blank first line',
      `\n${good}`,
      'FILE, line 1, byte 0: the line is blank, every line must hold one JSON object (R-501)',
      ['Delete the line, or restore the file from where it came.'],
    ],
    [
      'a blank line',
      sealed([headerLine, pageLine(0), '', pageLine(1)]),
      `FILE, line 3, byte ${headLength + pageLength}: the line is blank, every line must hold one JSON object (R-501)`,
      ['Delete the line, or restore the file from where it came.'],
    ],
    [
      'a missing end line',
      good.slice(0, endByte),
      `FILE, line 4, byte ${endByte}: the recording is truncated: it has no end line (R-505)`,
      [useTruncated],
    ],
    [
      'a last line without newline',
      good.slice(0, -1),
      `FILE, line 4, byte ${endByte}: the recording is truncated: its last line is torn (R-505)`,
      [useTruncated],
    ],
    [
      'a torn page',
      good.slice(0, endByte - 9),
      `FILE, line 3, byte ${headLength + pageLength}: the recording is truncated: its last line is torn (R-505)`,
      [useTruncated],
    ],
    [
      'a line after the end line',
      `${good}{}\n`,
      `FILE, line 5, byte ${good.length}: text after the end line, which must be the last (R-501)`,
      [restore],
    ],
    [
      'text after the end line',
      `${good}x`,
      `FILE, line 5, byte ${good.length}: text after the end line, which must be the last (R-501)`,
      [restore],
    ],
    [
      'an end line that is not JSON',
      good.replace(/"bytes":\d+/, '"bytes":'),
      `FILE, line 4, byte ${endByte + endText.indexOf(',"sha256"') - `${endByte}`.length}: not JSON: expected a value, found ","`,
      [restore],
    ],
    [
      'an end line that lacks its hash',
      good.replace(/,"sha256":"\w+"/, ''),
      `FILE, line 4, byte ${endByte}: the end line is wrong at /sha256: expected 64 lower-case hex digits, found nothing (R-505)`,
      [restore],
    ],
    [
      'a wrong hash',
      good.replace(/[0-9a-f]{64}/, badSum),
      `FILE, line 4, byte ${endByte}: the sha256 of all lines before the end line is ${JSON.parse(endText).sha256}, the end line says ${badSum} (R-505)`,
      [restore],
    ],
    [
      'a wrong number of bytes',
      good.replace(/"bytes":\d+/, '"bytes":7'),
      `FILE, line 4, byte ${endByte}: the end line counts 7 bytes before it, there are ${endByte} (R-505)`,
      [restore],
    ],
    [
      'bytes that are no UTF-8',
      Buffer.from(good.replace('A-1', 'A-ÿ'), 'latin1'),
      `FILE, line 3, byte ${headLength + pageLength + pageLine(1).indexOf('A-1') + 2}: the line is not UTF-8 (R-501)`,
      [restore],
    ],
    [
      'gzip cut short',
      gzipSync(good).subarray(0, -30),
      `FILE, line 4, byte ${endByte}: the recording is truncated: the gzip data ends too early (R-505)`,
      [useTruncated],
    ],
    [
      'gzip without its checksum',
      gzipSync(good).subarray(0, -5),
      `FILE, line 5, byte ${good.length}: the recording is truncated: the gzip data ends too early (R-505)`,
      [useTruncated],
    ],
    [
      'bytes after the gzip data',
      Buffer.concat([gzipSync(good), Buffer.from('junk')]),
      `FILE, line 5, byte ${good.length}: expected the next gzip member, found something else`,
      [restore],
    ],
    [
      'a gzip header alone',
      gzipSync(good).subarray(0, 6),
      'FILE, line 1, byte 0: the recording is truncated: the gzip data ends too early (R-505)',
      [useTruncated],
    ],
    ['gzip of nothing', gzipSync(''), 'FILE: is empty, expected a recording or options', [again]],
  ];
  for (const [title, content, message, next] of cases) {
    it(`refuses ${title}`, async () => {
      const path = folder.file('bad', content);

      const error = await failureOf(path, readAll(path));

      expect({ code: error.code, message: error.short, next: error.next }).to.deep.equal({
        code: 'ERR_RECORDING',
        message,
        next,
      });
      const [, line, byte] = /line (\d+), byte (\d+)/.exec(message) ?? [];
      const place = line === undefined ? {} : { line: Number(line), byte: Number(byte) };
      expect(error.place).to.deep.equal({ file: path, ...place });
    });
  }

  it('refuses a wrong checksum of gzip', async () => {
    const packed = gzipSync(good);
    packed.writeUInt32LE((packed.readUInt32LE(packed.length - 8) ^ 1) >>> 0, packed.length - 8);
    const path = folder.file('crc.gz', packed);

    const error = await failureOf(path, readAll(path));

    expect(error.short).to.equal(`FILE, line 5, byte ${good.length}: the checksum of the gzip data is wrong`);
  });

  it('refuses a file that does not exist', async () => {
    const path = folder.path('none.rec.jsonl');

    const error = await failureOf(path, openRecording(path));

    expect([error.short, error.next]).to.deep.equal(['FILE: there is no such file', ['Check the path.']]);
  });

  it('refuses a folder', async () => {
    const error = await failureOf(folder.path('.'), openRecording(folder.path('.')));

    expect(error.short).to.equal('FILE: is a directory, expected a recording');
  });

  it('refuses a named pipe instead of waiting for a writer', async function () {
    if (process.platform === 'win32') this.skip();
    const path = folder.path('pipe');
    execFileSync('mkfifo', [path]);

    const error = await failureOf(path, openRecording(path));

    expect(error.short).to.equal('FILE: is no regular file, expected a recording');
  });

  for (const [counts, message] of [
    [
      { pages: 1, records: 2 },
      `FILE, line 4, byte ${endByte}: the end line counts 2 pages, the recording holds 1 (R-505)`,
    ],
    [
      { pages: 2, records: 3 },
      `FILE, line 4, byte ${endByte}: the end line counts 2 records, the recording holds 3 (R-505)`,
    ],
  ] as const) {
    it(`refuses counts that differ: ${JSON.stringify(counts)}`, async () => {
      const path = folder.file('counts.rec.jsonl', good);
      const { reader } = await readAll(path);

      const error = await failureOf(
        path,
        Promise.resolve().then(() => reader.verify(counts)),
      );

      expect(error.short).to.equal(message);
    });
  }

  describe('with allowTruncated', () => {
    const pages = (count: number): string[] => Array.from({ length: count }, (_, seq) => pageLine(seq));

    it('takes the whole lines and tells what it dropped', async () => {
      const path = folder.file('torn.rec.jsonl', good.slice(0, endByte - 9));

      const { lines, reader } = await readAll(path, { allowTruncated: true });
      reader.verify({ pages: 99, records: 99 });

      expect(lines.map(({ text }) => text)).to.deep.equal(pages(1));
      const dropped = pageLength - 9;
      expect(reader.notice).to.equal(
        `${path} is truncated before line 3, byte ${headLength + pageLength}; ${dropped} bytes of a torn line were dropped`,
      );
    });

    it('takes what gzip still gives, wherever it was cut', async () => {
      const many = recording(40);
      const packed = gzipSync(many);
      let most = 0;
      for (let length = 120; length < packed.length; length += 13) {
        const path = folder.file('cut.rec.jsonl.gz', packed.subarray(0, length));
        const result = await readAll(path, { allowTruncated: true }).catch((error) => error);
        if (result instanceof Error) expect(result.message).to.contain('the recording is truncated: ');
        else {
          expect(result.lines.map(({ text }: { text: string }) => text)).to.deep.equal(pages(result.lines.length));
          expect(result.reader.notice).to.contain('is truncated');
          most = Math.max(most, result.lines.length);
        }
      }
      expect(most).to.equal(40);
    });

    it('still refuses what is damaged', async () => {
      const path = folder.file('damaged.rec.jsonl', good.replace('A-1', 'A-2'));

      const error = await failureOf(path, readAll(path, { allowTruncated: true }));

      expect(error.short).to.contain('sha256');
    });
  });

  it('gives stripes of about a 32nd of the file and reads a line of 10 MiB', async () => {
    const long = JSON.stringify({ kind: 'page', seq: 9, options: { text: 'x'.repeat(10 * 1024 * 1024) } });
    const short = JSON.stringify({ kind: 'page', seq: 9, options: { text: 'y'.repeat(200_000) } });
    const path = folder.file(
      'long.rec.jsonl',
      sealed([headerLine, ...Array.from({ length: 12 }, () => short), long, short]),
    );
    const reader = await openRecording(path);

    const counts: number[] = [];
    for await (const { lineEnds } of reader.stripes()) counts.push(lineEnds.length);
    await reader.close();

    expect(counts).to.deep.equal([2, 2, 2, 2, 2, 2, 1, 1]);
  });

  it('refuses a line of 20 MiB, after the pages before it', async () => {
    const path = folder.file(
      'huge.rec.jsonl',
      `${headerLine}\n${pageLine(0)}\n{"kind":"page","x":"${'x'.repeat(20 * 1024 * 1024)}"}\n`,
    );
    const reader = await openRecording(path);
    let lines = 0;

    const error = await failureOf(
      path,
      (async () => {
        for await (const { lineEnds } of reader.stripes()) lines += lineEnds.length;
      })(),
    );
    await reader.close();

    expect(lines).to.equal(1);
    expect(error.short).to.equal(
      `FILE, line 3, byte ${headLength + pageLength}: this page is longer than 16777216 bytes, the most that one line may have (R-510)`,
    );
  });

  it('stops a gzip bomb while memory is small (R-215)', async () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(`${headerLine}\n`), Buffer.alloc(100 * 1024 * 1024)]));
    const path = folder.file('bomb.rec.jsonl.gz', bomb);
    const before = process.memoryUsage().rss;

    const error = await failureOf(path, readAll(path, { limits: { lineBytes: 2 ** 30 } }));

    expect(error.short).to.match(/^FILE, line \d, byte \d+: expands to more than 200 times its size \(R-215\)$/);
    expect(process.memoryUsage().rss - before).to.be.below(100 * 1024 * 1024);
  });
});
