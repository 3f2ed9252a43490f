import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import type { BuiltHook } from '../../../emulator/artefact/build-hooks.ts';
import { root, runTogether, useFolder } from './run-cli.ts';

const pipeline = 'samples/celigo-order-flow';
const connector = 'samples/patchworks-wait-for-order';

describe('hooksmith build of steps', () => {
  const folder = useFolder();
  for (const sample of [pipeline, connector]) {
    for (const name of readdirSync(join(root, sample))) {
      if (name !== 'hooksmith.json') cpSync(join(root, sample, name), join(folder.path, name), { recursive: true });
    }
  }
  const stepsOf = (sample: string) => JSON.parse(readFileSync(join(root, sample, 'hooksmith.json'), 'utf8')).steps;
  const ship = stepsOf(pipeline)['ship-orders'];
  const wait = stepsOf(connector)['wait-for-order'];
  const text = (name: string): string => folder.read(name).toString('utf8');
  // Scripts that read their own text do something else once it is shorter.
  folder.file(
    'own-text.ts',
    text('hooks/import.ts').replace('shipmentId: id }', 'shipmentId: String(postResponseMap).length }'),
  );
  folder.file(
    'own-text.js',
    text('wait-for-order.js')
      .replace('async (data) =>', 'async function waits(data)')
      .replace("'asking again in a later run'", 'String(String(waits).length)'),
  );
  folder.file(
    'hooksmith.json',
    JSON.stringify({
      steps: {
        'ship-orders': ship,
        'wait-for-order': wait,
        'ship-anew': { ...ship, stages: { ...ship.stages, postResponseMap: { script: 'own-text.ts' } } },
        'wait-anew': { ...wait, stages: { 'response-script': { script: 'own-text.js' } } },
        given: { platform: 'celigo', step: 'import', stages: { mapping: { script: 'own-text.ts' } } },
        none: { platform: 'celigo', step: 'import' },
      },
    }),
  );

  it('makes a script of each stage, and says that the whole step does with them what it did', async () => {
    const [told, json] = await runTogether([
      () => folder.run(['build', 'ship-orders', 'wait-for-order']),
      () => folder.run(['build', 'ship-orders', '--json', '--out', 'json']),
    ]);
    const built: readonly BuiltHook[] = JSON.parse(json?.stdout ?? '').built;

    expect(told?.exitCode, told?.stderr).to.equal(0);
    expect(told?.stdout.replace(/, [\d.]+ K?B/g, '')).to.equal(`\
✓ dist/ship-orders.inputFilter.js  celigo/inputFilter, filter of hooks/import.ts, for es2020 (C-322)
✓ dist/ship-orders.preMap.js  celigo/preMap, preMap of hooks/import.ts, for es2020 (C-322)
✓ dist/ship-orders.postMap.js  celigo/postMap, postMap of hooks/import.ts, for es2020 (C-322)
✓ dist/ship-orders.postSubmit.js  celigo/postSubmit, postSubmit of hooks/import.ts, for es2020 (C-322)
✓ dist/ship-orders.postResponseMap.js  celigo/postResponseMap, postResponseMap of hooks/import.ts, for es2020 (C-322)
  the step ship-orders does what it does with its sources: 50 pages, 274 records: all 50 pages pass
✓ dist/wait-for-order.response-script.js  patchworks/response-script, module.exports of wait-for-order.js, as it is
  the step wait-for-order does what it does with its sources: 3 pages, 3 records: 1 page passes, 2 fail as recorded
`);
    expect(text('dist/ship-orders.preMap.js'))
      .to.match(/^\/\/ .*hooks\/import\.ts/)
      .and.include('function preMap')
      .and.not.include('postSubmit');
    expect(text('dist/wait-for-order.response-script.js')).to.include('module.exports = async (data)');
    for (const name of readdirSync(join(folder.path, 'dist'))) expect(name).to.match(/\.js(?:\.map)?$/);
    expect(built.map(({ name, stageOf, out, written }) => ({ name, stageOf, out, written }))).to.deep.equal(
      Object.keys(ship.stages).map((stage) => ({
        name: `ship-orders.${stage}`,
        stageOf: { step: 'ship-orders', stage },
        out: `json/ship-orders.${stage}.js`,
        written: true,
      })),
    );
    for (const { comparison } of built) expect(comparison?.report.totals.pages).to.equal(50);
  });

  it('writes none of the scripts of a step that does something else with them, and says on which pages', async () => {
    const args = ['--minify', '--out', 'other'];
    const [pages, sent] = await runTogether([
      () => folder.run(['build', 'ship-anew', ...args]),
      () => folder.run(['build', 'wait-anew', ...args]),
    ]);

    expect(pages?.exitCode, pages?.stderr).to.equal(1);
    expect(pages?.stdout.match(/^✗ .* not written/gm)).to.deep.equal(
      Object.keys(ship.stages).map((stage) => `✗ other/ship-anew.${stage}.js not written`),
    );
    expect(pages?.stdout).to.match(
      /^ {2}error page \d+ of recordings\/import\.rec\.jsonl: the step ship-anew with its built scripts gives another result than its source$/m,
    );
    expect(pages?.stdout).to.include('  hooksmith build ship-anew --no-replay writes them all the same.\n');
    expect(sent?.exitCode, sent?.stderr).to.equal(1);
    expect(sent?.stdout).to.match(/^✗ other\/wait-anew\.response-script\.js not written/);
    expect(sent?.stdout).to.include(
      'the step wait-anew with its built scripts takes another way than with its sources',
    );
    expect(existsSync(join(folder.path, 'other'))).to.equal(false);
  });

  it('builds no function that stands in for work of the platform', async () => {
    const [given, none] = await runTogether(
      ['given', 'none'].map((name) => () => folder.run(['build', name, '--out', 'nothing'])),
    );

    for (const [name, result] of [
      ['given', given],
      ['none', none],
    ] as const) {
      expect(result?.exitCode).to.equal(2);
      expect(
        result?.stderr,
      ).to.equal(`error no script is attached to the step ${name}, so there is nothing to build [ERR_USAGE]
  Name the script of a stage under "stages" of the step.
`);
    }
    expect(existsSync(join(folder.path, 'nothing'))).to.equal(false);
  });
});
