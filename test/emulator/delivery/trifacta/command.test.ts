import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root, runCli, useFolder } from '../../commands/run-cli.ts';
import { serve } from '../../commands/start-serve.ts';
import { type Listening, listen, sendPlan, task } from './listening.ts';

describe('hooksmith send with a plan of Trifacta', () => {
  const folder = useFolder();
  let receiver: Listening;
  const write = (url: string): void => {
    const tasks = ['ax', 'bq', 'cd'].map((code) => task(code, `${url}/${code}`, { secretKey: 'northbeam-demo-key' }));
    const nightly = { platform: 'trifacta', step: 'plan', setup: { name: 'Nightly', tasks } };
    folder.file('hooksmith.json', JSON.stringify({ steps: { nightly } }));
  };
  afterEach(() => receiver.close());

  it('A30: ends with an exit code that is not 0 when a task fails, and tells what was skipped (T-166)', async () => {
    receiver = await listen([200, 500]);
    write(receiver.url);

    const { exitCode, stdout } = await folder.run(['send', 'nightly']);

    expect(exitCode).to.equal(1);
    expect(stdout)
      .to.match(/Task bq\s+failed/)
      .and.to.match(/Task cd\s+skipped/);
    expect(stdout.split('signature layout not confirmed by public documentation')).to.have.length(2); // T-187
    expect(receiver.seen.map(({ path }) => path)).to.deep.equal(['/ax', '/bq']);
  });

  it('ends with 0 when all succeed, and replays what it recorded without a change (T-160)', async () => {
    receiver = await listen([{ status: 200, body: '{"id":77}' }]);
    write(receiver.url);

    const sent = await folder.run(['send', 'nightly', '--record', 'nightly.rec.jsonl']);
    await receiver.close();
    const replayed = await folder.report(['replay', 'nightly', 'nightly.rec.jsonl']);

    expect([sent.exitCode, sent.stderr]).to.deep.equal([0, '']);
    expect(receiver.seen).to.have.length(3);
    expect(replayed.totals).to.include({ pages: 1, passedPages: 1, changedPages: 0 });
    expect(replayed.findings.filter(({ severity }) => severity !== 'info')).to.deep.equal([]);
  });

  it('sends nothing for a plan that is wrong, and names the place (T-204)', async () => {
    receiver = await listen([200]);
    const tasks = [task('ax', receiver.url, { body: '{{$http_bq.statusCode}}' }), task('bq', receiver.url)];
    const nightly = { platform: 'trifacta', step: 'plan', setup: { name: 'Nightly', tasks } };
    folder.file('hooksmith.json', JSON.stringify({ steps: { nightly } }));

    const { exitCode, stdout } = await folder.run(['send', 'nightly']);

    expect([exitCode, receiver.connections()]).to.deep.equal([2, 0]);
    expect(stdout).to.include('T-204').and.include('/tasks/0/body');
  });

  it('shows the bytes of each task without sending them', async () => {
    receiver = await listen([200]);
    write(receiver.url);

    const { stdout } = await folder.run(['send', 'nightly', '--dry-run']);

    expect(receiver.connections()).to.equal(0);
    expect(stdout)
      .to.include('POST /ax HTTP/1.1')
      .and.include('x-webhook-signature')
      .and.not.include('northbeam-demo-key');
  });
});

