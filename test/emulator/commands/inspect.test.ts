import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { debugCli } from './debug-cli.ts';
import { optionsOf, recordingOf, root, runCli, runTogether, useFolder } from './run-cli.ts';

const libraryText = `/** Twice as many. */
export const double = (n: number): number => {
  return n * 2;
};
`;

const hookText = `import { double } from './double.ts';

interface Item {
  id: string;
}

/** Gives back what it gets, as import (x) would not. */
export function postSubmit(options: { responseData: Item[] }): Item[] {
  'use strict';
  const { responseData } = options;
  const count: number = responseData.length;
  const twice = double(count);
  console.log('counted', twice);
  return responseData.map((item) => ({ ...item, id: item.id }));
}
`;

describe('replay under a debugger', () => {
  const folder = useFolder();
  folder.file('hooks/double.ts', libraryText);
  folder.file('hooks/my ids.ts', hookText);
  folder.file('r.rec.jsonl', recordingOf([{ options: optionsOf(1) }, { options: optionsOf(2, 3) }]));

  it('stops where the hook begins on the page that was asked for, and at breakpoints in TypeScript files', async () => {
    const args = ['replay', 'hooks/my ids.ts', 'r.rec.jsonl', '--inspect-brk=0', '--page', '1', '--timeout-ms', '200'];
    const run = await debugCli(folder.path, [...args, '--json']);
    run.breakAt('hooks/double.ts', 3);
    run.breakAt('hooks/my ids.ts', 14);
    await run.begin();

    const first = await run.pause();
    expect(first).to.deep.include({ at: 'hooks/my ids.ts:10', functionName: 'postSubmit' });
    expect(await first.value('options.responseData.map(({ id }) => id)')).to.deep.equal(['2', '3']);
    await run.resume();

    const second = await run.pause();
    expect(second).to.deep.include({ at: 'hooks/double.ts:3', functionName: 'double' });
    expect(await second.value('n')).to.equal(2);
    // Longer than the page may take when nobody looks.
    await sleep(400);
    await run.resume();

    const third = await run.pause();
    expect(third.at).to.equal('hooks/my ids.ts:14');
    expect(await third.value('twice')).to.equal(4);
    await run.resume();

    const { stdout, stderr, exitCode } = await run.ended;
    const report = JSON.parse(stdout);
    expect(report.totals).to.deep.include({ pages: 1, passedPages: 1, failedPages: 0 });
    expect(report.recordings[0]).to.deep.include({ timeoutMs: 0, memoryMb: 0 });
    expect(report.recordings[0].notices.join()).to.include('no limit of time or memory held');
    expect(exitCode).to.equal(0);
    expect(run.console()).to.deep.equal(['page 1', 'counted 4']);
    expect(stderr).to.match(
      /^Debugger listening on ws:\/\/127\.0\.0\.1:\d+\/[0-9a-f-]+\nFor help, see: \S+\nThe replay waits for a debugger: .*\nDebugger attached\.\n$/,
    );
  });

  it('carries the text of the files as they are on the disk, for editors that compare it', async () => {
    const run = await debugCli(folder.path, ['replay', 'hooks/my ids.ts', 'r.rec.jsonl', '--inspect=0']);
    await run.begin();
    await run.ended;

    const [script] = run.maps();
    expect(script?.url).to.equal(
      pathToFileURL(join(folder.path, 'hooks/my ids.ts.postSubmit.hooksmith-guest.js')).href,
    );
    expect(script?.map.sources).to.deep.equal(
      ['hooks/double.ts', 'hooks/my ids.ts'].map((file) => pathToFileURL(join(folder.path, file)).href),
    );
    expect(script?.map.sourcesContent).to.deep.equal([libraryText, hookText]);
  });

  it('stops in a JavaScript file by its own URL in every page, at errors too, and goes on when the debugger leaves', async () => {
    const text = [
      'function postSubmit(options) { // --> and <!-- and import (y)',
      '  const { length } = options.responseData;',
      "  if (length === 2) throw new TypeError('no pairs');",
      '  return options.responseData;',
      '}',
    ];
    folder.file('ids.js', text.join('\n'));
    const run = await debugCli(folder.path, ['replay', 'ids.js', 'r.rec.jsonl', '--inspect=0']);
    const url = pathToFileURL(join(folder.path, 'ids.js')).href;
    await run.post('Debugger.setBreakpointByUrl', { url, lineNumber: 2 });
    await run.begin();

    for (const length of [1, 2]) {
      const pause = await run.pause();
      expect(pause).to.deep.include({ url, at: 'ids.js:3' });
      expect(await pause.value('length')).to.equal(length);
      // Not from the start, as the sandbox throws when it tries what the engine can.
      await run.post('Debugger.setPauseOnExceptions', { state: 'all' });
      await run.resume();
    }
    const thrown = await run.pause();
    expect(thrown).to.deep.include({ reason: 'exception', at: 'ids.js:3' });
    run.detach();

    const { stdout, exitCode } = await run.ended;
    expect(stdout).to.include('TypeError: no pairs\n  ids.js:3:27');
    expect(exitCode).to.equal(1);
  });

  it('stops in an async response script of Patchworks that run calls', async () => {
    folder.file(
      'respond.ts',
      [
        'type Data = { response: { status: number } };',
        '',
        'export default async (data: Data) => {',
        '  await null;',
        '  return { response_code: data.response.status >= 500 ? 1 : 0, message: "status " + data.response.status };',
        '};',
        '',
      ].join('\n'),
    );
    const input = { payload: 'x', variables: {}, meta: {}, response: { status: 503, headers: {}, body: 'x' } };
    folder.file('input.json', JSON.stringify(input));
    const run = await debugCli(folder.path, ['run', 'respond.ts', '-i', '@input.json', '--inspect-brk=0']);
    run.breakAt('respond.ts', 5);
    await run.begin();

    const first = await run.pause();
    expect(first.at).to.equal('respond.ts:4');
    expect(await first.value('data.response.status')).to.equal(503);
    await run.resume();
    expect((await run.pause()).at).to.equal('respond.ts:5');
    await run.resume();

    const { stdout, exitCode } = await run.ended;
    expect(JSON.parse(stdout)).to.deep.equal({ response_code: 1, message: 'status 503' });
    expect(exitCode).to.equal(0);
  });

  it('stops in an arrow without a body, and before a function that only running finds', async () => {
    const text = '(options) => ( // => not this\n  { list: options.responseData }).list';
    folder.file('arrow.js', `const postSubmit = ${text};\n`);
    folder.file('made.js', `const postSubmit = [${text}].pop();\n`);
    const [arrow, made] = await Promise.all(
      ['arrow.js', 'made.js'].map(async (file) => {
        const run = await debugCli(folder.path, ['replay', file, 'r.rec.jsonl', '--inspect-brk=0', '--page', '0']);
        await run.begin();
        const pause = await run.pause();
        const length = await pause.value('options.responseData.length');
        if (pause.at === '') await run.post('Debugger.stepInto');
        else await run.resume();
        const stepped = pause.at === '' ? (await run.pause()).functionName : '';
        if (stepped !== '') run.detach();
        const { exitCode } = await run.ended;
        return { at: pause.at, length, exitCode };
      }),
    );

    expect(arrow).to.deep.equal({ at: 'arrow.js:1', length: 1, exitCode: 0 });
    expect(made).to.deep.equal({ at: '', length: 1, exitCode: 0 });
  });

  it('stops once in each hook of a pipeline for the page', async () => {
    const run = await debugCli(join(root, 'samples/celigo-order-flow'), [
      ...['replay', 'ship-orders', '--page', '0', '--inspect-brk=0'],
    ]);
    await run.begin();
    const stops: string[] = [];
    for (let pause = await run.pause(); ; pause = await run.pause()) {
      stops.push(pause.functionName);
      await run.resume();
      if (pause.functionName === 'postResponseMap') break;
    }
    const { exitCode } = await run.ended;

    expect(stops).to.deep.equal(['filter', 'preMap', 'postMap', 'postSubmit', 'postResponseMap']);
    expect(new Set(run.maps().map(({ url }) => url)).size).to.equal(5);
    expect(exitCode).to.equal(0);
  });

  it('gives the hook no way to the debugger, and no other result than without one', async () => {
    folder.file(
      'nosy.js',
      `function postSubmit(options) {
  const tries = ['inspector', 'process', 'require', 'module', '$0', 'inspect', 'debug', 'getEventListeners', 'hooksmith_stop'];
  const found = tries.filter((name) => name in globalThis && name !== 'hooksmith_stop');
  const made = (() => { try { return (() => {}).constructor('return typeof process')(); } catch (error) { return 'refused'; } })();
  return options.responseData.map((item) => ({ ...item, id: found.join() + made + typeof console.profile }));
}
`,
    );
    const run = await debugCli(folder.path, ['replay', 'nosy.js', 'r.rec.jsonl', '--inspect=0', '--json']);
    await run.begin();
    const [{ stdout }, alone] = await Promise.all([
      run.ended,
      folder.report(['replay', 'nosy.js', 'r.rec.jsonl', '--json']),
    ]);

    expect(alone.totals.failedPages).to.equal(0);
    expect(JSON.parse(stdout).findings).to.deep.equal(alone.findings);
  });

  it('ends with its runner when it is interrupted while it waits', async () => {
    const run = await debugCli(folder.path, ['replay', 'ids.js', 'r.rec.jsonl', '--inspect=0']);
    const closed = new Promise((resolve) => run.onClose(resolve));
    process.kill(run.pid, 'SIGINT');

    expect((await run.ended).exitCode).to.equal(130);
    // The socket closes with the process that it leads to.
    await closed;
  });

  it('says what is wrong with an address, and where a debugger makes no sense', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const port = typeof address === 'object' ? address?.port : 0;
    folder.file('two.json', '{}');
    folder.file(
      'hooksmith.json',
      JSON.stringify({
        hooks: Object.fromEntries(
          ['a', 'b'].map((name) => [
            name,
            { platform: 'celigo', hook: 'postSubmit', script: 'ids.js', recordings: ['r.rec.jsonl'] },
          ]),
        ),
      }),
    );
    const replayed = ['replay', 'ids.js', 'r.rec.jsonl'];
    const job = ['replay', '--inspect'];
    const cases: readonly (readonly [args: readonly string[], says: string, env?: Readonly<Record<string, string>>])[] =
      [
        [[...replayed, '--inspect=0.0.0.0:9229'], 'a debugger on 0.0.0.0 would let others run any code as you'],
        [[...replayed, '--inspect-brk=[::]:0'], 'a debugger on :: would let others run any code as you'],
        [[...replayed, '--inspect=evil.example:9229'], 'a debugger on evil.example would let others'],
        [[...replayed, '--inspect=80'], '--inspect is "80"; expected [HOST:]PORT with a port of 0, or from 1024'],
        [[...replayed, '--inspect=1:2:3'], '--inspect is "1:2:3"; expected [HOST:]PORT'],
        [[...replayed, '--inspect', '--inspect-brk'], '--inspect and --inspect-brk exclude one another'],
        [[...replayed, '--inspect', '--update', '--yes'], '--inspect and --update exclude one another'],
        [[...replayed, '--inspect', '--workers', '2'], 'a debugger shows one runner at a time, and 2 were asked for'],
        [[...replayed, '--inspect'], 'waits for a debugger, which nobody would attach in CI (CI is 1)', { CI: '1' }],
        [job, 'a debugger shows one hook or pipeline at a time, and there are 2 to replay'],
        [[...replayed, `--inspect=${port}`], `the debugger cannot listen on 127.0.0.1:${port}: address already in use`],
      ];
    const results = await runTogether(
      cases.map(
        ([args, , env]) =>
          () =>
            folder.run(args, { env: { CI: '', ...env } }),
      ),
    );
    taken.close();

    for (const [index, [args, says]] of cases.entries()) {
      expect(results[index]?.stderr, args.join(' ')).to.include(says);
      expect(results[index], args.join(' ')).to.deep.include({ exitCode: 2, stdout: '' });
    }
  });

  it('refuses a step that sends HTTP requests, and names what can be debugged', async () => {
    const cwd = join(root, 'samples/trifacta-next-job');
    const { stderr, exitCode } = await runCli(['replay', '--inspect'], { env: { CI: '' }, cwd });

    expect(stderr).to.include('a debugger cannot be attached to trifacta/http-task');
    expect(exitCode).to.equal(2);
  });
});

