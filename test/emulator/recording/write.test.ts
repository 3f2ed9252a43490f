import { readdirSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import { buildIndex, type IndexEntry, indexPath } from '../../../emulator/recording/index.ts';
import { readIndex } from '../../../emulator/recording/index-check.ts';
import { createRecording, type RecordingOptions } from '../../../emulator/recording/write.ts';
import { times } from '../../rounds.ts';
import { failureOf, readAll, recording, useFolder } from './sample.ts';

const settings: RecordingOptions = {
  platform: 'celigo',
  hook: 'postSubmit',
  source: { tool: 'test', url: 'https://user:pa55word@example.test/' },
  createdAt: new Date('2025-03-04T09:15:00.000Z'),
  countRecords: (options) => Object.keys(options).length,
  redaction: { key: Buffer.alloc(32) },
};

async function gather(path: string): Promise<IndexEntry[]> {
  const entries: IndexEntry[] = [];
  for await (const entry of readIndex(path)) entries.push(entry);
  return entries;
}

describe('createRecording', () => {
  const folder = useFolder();

  for (const name of ['good.rec.jsonl', 'good.rec.jsonl.gz']) {
    it(`writes ${name} so that it reads back`, async () => {
      const path = folder.path(name);
      const writer = createRecording(path, settings);

      const seq = await writer.writePage({ options: { a: 1, b: 2 }, result: [1] });
      await writer.writeHttp(seq, { time: 1 });
      await writer.writeHttp(seq, { time: 2 });
      await writer.writePage({ options: { bearerToken: 'abc123' }, error: { code: 'E', message: 'no' } });
      await writer.writePage({ options: {}, stages: { preMap: {} } });
      const summary = await writer.end();

      const content = readFileSync(path);
      const text = (name.endsWith('.gz') ? gunzipSync(content) : content).toString();
      expect(
        text
          .split('\n')
          .slice(0, -2)
          .map((line) => JSON.parse(line)),
      ).to.deep.equal([
        {
          kind: 'header',
          format: 'hooksmith-recording',
          version: 1,
          platform: 'celigo',
          hook: 'postSubmit',
          createdAt: '2025-03-04T09:15:00.000Z',
          redaction: { policy: 'default', version: 1 },
          source: {
            tool: 'test',
            url:
              'https://[redacted:' +
              /user|\[redacted:(\w+)\]:/.exec(text)?.[1] +
              ']:[redacted:' +
              /\]:\[redacted:(\w+)\]@/.exec(text)?.[1] +
              ']@example.test/',
          },
        },
        { kind: 'page', seq: 0, options: { a: 1, b: 2 }, result: [1] },
        { kind: 'http', page: 0, n: 0, entry: { time: 1 } },
        { kind: 'http', page: 0, n: 1, entry: { time: 2 } },
        {
          kind: 'page',
          seq: 1,
          options: { bearerToken: /"bearerToken":"([^"]+)"/.exec(text)?.[1] },
          error: { code: 'E', message: 'no' },
        },
        { kind: 'page', seq: 2, options: {}, stages: { preMap: {} } },
      ]);
      expect(text).not.to.match(/abc123|pa55word/);
      const { parsed, reader } = await readAll(path);
      reader.verify({ pages: 3, records: 3 });
      expect(parsed.map(({ kind }) => kind)).to.deep.equal(['page', 'skipped', 'skipped', 'page', 'page']);
      expect(summary).to.deep.include({ pages: 3, records: 3 });
      expect(statSync(path).mode & 0o777).to.equal(0o600);
      expect(readdirSync(folder.path('.'))).not.to.satisfy((names: string[]) =>
        names.some((file) => file.endsWith('.tmp')),
      );
    });
  }

  it('reads back any options that were written', async () => {
    const pages = fc.array(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })), { maxLength: 20 });
    const names = fc.constantFrom('any.rec.jsonl', 'any.rec.jsonl.gz');

    await fc.assert(
      fc.asyncProperty(pages, names, async (options, name) => {
        const path = folder.path(name);
        const writer = createRecording(path, { ...settings, redaction: { policy: 'off' } });
        for (const page of options) await writer.writePage({ options: page });
        await writer.end();

        const { parsed } = await readAll(path);

        const expected = options.map((page, seq) => ({ kind: 'page', seq, options: JSON.parse(JSON.stringify(page)) }));
        expect(JSON.stringify(parsed)).to.equal(JSON.stringify(expected));
      }),
      { numRuns: times(40) },
    );
  });

  it('writes gzip in members of 1 MiB and more, and never one that its reader takes for a bomb', async () => {
    const path = folder.path('members.rec.jsonl.gz');
    const writer = createRecording(path, settings);

    for (let i = 0; i < 50; i += 1) await writer.writePage({ options: { text: 'x'.repeat(100_000) } });
    await writer.end();

    const { lines } = await readAll(path);
    expect(lines).to.have.length(50);
  });

  it('goes on after a short write (R-605)', async () => {
    const path = folder.path('short.rec.jsonl');
    const appendSome = async (descriptor: number, bytes: Buffer): Promise<number> =>
      writeSync(descriptor, bytes, 0, Math.min(bytes.length, 7));
    const writer = createRecording(path, { ...settings, appendSome });

    for (let i = 0; i < 10; i += 1) await writer.writePage({ options: { i } });
    await writer.end();

    expect((await readAll(path)).lines).to.have.length(10);
  });

  it('leaves nothing behind when the disk is full, and says so', async () => {
    const path = folder.path('full.rec.jsonl');
    const full = async (): Promise<number> => {
      throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
    };
    const writer = createRecording(path, { ...settings, appendSome: full });
    await writer.writePage({ options: {} });

    const error = await failureOf(path, writer.end());

    expect(error.short).to.equal('FILE: cannot be written (ENOSPC)');
    expect(readdirSync(folder.path('.')).filter((name) => name.includes('full'))).to.deep.equal([]);
  });

  it('leaves nothing behind when it is aborted, and a file that was there as it was', async () => {
    const path = folder.file('kept.rec.jsonl', 'before');
    const writer = createRecording(path, settings);
    await writer.writePage({ options: {} });

    await writer.abort();

    expect(readFileSync(path, 'utf8')).to.equal('before');
    expect(readdirSync(folder.path('.')).filter((name) => name.includes('kept'))).to.deep.equal(['kept.rec.jsonl']);
  });

  it('refuses a folder that does not exist', () => {
    expect(() => createRecording(folder.path('no/such.rec.jsonl'), settings)).to.throw('cannot be written (ENOENT)');
  });

  const deep = JSON.parse(`${'{"a":'.repeat(129)}1${'}'.repeat(129)}`);
  for (const [title, page, message] of [
    [
      'too long',
      { options: { a: 'x'.repeat(17_000_000) } },
      'FILE: page 0 has 17000042 bytes, the most is 16777216 (R-510)',
    ],
    ['too deep', { options: deep }, 'FILE: page 0: options is nested more than 128 levels deep (R-510)'],
    [
      'of too many records',
      { options: Object.fromEntries(Array.from({ length: 10_001 }, (_, i) => [`k${i}`, 1])) },
      'FILE: page 0 has 10001 records, the most is 10000 (R-510)',
    ],
    ['that is no JSON', { options: { big: 1n } }, 'FILE: page 0: options is no JSON value'],
  ] as const) {
    it(`refuses a page ${title} and can go on`, async () => {
      const path = folder.path('limit.rec.jsonl');
      const writer = createRecording(path, settings);

      const error = await failureOf(path, writer.writePage(page));
      await writer.writePage({ options: {} });
      await writer.end();

      expect(error.short).to.equal(message);
      expect((await readAll(path)).lines).to.have.length(1);
    });
  }

  it('writes no canary into any file of the folder (R-218)', async () => {
    const canary = 'CaNaRy42-do-not-write';
    for (const name of ['canary.rec.jsonl', 'canary.rec.jsonl.gz']) {
      const writer = createRecording(folder.path(name), { ...settings, index: true });
      const secret = { apiKey: canary, note: `Bearer ${canary}`, url: `https://a:${canary}@b.test/?token=${canary}` };
      const page = await writer.writePage({
        options: secret,
        result: secret,
        error: { code: 'E', message: `Authorization: ${canary}` },
        stages: secret,
      });
      await writer.writeHttp(page, {
        request: { headers: [{ name: 'Cookie', value: canary }] },
        text: JSON.stringify(secret),
      });
      await writer.end();
    }

    for (const name of readdirSync(folder.path('.')).filter((file) => file.startsWith('canary'))) {
      const content = readFileSync(folder.path(name));
      const text = name.endsWith('.gz') ? gunzipSync(content) : content;
      expect(text.includes(canary), name).to.equal(false);
    }
  });
});

