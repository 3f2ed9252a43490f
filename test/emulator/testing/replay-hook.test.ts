import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { HooksmithError } from '../../../emulator/errors.ts';
import type { Report } from '../../../emulator/report/report.ts';
import { page, type ReplayHookOptions, replayHook, replayProject, responseInput } from '../../../emulator/testing.ts';
import { postSubmit, transform } from '../../../sdk/celigo/index.ts';
import { optionsOf, recordingOf, useFolder } from '../commands/run-cli.ts';

async function refusal(work: Promise<Report>): Promise<HooksmithError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof HooksmithError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('replayHook', () => {
  const folder = useFolder();
  const at = (name: string) => join(folder.path, name);
  folder.file(
    'ids.js',
    'function postSubmit(options) {\n  if (options.responseData.length > 3) return options.responseData.slice(1);\n  return options.responseData;\n}\n',
  );
  folder.file('day.rec.jsonl', recordingOf([{ options: optionsOf(1) }, { options: optionsOf(1, 2, 3, 4) }]));

  it('replays pages and gives the report as data', async () => {
    const pages = [page(postSubmit, 2), page(postSubmit, 5), page(postSubmit, 0)];
    const report = await replayHook({ script: at('ids.js'), hook: postSubmit, pages });

    expect(report.totals).to.deep.include({ pages: 3, records: 7, passedPages: 2, failedPages: 1, failedRecords: 5 });
    expect(report.findings.filter(({ severity }) => severity === 'error')).to.have.lengthOf(1);
    expect(report.findings[0]).to.deep.include({
      code: 'length-changed',
      rule: 'C-005',
      page: 1,
      recording: '<pages>',
    });
  });

  it('says the same of recordings as hooksmith replay', async () => {
    const { exitCode: _, ...told } = await folder.report(['replay', at('ids.js'), at('day.rec.jsonl')]);
    const report = await replayHook({ script: at('ids.js'), recordings: [at('day.rec.jsonl')] });

    expect({ ...report, durationMs: 0 }).to.deep.equal({ ...told, durationMs: 0 });
  });

  it('takes file URLs for script and recordings', async () => {
    const report = await replayHook({
      script: pathToFileURL(at('ids.js')),
      recordings: [pathToFileURL(at('day.rec.jsonl'))],
    });

    expect(report.totals).to.deep.include({ pages: 2, failedPages: 1 });
  });

  it('passes a hook what the page holds, secrets too, and writes nothing', async () => {
    folder.file(
      'echo.js',
      'function transform(options) {\n  console.log(JSON.stringify(options.record));\n  return options.record;\n}\n',
    );
    const record = { apiKey: 'k-1', nested: { token: 't' } };
    const report = await replayHook({
      script: at('echo.js'),
      hook: transform,
      pages: [page(transform, 1, { record })],
    });

    expect(report.console[0]?.lines).to.deep.equal([['log', JSON.stringify(record)]]);
  });

  it('compares what the hook gives with the expected results', async () => {
    const pages = [page(postSubmit, 1), page(postSubmit, 1), page(postSubmit, 1)];
    const [one] = pages;
    const results = [one?.responseData, undefined, [{ statusCode: 422 }]];
    const report = await replayHook({ script: at('ids.js'), hook: postSubmit, pages, results });

    expect(report.totals).to.deep.include({ passedPages: 3, changedPages: 1 });
    expect(report.findings.map((finding) => [finding.code, finding.page])).to.deep.include(['result-changed', 2]);
  });

  it('tells the hook by the first page where none is named', async () => {
    folder.file(
      'fetch.js',
      'module.exports = async (data) => ({ payload: data.payload, response_code: data.response.status === 200 ? 0 : 1 });\n',
    );
    const pages = [responseInput({ status: 503 })];
    const report = await replayHook({ script: at('fetch.js'), hook: 'patchworks/response-script', pages });

    expect(report.recordings[0]).to.deep.include({ platform: 'patchworks', hook: 'response-script', pages: 1 });
    expect((await replayHook({ script: at('ids.js'), pages: [page(postSubmit, 4)] })).totals.failedPages).to.equal(1);
  });

  it('gives the same report with any number of runners, whatever the size of the pages', async () => {
    const big = 'x'.repeat(90_000);
    const pages = Array.from({ length: 30 }, (_, index) =>
      page(postSubmit, 1 + (index % 5), { preMapData: () => ({ big }) }),
    );
    const [one, two] = await Promise.all(
      [1, 2].map((workers) => replayHook({ script: at('ids.js'), hook: postSubmit, pages, workers })),
    );

    expect(one?.totals).to.deep.include({ pages: 30, failedPages: 12 });
    expect({ ...two, durationMs: 0 }).to.deep.equal({ ...one, durationMs: 0 });
  });

  it('goes on after a page that hangs', async () => {
    folder.file(
      'hang.js',
      'function postSubmit(options) {\n  if (options.responseData.length === 2) for (;;);\n  return options.responseData;\n}\n',
    );
    const pages = [1, 2, 3].map((count) => page(postSubmit, count));
    const report = await replayHook({ script: at('hang.js'), hook: postSubmit, pages, timeoutMs: 500 });

    expect(report.totals).to.deep.include({ pages: 3, passedPages: 2, failedPages: 1 });
    expect(report.findings[0]).to.deep.include({ code: 'timed-out', page: 1 });
  });

  const wrong: readonly (readonly [title: string, options: unknown, message: string])[] = [
    ['neither pages nor recordings', {}, 'replayHook got neither pages nor recordings\n  Give pages, such as'],
    ['both', { pages: [{}], recordings: ['x'] }, 'replayHook got both pages and recordings\n'],
    ['no page', { pages: [] }, 'pages is empty, so there is nothing to replay\n'],
    ['no recording', { recordings: [] }, 'recordings is empty, so there is nothing to replay\n'],
    ['a recording that is no path', { recordings: [7] }, 'recordings[0] is number, expected a path\n'],
    [
      'a page that is text',
      { pages: [{}, 'page'] },
      'pages[1] is "page", expected what the platform passes: an object\n',
    ],
    ['more results than pages', { pages: [{}], results: [1, 2] }, 'results has 2 elements, pages has 1\n'],
    [
      'results of recordings',
      { recordings: ['x'], results: [1] },
      'results go with pages; a recording holds its own\n',
    ],
    ['a page that is no JSON', { pages: [{ id: 1n }], hook: postSubmit }, 'pages[0] is no JSON value: '],
    [
      'a hook that nobody knows',
      { pages: [{}], hook: 'celigo/postSumbit' },
      'there is no hook called "celigo/postSumbit"\n  Did you mean "celigo/postSubmit"?',
    ],
    [
      'pages that fit no hook',
      { pages: [{}] },
      'pages[0] fits no hook, and hook is not given\n  Name the hook with hook, one of: ',
    ],
    ['a script that is not there', { script: 'none.js', pages: [page(postSubmit)] }, 'none.js'],
    ['an empty path', { script: '', pages: [page(postSubmit)] }, 'script is empty, expected a path\n'],
    ['a page that is not there', { pages: [page(postSubmit)], page: 3 }, '<pages> has no page 3\n'],
  ];
  for (const [title, options, message] of wrong) {
    it(`refuses ${title}, and says in the message what to do`, async () => {
      const given = { script: at('ids.js'), ...(options as Partial<ReplayHookOptions>) };

      expect((await refusal(replayHook(given))).message).to.include(message);
    });
  }
});

