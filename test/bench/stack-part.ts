import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { dirname, join } from 'node:path';
import { divide, type FigureGroup, interleave, type Wanted } from './figures.ts';
import { firstLine } from './first-line.ts';
import { childFile, plainEnvironment } from './measured-child.ts';
import { makeOrders } from './orders.ts';
import { projectFolder, type Workspace } from './workspace.ts';

const records = 20;
const concurrency = 8;
/** Some half a second at the rate of the bare handler. */
const requestsPerPass = 600;
const passes = 2;

const wanted: Wanted = { better: 'higher', least: 0.5, aim: 0.8 };

/** A server that takes pages. */
interface PageServer {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  dispose(): void;
}

/** Measures the page rate of a hook as a stack against the same hook in a bare Express handler, both over real connections. */
export async function measureStack(
  workspace: Workspace,
  { rounds }: { readonly rounds: number },
): Promise<FigureGroup> {
  const hook = workspace.hook('name-orders.js');
  const bodies = makeBodies();
  const bytes = Math.round(bodies.reduce((sum, body) => sum + body.length, 0) / bodies.length / 1024);
  const servers: PageServer[] = [];
  try {
    const bare = await startBare(workspace, hook);
    servers.push(bare);
    const stack = await startStack(workspace, hook);
    servers.push(stack);
    for (const server of servers) await postPages(server, bodies, 100);
    const times = await interleave(
      { rounds, passes },
      {
        bare: () => postPages(bare, bodies, requestsPerPass),
        stack: () => postPages(stack, bodies, requestsPerPass),
      },
    );
    const rate = (ms: readonly number[]): readonly number[] => ms.map((one) => (requestsPerPass / one) * 1_000);
    return {
      title: `A stack over HTTP (pages of ${records} records, ${bytes} KB, ${concurrency} at a time, keep-alive)`,
      figures: [
        { what: 'bare Express handler', unit: '/s', values: rate(times('bare')), wanted: null },
        { what: 'hooksmith serve --stack', unit: '/s', values: rate(times('stack')), wanted: null },
        {
          what: 'hooksmith serve --stack against the bare handler',
          unit: 'x',
          values: divide(times('bare'), times('stack')),
          wanted,
        },
      ],
      notes: [
        'bare: express.json, the hook, response.json in one process: no sandbox, no token, no checks of call or result.',
        'The client runs on the same cores and is the same for both.',
      ],
    };
  } finally {
    for (const server of servers) server.dispose();
  }
}

function makeBodies(): readonly Buffer[] {
  const orders = makeOrders('stack');
  return Array.from({ length: 50 }, () =>
    Buffer.from(JSON.stringify({ diy: true, type: 'hook', function: 'postSubmit', options: orders.next(records) })),
  );
}

async function startBare(workspace: Workspace, hook: string): Promise<PageServer> {
  const child = spawn(process.execPath, [childFile(workspace, 'express-host'), hook], {
    env: { ...plainEnvironment(), NODE_PATH: join(projectFolder, 'node_modules') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const { port }: { readonly port: number } = JSON.parse(await firstLine(child));
  return { url: `http://127.0.0.1:${port}/function`, headers: {}, dispose: () => child.kill('SIGKILL') };
}

async function startStack(workspace: Workspace, hook: string): Promise<PageServer> {
  const project = workspace.path('stack/hooksmith.json');
  mkdirSync(dirname(project), { recursive: true });
  copyFileSync(hook, join(dirname(project), 'hook.js'));
  const names = { platform: 'celigo', hook: 'postSubmit', script: 'hook.js' };
  writeFileSync(project, JSON.stringify({ hooks: { names } }));
  const child = spawn(process.execPath, [workspace.cli, 'serve', '--stack', '--port', '0', '--json'], {
    env: plainEnvironment(),
    cwd: dirname(project),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const { stack }: { readonly stack: { readonly url: string; readonly systemToken: string } } = JSON.parse(
    await firstLine(child),
  );
  return {
    url: `${stack.url}/function`,
    headers: { authorization: `Bearer ${stack.systemToken}` },
    dispose: () => child.kill('SIGTERM'),
  };
}

/** Posts pages, so many at a time, each on a connection that is kept; gives what all of them took, in ms. */
async function postPages(server: PageServer, bodies: readonly Buffer[], count: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
  let next = 0;
  const start = performance.now();
  const worker = async (): Promise<void> => {
    for (let index = next++; index < count; index = next++) {
      await postPage(server, bodies[index % bodies.length] ?? Buffer.alloc(0), agent);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  const ms = performance.now() - start;
  agent.destroy();
  return ms;
}

function postPage({ url, headers }: PageServer, body: Buffer, agent: Agent): Promise<void> {
  return new Promise((resolve, reject) => {
    const post = request(url, {
      method: 'POST',
      agent,
      headers: { ...headers, 'content-type': 'application/json', 'content-length': body.length },
    });
    post.on('error', reject);
    post.on('response', (response) => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on('end', () => {
        if (response.statusCode === 200 && bytes > 1_000) resolve();
        else reject(new Error(`status ${response.statusCode} with ${bytes} bytes`));
      });
    });
    post.end(body);
  });
}
