import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import type { Report } from '../emulator/report/report.ts';
import { type CliResult, root, runCli, runProgram } from './emulator/commands/run-cli.ts';
import { startProgram } from './emulator/commands/start-program.ts';

const samples = join(root, 'samples');

/** Replays hooks of a sample in its own folder. */
async function replay(
  sample: string,
  ...args: readonly string[]
): Promise<Report & { readonly exitCode: number | null }> {
  const { stdout, stderr, exitCode } = await runCli(['replay', ...args, '--json'], { cwd: join(samples, sample) });
  // No bar and no talk where stderr is no terminal, however long it takes.
  expect(stderr).to.equal('');
  return { ...JSON.parse(stdout), exitCode };
}

/** Code, rule, recording, page and place of each error and warning. */
function brief({ findings }: Report): readonly (readonly unknown[])[] {
  return findings
    .filter(({ severity }) => severity !== 'info')
    .map(({ code, rule, recording, page, at }) => [
      code,
      rule,
      recording,
      page,
      `${at?.file}:${at?.line}:${at?.column}`,
    ]);
}

/** Line and column of a text in a sample's file, so that editing the file elsewhere breaks no test. */
function placeOf(file: string, line: string, text: string): string {
  const lines = readFileSync(join(samples, file), 'utf8').split('\n');
  const index = lines.findIndex((candidate) => candidate.includes(line));
  return `${file.split('/').at(-1)}:${index + 1}:${(lines[index] ?? '').indexOf(text) + 1}`;
}

describe('the sample celigo-order-ids', () => {
  it('passes all pages of order-ids', async () => {
    const report = await replay('celigo-order-ids', 'order-ids');

    expect(report.exitCode).to.equal(0);
    expect(report.totals).to.include({ pages: 25, records: 500, passedPages: 25, changedPages: 0 });
    expect(brief(report)).to.deep.equal([]);
  });

  it('finds the record that is lost, the throw and the hang of faults, each at its line', async () => {
    const report = await replay('celigo-order-ids', 'faults');

    const script = 'celigo-order-ids/order-ids.ts';
    expect(report.exitCode).to.equal(1);
    expect(report.totals).to.include({ pages: 36, records: 720, passedPages: 33, failedPages: 3, failedRecords: 60 });
    const [lost, threw, hung, ...more] = brief(report);
    expect(more).to.deep.equal([]);
    expect(lost).to.deep.equal([
      'length-changed',
      'C-005',
      'recordings/record-lost.rec.jsonl',
      7,
      placeOf(script, 'return [...byOrder.values()]', 'return'),
    ]);
    expect(threw).to.deep.equal([
      'hook-threw',
      'C-006',
      'recordings/throws.rec.jsonl',
      5,
      placeOf(script, 'String(created.order.id)', 'order.id'),
    ]);
    expect(hung).to.deep.equal([
      'timed-out',
      'C-333',
      'recordings/hangs.rec.jsonl',
      3,
      placeOf(script, 'while (short.length', 'while'),
    ]);
  });

  it('draws the picture of the README from the report as it is', async () => {
    const made = join(mkdtempSync(join(tmpdir(), 'hooksmith-sample-')), 'report.svg');
    after(() => rmSync(dirname(made), { recursive: true }));
    const script = join(samples, 'celigo-order-ids/draw-report.ts');

    const { stderr, exitCode } = await runProgram(process.execPath, ['--import=tsx', script, made]);

    expect(exitCode, stderr).to.equal(0);
    expect(readFileSync(made, 'utf8')).to.equal(readFileSync(join(samples, 'celigo-order-ids/report.svg'), 'utf8'));
  });
});

describe('the sample patchworks-invalid-session', () => {
  it('passes all attempts', async () => {
    const report = await replay('patchworks-invalid-session', 'invalid-session');

    expect(report.exitCode).to.equal(0);
    expect(report.totals).to.include({ pages: 8, records: 8, passedPages: 8, changedPages: 0 });
    expect(brief(report)).to.deep.equal([]);
  });

  it('fails the flow and queues it again when the body says that the session is invalid (P-503)', async () => {
    const file = join(samples, 'patchworks-invalid-session/recordings/order-pull.rec.jsonl');
    const page = JSON.parse(readFileSync(file, 'utf8').split('\n')[3] ?? '');
    const { stdout, exitCode } = await runCli(['run', 'invalid-session', '-i', '@-'], {
      cwd: join(samples, 'patchworks-invalid-session'),
      input: JSON.stringify(page.options),
    });

    expect(page.seq).to.equal(2);
    expect(exitCode).to.equal(0);
    expect(JSON.parse(stdout)).to.include({ response_code: 2, message: 'Invalid session' });
    expect(page.result).to.deep.equal(JSON.parse(stdout));
  });
});

