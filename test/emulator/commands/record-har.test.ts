import { expect } from 'chai';
import { useFolder } from './run-cli.ts';

const canary = 'canary-0f8b5c1e2d7a';

const file = {
  log: {
    version: '1.2',
    creator: { name: 'a browser', version: '1' },
    entries: [
      {
        startedDateTime: '2026-02-03T04:05:06.007Z',
        time: 12,
        request: {
          method: 'GET',
          url: `https://api.northbeam.example/orders?access_token=${canary}`,
          headers: [{ name: 'authorization', value: `Bearer ${canary}` }],
        },
        response: {
          status: 200,
          headers: [
            { name: 'set-cookie', value: `sid=${canary}` },
            { name: 'content-type', value: 'application/json' },
          ],
          content: { text: JSON.stringify({ error: 'Invalid session', access_token: canary }) },
        },
      },
      {
        request: { method: 'POST', url: `https://hooks.slack.example/services/${canary}`, headers: [] },
        response: { status: 0, _error: 'net::ERR_NAME_NOT_RESOLVED' },
      },
    ],
  },
};

describe('hooksmith record har', () => {
  const folder = useFolder();
  folder.file('session.har', JSON.stringify(file));

  it('makes a recording that replays, and names what got no response (P-515)', async () => {
    const { exitCode, stderr } = await folder.run(['record', 'har', 'session.har']);
    folder.file(
      'judge.js',
      "module.exports = async (data) => ({ response_code: JSON.parse(data.payload).error ? 1 : 0, message: 'again' });\n",
    );
    const report = await folder.report(['replay', 'judge.js', 'session.rec.jsonl']);

    expect(exitCode).to.equal(0);
    expect(stderr).to.include('POST to hooks.slack.example got no response').and.to.include('P-434');
    expect(report.totals).to.include({ pages: 1, records: 1 });
  });

  it('redacts secrets in headers, addresses and bodies, and shows none on the screen (R-509)', async () => {
    const { exitCode, stderr, stdout } = await folder.run([
      ...['record', 'har', 'session.har', '--out', 'other.rec.jsonl', '--json'],
    ]);
    const written = folder.read('other.rec.jsonl').toString('utf8');

    expect(exitCode).to.equal(0);
    expect(`${stderr}${stdout}${written}`).not.to.include(canary);
    expect(written).to.match(/"set-cookie":"\[redacted:[0-9a-f]{8}\]"/);
  });

  it('names what is wrong with a file that is no HAR file', async () => {
    folder.file('order.json', '{"id":1}');
    const { exitCode, stderr } = await folder.run(['record', 'har', 'order.json']);

    expect(exitCode).to.equal(2);
    expect(stderr).to.include('has no "log"; expected a HAR file');
  });
});
