import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { importedRecord, traceOf } from '../../sdk/celigo/sources/source-files.ts';
import { runTogether, useFolder } from './run-cli.ts';

const rows = [
  { sku: 'PENCIL-HB', qty: 4 },
  { sku: 'RULER-30', qty: 2 },
];

describe('hooksmith record, called in a wrong way', () => {
  const folder = useFolder();
  const json = (name: string, value: unknown): string => folder.file(name, JSON.stringify(value));
  json('trace.json', traceOf([importedRecord('PENCIL-HB', 1)]));
  json('mock.json', { page_of_records: rows.map((record) => ({ record })) });

  describe('with words', () => {
    const cases: readonly (readonly [title: string, args: readonly string[], stderr: string])[] = [
      [
        'suggests the nearest source',
        ['celigo-trase', 'x'],
        'there is no source "celigo-trase" [ERR_USAGE]\n  Did you mean "celigo-trace"?',
      ],
      [
        'names the sources',
        [],
        'record needs the name of a source [ERR_USAGE]\n  Known are: celigo-trace, celigo-input, celigo-mock, celigo-retry, celigo-log, har, celigo-recorder.',
      ],
      [
        'asks for a file',
        ['celigo-log'],
        'record celigo-log takes one file, got 0 [ERR_USAGE]\n  hooksmith record celigo-log FILE, where FILE is: script log with the lines of the recorder hook, as JSON, JSON Lines or text.',
      ],
      [
        'refuses a file for the recorder',
        ['celigo-recorder', 'x.log'],
        'record celigo-recorder reads no file, got "x.log" [ERR_USAGE]\n  hooksmith record celigo-log x.log reads a log.',
      ],
      [
        'suggests the nearest hook',
        ['celigo-mock', 'mock.json', '--kind', 'premap'],
        'celigo-mock can make no recording of "premap" [ERR_USAGE]\n  Did you mean "preMap"?\n  It can of: preSavePage, preMap, transform, inputFilter, outputFilter, branchFilter, branching.',
      ],
      [
        'refuses two hooks',
        ['celigo-mock', 'mock.json', '--kind', 'preMap', '--hook', 'transform'],
        '--kind is "preMap" and --hook is "transform" [ERR_USAGE]\n  They mean the same; give one.',
      ],
      [
        'refuses a step where there is none',
        ['celigo-mock', 'mock.json', '--step', 'x'],
        'celigo-mock has no steps to choose from with --step [ERR_USAGE]\n  Leave --step out.',
      ],
      [
        'suggests the nearest assumption',
        ['celigo-trace', 'trace.json', '--assume', 'allowHole=true'],
        'celigo-trace has no assumption called "allowHole" [ERR_USAGE]\n  Did you mean "allowHoles"?',
      ],
      [
        'names the values of an assumption',
        ['celigo-trace', 'trace.json', '--assume', 'traceGrouping=pages'],
        'assumption traceGrouping (C-525) is "pages"; expected "groupId", "pageSize", "single" [ERR_USAGE]',
      ],
      [
        'refuses a chunk size that makes no sense',
        ['celigo-recorder', '--assume', 'recorderChunkChars=5'],
        'recorderChunkChars is 5; expected a whole number from 100 to 1000000 (C-550) [ERR_USAGE]',
      ],
    ];
    it('says what is wrong and exits 2', async () => {
      const results = await runTogether(
        cases.map(
          ([, args]) =>
            () =>
              folder.run(['record', ...args]),
        ),
      );

      for (const [index, [title, , message]] of cases.entries()) {
        expect(results[index], title).to.deep.equal({ stdout: '', stderr: `error ${message}\n`, exitCode: 2 });
      }
    });
  });

  describe('with a file that is no such file', () => {
    folder.file('empty.json', '');
    folder.file('blank.json', ' \n\t');
    folder.file('torn.json', `{\n  "records": [\n    {"traceKey": "a", "journey": [\n`);
    folder.file('utf16.json', Buffer.from('\uFEFF{}', 'utf16le'));
    folder.file('latin.json', Buffer.from([0x22, 0xe9, 0x22]));
    folder.file('deep.json', `{"records":[{"traceKey":${'['.repeat(200_000)}${']'.repeat(200_000)}}]}`);
    folder.file('huge.json', '');
    truncateSync(join(folder.path, 'huge.json'), 64 * 1024 * 1024 + 1);
    folder.file('folder/x', '');
    json('no-record.json', { page_of_records: [{ record: rows[0] }, { sku: 'PENCIL-HB' }] });
    json('no-data.json', { 'rk-9': { stage: 'import' } });
    json('bare.json', rows);
    folder.file('proto.json', '{"__proto__":{"records":[]}}');
    const cases: readonly (readonly [args: readonly string[], stderr: string])[] = [
      [['celigo-trace', 'nowhere.json'], 'nowhere.json: there is no such file [ERR_RECORDING]\n  Check the path.'],
      [['celigo-trace', 'folder'], 'folder: is a directory, expected a file [ERR_RECORDING]\n  Name a file.'],
      [['celigo-trace', 'empty.json'], 'empty.json: is empty [ERR_RECORDING]\n  Save it again from where it came.'],
      [
        ['celigo-trace', 'blank.json'],
        'blank.json: holds nothing but white space [ERR_RECORDING]\n  Save it again from where it came.',
      ],
      [
        ['celigo-trace', 'torn.json'],
        'torn.json:4:1: not JSON: expected a value, found the end of the text [ERR_RECORDING]\n  Save it again from where it came; an editor that knows JSON marks the place.',
      ],
      [
        ['celigo-trace', 'utf16.json'],
        'utf16.json: is UTF-16 text, expected UTF-8 [ERR_RECORDING]\n  Save it as UTF-8.',
      ],
      [['celigo-trace', 'latin.json'], 'latin.json: is not UTF-8 text [ERR_RECORDING]\n  Save it as UTF-8.'],
      [
        ['celigo-trace', 'deep.json'],
        'deep.json: the value at /records/0/traceKey/0/… is nested more than 128 levels deep (R-213) [ERR_RECORDING]\n  Flatten the value before it is recorded.',
      ],
      [
        ['celigo-trace', 'huge.json'],
        'huge.json: has 67108865 bytes, the most is 67108864 [ERR_RECORDING]\n  Save less of it: fewer records, or a shorter time.',
      ],
      [
        ['celigo-trace', 'proto.json'],
        'proto.json: has nothing as "records"; expected a flow trace: {"records": […], …} (C-520) [ERR_RECORDING]\n  Save what `celigo flows trace <flowId> --job <jobId>` prints.\n  hooksmith explain C-502 says what the file should be.',
      ],
      [
        ['celigo-mock', 'no-record.json'],
        'no-record.json at /page_of_records/1: has no "record"; expected {"record": …} as element 1 of page_of_records (C-535) [ERR_RECORDING]\n  Wrap each record: {"record": {…}}.\n  hooksmith explain C-503 says what the file should be.',
      ],
      [
        ['celigo-retry', 'no-data.json'],
        'no-data.json at /rk-9: lacks "data"; expected {"data": record, "stage": …, "traceKey": …} (C-541) [ERR_RECORDING]\n  hooksmith explain C-504 says what the file should be.',
      ],
      [
        ['celigo-input', 'bare.json'],
        'bare.json: does not say which hook it is for: it is an array: just the data (C-513) [ERR_RECORDING]\n  Name the hook with --kind, one of: preSavePage, preMap.\n  hooksmith explain C-501 says what the file should be.',
      ],
    ];
    it('names the place and what to do, exits 2 and writes nothing', async () => {
      const before = readdirSync(folder.path);

      const results = await runTogether(
        cases.map(
          ([args]) =>
            () =>
              folder.run(['record', ...args]),
        ),
      );

      for (const [index, [args, message]] of cases.entries()) {
        expect(results[index], args.join(' ')).to.deep.equal({ stdout: '', stderr: `error ${message}\n`, exitCode: 2 });
      }
      expect(readdirSync(folder.path)).to.deep.equal(before);
    });
  });
});
