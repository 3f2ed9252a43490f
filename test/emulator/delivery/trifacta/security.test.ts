import { expect } from 'chai';
import type { JsonValue } from '../../../../sdk/contract.ts';
import { type Listening, listen, sendPlan, sendTask, task } from './listening.ts';

describe('what an administrator of Trifacta allows', () => {
  let receiver: Listening;
  beforeEach(async () => {
    receiver = await listen([200]);
  });
  afterEach(() => receiver.close());

  const send = (url: string, platform: JsonValue, assumptions: Readonly<Record<string, JsonValue>> = {}) =>
    sendTask({ url, platform }, { assumptions });

  it('A33: refuses a URL that no expression matches, without resolving its name (T-232, T-235)', async () => {
    const { url, port } = receiver;
    const platform = { allowedUrlRegexes: [`^http:\\/\\/127\\.0\\.0\\.1:${port}\\/v4.*$`] };

    const allowed = await send(`${url}/v4/jobGroups`, platform);
    const other = await send(`${url}/admin`, platform);
    const named = await send('http://nobody.northbeam.example/v4', platform);

    expect([allowed.status, other.status, named.status]).to.deep.equal(['success', 'refused', 'refused']);
    expect([other, named].map(({ series }) => series[0]?.rule)).to.deep.equal(['T-232', 'T-232']);
    expect(receiver.seen.map(({ path }) => path)).to.deep.equal(['/v4/jobGroups']);
  });

  const lists: readonly (readonly [what: string, forbiddenIPs: JsonValue, host: string])[] = [
    ['one text with semicolons', '10.0.0.1; 127.0.0.1 ;fd00::1', '127.0.0.1'],
    ['a list', ['127.0.0.1'], '127.0.0.1'],
    ['a CIDR block', '127.0.0.0/8', '127.0.0.1'],
    ['an address that a name leads to, v4 and v6', '127.0.0.1;::1', 'localhost'],
    ['an IPv6 address', '::1', '[::1]'],
  ];
  for (const [what, forbiddenIPs, host] of lists) {
    it(`A34: refuses an address of forbiddenIPs without a connection: ${what} (T-231, T-235)`, async () => {
      const sent = await send(`http://${host}:${receiver.port}/`, { forbiddenIPs });

      expect([sent.status, sent.series[0]?.rule]).to.deep.equal(['refused', 'T-231']);
      expect(receiver.connections()).to.equal(0);
    });
  }

  it('A34: refuses addresses that were given as an assumption too (T-235)', async () => {
    const sent = await send(receiver.url, {}, { forbiddenIPs: ['127.0.0.1'] });

    expect([sent.status, receiver.connections()]).to.deep.equal(['refused', 0]);
  });

  it('A35: refuses a forbidden address although an expression matches, unless told otherwise (T-236)', async () => {
    const platform = { allowedUrlRegexes: ['.*'], forbiddenIPs: '127.0.0.1' };

    const refused = await send(receiver.url, platform);
    const exempt = await send(receiver.url, platform, { regexExemptsFromForbiddenIps: true });

    expect([refused.status, refused.series[0]?.rule, exempt.status]).to.deep.equal(['refused', 'T-231', 'success']);
    expect(receiver.seen).to.have.length(1);
  });

  it('knows no rule about ports, but one can be set (T-234)', async () => {
    const free = await send(receiver.url, {});
    const refused = await send(receiver.url, {}, { forbiddenPorts: [receiver.port] });

    expect([free.status, refused.status, refused.series[0]?.rule]).to.deep.equal(['success', 'refused', 'T-234']);
  });

  it('sends nothing when webhooks are switched off (T-230)', async () => {
    const sent = await send(receiver.url, {}, { webhooksEnabled: false });

    expect([sent.status, receiver.connections()]).to.deep.equal(['refused', 0]);
    expect(sent.issues.map(({ rule }) => rule)).to.deep.equal(['T-230']);
  });

  it('names an expression that cannot be one before anything is sent (T-232)', async () => {
    const sent = await send(receiver.url, { allowedUrlRegexes: ['.*', '('] });

    expect(sent.issues.map(({ rule, path }) => [rule, path])).to.deep.equal([
      ['T-232', '/platform/allowedUrlRegexes/1'],
    ]);
    expect(receiver.connections()).to.equal(0);
  });

  it('stops a plan at a task whose address is forbidden, and refuses one that sent nothing (T-161, T-231)', async () => {
    const forbidden = `http://localhost:${receiver.port}/`;
    const platform = { allowedUrlRegexes: ['^http:\\/\\/127\\.'] };

    const later = await sendPlan([task('ax', receiver.url), task('bq', forbidden), task('cd', receiver.url)], {
      platform,
    });
    const first = await sendPlan([task('ax', forbidden), task('bq', receiver.url)], { platform });

    expect(later.series.map(({ status }) => status)).to.deep.equal(['success', 'refused', 'skipped']);
    expect([later.status, first.status]).to.deep.equal(['failed', 'refused']);
    expect(receiver.seen).to.have.length(1);
  });
});
