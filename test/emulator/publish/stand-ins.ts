import { join } from 'node:path';
import { type Folder, root } from '../commands/run-cli.ts';
import { type StartedProgram, startProgram } from '../commands/start-program.ts';

/** The token of the stand-ins, and the credential of every profile in these tests. */
export const token = 'stand-in-token-0123456789';

/** Stand-ins of platforms in a process of their own. */
export interface StandIns {
  readonly program: StartedProgram;
  /** Address of a platform's stand-in. */
  url(platform: string): string;
  /** Sends a request with JSON to a platform's stand-in. */
  ask<Body>(
    platform: string,
    method: string,
    path: string,
    body?: unknown,
  ): Promise<{ readonly status: number; readonly body: Body }>;
  /** Asks for faults of the next requests. */
  fault(platform: string, faults: string): Promise<void>;
}

/** Starts stand-ins, which end with the tests of the `describe` that asks for them. */
export function useStandIns(folder: Folder, flags: readonly string[]): { get(): StandIns } {
  let standIns: StandIns | undefined;
  before(async function () {
    this.timeout(30_000);
    const args = [join(root, 'dist/emulator/cli.js'), 'serve', ...flags, '--port', '0', '--json'];
    const program = await startProgram(process.execPath, args, { cwd: folder.path, env: { HOOKSMITH_TOKEN: token } });
    const announced = JSON.parse(program.firstLine);
    const send = async (url: string, method: string, body: unknown): Promise<Response> =>
      fetch(url, {
        method,
        headers: {
          authorization: url.includes('/patchworks') ? token : `Bearer ${token}`,
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    standIns = {
      program,
      url: (platform) => announced[platform].url,
      async ask(platform, method, path, body) {
        const response = await send(`${announced[platform].url}${path}`, method, body);
        const text = await response.text();
        return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
      },
      async fault(platform, faults) {
        const response = await send(`${announced.url}/faults`, 'POST', { platform, faults });
        if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      },
    };
  });
  after(async () => {
    await standIns?.program.stop('SIGTERM');
  });
  return {
    get() {
      if (standIns === undefined) throw new Error('the stand-ins are not started yet');
      return standIns;
    },
  };
}

/** Variables by which a command finds the account of a platform. */
export function accountOf(platform: string, url: string): Readonly<Record<string, string>> {
  const name = platform.toUpperCase();
  return { [`HOOKSMITH_${name}_TOKEN`]: token, [`HOOKSMITH_${name}_URL`]: url, XDG_CONFIG_HOME: '/nonexistent' };
}
