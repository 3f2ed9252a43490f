import { expect } from 'chai';
import { checksumOf } from '../../../../sdk/celigo/sources/recorder-lines.ts';
import { scriptLog } from '../../../../sdk/celigo/sources/script-log.ts';
import { failureOf, readWith } from './source-files.ts';

const run = 'lq3k9x1a-8f2a1c';
const started = new Date(Number.parseInt('lq3k9x1a', 36));

interface Call {
  readonly hook?: string;
  readonly run?: string;
  readonly page?: number;
  readonly size?: number;
  readonly text?: string;
}

/** Lines of the recorder for one call, written without the recorder. */
function linesOf(
  options: object,
  { hook = 'postSubmit', page = 0, run: id = run, size = 40, text }: Call = {},
): string[] {
  const json = text ?? JSON.stringify(options);
  const count = Math.max(1, Math.ceil(json.length / size));
  return Array.from({ length: count }, (_, index) => {
    const chunk = json.slice(index * size, (index + 1) * size);
    const place = `${hook} ${id} ${page} ${index + 1}/${count} `;
    return `hooksmith-recorder/1 ${place}${chunk.length} ${checksumOf(place + chunk)} |${chunk}|`;
  });
}

/** A log entry in the form of C-329. */
function entryOf(message: string, index: number): object {
  return {
    time: new Date(Date.UTC(2026, 2, 4, 9, 0, index)).toISOString(),
    logLevel: 'INFO',
    functionType: 'postSubmit',
    _resourceId: '65a0000000000000000000f2',
    message,
  };
}

const optionsOf = (id: number): object => ({
  preMapData: [{ id }],
  postMapData: [{ id, name: 'PENCIL-HB' }],
  responseData: [{ statusCode: 200, errors: [], ignored: false, id }],
});

/** Options of all pages of a log. */
function pagesOf(content: unknown): unknown {
  return readWith(scriptLog, content).recordings.map(({ pages }) => pages.map(({ options }) => options));
}

