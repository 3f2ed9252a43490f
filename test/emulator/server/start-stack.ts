import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getStackPlatform } from '../../../emulator/find-stack.ts';
import { findProject } from '../../../emulator/project/load.ts';
import type { RefusedFor } from '../../../emulator/server/guard.ts';
import { openServer } from '../../../emulator/server/listen.ts';
import { loadStack, type StackLimits } from '../../../emulator/server/load-stack.ts';
import { openSandboxedHooks } from '../../../emulator/server/sandboxed-hooks.ts';
import { makeStackPart, type StackCallRecord } from '../../../emulator/server/stack-router.ts';

/** A stack that listens, and what its log was told. */
export interface RunningStack {
  readonly port: number;
  /** Of the stack itself: `http://127.0.0.1:PORT/stack`. */
  readonly url: string;
  readonly systemToken: string;
  readonly calls: readonly StackCallRecord[];
  readonly refusals: readonly (readonly [status: number, why: RefusedFor])[];
  readonly faults: readonly unknown[];
  /** Posts a call with the right token; `fields` add to or replace those of a call of a hook of an own integration. */
  call(name: unknown, fields?: Readonly<Record<string, unknown>>): Promise<StackReply>;
  setClosing(): void;
  close(): Promise<void>;
}

/** What a client got. */
export interface StackReply {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed, where it is JSON; else its text. */
  readonly body: unknown;
}

/** What differs from a stack as the command starts it. */
export interface StackChanges extends StackLimits {
  readonly processingAfterMs?: number;
  readonly assumptions?: Readonly<Record<string, string | number>>;
  readonly connectorIds?: readonly string[];
}

/** Options of a postSubmit page with so many records. */
export function pageOf(records: number): Readonly<Record<string, unknown>> {
  const list = Array.from({ length: records }, (_, index) => ({ id: index }));
  return {
    preMapData: list,
    postMapData: list,
    responseData: list.map(({ id }) => ({ statusCode: 200, errors: [], ignored: false, id })),
    bearerToken: 'one-time-token',
  };
}

/**
 * Starts a stack in this process, its hooks in a real runner, on a free port.
 * `scripts` are files by name; each hook is `script#function`, by its name in hooksmith.json, all of them postSubmit.
 */
export async function startStack(
  scripts: Readonly<Record<string, string>>,
  hooks: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>,
  changes: StackChanges = {},
): Promise<RunningStack> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith-stack-')));
  for (const [name, text] of Object.entries(scripts)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  writeFileSync(join(folder, 'hooksmith.json'), JSON.stringify({ hooks: describeHooks(hooks) }));
  const project = findProject(folder);
  if (project === undefined) throw new Error('no project was written');

  const { processingAfterMs, assumptions, connectorIds = [], ...limits } = changes;
  const calls: StackCallRecord[] = [];
  const refusals: (readonly [number, RefusedFor])[] = [];
  const faults: unknown[] = [];
  const systemToken = 'system-token-of-the-test';
  let closing = false;
  const platform = getStackPlatform();
  const stack = await loadStack(project, {
    ...limits,
    platform,
    assumptions: { stackThrow: '500', stackValidationStatus: 422, ...assumptions },
    connectorIds,
  });
  const service = await openSandboxedHooks(stack);
  const part = makeStackPart({
    protocol: platform.stack,
    service,
    systemToken,
    ...(processingAfterMs === undefined ? {} : { processingAfterMs }),
    isClosing: () => closing,
    onCall: (record) => calls.push(record),
  });
  const server = await openServer({
    parts: [part],
    port: 0,
    onRefused: (status, why) => refusals.push([status, why]),
    onFault: (error) => faults.push(error),
  });
  const url = `${server.url}${part.path}`;

  return {
    port: server.port,
    url,
    systemToken,
    calls,
    refusals,
    faults,
    async call(name, fields = {}) {
      const body = { diy: true, type: 'hook', function: name, options: pageOf(2), ...fields };
      return readReply(
        await fetch(`${url}/function`, {
          method: 'POST',
          headers: { authorization: `Bearer ${systemToken}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      );
    },
    setClosing() {
      closing = true;
    },
    async close() {
      await server.close();
      service.dispose();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Reads a response of `fetch`. */
export async function readReply(response: Response): Promise<StackReply> {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true && text !== '';
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}

function describeHooks(hooks: Parameters<typeof startStack>[1]): Readonly<Record<string, unknown>> {
  const common = { platform: 'celigo', hook: 'postSubmit' };
  return Object.fromEntries(
    Object.entries(hooks).map(([name, hook]) => {
      if (typeof hook !== 'string') return [name, { ...common, ...hook }];
      const [script, functionName] = hook.split('#');
      return [name, { ...common, script, ...(functionName === undefined ? {} : { function: functionName }) }];
    }),
  );
}
