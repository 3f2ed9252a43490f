import { expect } from 'chai';
import { signatureProfiles } from '../../../../sdk/http/signatures/profiles.ts';
import { verify } from '../../../../sdk/http/signatures/verify.ts';
import { type Listening, listen, type Seen, sendPlan, sendTask, task } from './listening.ts';

const secretKey = 'northbeam-demo-key';

describe('the request of a Trifacta HTTP task', () => {
  let receiver: Listening;
  beforeEach(async () => {
    receiver = await listen([200]);
  });
  afterEach(() => receiver.close());

  for (const name of ['certificates', 'inputDataset', 'outputDataset']) {
    const [row, rule] = name === 'certificates' ? ['A13: ', 'T-122'] : ['', 'T-130 T-131'];
    it(`${row}refuses a task with ${name}, says that they are not supported, and sends nothing (${rule})`, async () => {
      const sent = await sendTask({ url: receiver.url, [name]: { file: 'own.pem' } });

      expect([sent.status, receiver.seen.length]).to.deep.equal(['refused', 0]);
      expect(sent.issues.map(({ code, path, message }) => [code, path, /not supported/.test(message)])).to.deep.equal([
        ['wrong-setup', `/${name}`, true],
      ]);
      expect(sent.issues[0]?.rule).to.equal(rule?.split(' ')[0]);
    });
  }

  it('A14: leaves the body of a GET out, and warns of it (T-116, T-118, H-204)', async () => {
    const sent = await sendTask({ url: receiver.url, method: 'GET', body: '{"a":1}' });

    expect(sent.status).to.equal('success');
    expect(receiver.seen.map(({ method, body }) => [method, body.length])).to.deep.equal([['GET', 0]]);
    expect(sent.issues.map(({ rule, severity, path }) => [rule, severity, path])).to.deep.equal([
      ['T-118', 'warning', '/body'],
    ]);
  });

  it('A15: warns of the empty body of a POST, and sends it (T-117)', async () => {
    const sent = await sendTask({ url: receiver.url, body: '' });

    expect([sent.status, receiver.seen.length]).to.deep.equal(['success', 1]);
    expect(sent.issues.map(({ rule, severity, message }) => [rule, severity, message.includes('{}')])).to.deep.equal([
      ['T-117', 'warning', true],
    ]);
  });

  for (const method of ['PUT', 'PATCH', 'POST']) {
    it(`A16: puts the bytes of the filled body of a ${method} on the wire (T-116, T-154)`, async () => {
      const body = '{"plan":"{{$plan.name}}","ü":"\u2028 {{ not.a.reference }}"}\r\n';

      await sendTask({ url: receiver.url, method, body }, { input: { $plan: { name: 'Nächtlich' } } });

      const expected = '{"plan":"Nächtlich","ü":"\u2028 {{ not.a.reference }}"}\r\n';
      expect(receiver.seen[0]?.method).to.equal(method);
      expect(receiver.seen[0]?.body.equals(Buffer.from(expected, 'utf8'))).to.equal(true);
    });
  }

  it('sends method, address and body as they are configured, and never the name (T-110, T-111, T-113)', async () => {
    await sendTask({ url: `${receiver.url}/hooks/prep?a=b%20c`, name: 'Name of the task' });

    const [seen] = receiver.seen;
    expect([seen?.method, seen?.path, seen?.body.toString()]).to.deep.equal(['POST', '/hooks/prep?a=b%20c', '{}']);
    expect(JSON.stringify(seen?.headers)).to.not.include('Name of the task');
  });

  it("A17: sends the author's headers unchanged, and adds no Content-Type (T-105, T-115, T-152, H-205)", async () => {
    const headers = { Authorization: 'Bearer nb-demo-1', 'Content-Type': 'application/vnd.northbeam+json; v=1' };

    await sendTask({ url: receiver.url, headers });
    const bare = await sendTask({ url: receiver.url });
    await sendTask({ url: receiver.url }, { assumptions: { addContentType: true } });

    const [own, none, added] = receiver.seen;
    expect(own?.headers).to.deep.include({
      authorization: headers.Authorization,
      'content-type': headers['Content-Type'],
    });
    expect(none?.headers).to.not.have.property('content-type');
    expect(bare.assumed).to.include('T-152');
    expect(added?.headers['content-type']).to.equal('text/plain;charset=UTF-8');
  });

  it('A18: signs with the secret key; a changed byte, another key and an old time are told apart (T-119, T-180 to T-183, W-103, W-107)', async () => {
    const now = new Date('2026-01-01T00:00:00.000Z');
    const sent = await sendTask(
      { url: receiver.url, secretKey, body: '{"orderId":"NB-1007","status":"ready"}' },
      { now },
    );

    const [seen] = receiver.seen;
    expect(seen?.headers['x-webhook-signature']).to.match(/^t=1767225600\d{3},sha256=[0-9a-f]{64}$/);
    const nowMs = now.getTime() + 60_000;
    const check = (changes: Partial<{ body: Buffer; secrets: string; nowMs: number }> = {}) =>
      verifySeen(seen, { nowMs, ...changes });
    expect(check()).to.deep.equal({ ok: true });
    expect(check({ body: Buffer.from('{"orderId":"NB-1008","status":"ready"}') })).to.deep.include({
      reason: 'mismatch',
    });
    expect(check({ secrets: 'another key' })).to.deep.include({ reason: 'mismatch' });
    expect(check({ nowMs: now.getTime() + 301_000 })).to.deep.include({ reason: 'stale' });
    expect(sent.assumed).to.include.members(['T-181', 'T-182', 'T-183']);
    expect(seen?.headers).to.not.have.property('x-webhook-signature-sha256'); // T-184
  });

  it('A19: sends no signature without a secret key (T-185)', async () => {
    const sent = await sendTask({ url: receiver.url });
    await sendTask({ url: receiver.url, secretKey: '' });

    expect(receiver.seen.map(({ headers }) => headers['x-webhook-signature'])).to.deep.equal([undefined, undefined]);
    expect(sent.log.map(({ rule }) => rule)).to.not.include('T-187');
  });

  it('A20: signs each attempt anew (T-186), or once when told to', async () => {
    const failing = await listen([500]);
    const retry = { enabled: true, retries: 2 };

    const anew = await sendTask({ url: failing.url, secretKey, retry });
    await sendTask({ url: failing.url, secretKey, retry }, { assumptions: { signPerAttempt: false } });
    await failing.close();

    const signatures = failing.seen.map(({ headers }) => headers['x-webhook-signature']);
    expect(new Set(signatures.slice(0, 3)).size).to.equal(3);
    expect(new Set(signatures.slice(3)).size).to.equal(1);
    for (const [index, seen] of failing.seen.slice(0, 3).entries()) {
      expect(verifySeen(seen, { nowMs: Date.parse(anew.startedAt) + index * 1000 })).to.deep.equal({ ok: true });
    }
    expect(anew.assumed).to.include('T-186');
  });

  it('A21: takes quotes as part of the secret key and warns, or strips them when told to (T-119, T-120, W-136)', async () => {
    const quoted = await sendTask({ url: receiver.url, secretKey: `"${secretKey}"` });
    await sendTask({ url: receiver.url, secretKey: `"${secretKey}"` }, { assumptions: { stripSecretQuotes: true } });

    const nowMs = Date.now();
    const [asTyped, stripped] = receiver.seen;
    expect(verifySeen(asTyped, { nowMs, secrets: `"${secretKey}"` })).to.deep.equal({ ok: true });
    expect(verifySeen(asTyped, { nowMs })).to.deep.include({ ok: false, reason: 'mismatch' });
    expect(verifySeen(stripped, { nowMs })).to.deep.equal({ ok: true });
    expect(quoted.issues.map(({ rule, severity, path }) => [rule, severity, path])).to.deep.equal([
      ['T-120', 'warning', '/secretKey'],
    ]);
    expect(quoted.assumed).to.include('T-120');
  });

  it('says once in a run that nobody confirms the layout of the signature (T-187, H-104)', async () => {
    const { log } = await sendPlan([task('ax', receiver.url, { secretKey }), task('bq', receiver.url, { secretKey })]);

    expect(log.filter(({ rule }) => rule === 'T-187').map(({ level, text }) => [level, text])).to.deep.equal([
      ['INFO', 'signature layout not confirmed by public documentation'],
    ]);
  });

  it('signs as another profile when told to, and refuses a key that it cannot use (T-181)', async () => {
    const assumptions = { signatureProfile: 'standard-webhooks' };

    await sendTask({ url: receiver.url, secretKey: 'whsec_bm9ydGhiZWFtLWRlbW8ta2V5LTI0Ynl0' }, { assumptions });
    const refused = await sendTask({ url: receiver.url, secretKey: 'not base64!' }, { assumptions });

    expect(receiver.seen).to.have.length(1);
    expect(receiver.seen[0]?.headers).to.include.keys('webhook-id', 'webhook-timestamp', 'webhook-signature');
    expect(refused.issues.map(({ rule, path }) => [rule, path])).to.deep.equal([['T-181', '/secretKey']]);
  });

  it('shows no secret in anything that comes back (T-119)', async () => {
    const sent = await sendTask(
      { url: receiver.url, secretKey: { $secret: 'key' }, headers: { Authorization: { $secret: 'token' } } },
      { secrets: { key: secretKey, token: 'Bearer nb-secret-7' } },
    );

    expect(receiver.seen[0]?.headers['authorization']).to.equal('Bearer nb-secret-7');
    expect(JSON.stringify(sent)).to.not.include(secretKey).and.not.include('nb-secret-7');
  });

  const wrong: readonly (readonly [
    what: string,
    setup: Readonly<Record<string, string | Record<string, string>>>,
    rule: string,
    path: string,
  ])[] = [
    ['a method that is not in the list', { method: 'TRACE' }, 'T-112', '/method'],
    ['a header value with a line break', { headers: { 'X-A': 'a\r\nHost: b' } }, 'H-212', '/headers/X-A'],
    ['a header name with a blank', { headers: { 'X A': 'a' } }, 'H-212', '/headers/X A'],
    ['a URL with credentials', { url: 'http://nb:secret@127.0.0.1/' }, 'H-224', '/url'],
    ['a URL with another scheme', { url: 'file:///etc/passwd' }, 'H-224', '/url'],
    ['what is no URL', { url: 'warehouse' }, 'H-224', '/url'],
  ];
  for (const [what, setup, rule, path] of wrong) {
    it(`refuses ${what} before anything is sent (${rule})`, async () => {
      const sent = await sendTask({ url: receiver.url, ...setup });

      expect([sent.status, sent.series.length, receiver.connections()]).to.deep.equal(['refused', 0, 0]);
      expect(sent.issues.map((issue) => [issue.rule, issue.severity, issue.path])).to.deep.equal([
        [rule, 'error', path],
      ]);
    });
  }

  it('takes DELETE as a method, and says that it is assumed (T-111, T-112)', async () => {
    const { status, assumed } = await sendTask({ url: receiver.url, method: 'DELETE', body: '' });

    expect([status, receiver.seen[0]?.method]).to.deep.equal(['success', 'DELETE']);
    expect(assumed).to.include('T-112');
  });

  it('sends a request of any size, and refuses one above a limit that was set (T-139)', async () => {
    const body = JSON.stringify({ text: 'x'.repeat(200_000) });

    const free = await sendTask({ url: receiver.url, body });
    const limited = await sendTask({ url: receiver.url, body }, { assumptions: { maxRequestBytes: 100_000 } });

    expect([free.status, limited.status, receiver.seen.length]).to.deep.equal(['success', 'refused', 1]);
    expect(limited.series[0]?.rule).to.equal('T-139');
  });
});

function verifySeen(
  seen: Seen | undefined,
  { nowMs, body, secrets = secretKey }: { readonly nowMs: number; readonly body?: Buffer; readonly secrets?: string },
) {
  const { headers = {}, body: own = Buffer.alloc(0) } = seen ?? {};
  const verified = verify({ profile: signatureProfiles.trifacta, secrets, headers, body: body ?? own, nowMs });
  return verified.ok ? verified : { ok: false, reason: verified.reason };
}
