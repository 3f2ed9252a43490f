import { join } from 'node:path';
import { expect } from 'chai';
import { type CliResult, optionsOf, recordingOf, runCli, runTogether, useFolder } from '../commands/run-cli.ts';

const hook = { platform: 'celigo', hook: 'postSubmit', script: 'hooks/ids.js', recordings: ['recordings/*.rec.jsonl'] };
const schemaHint =
  'Add "$schema": "./node_modules/hooksmith/dist/hooksmith.schema.json" and an editor shows what belongs where.';

describe('hooksmith.json', () => {
  const folder = useFolder();
  folder.file('hooks/ids.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');
  folder.file('recordings/a.rec.jsonl', recordingOf([{ options: optionsOf(1) }]));
  folder.file('recordings/b.rec.jsonl', recordingOf([{ options: optionsOf(2, 3) }]));

  function write(content: unknown, place = ''): void {
    folder.file(`${place}hooksmith.json`, typeof content === 'string' ? content : JSON.stringify(content));
  }

  const broken: readonly (readonly [title: string, content: unknown, stderr: string])[] = [
    [
      'names line and column where it is not JSON',
      '{\n  "hooks": {,}\n}',
      'hooksmith.json:2:13: not JSON: expected a property name in double quotes, found "," [ERR_CONFIG]\n  Mend this place; an editor that knows JSON marks it.',
    ],
    [
      'says that it is empty',
      '',
      'hooksmith.json:1:1: not JSON: expected a value, found the end of the text [ERR_CONFIG]\n  Mend this place; an editor that knows JSON marks it.',
    ],
    [
      'says that it is no object',
      [],
      `hooksmith.json: the file must be an object, got [] [ERR_CONFIG]\n  ${schemaHint}`,
    ],
    [
      'suggests the nearest key of the file',
      { hook: {} },
      'hooksmith.json: the file has an unknown key "hook" [ERR_CONFIG]\n  Did you mean "hooks"?',
    ],
    [
      'suggests the nearest key of a hook, also for one that must be there',
      { hooks: { ids: { platform: 'celigo', hook: 'postSubmit', scrpt: 'ids.js' } } },
      'hooksmith.json: /hooks/ids has an unknown key "scrpt" [ERR_CONFIG]\n  Did you mean "script"?',
    ],
    [
      'names the key that is missing',
      { hooks: { ids: { platform: 'celigo', hook: 'postSubmit' } } },
      `hooksmith.json: /hooks/ids lacks "script" [ERR_CONFIG]\n  ${schemaHint}`,
    ],
    [
      'names a value of the wrong type',
      { hooks: { ids: { ...hook, recordings: 'recordings/a.rec.jsonl' } } },
      `hooksmith.json: /hooks/ids/recordings must be an array, got "recordings/a.rec.jsonl" [ERR_CONFIG]\n  ${schemaHint}`,
    ],
    [
      'suggests the nearest key of a stage',
      { steps: { flow: { platform: 'celigo', step: 'import', stages: { preMap: { scrpt: 'ids.js' } } } } },
      'hooksmith.json: /steps/flow/stages/preMap has an unknown key "scrpt" [ERR_CONFIG]\n  Did you mean "script"?',
    ],
    [
      'takes the input of a step for a key that there is',
      { steps: { task: { platform: 'trifacta', step: 'http-task', input: {}, timeoutMs: 'long' } } },
      `hooksmith.json: /steps/task/timeoutMs must be an integer, got "long" [ERR_CONFIG]\n  ${schemaHint}`,
    ],
    [
      'suggests the nearest key of the setup of a step',
      {
        steps: { flow: { platform: 'celigo', step: 'import', setup: { proceedOnFailur: true }, recordings: ['*.js'] } },
      },
      'hooksmith.json: /steps/flow: setup has an unknown key "proceedOnFailur" [ERR_CONFIG]\n  Did you mean "proceedOnFailure"?',
    ],
    [
      'suggests the nearest key of the setup of a hook',
      { hooks: { ids: { ...hook, hook: 'branching', setup: { branchs: 2 } } } },
      'hooksmith.json: /hooks/ids: setup has an unknown key "branchs" [ERR_CONFIG]\n  Did you mean "branches"?',
    ],
    [
      'suggests the nearest step',
      { steps: { flow: { platform: 'celigo', step: 'imprt', recordings: ['*.js'] } } },
      'hooksmith.json: /steps/flow: there is no step called "celigo/imprt" [ERR_CONFIG]\n  Did you mean "celigo/import"?',
    ],
    [
      'suggests the nearest key of a mock',
      { hooks: {}, mocks: { 'exports.run': [{}, { wen: {}, result: 1 }] } },
      'hooksmith.json: /mocks/exports.run/1 has an unknown key "wen" [ERR_CONFIG]\n  Did you mean "when"?',
    ],
    [
      'suggests the nearest key of the error of a mock',
      { hooks: {}, mocks: { 'exports.run': [{ error: { mesage: 'x' } }] } },
      'hooksmith.json: /mocks/exports.run/0/error has an unknown key "mesage" [ERR_CONFIG]\n  Did you mean "message"?',
    ],
    [
      'suggests the nearest call of a mock',
      { hooks: {}, mocks: { 'export.run': [] } },
      'hooksmith.json: /mocks has an unknown call "export.run" [ERR_CONFIG]\n  Did you mean "exports.run"?',
    ],
    [
      'says how a call of a mock is named',
      { hooks: {}, mocks: { fetchEverything: [] } },
      'hooksmith.json: /mocks has an unknown call "fetchEverything" [ERR_CONFIG]\n  A call is named like one of these: exports.find, exports.get, exports.create, exports.update.',
    ],
    [
      'says that mocks of a call are no list',
      { hooks: {}, mocks: { 'exports.run': { result: 1 } } },
      `hooksmith.json: /mocks/exports.run must be an array, got {"result":1} [ERR_CONFIG]\n  ${schemaHint}`,
    ],
    [
      'names the values that are understood',
      { hooks: { ids: { ...hook, moduleState: 'never' } } },
      `hooksmith.json: /hooks/ids/moduleState must be "job" or "fresh", got "never" [ERR_CONFIG]\n  ${schemaHint}`,
    ],
    [
      'says how a hook may be called',
      { hooks: { 'order ids': hook } },
      `hooksmith.json: /hooks has a hook called "order ids"; a name is letters, digits, dots, dashes and underscores and begins with a letter or digit [ERR_CONFIG]\n  ${schemaHint}`,
    ],
    [
      'suggests the nearest platform',
      { hooks: { ids: { ...hook, platform: 'celigoo' } } },
      'hooksmith.json: /hooks/ids: there is no hook called "celigoo/postSubmit" [ERR_CONFIG]\n  Did you mean "celigo/postSubmit"?',
    ],
    [
      'lists the hooks that there are',
      { hooks: { ids: { ...hook, platform: 'patchworks', hook: 'preSavePage' } } },
      'hooksmith.json: /hooks/ids: there is no hook called "patchworks/preSavePage" [ERR_CONFIG]\n  Known are: patchworks/script, patchworks/map-transform, patchworks/response-script, patchworks/post-request, patchworks/pre-request, patchworks/auth-pre, patchworks/auth-post, patchworks/pagination.',
    ],
    [
      'suggests the nearest assumption',
      { hooks: { ids: { ...hook, assumptions: { asyncResults: 'await' } } } },
      'hooksmith.json: /hooks/ids: celigo/postSubmit has no assumption called "asyncResults" [ERR_CONFIG]\n  Did you mean "asyncResult"?',
    ],
    [
      'names the values of an assumption',
      { hooks: { ids: { ...hook, assumptions: { asyncResult: true } } } },
      'hooksmith.json: /hooks/ids: assumption asyncResult (C-326) is true; expected "fail", "await" [ERR_CONFIG]',
    ],
    [
      'names a pattern that matches nothing',
      { hooks: { ids: { ...hook, recordings: ['recording/*.rec.jsonl'] } } },
      'hooksmith.json: no recording matches "recording/*.rec.jsonl" of hook ids [ERR_CONFIG]\n  Paths are read from .; * stands for any part of a file name.',
    ],
    [
      'says that no hook has a recording',
      { hooks: {} },
      'no hook or step of hooksmith.json has a recording [ERR_USAGE]\n  Name them: "recordings": ["recordings/*.rec.jsonl"]',
    ],
  ];
  let results: readonly CliResult[] = [];
  before(async () => {
    const tasks = broken.map(([, content], index) => () => {
      write(content, `broken-${index}/`);
      return runCli(['replay'], { cwd: join(folder.path, `broken-${index}`) });
    });
    results = await runTogether(tasks);
  });
  for (const [index, [title, , message]] of broken.entries()) {
    it(`${title}, and exits 2`, () => {
      expect(results[index]).to.deep.equal({ stdout: '', stderr: `error ${message}\n`, exitCode: 2 });
    });
  }

  it('suggests the nearest hook', async () => {
    write({ hooks: { 'order-ids': hook } });

    const replayed = await folder.run(['replay', 'order-id']);
    const ran = await folder.run(['run', 'orderids', '-i', '{}']);

    const stderr = (name: string): string =>
      `error there is no script ${name} and no hook of that name in hooksmith.json [ERR_HOOK]\n  Did you mean "order-ids"?\n`;
    expect(replayed).to.deep.equal({ stdout: '', stderr: stderr('order-id'), exitCode: 2 });
    expect(ran).to.deep.equal({ stdout: '', stderr: stderr('orderids'), exitCode: 2 });
  });

  it('replays all its recordings, each once, and says how to reproduce a page by its names', async () => {
    folder.file('hooks/lose.js', 'function postSubmit(options) {\n  return options.responseData.slice(1);\n}\n');
    write({
      hooks: {
        ids: { ...hook, recordings: ['recordings/*.rec.jsonl', 'recordings/a.rec.jsonl'] },
        lose: { ...hook, script: 'hooks/lose.js', recordings: ['recordings/b.rec.jsonl'] },
        later: { ...hook, recordings: [] },
      },
    });

    const { stdout, stderr, exitCode } = await folder.run(['replay', '--quiet']);

    expect({ stderr, exitCode }).to.deep.equal({ stderr: '', exitCode: 1 });
    expect(stdout).to.equal(`✗ 3 pages, 5 records: 2 pages pass, 1 breaks the contract (2 records fail)

error length-changed  C-005  page 0 of recordings/b.rec.jsonl
  returned 1 element for 2 records; postSubmit must return one element for each record, in the same order
  hooks/lose.js:2:3
    1 | function postSubmit(options) {
    2 |   return options.responseData.slice(1);
      |   ^

Reproduce: hooksmith replay lose recordings/b.rec.jsonl --page 0
Why:       hooksmith explain C-005
`);
  });

  it('replays one script for every step that it serves, so that a fault shows at all of them (C-314)', async () => {
    folder.file(
      'hooks/shared.js',
      'function ids(o) {\n  return tidy(o);\n}\nfunction stock(o) {\n  return tidy(o);\n}\nfunction tidy(o) {\n  return o.responseData.slice(1);\n}\n',
    );
    const shared = { ...hook, script: 'hooks/shared.js' };
    write({
      hooks: {
        ids: { ...shared, function: 'ids', recordings: ['recordings/a.rec.jsonl'] },
        stock: { ...shared, function: 'stock', recordings: ['recordings/b.rec.jsonl'] },
      },
    });

    const { findings } = await folder.report(['replay']);

    expect(findings.map(({ code, recording }) => [code, recording])).to.deep.equal([
      ['length-changed', 'recordings/a.rec.jsonl'],
      ['length-changed', 'recordings/b.rec.jsonl'],
    ]);
  });

  it('does not look for recordings where others are given, or none are needed', async () => {
    write({ hooks: { ids: { ...hook, recordings: ['recording/*.rec.jsonl'] } } });

    const replayed = await folder.run(['replay', 'ids', 'recordings/a.rec.jsonl', '--quiet']);
    const ran = await folder.run(['run', 'ids', '-i', JSON.stringify(optionsOf())]);

    expect(replayed).to.deep.equal({ stdout: '✓ 1 page, 1 record: the page passes\n', stderr: '', exitCode: 0 });
    expect(ran).to.include({ stdout: '[]\n', exitCode: 0 });
  });

  it('is found from a folder below it', async () => {
    write({ hooks: { ids: hook } });
    folder.file('deep/down/readme.txt', '');

    const { stdout, exitCode } = await runCli(['replay', 'ids', '--quiet'], { cwd: `${folder.path}/deep/down` });

    expect(stdout).to.equal('✓ 2 pages, 3 records: all 2 pages pass\n');
    expect(exitCode).to.equal(0);
  });

  it('sets function, assumptions, limits and module state, over which flags win', async () => {
    folder.file(
      'hooks/two.js',
      'async function first(o) { return o.responseData; }\nfunction second() { return []; }\n',
    );
    write({
      hooks: {
        ids: {
          ...hook,
          script: 'hooks/two.js',
          function: 'first',
          assumptions: { asyncResult: 'await' },
          moduleState: 'fresh',
          timeoutMs: 1234,
          memoryMb: 99,
        },
      },
    });

    const own = await folder.report(['replay', 'ids', 'recordings/a.rec.jsonl']);
    const flags = [
      '--module-state',
      'job',
      '--timeout-ms',
      '4321',
      '--memory-mb',
      '111',
      '--assume',
      'asyncResult=fail',
    ];
    const changed = await folder.report(['replay', 'ids', 'recordings/a.rec.jsonl', ...flags]);

    expect(own.exitCode).to.equal(0);
    expect(own.recordings[0]).to.deep.include({
      function: 'first',
      moduleState: { mode: 'fresh', why: 'Asked for with moduleState fresh.', at: null },
      timeoutMs: 1234,
      memoryMb: 99,
    });
    expect(changed.findings.map(({ code, rule }) => `${code} ${rule}`)).to.include('bad-shape C-326');
    expect(changed.recordings[0]).to.deep.include({
      moduleState: { mode: 'job', why: 'Asked for with moduleState job.', at: null },
      timeoutMs: 4321,
      memoryMb: 111,
    });
  });
});