describe('the launch configuration of a new project', () => {
  const folder = useFolder();

  it('starts a program that is there, with arguments that stop in the hook at the port it attaches to', async () => {
    await folder.run(['init', 'a project', '-y']);
    const project = join(folder.path, 'a project');
    const { configurations, inputs } = JSON.parse(readFileSync(join(project, '.vscode/launch.json'), 'utf8'));
    const [{ program, args, attachSimplePort, type, request }] = configurations;
    mkdirSync(join(project, 'node_modules'));
    symlinkSync(root, join(project, 'node_modules/hooksmith'), 'dir');
    const fill = (text: string): string =>
      text
        .replace(/\$\{workspaceFolder\}/, project)
        .replace(/\$\{input:(\w+)\}/, (_, id) => inputs.find((input: { id: string }) => input.id === id).default)
        .replace(`=${attachSimplePort}`, '=0');
    const run = await debugCli(project, args.map(fill));
    await run.begin();
    const pause = await run.pause();
    run.detach();
    const { exitCode } = await run.ended;

    expect([type, request]).to.deep.equal(['node', 'launch']);
    expect(args.at(-1)).to.equal(`--inspect-brk=${attachSimplePort}`);
    expect(existsSync(fill(program)), program).to.equal(true);
    expect(pause.at).to.match(/^hooks\/post-submit\.ts:\d+$/);
    expect(exitCode).to.equal(0);
  });
});
