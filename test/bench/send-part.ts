import { spawn } from 'node:child_process';
import { Agent } from 'node:http';
import fetch from 'node-fetch';
import { sendStep } from '../../emulator/delivery/send-step.ts';
import { findHttpStep } from '../../sdk/platforms.ts';
import { divide, type FigureGroup, interleave, type Wanted } from './figures.ts';
import { firstLine } from './first-line.ts';
import { childFile, plainEnvironment } from './measured-child.ts';
import type { Workspace } from './workspace.ts';

const sends = 1_000;
const body = JSON.stringify({
  text: 'Your job has completed.',
  orders: Array.from({ length: 20 }, (_, id) => ({ id })),
});
const wanted: Wanted = { better: 'lower', least: 2, aim: 1.5 };

/** Measures 1,000 sends of an HTTP task, one after the other, against a bare loop of node-fetch with the same kind of agent. */
export async function measureSend(workspace: Workspace, { rounds }: { readonly rounds: number }): Promise<FigureGroup> {
  const step = await findHttpStep('trifacta', 'http-task');
  if (step === undefined) throw new Error('there is no step trifacta/http-task');
  const child = spawn(process.execPath, [childFile(workspace, 'plain-receiver')], {
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const { port }: { readonly port: number } = JSON.parse(await firstLine(child));
    const url = `http://127.0.0.1:${port}/hook`;
    const setup = { name: 'Tell', method: 'POST', url, headers: { 'Content-Type': 'application/json' }, body };
    const times = await interleave(
      { rounds, passes: 1 },
      {
        bare: () => repeat(() => post(url)),
        steps: () =>
          repeat(async () => {
            const { status } = await sendStep({ step, setup });
            if (status !== 'success') throw new Error(`the step ended with ${status}`);
          }),
      },
    );
    return {
      title: `Sends (${sends} POST requests of ${body.length} bytes, one after the other, a connection each)`,
      figures: [
        { what: 'node-fetch in a loop', unit: 'ms', values: times('bare'), wanted: null },
        { what: 'the step trifacta/http-task', unit: 'ms', values: times('steps'), wanted: null },
        { what: 'the step against the loop', unit: 'x', values: divide(times('steps'), times('bare')), wanted },
      ],
      notes: [
        'A send checks setup and address, signs, classifies, logs and hides secrets; the loop reads the body alone.',
      ],
    };
  } finally {
    child.kill('SIGKILL');
  }
}

async function repeat(one: () => Promise<void>): Promise<number> {
  const start = performance.now();
  for (let index = 0; index < sends; index += 1) await one();
  return performance.now() - start;
}

async function post(url: string): Promise<void> {
  const agent = new Agent({ keepAlive: false });
  const response = await fetch(url, {
    method: 'POST',
    agent,
    redirect: 'manual',
    compress: false,
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from(body),
  });
  if (response.status !== 200 || (await response.text()) === '') throw new Error(`status ${response.status}`);
  agent.destroy();
}
