import { expect } from 'chai';
import { sectionCeilingMs } from '../../../sdk/shopify-flow/section.ts';
import { workflow } from '../../../sdk/shopify-flow/workflow.ts';
import { drive, respond } from './drive.ts';

const send = { kind: 'sendHttpRequest', method: 'Post', url: 'https://courier.northbeam.example/' };
const withoutJitter = { backoff: { jitter: 'none' } };

describe('a Shopify Flow workflow without sockets', () => {
  it('fails a section that is over when an answer comes, however good the answer is (F-142)', () => {
    const late = { ...respond(200), ms: sectionCeilingMs + 1 };
    const inTime = { ...respond(200), ms: sectionCeilingMs };

    const failed = drive(workflow, { setup: { steps: [send, send] }, answer: () => late }).outcome;
    const passed = drive(workflow, { setup: { steps: [send] }, answer: () => inTime }).outcome;

    expect(failed.status).to.equal('failed');
    expect(failed.series.map(({ status, rule }) => [status, rule])).to.deep.equal([
      ['failed', 'F-142'],
      ['skipped', 'F-127'],
    ]);
    expect(passed.status).to.equal('success');
  });

  it('begins no attempt of a section later than 36 h after its first action (F-142)', () => {
    const { sent, outcome } = drive(workflow, {
      setup: { steps: [send, send, send] },
      assumptions: withoutJitter,
      // The first two actions take more than 18 h each.
      answer: (n) => respond(n % 27 === 0 ? 200 : 503),
    });

    expect(outcome.series.map(({ status, rule }) => [status, rule])).to.deep.equal([
      ['success', 'F-120'],
      ['failed', 'F-142'],
      ['skipped', 'F-127'],
    ]);
    expect(sent.at(-1)?.at).to.be.at.most(sectionCeilingMs);
  });

  it('gives each section 36 h of its own, and does not count the wait between them (F-142)', () => {
    const { outcome, sent } = drive(workflow, {
      setup: { steps: [send, { kind: 'wait', ms: 7_776_000_000 }, send] },
      assumptions: withoutJitter,
      answer: (n) => respond(n % 27 === 0 ? 200 : 503),
    });

    expect(outcome.status).to.equal('success');
    expect(sent).to.have.length(54);
  });

  it('waits for nothing and sends nothing after a failure (F-127)', () => {
    const { waits, sent, outcome } = drive(workflow, {
      setup: { steps: [{ ...send, onClientError: 'fail' }, { kind: 'wait', ms: 1000 }, send] },
      answer: () => respond(404),
    });

    expect([waits, sent.length]).to.deep.equal([[], 1]);
    expect(outcome.series.map(({ status }) => status)).to.deep.equal(['failed', 'skipped']);
  });

  it('gives a wait no series and each action its settings (F-114 F-115 F-150)', () => {
    const { outcome } = drive(workflow, {
      setup: {
        steps: [
          { ...send, onClientError: 'ignore' },
          { kind: 'wait', ms: 1000 },
          { ...send, onClientError: 'fail' },
        ],
      },
      answer: () => respond(404),
    });

    expect(outcome.series.map(({ name, status }) => [name, status])).to.deep.equal([
      ['sendHttpRequest', 'ignored'],
      ['sendHttpRequest1', 'failed'],
    ]);
    expect(outcome.output).to.have.nested.property('sendHttpRequest.status', 404);
  });
});
