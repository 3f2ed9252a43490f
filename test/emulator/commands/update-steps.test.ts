import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root, runCli, seal, useFolder } from './run-cli.ts';

const env = { CI: '' };
type Line = Readonly<Record<string, unknown>> & { readonly stages?: Readonly<Record<string, unknown>> };

describe('hooksmith replay --update of steps', () => {
  const folder = useFolder();
  mkdirSync(join(folder.path, 'node_modules'));
  symlinkSync(root, join(folder.path, 'node_modules/hooksmith'), 'junction');

  /** A sample that may be changed. */
  function useSample(name: string) {
    const own = `samples/${name}`;
    cpSync(join(root, own), join(folder.path, own), { recursive: true });
    const cwd = join(folder.path, own);
    return {
      run: (args: readonly string[]) => runCli(['replay', ...args], { cwd, env }),
      text: (file: string) => folder.read(join(own, file)).toString('utf8'),
      change(file: string, from: string, to: string) {
        const text = folder.read(join(own, file)).toString('utf8');
        expect(text).to.include(from);
        folder.file(join(own, file), text.replace(from, to));
      },
      write: (file: string, text: string) => folder.file(join(own, file), text),
      recordings: () => readdirSync(join(cwd, 'recordings')).sort(),
    };
  }

  const linesOf = (text: string): readonly Line[] =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  /** What of the lines is not as it was: names of members, of stages with their names. */
  function findChanged(before: readonly Line[], after: readonly Line[]): readonly string[] {
    const names = before.flatMap((was, index) => {
      const now = after[index] ?? {};
      const members = [...new Set([...Object.keys(was), ...Object.keys(now)])];
      return members.flatMap((key) => {
        if (JSON.stringify(was[key]) === JSON.stringify(now[key])) return [];
        if (key !== 'stages') return [key];
        const stages = { ...was.stages, ...now.stages };
        return Object.keys(stages)
          .filter((stage) => JSON.stringify(was.stages?.[stage]) !== JSON.stringify(now.stages?.[stage]))
          .map((stage) => `stages.${stage}`);
      });
    });
    return [...new Set(names)].sort();
  }

  it('replaces the recorded results of hooks in a pipeline and what goes on, and no result of a given stage', async () => {
    const sample = useSample('celigo-order-flow');
    const file = 'recordings/import.rec.jsonl';
    const original = linesOf(sample.text(file));
    const first = await sample.run(['ship-orders', '--update', '--yes', '--quiet']);
    const added = linesOf(sample.text(file));
    // Nothing recorded hangs on what postSubmit gives, so it may be another without making something stale.
    const pages = added.slice(0, -1);
    const lines = pages.map(({ stages, result, ...page }) => {
      if (stages === undefined) return JSON.stringify(page);
      return JSON.stringify({ ...page, stages: { ...stages, postSubmit: stages['submit'] }, result });
    });
    sample.write(file, seal(lines, { records: 274 }));
    const before = linesOf(sample.text(file));
    sample.change('hooks/import.ts', ': item;', ': { ...item, id: "n-" + item.id };');
    const told = await sample.run(['ship-orders', '--update', '--yes', '--quiet']);
    const after = linesOf(sample.text(file));
    const again = await sample.run(['ship-orders', '--quiet']);
    const last = await sample.run(['ship-orders', '--update', '--yes', '--quiet']);

    expect(first.stderr).to.equal('updated recordings/import.rec.jsonl: 50 results added\n');
    expect(findChanged(original, added)).to.deep.equal(['bytes', 'result', 'sha256']);
    expect(told.exitCode, told.stderr).to.equal(0);
    expect(told.stdout).to.include('error result-changed').and.include('postSubmit');
    expect(told.stderr).to.match(/^updated recordings\/import\.rec\.jsonl: \d+ results replaced\n$/);
    expect(findChanged(before, after)).to.deep.equal(['bytes', 'result', 'sha256', 'stages.postSubmit']);
    expect(again.exitCode, again.stdout).to.equal(0);
    expect(again.stdout).to.not.match(/^(?:error|warning) /m);
    expect(last.stderr).to.equal('nothing to update: the recordings hold the present results\n');
    expect(sample.recordings().filter((name) => name.endsWith('.tmp'))).to.deep.equal([]);
  });

  it('does not accept what leans on results that were recorded for other records', async () => {
    const sample = useSample('celigo-order-flow');
    const before = sample.text('recordings/import.rec.jsonl');
    sample.change('hooks/import.ts', 'shipment, site }', 'shipment, site: "YORK" }');
    const told = await sample.run(['ship-orders', '--update', '--yes', '--quiet']);

    expect(told.stderr).to.equal(
      'nothing was updated: 50 pages lean on results that were recorded for other records; --update accepts other results, and nothing else\n',
    );
    expect(told.exitCode).to.equal(1);
    expect(sample.text('recordings/import.rec.jsonl')).to.equal(before);
  });

  it('replaces the result of an export, whose last stage gives the page', async () => {
    const sample = useSample('celigo-order-flow');
    const file = 'recordings/export.rec.jsonl';
    const original = linesOf(sample.text(file));
    const told = await sample.run(['shop-orders', '--update', '--yes', '--quiet']);
    const again = await sample.run(['shop-orders', '--quiet']);

    expect(told.exitCode, told.stderr).to.equal(0);
    expect(
      findChanged(original, linesOf(sample.text(file))).filter((name) => name.startsWith('stages.')),
    ).to.deep.equal([]);
    expect(again.exitCode, again.stdout).to.equal(0);
  });

  it('replaces the outcome of a step that sends, and keeps its exchanges to the byte', async () => {
    const sample = useSample('trifacta-slack-message');
    const file = 'recordings/nightly-prep.rec.jsonl';
    const before = sample.text(file).split('\n');
    sample.change('hooksmith.json', '"Tell Slack"', '"Tell the shop"');
    const told = await sample.run(['--update', '--yes', '--quiet']);
    const after = sample.text(file).split('\n');
    const again = await sample.run(['--quiet']);

    expect(told.exitCode, told.stderr).to.equal(0);
    expect(told.stderr).to.equal(`updated ${file}: 1 result replaced\n`);
    expect(after).to.have.lengthOf(before.length);
    for (const index of [0, 2, 3]) expect(after[index]).to.equal(before[index]);
    expect(after[1]).to.include('Tell the shop').and.not.include('Tell Slack');
    expect(again.exitCode, again.stdout).to.equal(0);
    expect(again.stdout).to.match(/^✓ 1 page, 1 record: the page passes/);
  });

  it('does not accept a step that fails now', async () => {
    const sample = useSample('trifacta-slack-message');
    const before = sample.text('recordings/nightly-prep.rec.jsonl');
    sample.change('hooksmith.json', '"retries": 3', '"retries": 0');
    const told = await sample.run(['--update', '--yes', '--quiet']);

    expect(told.stderr).to.equal(
      'nothing was updated: 1 page fails; --update accepts other results, and nothing else\n',
    );
    expect(told.exitCode).to.equal(1);
    expect(sample.text('recordings/nightly-prep.rec.jsonl')).to.equal(before);
  });
});