describe('celigo-log', () => {
  const lines = [...linesOf(optionsOf(1)), 'hello', ...linesOf(optionsOf(2), { page: 1 })];
  const entries = lines.map(entryOf);
  const forms: readonly (readonly [form: string, content: unknown])[] = [
    ['a JSON array of entries (C-329)', entries],
    ['{logs, nextPageURL} (C-621)', { logs: entries, nextPageURL: null }],
    ['JSON Lines of entries', `${entries.map((entry) => JSON.stringify(entry)).join('\n')}\n`],
    ['JSON Lines with a line that is none', ['x', ...entries.map((entry) => JSON.stringify(entry))].join('\n')],
    [
      'plain lines of text with a time before them',
      lines.map((line) => `[2026-03-04 09:00:00] INFO ${line}`).join('\r\n'),
    ],
    ['an array of texts', lines],
    ['entries of several lines', [entryOf(lines.join('\n'), 0)]],
  ];
  for (const [form, content] of forms) {
    it(`reads ${form}`, () => {
      const reading = readWith(scriptLog, content);

      expect(pagesOf(content)).to.deep.equal([[optionsOf(1), optionsOf(2)]]);
      expect(reading.recordings.map(({ createdAt, hook }) => ({ createdAt, hook }))).to.deep.equal([
        { createdAt: started, hook: 'postSubmit' },
      ]);
      expect(reading.recordings[0]?.pages.map(({ origin, records }) => ({ origin, records }))).to.deep.equal([
        { origin: { run, page: 0 }, records: 1 },
        { origin: { run, page: 1 }, records: 1 },
      ]);
      expect(reading).to.deep.include({ notes: [], leanedOn: [] });
    });
  }

  it('puts calls together that are out of order, interleaved and there twice', () => {
    const shuffled = [...lines, ...lines].reverse();
    const interleaved = linesOf(optionsOf(1)).flatMap((line, index) => [
      line,
      linesOf(optionsOf(2), { page: 1 })[index] ?? '',
    ]);

    expect(pagesOf(shuffled)).to.deep.equal([[optionsOf(1), optionsOf(2)]]);
    expect(pagesOf(interleaved)).to.deep.equal([[optionsOf(1), optionsOf(2)]]);
  });

  it('names the chunks that are missing or damaged, and leaves the call out (C-550)', () => {
    const [first = '', second = '', ...rest] = linesOf(optionsOf(3), { page: 2 });
    const log = [...lines, second.replace('|', '|x'), ...rest];

    const reading = readWith(scriptLog, log);

    expect(reading.recordings[0]?.pages.length).to.equal(2);
    expect(reading.notes).to.deep.equal([
      {
        rule: 'C-550',
        path: '',
        message: `call 2 of postSubmit (run ${run}) was left out: chunk 1, 2 (there, but damaged) of 4 are missing`,
      },
    ]);
    expect(first).to.contain('1/4');
  });

  it('names calls of which no line is there, and those that contradict themselves', () => {
    const gap = readWith(scriptLog, [...linesOf(optionsOf(1)), ...linesOf(optionsOf(2), { page: 3 })]);
    const contradiction = [...lines, ...linesOf(optionsOf(9), { page: 1 })];

    expect(gap.notes.map(({ message }) => message)).to.deep.equal([
      `2 of 4 calls of postSubmit (run ${run}) have no line in the log`,
    ]);
    expect(readWith(scriptLog, contradiction).notes.map(({ message }) => message)).to.deep.equal([
      `call 1 of postSubmit (run ${run}) was left out: chunks of the same number differ`,
    ]);
  });

  it('names damaged lines that belong to no call, and calls that the recorder could not log', () => {
    const damaged = linesOf(optionsOf(9), { page: 7, size: 1000 }).map((line) => line.replace('PENCIL', 'PENCI'));
    const log = [...lines, ...damaged, 'hooksmith-recorder/1 failed postSubmit: Converting circular structure'];

    expect(readWith(scriptLog, log).notes.map(({ message }) => message)).to.deep.equal([
      '1 line of the recorder is damaged, and no whole line speaks of the same call',
      'the recorder could not log a call of postSubmit: Converting circular structure',
    ]);
  });

  it('orders runs by their time, and says that module variables live for one run only (C-332)', () => {
    const later = `${(started.getTime() + 1000).toString(36)}-1`;
    const reading = readWith(scriptLog, [...linesOf(optionsOf(2), { run: later }), ...linesOf(optionsOf(1))]);

    expect(reading.recordings[0]?.pages.map(({ options }) => options)).to.deep.equal([optionsOf(1), optionsOf(2)]);
    expect(reading.notes.map(({ rule }) => rule)).to.deep.equal(['C-332']);
  });

  it('makes a recording for each hook of the log, or of the one that is asked for', () => {
    const log = [...lines, ...linesOf({ data: [{ id: 1 }] }, { hook: 'preMap' })];

    expect(readWith(scriptLog, log).recordings.map(({ hook, pages }) => [hook, pages.length])).to.deep.equal([
      ['postSubmit', 2],
      ['preMap', 1],
    ]);
    expect(readWith(scriptLog, log, { kind: 'preMap' }).recordings.map(({ hook }) => hook)).to.deep.equal(['preMap']);
    expect(failureOf(scriptLog, log, { kind: 'postMap' }).message).to.equal(
      'has no call of postMap; it has calls of postSubmit, preMap',
    );
  });

  it('says that the log goes on elsewhere (C-621, C-608)', () => {
    const { notes } = readWith(scriptLog, { logs: entries, nextPageURL: '/v1/scripts/1/logs?offset=50' });

    expect(notes.map(({ rule, path }) => ({ rule, path }))).to.deep.equal([{ rule: 'C-621', path: '/nextPageURL' }]);
  });

  it('refuses a log without such lines, one without entries, one whose calls all lack something, and JSON that is torn', () => {
    expect(failureOf(scriptLog, 'just\ntext')).to.deep.equal({
      path: '',
      message: 'has no line of the recorder in 2 entries or lines (C-550)',
      next: [
        'Such a line holds "hooksmith-recorder/1".',
        'hooksmith record celigo-recorder writes the hook; its lines are kept only while debug is on for the script (C-328).',
      ],
    });
    expect(failureOf(scriptLog, { entries: [] }).message).to.match(/^is an object without log entries/);
    expect(failureOf(scriptLog, '7').message).to.match(/^is 7 without log entries/);
    expect(failureOf(scriptLog, lines.slice(0, 1))).to.deep.equal({
      path: '',
      message: 'has no call that is whole (C-550)',
      next: [`call 0 of postSubmit (run ${run}) was left out: chunk 2, 3, 4 of 4 are missing`],
    });
    expect(() => readWith(scriptLog, JSON.stringify(entries).slice(0, -9))).to.throw(SyntaxError);
  });

  it('looks no further than it names, however many chunks a line claims', () => {
    const [line = ''] = linesOf({ a: 1 });
    const forged = 'postSubmit x-1 0 1/9999999 ';
    const text = '{"a":1}';
    const log = [line, `hooksmith-recorder/1 ${forged}${text.length} ${checksumOf(forged + text)} |${text}|`];

    expect(readWith(scriptLog, log).notes.map(({ message }) => message)).to.deep.equal([
      'call 0 of postSubmit (run x-1) was left out: chunk 2, 3, 4, 5, 6, 7, 8, 9 and 9999990 more of 9999999 are missing',
    ]);
  });

  it('leaves out a call whose text is no object', () => {
    expect(failureOf(scriptLog, linesOf({}, { text: '[1]' })).next).to.deep.equal([
      `call 0 of postSubmit (run ${run}) was left out: its text is no JSON object`,
    ]);
  });
});
