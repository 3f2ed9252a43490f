import { expect } from 'chai';
import { answerJobGroup, type JobGroupsAnswer, openJobGroups } from '../../../sdk/trifacta/job-groups.ts';

const body = '{"wrangledDataset":{"id":4}}';

describe('the stand-in for POST /v4/jobGroups', () => {
  it('accepts a job for the recipe and gives it the next id (T-257, T-262)', () => {
    expect(callAt([0, 0]).map(({ status, body: answered }) => [status, answered])).to.deep.equal([
      [201, { id: 901, jobGraph: {}, jobs: {} }],
      [201, { id: 902, jobGraph: {}, jobs: {} }],
    ]);
  });

  for (const wrong of [
    '',
    '{}',
    '[]',
    '{"wrangledDataset":{"id":"4"}}',
    '{"wrangledDataset":{"id":0}}',
    '{"wrangledDataset":4}',
  ]) {
    it(`answers 400 to ${wrong === '' ? 'no body' : wrong}, as the id must be a number (T-257, T-261)`, () => {
      const { answer } = answerJobGroup(openJobGroups(), { user: 'u', body: wrong, nowMs: 0 }, {});

      expect(answer.status).to.equal(400);
      expect(answer.body).to.have.nested.property('exception.name');
    });
  }

  it('answers 429 to the 31st request of a minute, with the seconds to wait and an exception (T-258, T-259)', () => {
    const answers = callAt([...Array.from({ length: 30 }, () => 0), 48_000]);

    expect(answers.slice(0, 30).every(({ status }) => status === 201)).to.equal(true);
    const last = answers[30];
    expect(last?.status).to.equal(429);
    expect(last?.headers).to.deep.equal({
      'x-rate-limit-user-limit': '30',
      'x-rate-limit-user-remaining': '0',
      'x-rate-limit-user-reset': '12',
      'x-rate-limit-workspace-limit': '30',
      'x-rate-limit-workspace-remaining': '0',
      'x-rate-limit-workspace-reset': '12',
      'x-retry-after': '12',
    });
    expect(last?.body).to.have.nested.property('exception.name', 'TooManyRequestsException');
    expect(last?.body).to.have.nested.property('exception.message');
    expect(last?.body).to.have.nested.property('exception.details');
  });

  it('takes requests again in the next minute, and counts each user apart (T-258)', () => {
    const full = Array.from({ length: 30 }, () => 0);

    expect(callAt([...full, 60_000]).at(-1)?.status).to.equal(201);
    const other = { user: 'v', body, nowMs: 1 };
    const state = full.reduce((at) => answerJobGroup(at, { user: 'u', body, nowMs: 0 }, {}).state, openJobGroups());
    expect(answerJobGroup(state, other, {}).answer.status).to.equal(201);
    expect(answerJobGroup(state, { ...other, user: 'u' }, {}).answer.status).to.equal(429);
  });

  it('answers a job as the assumption says (T-262)', () => {
    const given = { jobGroupsSuccess: { status: 200, members: ['id', 'name'] } };

    const { answer } = answerJobGroup(openJobGroups(), { user: 'u', body, nowMs: 0 }, given);

    expect([answer.status, answer.body]).to.deep.equal([200, { id: 901, name: null }]);
  });
});

function callAt(times: readonly number[]): readonly JobGroupsAnswer[] {
  let state = openJobGroups();
  return times.map((nowMs) => {
    const next = answerJobGroup(state, { user: 'nb', body, nowMs }, {});
    state = next.state;
    return next.answer;
  });
}