describe('buildIndex', () => {
  const folder = useFolder();

  it('describes every line of a recording', async () => {
    const text = recording(2);
    const path = folder.file('described.rec.jsonl', text);

    await buildIndex(path);

    const entries = await gather(path);
    expect(entries.map(({ kind, line, seq }) => ({ kind, line, seq }))).to.deep.equal([
      { kind: 'header', line: 0, seq: undefined },
      { kind: 'page', line: 1, seq: 0 },
      { kind: 'page', line: 2, seq: 1 },
      { kind: 'end', line: 3, seq: undefined },
    ]);
    for (const { len, line, off } of entries) expect(text.slice(off, off + len)).to.equal(text.split('\n')[line]);
    expect(indexPath('a/b.rec.jsonl.gz')).to.equal('a/b.rec.idx');
  });

  it('names the gzip member in which each line begins (R-507)', async () => {
    const path = folder.path('members.rec.jsonl.gz');
    const writer = createRecording(path, { ...settings, index: true });
    for (let i = 0; i < 40; i += 1)
      await writer.writePage({ options: { text: Math.sin(i).toString(36).repeat(10_000) } });
    await writer.end();

    const members = [...new Set((await gather(path)).map(({ member }) => member))];

    const packed = readFileSync(path);
    expect(members.length).to.be.greaterThan(2);
    for (const member of members) expect(packed.readUInt16BE(member ?? 0)).to.equal(0x1f8b);
  });

  for (const pack of [false, true]) {
    it(`lets a reader name a damaged line at once${pack ? ', also in gzip' : ''} (R-506)`, async () => {
      const many = recording(100);
      const damaged = many.replace('"A-7"', '"B-7"');
      const name = pack ? 'known.rec.jsonl.gz' : 'known.rec.jsonl';
      const path = folder.file(name, pack ? gzipSync(many, { level: 0 }) : many);
      await buildIndex(path);
      expect((await readAll(path)).reader.notice).to.equal(null);
      const packed = gzipSync(damaged, { level: 0 });
      // The tail, which the index knows, is as it was.
      gzipSync(many, { level: 0 }).copy(packed, packed.length - 8, packed.length - 8);
      writeFileSync(path, pack ? packed : damaged);

      const error = await failureOf(path, readAll(path));

      const byte = many.indexOf('{"kind":"page","seq":7,');
      expect(error.short).to.match(
        new RegExp(
          `^FILE, line 9, byte ${byte}: the line is damaged: crc32 \\w{8}, 82 bytes; its index says crc32 \\w{8}, 82 bytes at ${byte} \\(R-506\\)$`,
        ),
      );
    });
  }

  it('is left aside with a notice when it was made of another file', async () => {
    const path = folder.file('old.rec.jsonl', recording(2));
    await buildIndex(path);
    writeFileSync(path, recording(3));

    const { lines, reader } = await readAll(path);

    expect(lines).to.have.length(3);
    expect(reader.notice).to.equal(
      `the index was not used: ${indexPath(path)}, line 1, byte 0: made of another file than ${path} (R-506)`,
    );
  });

  for (const [title, spoil, notice] of [
    ['empty', () => '', 'line 1, byte 0: the index is cut short'],
    ['other text', () => 'hello\n', 'line 1, byte 0: not the index of a recording'],
    ['cut in a line', (text: string) => text.slice(0, -20), 'the index is cut short'],
    [
      'cut after a line',
      (text: string) => `${text.split('\n').slice(0, 3).join('\n')}\n`,
      'ends before the recording does',
    ],
    ['broken in the middle', (text: string) => text.replace('"line":2', '"line":x'), 'not a line of an index'],
  ] as const) {
    it(`is left aside with a notice when it is ${title}`, async () => {
      const path = folder.file('spoilt.rec.jsonl', recording(3));
      await buildIndex(path);
      writeFileSync(indexPath(path), spoil(readFileSync(indexPath(path), 'utf8')));

      const { lines, reader } = await readAll(path);

      expect(lines).to.have.length(3);
      expect(reader.notice).to.contain(notice);
    });
  }
});