describe('replayProject', () => {
  const folder = useFolder();
  folder.file('hooks/ids.js', 'function postSubmit(options) {\n  return options.responseData.slice(1);\n}\n');
  folder.file('hooks/same.js', 'function postSubmit(options) {\n  return options.responseData;\n}\n');
  folder.file('recordings/day.rec.jsonl', recordingOf([{ options: optionsOf(1) }]));
  const hook = { platform: 'celigo', hook: 'postSubmit', recordings: ['recordings/*.rec.jsonl'] };
  folder.file(
    'hooksmith.json',
    JSON.stringify({
      hooks: {
        ids: { ...hook, script: 'hooks/ids.js' },
        same: { ...hook, script: 'hooks/same.js' },
        idle: { ...hook, script: 'hooks/same.js', recordings: [] },
      },
    }),
  );

  it('replays all of a project, from the folder or one below it', async () => {
    const [above, below] = await Promise.all([replayProject(folder.path), replayProject(join(folder.path, 'hooks'))]);

    expect(above.totals).to.deep.include({ pages: 2, passedPages: 1, failedPages: 1 });
    expect(below.totals).to.deep.equal(above.totals);
  });

  it('replays the hooks that are named', async () => {
    const report = await replayProject(pathToFileURL(folder.path), { names: ['same'] });

    expect(report.totals).to.deep.include({ pages: 1, passedPages: 1 });
  });

  const wrong: readonly (readonly [title: string, replayed: () => Promise<Report>, message: RegExp])[] = [
    [
      'a folder that is not there',
      () => replayProject(join(folder.path, 'none')),
      /^there is no folder .*none\n {2}Give/,
    ],
    ['a folder of no project', () => replayProject('/'), /^there is no hooksmith\.json in \/ or above it\n/],
    ['a slip in a name', () => replayProject(folder.path, { names: ['smae'] }), /"smae"\n {2}Did you mean "same"\?/],
    [
      'a hook without recordings',
      () => replayProject(folder.path, { names: ['idle'] }),
      /^idle of .* has no recording\n/,
    ],
    ['no name', () => replayProject(folder.path, { names: [] }), /^names is empty/],
  ];
  for (const [title, replayed, message] of wrong) {
    it(`refuses ${title}`, async () => {
      expect((await refusal(replayed())).message).to.match(message);
    });
  }
});