describe('the sample patchworks-order-pull', () => {
  it('authenticates anew when the body says that the session is invalid, and pulls both pages (P-505, P-464)', async () => {
    const report = await replay('patchworks-order-pull', 'order-pull', '--page', '0');

    expect(report.exitCode).to.equal(0);
    expect(brief(report)).to.deep.equal([]);
    expect(report.sent[0]?.series.map(({ name, attempts }) => [name, attempts.map(({ rule }) => rule)])).to.deep.equal([
      ['authentication', ['P-480']],
      ['authentication 2', ['P-480']],
      ['page 1', ['P-539', 'P-531']],
      ['page 2', ['P-531']],
    ]);
  });

  it('fails as recorded when a new session does not help, or the shop refuses (P-541, P-538)', async () => {
    const report = await replay('patchworks-order-pull', 'order-pull');

    expect(report.exitCode).to.equal(0);
    expect(report.totals).to.include({
      pages: 4,
      passedPages: 2,
      failedPages: 2,
      failedAsRecorded: 2,
      changedPages: 0,
    });
    expect(report.sent.map(({ series }) => series.at(-1)?.rule)).to.deep.equal(['P-531', 'P-531', 'P-534', 'P-538']);
  });
});

describe('the sample patchworks-wait-for-order', () => {
  it('runs the flow again until the order is packed, cancelled, or the retries are used up (P-536 to P-538)', async () => {
    const report = await replay('patchworks-wait-for-order', 'wait-for-order');

    expect(report.exitCode).to.equal(0);
    expect(report.totals).to.include({ pages: 3, passedPages: 1, failedAsRecorded: 2, changedPages: 0 });
    expect(report.sent.map(({ series }) => series.map(({ rule }) => rule))).to.deep.equal([
      ['P-536', 'P-536', 'P-531'],
      ['P-536', 'P-536', 'P-536', 'P-536'],
      ['P-536', 'P-538'],
    ]);
    expect(
      report.findings.filter(({ severity }) => severity !== 'info').map(({ rule, page }) => [rule, page]),
    ).to.deep.equal([['P-611', 1]]);
  });
});

