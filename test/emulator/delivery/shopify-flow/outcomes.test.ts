import { expect } from 'chai';
import { sendStep } from '../../../../emulator/delivery/send-step.ts';
import { sendHttpRequest } from '../../../../sdk/shopify-flow/send-http-request.ts';
import { receive, resultsOf, runWorkflow, sendAction, sendTo } from './send.ts';

describe('what becomes of a Shopify Flow action, over real sockets', () => {
  for (const status of [200, 201, 202, 204]) {
    it(`B2: ${status} is a success, and the next step runs (F-120 F-121)`, async () => {
      const receiver = await receive([status, 200]);

      const sent = await runWorkflow([
        { kind: 'sendHttpRequest', method: 'Post', url: receiver.url },
        { kind: 'sendHttpRequest', method: 'Post', url: receiver.url },
      ]);

      expect(sent.status).to.equal('success');
      expect([resultsOf(sent, 0), resultsOf(sent, 1)]).to.deep.equal([[status], [200]]);
    });
  }

  for (const status of [301, 302, 304, 307]) {
    it(`B3: ${status} is a success, its Location is not requested, and the variable holds it (F-122 F-155 F-190)`, async () => {
      const sent = await sendTo([{ status, headers: { location: '/elsewhere' } }]);

      expect(sent.status).to.equal('success');
      expect(sent.receiver.requests.map(({ url }) => url)).to.deep.equal(['/hook']);
      expect(sent.output).to.have.nested.property('sendHttpRequest.status', status);
      expect(sent.output).to.have.nested.property('sendHttpRequest.headers.location', '/elsewhere');
      expect(sent.assumed).to.include.members(['F-155', 'F-190']);
    });
  }

  it('B3: a 3xx leaves the variable empty where the option says so (F-155)', async () => {
    const sent = await sendTo([302], {}, { assumptions: { redirectFillsVariable: false } });

    expect(sent).to.deep.include({ status: 'success', output: {} });
  });

  for (const status of [400, 401, 404]) {
    it(`B4: ${status} of generation 2022 fails after one attempt, and later steps do not run (F-125 F-211)`, async () => {
      const receiver = await receive([status]);
      const action = { kind: 'sendHttpRequest', method: 'Post', url: receiver.url };

      const sent = await runWorkflow([action, action], { generation: '2022' });

      expect(sent.status).to.equal('failed');
      expect(sent.series.map(({ status: end, rule }) => [end, rule])).to.deep.equal([
        ['failed', 'F-125'],
        ['skipped', 'F-127'],
      ]);
      expect(receiver.requests).to.have.length(1);
    });
  }

  it('B5: a client error that is ignored lets the run go on, and the variable holds it (F-114 F-153)', async () => {
    const receiver = await receive([{ status: 400, body: '{"error":"bad ref"}' }, 200]);

    const sent = await runWorkflow([
      { kind: 'sendHttpRequest', method: 'Post', url: receiver.url, onClientError: 'ignore' },
      { kind: 'sendHttpRequest', method: 'Post', url: receiver.url, body: '{{ sendHttpRequest.status }}' },
    ]);

    expect(sent.status).to.equal('ignored');
    expect(sent.series.map(({ status }) => status)).to.deep.equal(['ignored', 'success']);
    expect(sent.output).to.have.nested.property('sendHttpRequest.body', '{"error":"bad ref"}');
    expect(receiver.requests[1]?.body).to.equal('400');
    expect(sent.assumed).to.include.members(['F-152', 'F-153']);
  });

  it('B5: what is ignored leaves the variable empty where the option says so (F-153)', async () => {
    const sent = await sendTo([400], { onClientError: 'ignore' }, { assumptions: { ignoreFillsVariable: false } });

    expect(sent).to.deep.include({ status: 'ignored', output: {} });
  });

  it('B6: a client error is tried again where the setting says so (F-114)', async () => {
    const sent = await sendTo([404, 404, 200], { onClientError: 'retry' });

    expect(sent.status).to.equal('success');
    expect(resultsOf(sent)).to.deep.equal([404, 404, 200]);
  });

  it('B7: a client error fails the run at once where the setting says so (F-114)', async () => {
    const sent = await sendTo([404], { onClientError: 'fail' });

    expect(sent.status).to.equal('failed');
    expect(resultsOf(sent)).to.deep.equal([404]);
    expect(sent.series[0]).to.have.property('rule', 'F-114');
    expect(sent.assumed).to.deep.equal([]);
  });

  it('leans on the defaults where the action has no settings of its own (F-116)', async () => {
    const client = await sendTo([404]);
    const server = await sendTo([503, 200]);

    expect([client.status, client.assumed]).to.deep.equal(['failed', ['F-116']]);
    expect([server.status, server.assumed]).to.deep.equal(['success', ['F-143', 'F-116']]);
  });

  it('B8: 429 is a server error: it is tried again although client errors fail (F-115 F-123)', async () => {
    const sent = await sendTo([429, 200], { onClientError: 'fail', onServerError: 'retry' });

    expect(sent.status).to.equal('success');
    expect(resultsOf(sent)).to.deep.equal([429, 200]);
  });

  it('B9: 503 fails at once, or is ignored, as the setting says (F-115)', async () => {
    const failed = await sendTo([503], { onServerError: 'fail' });
    const ignored = await sendTo([503], { onServerError: 'ignore' });

    expect([failed.status, resultsOf(failed)]).to.deep.equal(['failed', [503]]);
    expect([ignored.status, resultsOf(ignored)]).to.deep.equal(['ignored', [503]]);
    expect(ignored.output).to.have.nested.property('sendHttpRequest.status', 503);
  });

  it('B11: another code ends the retries of generation 2022: 503 then 404 fails (F-131 F-211)', async () => {
    const sent = await sendTo([503, 404, 200], { generation: '2022' });

    expect(sent.status).to.equal('failed');
    expect(resultsOf(sent)).to.deep.equal([503, 404]);
    expect(sent.output).to.deep.equal({});
  });

  for (const generation of ['2022', '2025']) {
    it(`B12: 503 then 302 succeeds in generation ${generation} (F-131 F-122 F-126)`, async () => {
      const sent = await sendTo([503, 302], { generation });

      expect(sent.status).to.equal('success');
      expect(resultsOf(sent)).to.deep.equal([503, 302]);
    });
  }

  for (const generation of ['classic', '2022', '2025']) {
    it(`B18: connections that are reset or refused, and names that are not found, are tried again in ${generation} (F-132)`, async () => {
      const reset = await sendTo(['reset', 200], { generation });
      const assumptions = { retryWindowMs: 20_000, backoff: { jitter: 'none' } };
      const closed = await receive();
      await closed.close();
      const refused = await sendAction({ generation, url: closed.url }, { assumptions });
      const unknown = await sendAction({ generation, url: `http://${'a'.repeat(64)}.localhost/` }, { assumptions });

      expect([reset.status, resultsOf(reset)]).to.deep.equal(['success', ['reset', 200]]);
      expect([refused.status, resultsOf(refused)]).to.deep.equal(['failed', ['refused', 'refused']]);
      expect([unknown.status, resultsOf(unknown)]).to.deep.equal(['failed', ['dns', 'dns']]);
      for (const { assumed } of [reset, refused, unknown]) expect(assumed).to.include('F-132');
    });
  }

  it('B18: trouble of the network fails at once where the option says so (F-132)', async () => {
    const sent = await sendTo(['reset', 200], {}, { assumptions: { transportErrorClass: 'permanent' } });

    expect([sent.status, resultsOf(sent)]).to.deep.equal(['failed', ['reset']]);
  });

  for (const generation of ['classic', '2022', '2025']) {
    it(`B19: status 600 and what is no status fail in ${generation} (F-128)`, async () => {
      const unknown = await sendTo([600, 200], { generation });
      const malformed = await sendTo(['malformed', 200], { generation });

      expect([unknown.status, resultsOf(unknown)]).to.deep.equal(['failed', [600]]);
      expect([malformed.status, resultsOf(malformed)]).to.deep.equal(['failed', ['malformed']]);
      expect(malformed.series[0]).to.have.property('rule', 'F-128');
    });
  }

  it('B20: a certificate that does not hold fails without another attempt, and nothing can switch that off (F-133 F-196)', async () => {
    const receiver = await receive([200], { tls: true });

    const sent = await sendAction({ url: receiver.url });

    expect([sent.status, resultsOf(sent)]).to.deep.equal(['failed', ['tls']]);
    expect(sent.assumed).to.deep.equal(['F-133', 'F-196']);
    expect(receiver.requests).to.deep.equal([]);
    const loose = await sendAction({ url: receiver.url }, { assumptions: { verifyTls: false } }).catch(String);
    expect(loose).to.match(/verifyTls \(F-196\)/);
  });

  it('B20: a certificate that does not hold is tried again where the option says so (F-133)', async () => {
    const receiver = await receive([200], { tls: true });
    const assumptions = { tlsErrorClass: 'transient', retryWindowMs: 20_000, backoff: { jitter: 'none' } };

    const sent = await sendAction({ url: receiver.url }, { assumptions });

    expect([sent.status, resultsOf(sent)]).to.deep.equal(['failed', ['tls', 'tls']]);
  });

  it('B36: 201 and 302 fail in generation classic, without another attempt; 200 and 202 succeed (F-101 F-121 F-212)', async () => {
    const ends = [];
    for (const status of [200, 202, 201, 302]) {
      const sent = await sendTo([status], { generation: 'classic' });
      ends.push([sent.status, ...resultsOf(sent)]);
    }

    expect(ends).to.deep.equal([
      ['success', 200],
      ['success', 202],
      ['failed', 201],
      ['failed', 302],
    ]);
  });

  it('takes the generation from the step, and else from the option (H-101)', async () => {
    const receiver = await receive([201]);
    const setup = { url: receiver.url, generation: '2022' };

    const own = await sendAction(setup, { assumptions: { generation: 'classic' } });
    const chosen = await sendStep({
      step: sendHttpRequest,
      setup: { method: 'Post', url: receiver.url },
      assumptions: { generation: 'classic' },
    });

    expect([own.status, chosen.status]).to.deep.equal(['success', 'failed']);
  });
});
