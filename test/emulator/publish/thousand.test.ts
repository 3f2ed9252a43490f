import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { expect } from 'chai';
import { openRemote, type Remote, useProjects } from './rig.ts';

const count = 1000;

describe('An account of 1,000 scripts', function () {
  this.timeout(120_000);
  const projects = useProjects();
  let remote: Remote;
  before(async () => {
    remote = await openRemote('celigo');
    await remote.seed(
      'scripts',
      Array.from({ length: count }, (_, n) => ({
        _id: n.toString(16).padStart(24, '0'),
        name: `Script ${n}`,
        content: `// ${n}\n${'x;\n'.repeat(200)}`,
      })),
    );
  });
  after(() => remote.close());

  it('is pulled and compared under the rate limit, a few requests at a time, with a progress bar (C-603)', async () => {
    const project = projects.make(remote);
    const flight = watchFlight(remote);
    // Answers take a while, as over a network, so that requests meet; and the limit is reached on a slow machine as well (C-603).
    remote.fail(Array.from({ length: 4 }, () => 'slow=5 x300,429 retry-after=1 x6').join(','));
    const terminal = Object.getOwnPropertyDescriptor(process.stderr, 'isTTY');
    Object.defineProperty(process.stderr, 'isTTY', { value: true, configurable: true });
    const took: string[] = [];
    const timed = async (words: readonly string[]) => {
      const startedAt = performance.now();
      const result = await project.run(words);
      took.push(`${words.join(' ')}: ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
      return result;
    };
    try {
      const pulled = await timed(['pull', 'celigo']);
      expect(pulled.exitCode, pulled.stderr).to.equal(0);
      expect(pulled.stdout).to.include('1000 pulled');
      expect(pulled.stderr).to.match(/█░* \d+ % {2}\d+ scripts, \d+\/s/);
      expect(project.read('celigo-scripts/script-999.js')).to.match(/^\/\/ 999\n/);

      const compared = await timed(['diff']);
      expect(compared.stdout).to.equal('1000 compared, 0 differ\n');
      expect(compared.exitCode).to.equal(0);
    } finally {
      if (terminal === undefined) Reflect.deleteProperty(process.stderr, 'isTTY');
      else Object.defineProperty(process.stderr, 'isTTY', terminal);
      flight.stop();
    }
    const limited = remote.records.filter(({ status }) => status === 429).length;
    process.stdout.write(
      `      ${took.join(', ')}; ${flight.most()} requests at a time, ${limited} of ${remote.records.length} answered 429\n`,
    );
    expect(flight.most()).to.be.within(2, 6);
    expect(limited).to.be.at.least(24);
  });
});

/** Counts the requests that are being answered at a time. */
function watchFlight({ url }: Remote): { most(): number; stop(): void } {
  const port = new URL(url).port;
  let most = 0;
  let now = 0;
  const isOurs = (event: unknown): boolean =>
    (event as { request: IncomingMessage }).request.headers.host?.endsWith(`:${port}`) === true;
  const begin = (event: unknown): void => {
    if (!isOurs(event)) return;
    now += 1;
    most = Math.max(most, now);
  };
  const end = (event: unknown): void => {
    if (isOurs(event)) now -= 1;
  };
  subscribe('http.server.request.start', begin);
  subscribe('http.server.response.finish', end);
  return {
    most: () => most,
    stop() {
      unsubscribe('http.server.request.start', begin);
      unsubscribe('http.server.response.finish', end);
    },
  };
}
