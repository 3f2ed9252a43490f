import { expect } from 'chai';
import type { JsonValue } from '../../../../sdk/contract.ts';
import { type Listening, listen, type ScriptedAnswer, sendPlan, sendTask, task } from './listening.ts';

const json = { 'Content-Type': 'application/json' };
const input = {
  $plan: {
    name: 'Nightly',
    duration: 65_000,
    startTime: '2026-03-03T01:00:00.000Z',
    runId: 71,
    user: 3,
    taskCount: 2,
    id: 9,
    url: 'https://prep.northbeam.example/plans/9',
  },
  $http_bq: { name: 'Open a ticket', statusCode: 201, response: { json: { id: 77, none: null, 'short text': 'ok' } } },
};

describe('references in a Trifacta HTTP task', () => {
  let receiver: Listening;
  const open = async (...answers: ScriptedAnswer[]): Promise<string> => {
    receiver = await listen(answers);
    return receiver.url;
  };
  const sentBodies = (): readonly string[] => receiver.seen.map(({ body }) => body.toString('utf8'));
  afterEach(() => receiver.close());

  for (const [name, value] of Object.entries(input.$plan)) {
    it(`A22: fills {{$plan.${name}}} in the body and in a header value (T-200, T-206)`, async () => {
      const url = await open(200);

      await sendTask({ url, body: `{{$plan.${name}}}`, headers: { 'X-Plan': `<{{$plan.${name}}}>` } }, { input });

      expect(sentBodies()).to.deep.equal([String(value)]);
      expect(receiver.seen[0]?.headers['x-plan']).to.equal(`<${value}>`);
    });
  }

  it('A22: knows name, runId, start, duration and number of tasks of the plan that it runs (T-206)', async () => {
    const url = await open(500, 200);
    const body = '{{$plan.name}}|{{$plan.runId}}|{{$plan.user}}|{{$plan.taskCount}}|{{$plan.startTime}}';

    await sendPlan(
      [
        task('ax', url, { body, retry: { enabled: true } }),
        task('bq', url, { body: '{{$plan.duration|humanizeDuration}}' }),
      ],
      { input: { $plan: { runId: 71, user: 3 } }, now: new Date('2026-03-03T01:00:00Z') },
    );

    expect(sentBodies()[0]).to.equal('Nightly|71|3|2|2026-03-03T01:00:00.000Z');
    expect(sentBodies()[2]).to.equal('1 second');
  });

  it('A23: fills {{$plan.duration|humanizeDuration}} with words (T-203, T-216)', async () => {
    const url = await open(200);

    const { assumed } = await sendTask({ url, body: '{{$plan.duration|humanizeDuration}}' }, { input });

    expect(sentBodies()).to.deep.equal(['1 minute, 5 seconds']);
    expect(assumed).to.include('T-216');
  });

  it("A24: follows ['a b'], and warns of double quotes in a JSON body (T-202)", async () => {
    const url = await open(200);
    const send = (quote: string) =>
      sendTask(
        { url, headers: json, body: `{"note":"{{$http_bq.response.json[${quote}short text${quote}]}}"}` },
        { input },
      );

    const single = await send("'");
    const double = await send('"');

    expect(sentBodies()).to.deep.equal(['{"note":"ok"}', '{"note":"ok"}']);
    expect(single.issues).to.deep.equal([]);
    expect(double.issues.map(({ rule, severity, path }) => [rule, severity, path])).to.deep.equal([
      ['T-202', 'warning', '/body'],
    ]);
  });

  it('A25: fills what an upstream task was answered: json, headers, body, status (T-207, T-208, T-283)', async () => {
    const answer = { status: 201, headers: { 'X-Ticket': 'NB-77' }, body: '{"id":77,"short text":"ok"}' };
    const url = await open(answer, 200);
    const body = [
      '"id":{{$http_ax.response.json.id}}',
      '"note":"{{$http_ax.response.json[\'short text\']}}"',
      '"status":{{$http_ax.statusCode}}',
      '"whole":{{$http_ax.response.body}}',
      '"header":"{{$http_ax.response.headers[\'x-ticket\']}}"',
      '"name":"{{$http_ax.name}}"',
      '"ended":"{{$http_ax.status}}"',
    ];

    const sent = await sendPlan([task('ax', url), task('bq', url, { headers: json, body: `{${body.join(',')}}` })]);

    expect(JSON.parse(sentBodies()[1] ?? '')).to.deep.equal({
      id: 77,
      note: 'ok',
      status: 201,
      whole: { id: 77, 'short text': 'ok' },
      header: 'NB-77',
      name: 'Task ax',
      ended: 'success',
    });
    expect(sent.issues).to.deep.equal([]);
  });

  const unseen: readonly (readonly [what: string, tasks: (url: string) => readonly JsonValue[], path: string])[] = [
    [
      'a downstream task',
      (url) => [task('ax', url, { body: '{{$http_bq.statusCode}}' }), task('bq', url)],
      '/tasks/0/body',
    ],
    ['itself', (url) => [task('ax', url, { headers: { 'X-A': '{{$http_ax.statusCode}}' } })], '/tasks/0/headers/X-A'],
    [
      'a task of another branch',
      (url) => [
        task('ax', url),
        task('bq', url, { after: 'ax' }),
        task('cd', url, { after: 'ax', body: '{{$http_bq.statusCode}}' }),
      ],
      '/tasks/2/body',
    ],
  ];
  for (const [what, tasks, path] of unseen) {
    it(`A26: refuses a reference to ${what} (T-204)`, async () => {
      const url = await open(200);

      const sent = await sendPlan(tasks(url));

      expect([sent.status, receiver.seen.length]).to.deep.equal(['refused', 0]);
      expect(sent.issues.map((issue) => [issue.rule, issue.severity, issue.path])).to.deep.equal([
        ['T-204', 'error', path],
      ]);
    });
  }

  it('A27: fills an unknown member and null with nothing, and says so; under strict the task fails unsent (T-212)', async () => {
    const url = await open(200);
    const setup = { url, body: '[{{$http_bq.response.json.nothing}}|{{$http_bq.response.json.none}}]' };

    const lenient = await sendTask(setup, { input });
    const strict = await sendTask(setup, { input, assumptions: { strict: true } });

    expect(sentBodies()).to.deep.equal(['[|]']);
    expect(lenient.issues.map(({ rule, severity }) => [rule, severity])).to.deep.equal([
      ['T-212', 'warning'],
      ['T-212', 'warning'],
    ]);
    expect(lenient.assumed).to.include('T-212');
    expect(strict.status).to.equal('failed');
    expect(strict.series[0]).to.deep.include({ rule: 'T-212', attempts: [] });
  });

  it('names a member that there never is before anything is sent (T-205, T-212)', async () => {
    const url = await open(200);

    const sent = await sendPlan([task('ax', url, { body: '{{$plan.nmae}}{{$http_zz.name}}{{$task_ax.name}}' })]);

    expect([sent.status, receiver.seen.length]).to.deep.equal(['refused', 0]);
    expect(sent.issues.map(({ rule }) => rule)).to.deep.equal(['T-212', 'T-212', 'T-212']);
    expect(sent.issues[0]?.message).to.include('name, duration, startTime');
  });

  for (const name of ['constructor', '__proto__', 'prototype']) {
    it(`A28: refuses {{$plan.${name}}} before anything is sent, and nothing executes (T-217, H-105)`, async () => {
      const url = await open(200);

      const sent = await sendTask({ url, body: `{{$plan.${name}}}` }, { input });

      expect([sent.status, receiver.connections()]).to.deep.equal(['refused', 0]);
      expect(sent.issues.map(({ rule, severity }) => [rule, severity])).to.deep.equal([['T-217', 'error']]);
    });
  }

  it('A29: leaves a reference in the URL as it is and warns, or fills it when told to (T-114)', async () => {
    const url = await open(200);
    const setup = { url: `${url}/runs/{{$plan.runId}}` };

    const literal = await sendTask(setup, { input });
    const filled = await sendTask(setup, { input, assumptions: { renderUrl: true } });

    expect(receiver.seen.map(({ path }) => decodeURIComponent(path))).to.deep.equal([
      '/runs/{{$plan.runId}}',
      '/runs/71',
    ]);
    expect(literal.issues.map(({ rule, severity, path }) => [rule, severity, path])).to.deep.equal([
      ['T-114', 'warning', '/url'],
    ]);
    expect(literal.assumed).to.include('T-114');
    expect(filled.issues).to.deep.equal([]);
  });

  it('warns of a body that is no JSON under Content-Type application/json, filled or not (T-214, T-283)', async () => {
    const url = await open({ status: 201, body: '{}' }, 200);
    const body = '{"ticket":{{$http_ax.response.json.id}},"note":"{{$http_ax.response.json[\'short text\']}}"}';

    const sent = await sendPlan([task('ax', url), task('bq', url, { headers: json, body })]);
    const fixed = await sendTask({ url, headers: json, body: '{"a":}' });

    expect(sentBodies()[1]).to.equal('{"ticket":,"note":""}');
    expect(sent.issues.map(({ rule, path }) => [rule, path])).to.deep.include(['T-214', '/tasks/1/body']);
    expect(fixed.issues.map(({ rule, severity, path }) => [rule, severity, path])).to.deep.equal([
      ['T-214', 'warning', '/body'],
    ]);
  });

  it('refuses a header value that a reference breaks in two, and leaves the next task unsent (H-212)', async () => {
    const url = await open({ status: 200, body: 'a\r\nX-Injected: 1' });

    const sent = await sendPlan([
      task('ax', url),
      task('bq', url, { headers: { 'X-Note': '{{$http_ax.response.body}}' } }),
      task('cd', url),
    ]);

    expect(sent.status).to.equal('failed');
    expect(sent.series.map(({ status, rule }) => [status, rule])).to.deep.equal([
      ['success', 'T-140'],
      ['refused', 'H-212'],
      ['skipped', 'T-161'],
    ]);
    expect(receiver.seen).to.have.length(1);
  });

  it('keeps JSON that is nested without end out of what later tasks see (R-213)', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    const url = await open({ status: 200, body: deep }, 200);

    const sent = await sendPlan([task('ax', url), task('bq', url, { body: '<{{$http_ax.response.json}}>' })]);

    expect(sent.status).to.equal('success');
    expect(sentBodies()[1]).to.equal('<>');
  });

  it('reads recorded metadata of a flow task and its outputs (T-209 to T-211)', async () => {
    const url = await open(200);
    const flow = { kind: 'flow', code: 'cd', name: 'Clean stock' };
    const recorded = {
      $flow_cd: { name: 'Clean stock', status: 'success', duration: 1_000, 'Stock by shop': { rows: 12 } },
    };
    const body = "{{$flow_cd.status}} {{$flow_cd.duration}} {{$flow_cd['Stock by shop'].rows}}";

    const sent = await sendPlan([flow, task('ax', url, { body })], { input: recorded });
    const wrong = await sendPlan([flow, task('ax', url, { body: '{{$flow_cd.rows}}' })], { input: recorded });

    expect(sentBodies()).to.deep.equal(['success 1000 12']);
    expect(sent.assumed).to.include.members(['T-209', 'T-210']);
    expect(wrong.issues.map(({ rule, path }) => [rule, path])).to.deep.equal([['T-212', '/tasks/1/body']]);
  });
});
