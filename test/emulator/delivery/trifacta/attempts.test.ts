import { expect } from 'chai';
import type { SentStep } from '../../../../emulator/delivery/send-step.ts';
import { type Listening, listen, type ScriptedAnswer, sendPlan, sendTask, task } from './listening.ts';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const retry = { enabled: true, retries: 3 };

describe('attempts of a Trifacta HTTP task', () => {
  let receiver: Listening;
  const open = async (...answers: ScriptedAnswer[]): Promise<Listening> => {
    receiver = await listen(answers);
    return receiver;
  };
  afterEach(() => receiver.close());

  for (const status of [200, 201, 204, 299]) {
    it(`A1: ${status} is a success after one attempt, and the next task runs (T-140, T-160)`, async () => {
      const { url, seen } = await open(status, 200);

      const sent = await sendPlan([task('ax', url, { retry }), task('bq', `${url}/next`)]);

      expect(sent.status).to.equal('success');
      expect(seen.map(({ path }) => path)).to.deep.equal(['/', '/next']);
      expect(sent.output).to.have.nested.property('$http_ax.statusCode', status);
    });
  }

  for (const status of [300, 301, 302]) {
    it(`A2: ${status} with Location is a failure, and Location is not requested (T-141, H-103, H-207)`, async () => {
      const { url, seen } = await open({ status, headers: { Location: '/new' } });

      const sent = await sendTask({ url });

      expect(sent.status).to.equal('failed');
      expect(seen.map(({ path }) => path)).to.deep.equal(['/']);
      expect(sent.series[0]).to.deep.include({ says: `${status} is outside 200 to 299`, rule: 'T-141' });
      expect(sent.assumed).to.include('T-141');
    });
  }

  it('A3: 404 with retry off fails after one attempt (T-123, T-141)', async () => {
    const { url, seen } = await open(404);

    const sent = await sendTask({ url, retry: { enabled: false, retries: 3 } });

    expect([sent.status, seen.length]).to.deep.equal(['failed', 1]);
    expect(attemptsOf(sent)[0]).to.deep.include({ class: 'permanent', rule: 'T-141' });
  });

  it('A4: 404 with three retries is sent four times, a second apart, and fails (T-124, T-125, T-146, T-148, H-102)', async () => {
    const { url, seen } = await open(404);

    const sent = await sendTask({ url, retry });

    expect([sent.status, seen.length]).to.deep.equal(['failed', 4]);
    expect(sent.series[0]).to.deep.include({ says: 'all 4 attempts failed', rule: 'T-125' });
    expect(attemptsOf(sent).map(({ delay }) => delay?.ms ?? null)).to.deep.equal([1000, 1000, 1000, null]);
    expect(sent.assumed).to.include.members(['T-125', 'T-144', 'T-145', 'T-146', 'T-148']);
    expect(sent.findings.map(({ code, rule }) => [code, rule])).to.deep.include(['step-failed', 'T-125']);
  });

  it('A5: 500, 500, 200 is a success at the third attempt, and there is no fourth (T-123, T-140, T-146, T-280)', async () => {
    const { url, seen } = await open(500, 500, 200);

    const sent = await sendTask({ url, retry });

    expect([sent.status, seen.length]).to.deep.equal(['success', 3]);
    expect(attemptsOf(sent).map(({ class: verdict }) => verdict)).to.deep.equal(['retryable', 'retryable', 'success']);
  });

  it('A6: the first attempt goes without X-Http-Task-Guid (T-144)', async () => {
    const { url, seen } = await open(200);

    await sendTask({ url, retry });

    expect(seen.map(({ headers }) => headers['x-http-task-guid'])).to.deep.equal([undefined]);
  });

  it('A7: retries carry one UUID, and another task run carries another (T-143, T-145)', async () => {
    const { url, seen } = await open(500);

    await sendPlan([
      task('ax', url, { retry }),
      task('bq', url, { retry: { enabled: true, retries: 2 }, when: 'failure' }),
    ]);

    const guids = seen.map(({ headers }) => headers['x-http-task-guid']);
    const [first, second] = [guids.slice(0, 4), guids.slice(4)];
    expect(first[0]).to.equal(undefined);
    expect(second[0]).to.equal(undefined);
    expect(new Set(first.slice(1)).size).to.equal(1);
    expect(new Set(second.slice(1)).size).to.equal(1);
    expect(first[1]).to.match(uuid);
    expect(second[1]).to.match(uuid);
    expect(first[1]).to.not.equal(second[1]);
  });

  it('sends the header at once, or a new one each time, when told to (T-144, T-145)', async () => {
    const { url, seen } = await open(500);

    await sendTask(
      { url, retry: { enabled: true, retries: 2 } },
      { assumptions: { guidOnFirstAttempt: true, guidScope: 'attempt' } },
    );

    const guids = seen.map(({ headers }) => headers['x-http-task-guid']);
    expect(guids).to.have.length(3);
    expect(new Set(guids).size).to.equal(3);
    expect(guids).to.not.include(undefined);
  });

  it('A8: a silent receiver is a failure at 30 s, and is retried (T-135, T-142, T-150, H-209, H-215)', async () => {
    const { url, seen } = await open('silent', 200);

    const sent = await sendTask({ url, retry }, { deadlineMs: 150 });

    expect([sent.status, seen.length]).to.deep.equal(['success', 2]);
    const [first, second] = attemptsOf(sent);
    expect(first?.outcome).to.have.nested.property('failure.type', 'timeout');
    expect(first?.outcome).to.have.property('ms', 30_000);
    expect(second?.at).to.equal(31_000);
    expect(sent.assumed).to.include.members(['T-142', 'T-150']);
  });

  it('A9: a body that stalls is a failure at 30 s under total, and a success under headers (T-151, H-209)', async () => {
    const { url } = await open('stall');

    const total = await sendTask({ url }, { deadlineMs: 150 });
    const headers = await sendTask({ url }, { deadlineMs: 150, assumptions: { timeoutScope: 'headers' } });

    expect([total.status, headers.status]).to.deep.equal(['failed', 'success']);
    expect(attemptsOf(total)[0]?.outcome).to.have.nested.property('failure.type', 'timeout');
  });

  const broken: readonly (readonly [what: string, url: (own: Listening) => string, code: string])[] = [
    ['a refused connection', () => 'http://127.0.0.1:9', 'ECONNREFUSED'],
    ['a reset connection', ({ url }) => url, 'ECONNRESET'],
    ['a name that does not resolve', () => `http://${'a'.repeat(64)}.localhost/`, 'ENOTFOUND'],
  ];
  for (const [what, urlOf, code] of broken) {
    it(`A10: ${what} is a failure with its code in the log, and is retried (T-142, H-210)`, async () => {
      const own = await open('reset');
      const url = urlOf(own);

      const sent = await sendTask({ url, retry: { enabled: true, retries: 1 } });

      expect([sent.status, attemptsOf(sent).length]).to.deep.equal(['failed', 2]);
      expect(attemptsOf(sent)[0]?.why).to.match(new RegExp(code));
      expect(
        sent.log
          .filter(({ level }) => level === 'WARN')
          .map(({ text }) => text)
          .join('\n'),
      ).to.match(new RegExp(`attempt 1: no response: ${code}`));
    });
  }

  it('lets the plan go on after a failed connection, or after used up retries, when told to (T-125, T-142)', async () => {
    const { url, seen } = await open(500, 500, 200);
    const once = { enabled: true, retries: 1 };

    const exhausted = await sendPlan([task('ax', url, { retry: once }), task('bq', url)], {
      assumptions: { onRetriesExhausted: 'ignore' },
    });
    const refused = await sendTask({ url: 'http://127.0.0.1:9' }, { assumptions: { failOnTransportError: false } });

    expect([exhausted.status, seen.length]).to.deep.equal(['success', 3]);
    expect(exhausted.series.map(({ status }) => status)).to.deep.equal(['ignored', 'success']);
    expect(refused.status).to.equal('ignored');
  });

  it('retries as often as the platform says where only the checkbox is ticked (T-147)', async () => {
    const { url, seen } = await open(500);

    const preset = await sendTask({ url, retry: { enabled: true } });
    const chosen = await sendTask(
      { url, retry: { enabled: true } },
      { assumptions: { defaultRetries: 1, retryDelayMs: 5 } },
    );

    expect(seen).to.have.length(4 + 2);
    expect(preset.assumed).to.include('T-147');
    expect(attemptsOf(chosen)[0]?.delay?.ms).to.equal(5);
  });

  it('counts the first attempt in when told to (T-146)', async () => {
    const { url, seen } = await open(500);

    await sendTask({ url, retry }, { assumptions: { retryCountMeaning: 'attempts' } });

    expect(seen).to.have.length(3);
  });
});

function attemptsOf({ series }: SentStep): SentStep['series'][number]['attempts'] {
  return series[0]?.attempts ?? [];
}
