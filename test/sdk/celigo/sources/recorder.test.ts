import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { recorderHook } from '../../../../sdk/celigo/sources/recorder.ts';
import { checksumOf, readRecorderLine } from '../../../../sdk/celigo/sources/recorder-lines.ts';
import { scriptLog } from '../../../../sdk/celigo/sources/script-log.ts';
import { SourceError } from '../../../../sdk/recording-source.ts';
import { readWith } from './source-files.ts';

/** Loads a recorder as a plain script and gives its function, with the lines that it logs. */
function load(
  kind: string,
  functionName: string,
  recorderChunkChars = 4000,
): { call(options: unknown): unknown; lines: string[] } {
  const lines: string[] = [];
  const script = recorderHook.write(kind, { recorderChunkChars });
  const call = runInNewContext(`${script};${functionName}`, { console: { log: (line: string) => lines.push(line) } });
  return { call: (options) => call(options), lines };
}

const rows = [{ sku: 'PENCIL-HB' }, { sku: 'RULER-30' }];

describe('celigo-recorder', () => {
  describe('writes a hook with the default name of its kind (C-310) that changes nothing', () => {
    const cases: readonly (readonly [kind: string, functionName: string, options: object, result: unknown])[] = [
      ['preSavePage', 'preSavePage', { data: rows, errors: [] }, { data: rows, errors: [], abort: false }],
      ['preSavePage', 'preSavePage', { data: rows }, { data: rows, errors: [], abort: false }],
      ['preMap', 'preMap', { data: rows }, rows.map((data) => ({ data }))],
      ['postMap', 'postMap', { preMapData: [], postMapData: rows }, rows.map((data) => ({ data }))],
      ['postSubmit', 'postSubmit', { responseData: rows }, rows],
      ['postAggregate', 'postAggregate', { postAggregateData: {} }, undefined],
      ['postResponseMap', 'postResponseMap', { postResponseMapData: rows, responseData: [] }, rows],
      ['transform', 'transform', { record: rows[0] }, rows[0]],
      ['inputFilter', 'filter', { record: rows[0] }, true],
      ['outputFilter', 'filter', { record: rows[0] }, true],
      ['branchFilter', 'filter', { record: rows[0] }, true],
      ['formInit', 'formInit', { resource: { settingsForm: { form: { fieldMap: {} } } } }, { fieldMap: {} }],
      ['preSave', 'preSave', { newResource: { name: 'Items' } }, { name: 'Items' }],
      ['step', 'step', { formSubmission: {} }, undefined],
      ['update', 'update', { resource: {} }, undefined],
      ['changeEdition', 'changeEdition', { fromEdition: 'a' }, undefined],
    ];
    for (const [kind, functionName, options, result] of cases) {
      it(`${kind}: ${JSON.stringify(options)}`, () => {
        const { call, lines } = load(kind, functionName);

        const returned = call(options);

        expect(returned === undefined ? undefined : JSON.parse(JSON.stringify(returned))).to.deep.equal(result);
        expect(lines.map((line) => readRecorderLine(line)?.kind)).to.deep.equal(['chunk']);
      });
    }

    it('for every kind that it says it can', () => {
      expect([...new Set(cases.map(([kind]) => kind))].sort()).to.deep.equal([...recorderHook.kinds].sort());
    });
  });

  it('logs options in chunks that celigo-log puts together again, whatever characters they hold (C-505, C-550)', () => {
    const { call, lines } = load('postSubmit', 'postSubmit', 100);
    const options = {
      responseData: [{ statusCode: 200, note: 'Zürich 𝄞 \u2028 "quoted" | \\ \n €' }],
      preMapData: [{ text: '|'.repeat(250) }],
      postMapData: [{ nested: { deep: [1, 2.5, null, true, ''] } }],
    };

    call(options);
    call({ ...options, preMapData: [] });

    expect(lines.length).to.be.greaterThan(5);
    for (const line of lines) expect(line).to.match(/^[ -~]{100,260}$/);
    const { recordings, notes } = readWith(scriptLog, lines.join('\n'));
    expect(recordings.map(({ pages }) => pages.map((page) => page.options))).to.deep.equal([
      [options, { ...options, preMapData: [] }],
    ]);
    expect(notes).to.deep.equal([]);
  });

  it('never logs bearerToken, at whatever depth (C-110)', () => {
    const { call, lines } = load('postSubmit', 'postSubmit');

    call({ responseData: [], bearerToken: 'tok-1', job: { bearerToken: 'tok-2' } });

    expect(lines.join('')).not.to.match(/tok-\d|bearerToken/);
  });

  it('says that it could not log a call, and passes the page through all the same', () => {
    const { call, lines } = load('postSubmit', 'postSubmit');
    const loop: { responseData: unknown[]; self?: unknown } = { responseData: rows };
    loop.self = loop;

    expect(call(loop)).to.equal(rows);
    expect(lines.map((line) => readRecorderLine(line)?.kind)).to.deep.equal(['failed']);
  });

  it('has the chunk size that recorderChunkChars says, and refuses one that makes no sense', () => {
    const { call, lines } = load('transform', 'transform', 100);

    call({ record: { text: 'x'.repeat(450) } });

    expect(
      lines
        .map((line) => readRecorderLine(line))
        .flatMap((line) => (line?.kind === 'chunk' ? [line.chunk.text.length] : [])),
    ).to.deep.equal([100, 100, 100, 100, 72]);
    for (const recorderChunkChars of [99, 1.5, 'many', 1_000_001]) {
      expect(() => recorderHook.write('postSubmit', { recorderChunkChars })).to.throw(
        SourceError,
        'expected a whole number from 100 to 1000000 (C-550)',
      );
    }
  });
});

describe('readRecorderLine', () => {
  const place = 'postSubmit lq3k9x1a-8f2a1c 3 2/5 ';
  const line = (text: string): string =>
    `hooksmith-recorder/1 ${place}${text.length} ${checksumOf(`${place}${text}`)} |${text}|`;

  it('finds a chunk whatever stands around it', () => {
    const chunk = { hook: 'postSubmit', run: 'lq3k9x1a-8f2a1c', page: 3, index: 2, count: 5, text: '{"a":"|"}' };

    expect(readRecorderLine(`2026-03-04T09:00:00Z INFO [script] ${line('{"a":"|"}')} (debug) |`)).to.deep.equal({
      kind: 'chunk',
      chunk,
    });
  });

  it('tells a chunk that was cut or changed, in its text or in its head', () => {
    const whole = line('{"a":1}');

    expect(readRecorderLine(whole.replace('"a"', '"b"'))?.kind).to.equal('damaged');
    expect(readRecorderLine(whole.slice(0, -4))?.kind).to.equal('damaged');
    expect(readRecorderLine(whole.replace(' 3 2/5', ' 4 2/5'))?.kind).to.equal('damaged');
  });

  it('gives null for lines that are not of the recorder', () => {
    for (const other of [
      '',
      'hello',
      'hooksmith-recorder/1',
      'hooksmith-recorder/1 x y',
      line('x').replace('2/5', '6/5'),
    ]) {
      expect(readRecorderLine(other)).to.equal(null);
    }
  });
});
