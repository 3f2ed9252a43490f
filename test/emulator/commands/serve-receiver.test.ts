import { expect } from 'chai';
import { signatureProfiles } from '../../../sdk/http/signatures/profiles.ts';
import { sign } from '../../../sdk/http/signatures/sign.ts';
import { useFolder } from './run-cli.ts';
import { serve } from './start-serve.ts';

const secret = 'canary-of-the-receiver-0f8b5c1e';
const body = '{"orderId":"NB-1007"}';

/** What the line of `--json` says. */
interface Announcement {
  readonly url: string;
  readonly receiver: {
    readonly url: string;
    readonly requests: string;
    readonly token: string;
    readonly certificate?: string;
  };
}

/** What `GET requests` gives. */
interface Listed {
  readonly requests: readonly { readonly url: string; readonly body: object }[];
}

describe('hooksmith serve --receiver (H-240)', () => {
  const folder = useFolder();

  it('needs no project, answers by its list, and lists what came', async () => {
    folder.file('answer.json', '{"ok":true}');
    const args = ['--receiver', '--port', '0', '--json', '--answers', '503,429 retry-after=7,200 body=@answer.json'];
    const serving = await serve(folder.path, args);
    const { receiver, url }: Announcement = JSON.parse(serving.firstLine);
    const answers: unknown[] = [];
    for (const path of ['', '/orders?key=value', '/']) {
      const response = await fetch(`${receiver.url}${path}`, { method: 'POST', body });
      answers.push([response.status, response.headers.get('retry-after'), await response.text()]);
    }
    const headers = { authorization: `Bearer ${receiver.token}` };
    const listed: Listed = JSON.parse(await (await fetch(receiver.requests, { headers })).text());
    const code = await serving.stop('SIGINT');

    expect(receiver.url).to.equal(`${url}/receiver`);
    expect(answers).to.deep.equal([
      [503, null, ''],
      [429, '7', ''],
      [200, null, '{"ok":true}'],
    ]);
    expect(listed.requests.map((request) => [request.url, request.body])).to.deep.equal([
      ['/', { size: 21, text: body }],
      ['/orders?key=value', { size: 21, text: body }],
      ['/', { size: 21, text: body }],
    ]);
    expect(serving.printed().stderr.split('\n').slice(0, 3)).to.deep.equal([
      '#1  POST /  21 bytes  -> 503',
      '#2  POST /orders  21 bytes  -> 429 retry-after=7',
      '#3  POST /  21 bytes  -> 200 body=@answer.json',
    ]);
    expect(code).to.equal(130);
  });

  it('verifies signatures with the secret of the environment, and shows it nowhere (W-107)', async () => {
    const args = ['--receiver', '--port', '0', '--json', '--verify', 'stripe'];
    const serving = await serve(folder.path, args, { HOOKSMITH_RECEIVER_SECRET: secret });
    const { receiver }: Announcement = JSON.parse(serving.firstLine);
    const profile = signatureProfiles.stripe;
    const statuses: number[] = [];
    for (const key of [secret, 'another']) {
      const signed = sign(profile, { secret: key, nowMs: Date.now(), body }).map(({ name, value }) => [name, value]);
      const headers: Record<string, string> = Object.fromEntries(signed);
      statuses.push((await fetch(receiver.url, { method: 'POST', body, headers })).status);
    }
    await serving.stop('SIGINT');
    const { stdout, stderr } = serving.printed();

    expect(statuses).to.deep.equal([200, 401]);
    expect(stderr).to.include('signature holds').and.to.include('mismatch W-107: the signature does not fit');
    expect(`${stdout}${stderr}`).not.to.include(secret);
  });

  it('says that the layout of a profile is not confirmed, where it is not (T-187)', async () => {
    const notices: boolean[] = [];
    for (const name of ['trifacta', 'slack']) {
      const args = ['--receiver', '--port', '0', '--json', '--verify', name];
      const serving = await serve(folder.path, args, { HOOKSMITH_RECEIVER_SECRET: secret });
      await serving.stop('SIGINT');
      notices.push(serving.printed().stderr.includes('signature layout not confirmed by public documentation'));
    }

    expect(notices).to.deep.equal([true, false]);
  });

  it('receives over TLS that does not hold, and ends at once with answers that stall', async () => {
    const args = ['--receiver', '--port', '0', '--tls', 'expired', '--answers', 'silent'];
    const serving = await serve(folder.path, [...args, '--json']);
    const { receiver }: Announcement = JSON.parse(serving.firstLine);
    const failure: unknown = await fetch(receiver.url).catch(({ cause }) => cause.code);
    const silent = fetch(receiver.requests.replace('/requests', '')).catch(() => 'cut off');
    while (!serving.printed().stderr.includes('#1')) await new Promise((resolve) => setTimeout(resolve, 20));
    const code = await serving.stop('SIGTERM');

    expect(receiver.url).to.match(/^https:\/\/127\.0\.0\.1:\d+$/);
    expect(receiver.certificate).to.include('BEGIN CERTIFICATE').and.not.to.include('PRIVATE KEY');
    expect(failure).to.equal('CERT_HAS_EXPIRED');
    expect([await silent, code]).to.deep.equal(['cut off', 130]);
  });

  it('says what is wrong with its flags and starts nothing', async () => {
    const mistakes = [
      [['--receiver', '--answers', '503 dealy=3'], 'Did you mean "delay"?'],
      [['--receiver', '--answers', 'body=@missing'], 'there is no such file'],
      [['--receiver', '--verify', 'githb'], 'Did you mean "github"?'],
      [['--receiver', '--verify', 'github'], 'HOOKSMITH_RECEIVER_SECRET, which is not set'],
      [['--receiver', '--tolerance-ms', '5'], '--tolerance-ms means nothing without --verify'],
      [['--receiver', '--tls-port', '5'], '--tls-port means nothing without --tls'],
      [['--receiver', '--tls', 'valid'], 'expected self-signed or expired'],
      [['--stack', '--answers', '200'], '--answers belongs to --receiver'],
    ] as const;
    for (const [args, says] of mistakes) {
      const { exitCode, stderr, stdout } = await folder.run(['serve', '--port', '0', ...args]);
      expect([exitCode, stdout], says).to.deep.equal([2, '']);
      expect(stderr).to.include(says);
    }
    const wrong = ['serve', '--receiver', '--verify', 'standard-webhooks'];
    const { stderr } = await folder.run(wrong, { env: { HOOKSMITH_RECEIVER_SECRET: `${secret}!` } });

    expect(stderr).to.include('W-121').and.not.to.include(secret);
  });
});
