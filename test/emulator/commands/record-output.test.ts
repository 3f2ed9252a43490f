import { readdirSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { optionsOf, useFolder } from './run-cli.ts';

const rows = [
  { sku: 'PENCIL-HB', qty: 4 },
  { sku: 'RULER-30', qty: 2 },
];

describe('what hooksmith record writes', () => {
  const folder = useFolder();
  const json = (name: string, value: unknown): string => folder.file(name, JSON.stringify(value));
  const linesOf = (name: string): readonly string[] => folder.read(name).toString().trimEnd().split('\n');

  it('says how many secrets were replaced, and writes none of them (R-509, C-110)', async () => {
    const secret = 'shpat_0123456789abcdef0123';
    const file = json('secret.json', { ...optionsOf(1), bearerToken: 'tok-12345678', note: `key ${secret}` });

    const { stderr } = await folder.run(['record', 'celigo-input', file]);

    expect(stderr).to.contain(
      '✓ wrote secret.rec.jsonl: 1 page, 1 record of postSubmit\n  2 secrets replaced before anything was written (R-509)\n',
    );
    expect(folder.read('secret.rec.jsonl').toString()).not.to.match(/tok-12345678|shpat_/);
  });

  it('prints the same as data with --json', async () => {
    json('two.json', { page_of_records: Array.from({ length: 11 }, () => ({ record: rows[0] })) });

    const { stdout, stderr, exitCode } = await folder.run([
      'record',
      'celigo-mock',
      'two.json',
      '--kind',
      'preMap',
      '--json',
    ]);

    expect({ stderr, exitCode }).to.deep.equal({ stderr: '', exitCode: 0 });
    expect(JSON.parse(stdout)).to.deep.equal({
      schema: 1,
      source: 'celigo-mock',
      file: 'two.json',
      recordings: [{ path: 'two.rec.jsonl', hook: 'preMap', step: null, pages: 1, records: 11, redactions: 0 }],
      notes: [
        {
          rule: 'C-537',
          path: '',
          message: 'the mock output holds 11 records, the platform takes 10; everything was taken',
        },
      ],
      assumed: [
        { code: 'assumed-rule', rule: 'C-114', option: 'contextProfile', value: '2026' },
        { code: 'assumed-rule', rule: 'C-124', option: 'importSettingsKey', value: 'import' },
        { code: 'assumed-rule', rule: 'C-131', option: 'importJobType', value: 'import' },
        { code: 'assumed-rule', rule: 'C-537', option: 'strictMockLimits', value: false },
      ],
    });
  });

  describe('spares what is there', () => {
    it('and replaces it only with --force', async () => {
      const file = json('kept.json', optionsOf(1));
      folder.file('kept.rec.jsonl', 'mine');

      const refused = await folder.run(['record', 'celigo-input', file]);
      expect(refused).to.deep.equal({
        stdout: '',
        stderr:
          'error kept.rec.jsonl is there already [ERR_USAGE]\n  --force replaces it, --out FILE writes another.\n',
        exitCode: 2,
      });
      expect(folder.read('kept.rec.jsonl').toString()).to.equal('mine');

      expect((await folder.run(['record', 'celigo-input', file, '--force'])).exitCode).to.equal(0);
      expect(linesOf('kept.rec.jsonl')).to.have.length(3);
    });

    it('never the file that is read, and no folder', async () => {
      const file = json('self.json', optionsOf(1));
      folder.file('place/x', '');

      const self = await folder.run(['record', 'celigo-input', file, '--out', './self.json', '--force']);
      const place = await folder.run(['record', 'celigo-input', file, '--out', 'place', '--force']);
      const nowhere = await folder.run(['record', 'celigo-input', file, '--out', 'no/where.rec.jsonl']);

      expect(self.stderr).to.match(/^error \.\/self\.json is the file that is read; a recording must not replace it/);
      expect(place.stderr).to.match(/^error place is no regular file/);
      expect(nowhere.stderr).to.match(/^error no\/where\.rec\.jsonl: cannot be written \(ENOENT\)/);
      expect([self, place, nowhere].map(({ exitCode }) => exitCode)).to.deep.equal([2, 2, 2]);
      expect(JSON.parse(folder.read('self.json').toString())).to.deep.equal(optionsOf(1));
    });

    it('names a file for each hook of a log, and asks when --out names one', async () => {
      const script = async (hook: string): Promise<string> =>
        (await folder.run(['record', 'celigo-recorder', '--hook', hook])).stdout;
      const call = (source: string, hook: string, options: object): string[] => {
        const lines: string[] = [];
        runInNewContext(`${source}; ${hook}(${JSON.stringify(options)});`, {
          console: { log: (line: string) => lines.push(line) },
        });
        return lines;
      };
      const lines = [
        ...call(await script('postSubmit'), 'postSubmit', optionsOf(1)),
        ...call(await script('preMap'), 'preMap', { data: rows }),
      ];
      folder.file('both.log', lines.join('\n'));

      const named = await folder.run(['record', 'celigo-log', 'both.log', '--out', 'one.rec.jsonl']);
      expect(named).to.deep.equal({
        stdout: '',
        stderr:
          'error both.log makes 2 recordings (postSubmit, preMap), and --out names one file [ERR_USAGE]\n  Leave --out away, or choose one of them with --kind.\n',
        exitCode: 2,
      });
      await folder.run(['record', 'celigo-log', 'both.log']);
      expect(readdirSync(folder.path)).to.include.members(['both.postSubmit.rec.jsonl', 'both.preMap.rec.jsonl']);
    });
  });
});