describe('the sample celigo-order-flow', () => {
  it('takes 50 pages through an export and an import with eight hooks, and everything passes', async () => {
    const shop = await replay('celigo-order-flow', 'shop-orders');
    const ship = await replay('celigo-order-flow', 'ship-orders');

    expect([shop.exitCode, ship.exitCode]).to.deep.equal([0, 0]);
    expect(shop.totals).to.include({ pages: 50, passedPages: 50, changedPages: 0 });
    expect(ship.totals).to.include({ pages: 50, passedPages: 50, changedPages: 0 });
    expect([...brief(shop), ...brief(ship)]).to.deep.equal([]);
    expect([...shop.steps, ...ship.steps].map(({ step, counts }) => ({ step, ...counts }))).to.deep.equal([
      {
        step: 'export',
        numSuccess: 568,
        numError: 0,
        numIgnore: 43,
        numHeld: 0,
        numPagesGenerated: 50,
        numPagesProcessed: 50,
      },
      {
        step: 'import',
        numSuccess: 155,
        numError: 22,
        numIgnore: 97,
        numHeld: 0,
        numPagesGenerated: 50,
        numPagesProcessed: 50,
      },
    ]);
  });

  it('tells the way of every record of a page through all stages (C-015)', async () => {
    const { steps } = await replay('celigo-order-flow', 'ship-orders', '--page', '2');

    expect(steps[0]?.ways.map(({ traceKey, state }) => `${traceKey} ${state}`)).to.deep.equal([
      'AF-10012 success',
      'AF-10013 error',
      'AF-10015 error',
      'AF-10016 success',
      'AF-10017 error',
    ]);
    expect(steps[0]?.ways[0]?.way.map(({ stage }) => stage)).to.deep.equal([
      'inputFilter',
      'preMap',
      'mapping',
      'postMap',
      'submit',
      'postSubmit',
      'postResponseMap',
    ]);
  });

  const mistakes = [
    ['post-map-drops', 'length-changed', 'C-005', 'page', 2, null, 'return kept.map', 'return'],
    ['post-response-map-object', 'bad-shape', 'C-261', 'page', 0, null, 'data: options.postResponseMapData', 'return'],
    ['pre-save-page-throws', 'hook-threw', 'C-007', 'flow', 1, null, 'row.lines as', 'length'],
    ['filter-in-words', 'bad-shape', 'C-275', 'record', 5, 0, "String(record.country === 'IE')", 'return'],
    ['branch-out-of-range', 'bad-shape', 'C-279', 'record', 5, 0, '? 2 : 1', 'return'],
  ] as const;
  for (const [hook, code, rule, scope, page, record, line, text] of mistakes) {
    it(`finds the mistake ${hook}: ${code} by ${rule}, which fails the ${scope}, at its line`, async () => {
      const { findings, exitCode } = await replay('celigo-order-flow', hook);
      const [first] = findings.filter(({ severity }) => severity === 'error');

      expect(exitCode).to.equal(1);
      expect(first).to.include({ code, rule, scope, page, record });
      const place = placeOf('celigo-order-flow/hooks/mistakes.ts', line, text);
      expect(`mistakes.ts:${first?.at?.line}:${first?.at?.column}`).to.equal(place);
    });
  }

  it('sends no record to a branch that the router does not have (C-273)', async () => {
    const report = await replay('celigo-order-flow', 'route');

    expect(report.exitCode).to.equal(0);
    expect(report.totals).to.include({ pages: 12, passedPages: 12, changedPages: 0 });
  });
});

describe('the sample celigo-stack', () => {
  const tsx = join(root, 'node_modules/.bin/tsx');
  const systemToken = 'system-token-of-the-sample';
  const answered = '200 [{"data":{"orderNo":"AF-1001","total":12,"site":"LEEDS"}}]\n';

  /** Sends the page of the sample to a stack, with the command that its own comment names. */
  function call(url: string, token: string): Promise<CliResult> {
    return runProgram(tsx, ['samples/celigo-stack/call.ts', url, token]);
  }

  it('passes all pages of both hooks, of the script form and of the stack form (C-004)', async () => {
    const report = await replay('celigo-stack');

    expect(report.exitCode).to.equal(0);
    expect(report.totals).to.include({ pages: 10, passedPages: 10, changedPages: 0 });
    expect(brief(report)).to.deep.equal([]);
  });

  it('answers the page of call.ts on a host of its own, and nobody without the token (C-702, C-709)', async () => {
    const host = await startProgram(tsx, ['samples/celigo-stack/host.ts'], { env: { SYSTEM_TOKEN: systemToken } });
    try {
      const { url }: { readonly url: string } = JSON.parse(host.firstLine);

      expect(await call(url, systemToken)).to.deep.equal({ stdout: answered, stderr: '', exitCode: 0 });
      expect((await call(url, 'wrong')).stdout).to.equal(
        '401 {"errors":[{"code":"unauthorized","message":"Invalid system token."}]}\n',
      );
      expect((await fetch(`${url}/other`, { headers: { authorization: `Bearer ${systemToken}` } })).status).to.equal(
        404,
      );
    } finally {
      await host.stop('SIGTERM');
    }
  });

  it('answers the same page from the sandbox of hooksmith serve --stack (C-708, C-709)', async () => {
    const serve = [join(root, 'dist/emulator/cli.js'), 'serve', '--stack', '--port', '0'];
    const cwd = join(samples, 'celigo-stack');
    const serving = await startProgram(process.execPath, serve, { cwd, until: /Ctrl-C ends it/ });
    try {
      const { stdout } = serving.printed();
      const url = /^stack +(\S+)$/m.exec(stdout)?.[1] ?? '';
      const token = /^systemToken +(\S+)$/m.exec(stdout)?.[1] ?? '';

      expect(await call(url, token)).to.deep.equal({ stdout: answered, stderr: '', exitCode: 0 });
      expect(stdout.match(/^function .*$/gm)).to.deep.equal([
        'function     addSite or add-site (preMap, hooks.ts)',
        'function     tidyResponses or tidy-responses (postSubmit, hooks.ts)',
      ]);
      expect(serving.printed().stderr).to.match(/^hook addSite {2}200 {2}\d+ ms {2}trace sample\n$/);
    } finally {
      await serving.stop('SIGTERM');
    }
  });
});