describe('hooksmith serve --trifacta', () => {
  const folder = useFolder();
  const token = 'a-token-of-the-environment';

  it('A39: takes the job of the sample trifacta-next-job (T-257, T-271)', async () => {
    const serving = await serve(folder.path, ['--trifacta', '--port', '0', '--json'], { HOOKSMITH_TOKEN: token });
    const announced: { readonly trifacta: { readonly url: string; readonly token: string } } = JSON.parse(
      serving.firstLine,
    );
    const project = JSON.parse(readFileSync(join(root, 'samples/trifacta-next-job/hooksmith.json'), 'utf8'));
    const { setup } = project.steps['start-report'];
    setup.url = setup.url.replace('http://127.0.0.1:7070/trifacta', announced.trifacta.url);
    setup.platform.allowedUrlRegexes = [`^${announced.trifacta.url}/v4.*$`];
    project.steps['start-report'].recordings = [];
    folder.file('hooksmith.json', JSON.stringify(project));

    const { exitCode, stdout } = await folder.run(['send', 'start-report', '--json'], {
      env: { HOOKSMITH_SECRET_PREP_AUTHORIZATION: `Bearer ${announced.trifacta.token}` },
    });
    await serving.stop('SIGTERM');

    expect(announced.trifacta.token).to.equal(token);
    expect(exitCode).to.equal(0);
    expect(JSON.parse(stdout)).to.have.deep.nested.property('output.$http_bq.response.json', {
      id: 901,
      jobGraph: {},
      jobs: {},
    });
    expect(stdout).to.not.include(token);
    expect(serving.printed().stderr).to.equal('trifacta  POST /v4/jobGroups  201\n');
  });
});

describe('assumptions of hooksmith serve', () => {
  const folder = useFolder();
  folder.file('hooks.js', 'function postSubmit(options) { return options.responseData; }\n');
  folder.file(
    'hooksmith.json',
    JSON.stringify({ hooks: { one: { platform: 'celigo', hook: 'postSubmit', script: 'hooks.js' } } }),
  );

  it('reach the part that knows them, and no other (T-262, C-711)', async () => {
    const assume = ['--assume', 'jobGroupsSuccess={"status":200,"members":["id"]}', '--assume', 'stackThrow=422'];
    const serving = await serve(folder.path, ['--stack', '--trifacta', '--port', '0', '--json', ...assume]);
    const { trifacta } = JSON.parse(serving.firstLine);
    const response = await fetch(`${trifacta.url}/v4/jobGroups`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${trifacta.token}` },
      body: '{"wrangledDataset":{"id":4}}',
    });
    await serving.stop('SIGTERM');

    expect([response.status, await response.json()]).to.deep.equal([200, { id: 901 }]);
  });

  it('are refused when nobody knows them', async () => {
    const { exitCode, stderr } = await folder.run([
      'serve',
      '--trifacta',
      '--port',
      '0',
      '--assume',
      'jobGroupSuccess=1',
    ]);

    expect(exitCode).to.equal(2);
    expect(stderr).to.include('the stand-in for Trifacta has no assumption called "jobGroupSuccess"');
    expect(stderr).to.include('Did you mean "jobGroupsSuccess"?');
  });
});

describe('the samples of Trifacta', () => {
  it('A38: trifacta-slack-message sends one text as JSON, after a retry (T-270)', async () => {
    const receiver = await listen([503, { status: 200, body: 'ok' }]);
    const project = JSON.parse(readFileSync(join(root, 'samples/trifacta-slack-message/hooksmith.json'), 'utf8'));
    const { setup, input } = project.steps['nightly-prep'];
    const [flow, slack] = setup.tasks;

    const sent = await sendPlan([flow, { ...slack, url: receiver.url }], { input });
    await receiver.close();

    expect(sent.status).to.equal('success');
    expect(receiver.seen.map(({ headers }) => headers['content-type'])).to.deep.equal([
      'application/json',
      'application/json',
    ]);
    expect(JSON.parse(receiver.seen[1]?.body.toString() ?? '')).to.deep.equal({
      text: 'Run 71 of Nightly has completed: Clean stock took 1 minute, 5 seconds and wrote 1204 rows.',
    });
  });

  for (const [sample, passed] of [
    ['trifacta-slack-message', 1],
    ['trifacta-next-job', 1],
  ] as const) {
    it(`${sample} replays as it was recorded (T-270, T-271)`, async () => {
      const { stdout, exitCode } = await runCli(['replay', '--json'], { cwd: join(root, 'samples', sample) });

      expect(exitCode).to.equal(0);
      expect(JSON.parse(stdout).totals).to.include({ passedPages: passed, changedPages: 0 });
    });
  }
});
