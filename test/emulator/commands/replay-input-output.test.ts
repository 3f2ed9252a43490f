import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { optionsOf, recordingOf, useFolder } from './run-cli.ts';

describe('hooksmith replay, its input and output', () => {
  const folder = useFolder();
  folder.file('echo.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');
  folder.file('lose.js', 'function postSubmit(options) {\n  return options.responseData.slice(1);\n}\n');
  folder.file('keys.rec.jsonl', recordingOf([{ options: optionsOf(1, 2), result: optionsOf(1, 2).responseData }]));

  it('shows console lines by page, with their level where it is not log', async () => {
    folder.file(
      'noisy.js',
      `console.info('hello');
let seen = 0;
function postSubmit(options) {
  seen += 1;
  console.log('page', seen);
  console.warn({ ids: [1, 2] });
  return options.responseData;
}
`,
    );
    folder.file('three.rec.jsonl', recordingOf([1, 2, 3].map((id) => ({ options: optionsOf(id) }))));

    const { stdout } = await folder.run(['replay', 'noisy.js', 'three.rec.jsonl', '--page', '2']);

    expect(stdout).to.equal(`✓ 1 page, 1 record: the page passes

console (3 lines)
  loading info: hello
  page 2 page 3
  page 2 warn: {"ids":[1,2]}

note: module state: pages ran in order in one process. \`seen\` (line 2) is changed, line 4. (noisy.js:4)
`);
  });

  it('takes pages of any number of records, because exports set it (C-401)', async () => {
    const many = Array.from({ length: 45 }, (_, index) => index);
    folder.file('sizes.rec.jsonl', recordingOf([[], [1], many].map((ids) => ({ options: optionsOf(...ids) }))));

    const { stdout } = await folder.run(['replay', 'echo.js', 'sizes.rec.jsonl', '--quiet']);

    expect(stdout).to.equal('✓ 3 pages, 46 records: all 3 pages pass\n');
  });

  it('paints with FORCE_COLOR, and neither without a terminal nor with NO_COLOR', async () => {
    const args = ['replay', 'echo.js', 'keys.rec.jsonl', '--quiet'];
    const [forced, plain, off] = await Promise.all([
      folder.run(args, { env: { FORCE_COLOR: '1' } }),
      folder.run(args),
      folder.run(args, { env: { NO_COLOR: '1' } }),
    ]);

    expect(forced.stdout).to.equal('\u001b[32m✓\u001b[39m \u001b[1m1 page, 2 records: the page passes\u001b[22m\n');
    expect(plain.stdout).to.equal('✓ 1 page, 2 records: the page passes\n');
    expect(off).to.deep.equal(plain);
  });

  it('takes bare options, arrays of them and JSON Lines, plain or packed, whatever the name', async () => {
    const all = [optionsOf(1, 2), optionsOf(3)];
    const contents = {
      'one.json': JSON.stringify(all[0], null, 2),
      'array.json': JSON.stringify(all, null, 2),
      'lines.jsonl': all.map((options) => JSON.stringify(options)).join('\n'),
    };
    for (const [name, content] of Object.entries(contents)) {
      folder.file(name, content);
      folder.file(`${name}.gz`, gzipSync(content));
    }
    const names = Object.keys(contents).flatMap((name) => [name, `${name}.gz`]);

    const report = await folder.report(['replay', 'echo.js', ...names]);

    expect(report.exitCode).to.equal(0);
    const counts = report.recordings.map(({ recording, hook, pages, records }) => [recording, hook, pages, records]);
    expect(counts).to.deep.equal([
      ['one.json', 'postSubmit', 1, 2],
      ['one.json.gz', 'postSubmit', 1, 2],
      ['array.json', 'postSubmit', 2, 3],
      ['array.json.gz', 'postSubmit', 2, 3],
      ['lines.jsonl', 'postSubmit', 2, 3],
      ['lines.jsonl.gz', 'postSubmit', 2, 3],
    ]);
  });

  it('replays a recording as often as it is named', async () => {
    const { totals } = await folder.report(['replay', 'echo.js', 'one.json', 'keys.rec.jsonl', 'keys.rec.jsonl']);

    expect(totals).to.include({ pages: 3, passedPages: 3 });
  });

  it('quotes names that a shell would take apart in the command that reproduces a page', async () => {
    folder.file("it's a day.rec.jsonl", recordingOf([{ options: optionsOf(1, 2) }]));

    const { stdout } = await folder.run(['replay', 'lose.js', "it's a day.rec.jsonl", '--quiet']);

    expect(stdout).to.contain("Reproduce: hooksmith replay lose.js 'it'\\''s a day.rec.jsonl' --page 0\n");
  });
});