describe('the sample shopify-flow-courier', () => {
  it('passes the order that is taken at the third attempt, and fails as recorded where the body is HTML (F-115 F-213)', async () => {
    const report = await replay('shopify-flow-courier');

    expect(report.exitCode).to.equal(0);
    expect(report.totals).to.include({ pages: 2, passedPages: 1, failedPages: 1, changedPages: 0 });
    expect(brief(report)).to.deep.equal([]);
  });

  it('finds that the run fails when a 429 is not tried again any more (F-115)', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'hooksmith-sample-'));
    after(() => rmSync(folder, { recursive: true }));
    const text = readFileSync(join(samples, 'shopify-flow-courier/hooksmith.json'), 'utf8');
    const changed = text.replace('"onServerError": "retry"', '"onServerError": "fail"');
    writeFileSync(join(folder, 'hooksmith.json'), changed);
    cpSync(join(samples, 'shopify-flow-courier/recordings'), join(folder, 'recordings'), { recursive: true });

    const { stdout, exitCode } = await runCli(['replay', '--json'], { cwd: folder });

    const report: Report = JSON.parse(stdout);
    expect(exitCode).to.equal(1);
    expect(report.findings.filter(({ page }) => page === 0).map(({ code }) => code)).to.include('step-failed');
  });
});

describe('the samples of Trifacta', () => {
  it('pass the plan that tells Slack when it is done (T-270)', async () => {
    const report = await replay('trifacta-slack-message');

    expect(report.exitCode).to.equal(0);
    expect(report.totals).to.include({ pages: 1, passedPages: 1, changedPages: 0 });
    expect(report.sent[0]?.series.at(-1)?.attempts[0]?.request.body).to.match(/^\{"text":/);
  });

  it('pass the task that launches the next job, and fail it as recorded where too many were launched (T-271 T-258)', async () => {
    const report = await replay('trifacta-next-job');

    expect(report.exitCode).to.equal(0);
    expect(report.totals).to.include({
      pages: 2,
      passedPages: 1,
      failedPages: 1,
      failedAsRecorded: 1,
      changedPages: 0,
    });
  });
});

describe('every sample', () => {
  for (const sample of readdirSync(samples)) {
    it(`${sample} writes its recordings byte for byte as they are kept`, async function () {
      this.timeout(20_000);
      const made = mkdtempSync(join(tmpdir(), 'hooksmith-sample-'));
      after(() => rmSync(made, { recursive: true }));
      const script = join(samples, sample, 'make-recordings.ts');

      const { stderr, exitCode } = await runProgram(process.execPath, ['--import=tsx', script, made]);

      expect(exitCode, stderr).to.equal(0);
      const kept = join(samples, sample, 'recordings');
      expect(readdirSync(made)).to.deep.equal(readdirSync(kept));
      for (const name of readdirSync(kept)) {
        expect(readFileSync(join(made, name)).equals(readFileSync(join(kept, name))), name).to.equal(true);
      }
    });

    it(`${sample} has a hooksmith.json that names the schema and every recording`, () => {
      const project = JSON.parse(readFileSync(join(samples, sample, 'hooksmith.json'), 'utf8'));
      const all = { ...project.hooks, ...project.steps };
      const hooks: readonly { readonly recordings: readonly string[] }[] = Object.values(all);

      expect(existsSync(join(samples, sample, project.$schema))).to.equal(true);
      const named = hooks.flatMap(({ recordings }) => recordings).sort();
      expect(named).to.deep.equal(readdirSync(join(samples, sample, 'recordings')).map((name) => `recordings/${name}`));
    });
  }
});
