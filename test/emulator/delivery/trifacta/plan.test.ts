import { expect } from 'chai';
import type { SentStep } from '../../../../emulator/delivery/send-step.ts';
import type { JsonValue } from '../../../../sdk/contract.ts';
import type { HttpEvent } from '../../../../sdk/http/http-step.ts';
import { plan } from '../../../../sdk/trifacta/plan.ts';
import { type Listening, listen, type ScriptedAnswer, sendPlan, task } from './listening.ts';

describe('a run of a Trifacta plan', () => {
  let receiver: Listening;
  const open = async (...answers: ScriptedAnswer[]): Promise<string> => {
    receiver = await listen(answers);
    return receiver.url;
  };
  const paths = (): readonly string[] => receiver.seen.map(({ path }) => path);
  afterEach(() => receiver.close());

  it('runs its tasks in the order of the list (T-160)', async () => {
    const url = await open(200);

    const sent = await sendPlan(['ax', 'bq', 'cd'].map((code) => task(code, `${url}/${code}`)));

    expect(paths()).to.deep.equal(['/ax', '/bq', '/cd']);
    expect(sent.status).to.equal('success');
    expect(sent.log.map(({ at }) => at)).to.deep.equal(sent.log.map(({ at }) => at).toSorted((a, b) => a - b));
  });

  it('A30: skips the tasks after one that failed, and fails as a whole (T-161, T-162, T-166)', async () => {
    const url = await open(200, 500);

    const sent = await sendPlan(['ax', 'bq', 'cd', 'de'].map((code) => task(code, `${url}/${code}`)));

    expect(paths()).to.deep.equal(['/ax', '/bq']);
    expect(sent.status).to.equal('failed');
    expect(statusesOf(sent)).to.deep.equal({ ax: 'success', bq: 'failed', cd: 'skipped', de: 'skipped' });
    expect(sent.series.map(({ status, rule }) => [status, rule]).slice(2)).to.deep.equal([
      ['skipped', 'T-161'],
      ['skipped', 'T-162'],
    ]);
    expect(sent.output).to.have.nested.property('$http_cd.startTime', null);
    expect(sent.findings.some(({ severity, rule }) => severity === 'error' && rule === 'T-141')).to.equal(true);
  });

  it('lets a branch wait for a failure, and others for a success (T-162)', async () => {
    const url = await open(500, 200);

    const sent = await sendPlan([
      task('ax', `${url}/ax`),
      task('bq', `${url}/bq`, { after: 'ax', when: 'success' }),
      task('cd', `${url}/cd`, { after: 'ax', when: 'failure' }),
      task('de', `${url}/de`, { after: 'bq' }),
      task('ef', `${url}/ef`, { after: 'cd' }),
    ]);

    expect(paths()).to.deep.equal(['/ax', '/cd', '/ef']);
    expect(statusesOf(sent)).to.deep.equal({
      ax: 'failed',
      bq: 'skipped',
      cd: 'success',
      de: 'skipped',
      ef: 'success',
    });
    expect(sent.status).to.equal('failed');
  });

  it('A31: a retry from where it failed skips what succeeded, and runs the failed task and all after it (T-163)', async () => {
    const url = await open({ status: 201, body: '{"id":77}' }, 500, 200);
    const tasks = [
      task('ax', `${url}/ax`),
      task('bq', `${url}/bq`, { body: '{"ticket":{{$http_ax.response.json.id}}}' }),
      task('cd', `${url}/cd`),
    ];

    const first = await sendPlan(tasks);
    const second = await sendPlan(tasks, { input: { retryFrom: first.output } });

    expect(paths()).to.deep.equal(['/ax', '/bq', '/bq', '/cd']);
    expect(receiver.seen[2]?.body.toString()).to.equal('{"ticket":77}');
    expect(second.status).to.equal('success');
    expect(second.series.map(({ status, rule }) => [status, rule])).to.deep.equal([
      ['skipped', 'T-163'],
      ['success', 'T-140'],
      ['success', 'T-140'],
    ]);
    expect(statusesOf(second)).to.deep.equal({ ax: 'success', bq: 'success', cd: 'success' });
  });

  it('A31: a retry runs again what follows from the failed task, even if it had succeeded (T-163, T-283)', async () => {
    const url = await open(500, 200, 200);
    const tasks = [
      task('ax', `${url}/ax`),
      task('bq', `${url}/bq`, { when: 'failure' }),
      task('cd', `${url}/cd`, { after: 'ax' }),
    ];

    const first = await sendPlan(tasks);
    const second = await sendPlan(tasks, { input: { retryFrom: first.output } });

    expect(paths()).to.deep.equal(['/ax', '/bq', '/ax', '/cd']);
    expect(statusesOf(second)).to.deep.equal({ ax: 'success', bq: 'skipped', cd: 'success' });
  });

  it('A36: refuses the 51st HTTP task, or one above a limit that was set (T-136)', async () => {
    const url = await open(200);
    const tasks = Array.from({ length: 51 }, (_, index) => task(codeOf(index), url));

    const refused = await sendPlan(tasks);
    const raised = await sendPlan(tasks, { assumptions: { maxHttpTasksPerPlan: 51 } });

    expect(refused.issues.map(({ rule, severity, path }) => [rule, severity, path])).to.deep.equal([
      ['T-136', 'error', '/tasks/50'],
    ]);
    expect(refused.status).to.equal('refused');
    expect([raised.status, receiver.seen.length]).to.deep.equal(['success', 51]);
  });

  it('A36: refuses the 51st webhook of a flow, or one above a limit that was set (T-137)', async () => {
    const url = await open(200);
    const webhooks = Array.from({ length: 51 }, (_, index) => webhook(`w${index}`, url, 'success'));
    const flow = { kind: 'flow', code: 'cd', name: 'Clean stock', webhooks };

    const refused = await sendPlan([flow]);
    const raised = await sendPlan([flow], { assumptions: { maxWebhooksPerFlow: 60 } });

    expect(refused.issues.map(({ rule, severity, path }) => [rule, severity, path])).to.deep.equal([
      ['T-137', 'error', '/tasks/0/webhooks/50'],
    ]);
    expect([raised.status, receiver.seen.length]).to.deep.equal(['success', 51]);
  });

  it('works on the plan as it was at the start (T-164)', async () => {
    await open(200);
    const live = {
      name: 'Nightly',
      tasks: ['ax', 'bq'].map((code) => ({
        ...{ kind: 'http-task' as const, code, name: code, method: 'POST', body: '{}' },
        url: `http://127.0.0.1:1/${code}`,
      })),
    };
    const given = { setup: live, input: {}, assumptions: {}, has: () => false };
    const machine = plan.run(given, { now: () => 0, random: () => 0, uuid: () => '', secret: () => undefined });
    const urls: string[] = [];

    for (let next = machine.next(); next.done !== true; ) {
      if (next.value.kind !== 'exchange') throw new Error('expected an exchange');
      urls.push(next.value.exchange.request.url);
      for (const one of live.tasks) one.url = 'http://127.0.0.1:1/edited';
      const response = { status: 200, statusText: '', headers: [], body: '', bodyBytes: 0 };
      const event: HttpEvent = { kind: 'exchange', outcome: { kind: 'response', response, ms: 0 } };
      next = machine.next(event);
    }

    expect(urls).to.deep.equal(['http://127.0.0.1:1/ax', 'http://127.0.0.1:1/bq']);
  });

  it('takes overrides of single tasks for one run, and refuses those of nothing (T-165, T-254)', async () => {
    const url = await open(200);
    const tasks = [task('ax', `${url}/ax`), task('bq', `${url}/bq`)];
    const override = (handle: string, overrideKey: string, value: string) => ({ handle, overrideKey, value });

    const sent = await sendPlan(tasks, {
      input: { planNodeOverrides: [override('bq', 'url', `${url}/other`), override('bq', 'body', '{"a":1}')] },
    });
    const wrong = await sendPlan(tasks, {
      input: { planNodeOverrides: [override('zz', 'url', url), override('ax', 'code', 'zz')] },
    });

    expect(paths()).to.deep.equal(['/ax', '/other']);
    expect(receiver.seen[1]?.body.toString()).to.equal('{"a":1}');
    expect(sent.assumed).to.include('T-254');
    expect(wrong.issues.map(({ rule, severity }) => [rule, severity])).to.deep.equal([
      ['T-254', 'error'],
      ['T-254', 'error'],
    ]);
  });

  it('stops at a flow task that failed, and takes one that nothing is recorded of as a success (T-161, T-205, T-209)', async () => {
    const url = await open(200);
    const flow = { kind: 'flow', code: 'cd', name: 'Clean stock' };

    const failed = await sendPlan([flow, task('ax', url)], { input: { outputs: { cd: { stock: 'failed' } } } });
    const unknown = await sendPlan([flow, task('ax', url, { body: '{{$flow_cd.status}}' })]);

    expect([failed.status, unknown.status]).to.deep.equal(['failed', 'success']);
    expect(statusesOf(failed)).to.deep.equal({ cd: 'failed', ax: 'skipped' });
    expect(receiver.seen.map(({ body }) => body.toString())).to.deep.equal(['success']);
    expect(unknown.assumed).to.include('T-209');
  });

  it('fires the webhooks of a flow task; one that fails leaves the plan going on (T-170 to T-172)', async () => {
    const url = await open(500, 200);
    const webhooks = [webhook('good', `${url}/good`, 'success'), webhook('bad', `${url}/bad`, 'failure')];

    const sent = await sendPlan([{ kind: 'flow', code: 'cd', name: 'Clean stock', webhooks }, task('ax', `${url}/ax`)]);

    expect(paths()).to.deep.equal(['/good', '/ax']);
    expect(sent.status).to.equal('partial');
    expect(sent.series.map(({ name, status }) => [name, status])).to.deep.equal([
      ['Clean stock', 'success'],
      ['good', 'failed'],
      ['bad', 'skipped'],
      ['Task ax', 'success'],
    ]);
  });

  const slips: readonly (readonly [
    what: string,
    more: Readonly<Record<string, JsonValue>>,
    rule: string,
    path: string,
  ])[] = [
    ['a code that another task has', { code: 'ax' }, 'T-207', '/tasks/1/code'],
    ['a predecessor that there is not', { after: 'zz' }, 'T-162', '/tasks/1/after'],
    ['itself as its predecessor', { after: 'bq' }, 'T-162', '/tasks/1/after'],
  ];
  for (const [what, more, rule, path] of slips) {
    it(`refuses a task with ${what} (${rule})`, async () => {
      const url = await open(200);

      const sent = await sendPlan([task('ax', url), task('bq', url, more)]);

      expect([sent.status, receiver.seen.length]).to.deep.equal(['refused', 0]);
      expect(sent.issues.map((issue) => [issue.rule, issue.path])).to.deep.equal([[rule, path]]);
    });
  }
});

function statusesOf({ output }: SentStep): unknown {
  return typeof output === 'object' && output !== null ? Reflect.get(output, 'tasks') : undefined;
}

/** Two letters for a number below 676. */
function codeOf(index: number): string {
  return String.fromCharCode(97 + Math.floor(index / 26), 97 + (index % 26));
}

function webhook(name: string, url: string, event: string): JsonValue {
  return { name, method: 'POST', url, body: '{}', when: { event } };
}
