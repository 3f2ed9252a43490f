import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { contractNames } from '../../../emulator/replay/find-contract.ts';
import { optionsOf, recordingLines, recordingOf, seal, useFolder } from './run-cli.ts';

const pages = [0, 1, 2].map((seq) => {
  const options = optionsOf(seq * 2, seq * 2 + 1);
  return { options, result: options.responseData };
});
const lines = recordingLines(pages);
const text = lines.map((line) => `${line}\n`).join('');

describe('hooksmith replay, given a recording that cannot be read', () => {
  const folder = useFolder();
  folder.file('echo.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');

  /** Asserts what a replay of a file says; `[file]` stands for its name. */
  async function expectRefusal(name: string, content: string | Uint8Array, message: string): Promise<void> {
    folder.file(name, content);
    const result = await folder.run(['replay', 'echo.js', name]);
    expect(result).to.deep.equal({ stdout: '', stderr: `error ${message.replace('[file]', name)}\n`, exitCode: 2 });
  }

  it('says that there is no such file', async () => {
    const result = await folder.run(['replay', 'echo.js', 'none.rec.jsonl']);

    const stderr = 'error none.rec.jsonl: there is no such file [ERR_RECORDING]\n  Check the path.\n';
    expect(result).to.deep.equal({ stdout: '', stderr, exitCode: 2 });
  });

  it('says that the path is a directory', async () => {
    const result = await folder.run(['replay', 'echo.js', '.']);

    const stderr = 'error .: is a directory, expected a recording [ERR_RECORDING]\n  Name a file.\n';
    expect(result).to.deep.equal({ stdout: '', stderr, exitCode: 2 });
  });

  it('says that the file is empty', () =>
    expectRefusal(
      'empty.rec.jsonl',
      '',
      '[file]: is empty, expected a recording or options [ERR_RECORDING]\n  Record it again.',
    ));

  it('names line and byte of what is not JSON', () => {
    const broken = seal(
      lines.map((line) => line.replace('"seq":1', '"seq":1,')),
      { records: 6 },
    );
    const byte = Buffer.byteLength(`${lines[0]}\n${lines[1]}\n{"kind":"page","seq":1,`);
    return expectRefusal(
      'comma.rec.jsonl',
      broken,
      `[file], line 3, byte ${byte}: not JSON: expected a property name in double quotes, found "," [ERR_RECORDING]\n  Record it again, or mend the line by hand.`,
    );
  });

  it('counts bytes, not characters', () => {
    const start = '{"kind":"page","seq":0,"options":{"shop":"Café Zürich",';
    const broken = seal([lines[0] ?? '', `${start},}}`], { records: 0 });
    const byte = Buffer.byteLength(`${lines[0]}\n${start}`);
    return expectRefusal(
      'bytes.rec.jsonl',
      broken,
      `[file], line 2, byte ${byte}: not JSON: expected a property name in double quotes, found "," [ERR_RECORDING]\n  Record it again, or mend the line by hand.`,
    );
  });

  it('says that the end line is missing, and uses the whole lines with --allow-truncated', async () => {
    await expectRefusal(
      'cut.rec.jsonl',
      text,
      `[file], line 5, byte ${Buffer.byteLength(text)}: the recording is truncated: it has no end line (R-505) [ERR_RECORDING]\n  Record it again, or use what is there with --allow-truncated.`,
    );
    const report = await folder.report(['replay', 'echo.js', 'cut.rec.jsonl', '--allow-truncated']);

    expect(report.exitCode).to.equal(0);
    expect(report.totals.passedPages).to.equal(3);
    expect(report.recordings[0]?.notices).to.deep.equal([
      `cut.rec.jsonl is truncated before line 5, byte ${Buffer.byteLength(text)}`,
    ]);
  });

  it('uses the good part of a recording whose last line is torn with --allow-truncated', async () => {
    const byte = Buffer.byteLength(lines.slice(0, 3).join('\n')) + 1;
    await expectRefusal(
      'torn.rec.jsonl',
      text.slice(0, -30),
      `[file], line 4, byte ${byte}: the recording is truncated: its last line is torn (R-505) [ERR_RECORDING]\n  Record it again, or use what is there with --allow-truncated.`,
    );
    const report = await folder.report(['replay', 'echo.js', 'torn.rec.jsonl', '--allow-truncated']);

    expect(report.exitCode).to.equal(0);
    expect(report.totals.passedPages).to.equal(2);
    const dropped = Buffer.byteLength(text) - 30 - byte;
    expect(report.recordings[0]?.notices).to.deep.equal([
      `torn.rec.jsonl is truncated before line 4, byte ${byte}; ${dropped} bytes of a torn line were dropped`,
    ]);
  });

  it('says that the sha256 differs', async () => {
    folder.file('edited.rec.jsonl', recordingOf(pages).replace('"id":"0"', '"id":"9"'));

    const { stderr, exitCode } = await folder.run(['replay', 'echo.js', 'edited.rec.jsonl']);

    expect(exitCode).to.equal(2);
    expect(stderr).to.match(
      /^error edited\.rec\.jsonl, line 5, byte \d+: the sha256 of all lines before the end line is [0-9a-f]{64}, the end line says [0-9a-f]{64} \(R-505\) \[ERR_RECORDING\]\n {2}Restore the file from where it came, or record it again\.\n$/,
    );
  });

  it('says that the sha256 differs also when one page is asked for', async () => {
    folder.file('edited.rec.jsonl', recordingOf(pages).replace('"id":"0"', '"id":"9"'));

    const { stderr, exitCode } = await folder.run(['replay', 'echo.js', 'edited.rec.jsonl', '--page', '0']);

    expect(exitCode).to.equal(2);
    expect(stderr).to.contain('the end line says').and.to.contain('(R-505)');
  });

  it('says that the format is newer', () =>
    expectRefusal(
      'newer.rec.jsonl',
      recordingOf(pages, { version: 2 }),
      '[file], line 1, byte 0: written by a newer hooksmith: format version 2, this one reads up to 1 (R-508) [ERR_RECORDING]\n  Update hooksmith.',
    ));

  it('names the hook that it does not know, and the nearest', () =>
    expectRefusal(
      'unknown.rec.jsonl',
      recordingOf(pages, { hook: 'postSubmitt' }),
      '[file] was recorded for celigo/postSubmitt, which hooksmith does not know [ERR_RECORDING]\n  Did you mean "celigo/postSubmit"?',
    ));

  it('says that the gzip data is damaged', () => {
    const packed = gzipSync(recordingOf(pages));
    const middle = packed.length >> 1;
    packed[middle] = (packed[middle] ?? 0) ^ 0xff;
    return expectRefusal(
      'damaged.rec.jsonl.gz',
      packed,
      '[file], line 1, byte 0: the gzip data is damaged [ERR_RECORDING]\n  Restore the file from where it came, or record it again.',
    );
  });

  it('stops unpacking what expands to more than 200 times its size', () => {
    const bomb = gzipSync(Buffer.concat([Buffer.from(`${lines[0]}\n`), Buffer.alloc(40_000_000, ' ')]));
    return expectRefusal(
      'bomb.rec.jsonl.gz',
      bomb,
      `[file], line 2, byte ${(lines[0] ?? '').length + 1}: expands to more than 200 times its size (R-215) [ERR_RECORDING]\n  If you trust the file, unpack it first and give the unpacked file.`,
    );
  });

  it('refuses a line of more than 16 MiB', () => {
    const long = `{"kind":"page","seq":1,"options":{"text":"${'x'.repeat(16 * 1024 * 1024)}"}}`;
    const before = `${lines[0]}\n${lines[1]}\n`;
    return expectRefusal(
      'long.rec.jsonl',
      `${before}${long}\n`,
      `[file], line 3, byte ${before.length}: this page is longer than 16777216 bytes, the most that one line may have (R-510) [ERR_RECORDING]\n  Record smaller pages.`,
    );
  });

  it('refuses options nested deeper than 128 levels', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(200)}1${'}'.repeat(200)}`);
    return expectRefusal(
      'deep.rec.jsonl',
      recordingOf([...pages.slice(0, 1), { options: { ...optionsOf(1), settings: deep } }]),
      `[file], line 3, byte ${`${lines[0]}\n${lines[1]}\n`.length}: options are nested deeper than 128 levels (R-213) [ERR_RECORDING]\n  Record it again, or mend the line by hand.`,
    );
  });

  it('names the line where pages are out of order', () => {
    const [first, second, third] = pages;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three pages');
    return expectRefusal(
      'order.rec.jsonl',
      recordingOf([first, { ...second, seq: 2 }, { ...third, seq: 1 }]),
      `[file], line 3, byte ${`${lines[0]}\n${lines[1]}\n`.length}: expected page 1, found page 2 [ERR_RECORDING]\n  Pages are numbered from 0 without gaps; a page is missing, doubled or out of order.`,
    );
  });

  it('asks for the hook of bare options that fit none', () =>
    expectRefusal(
      'odd.json',
      '{"orders":[]}',
      `[file] does not say which hook it is for, and its first options fit none [ERR_RECORDING]\n  Name the hook with --contract, one of: ${contractNames().join(', ')}.`,
    ));
});
