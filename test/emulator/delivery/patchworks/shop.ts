import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SentStep, sendStep } from '../../../../emulator/delivery/send-step.ts';
import type { JsonValue } from '../../../../sdk/contract.ts';
import { connector } from '../../../../sdk/patchworks/connector/connector.ts';

/** A request as it came over the socket. */
export interface Came {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A status, status and body, or what is to happen to the connection instead of an answer. */
export type Answer =
  | number
  | readonly [status: number, body: string, headers?: Record<string, string | string[]>]
  | 'reset'
  | 'silent';

export interface Pull {
  /** Answers in turn, the last one for good; or a function of the request. */
  readonly answers?: readonly Answer[] | ((came: Came, n: number) => Answer);
  /** `url` is put in front of what begins with a slash. */
  readonly endpoint?: Readonly<Record<string, JsonValue>>;
  readonly setup?: Readonly<Record<string, JsonValue>>;
  readonly input?: JsonValue;
  readonly assumptions?: Readonly<Record<string, JsonValue>>;
  readonly secrets?: Readonly<Record<string, string>>;
  /** Scripts by their place, as they would be published. */
  readonly scripts?: Readonly<Record<string, string>>;
  readonly deadlineMs?: number;
  readonly timeoutMs?: number;
}

export interface Pulled extends SentStep {
  // biome-ignore lint/suspicious/noExplicitAny: read freely in assertions
  readonly output: any;
  readonly came: readonly Came[];
  /** `LEVEL rule text` of each line of the run log. */
  readonly lines: readonly string[];
}

/** Runs a connector against a server of its own, with scripts in the real sandbox. */
export async function pull({
  answers = [200],
  endpoint = {},
  setup = {},
  input = {},
  assumptions = {},
  secrets = {},
  scripts = {},
  deadlineMs,
  timeoutMs = 10_000,
}: Pull): Promise<Pulled> {
  const came: Came[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      headers: request.headers,
      body: Buffer.concat(chunks).toString('utf8'),
    };
    came.push(one);
    const answer =
      typeof answers === 'function'
        ? answers(one, came.length)
        : (answers[Math.min(came.length, answers.length) - 1] ?? 200);
    if (answer === 'silent') return;
    if (answer === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const [status, body, headers = {}] = typeof answer === 'number' ? [answer, ''] : answer;
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const folder = mkdtempSync(join(tmpdir(), 'hooksmith-connector-'));
  try {
    const attached = Object.entries(scripts).map(([place, source]) => {
      const file = join(folder, `${place}.js`);
      writeFileSync(file, source);
      return [place, { file }] as const;
    });
    const sent = await sendStep({
      step: connector,
      setup: absolute({ mode: 'receive', ...setup, endpoint: { method: 'GET', url: '/orders', ...endpoint } }, url),
      input,
      assumptions,
      secrets,
      scripts: Object.fromEntries(attached),
      settings: { timeoutMs },
      now: new Date('2026-03-04T09:00:00.000Z'),
      seed: 'shop',
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    });
    const lines = sent.log.map(({ level, rule, text }) => `${level} ${rule ?? 'script'} ${text.replaceAll(url, '')}`);
    return { ...sent, came, lines };
  } finally {
    server.closeAllConnections();
    server.close();
    rmSync(folder, { recursive: true });
  }
}

/** Gives every `url` that is a path the server in front. */
function absolute(value: JsonValue, url: string): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => absolute(item, url));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'url' && typeof item === 'string' && item.startsWith('/') ? `${url}${item}` : absolute(item, url),
    ]),
  );
}

/** A script whose function body is `body`, with `data`. */
export function script(body: string): string {
  return `module.exports = async function (data) {\n${body}\n};\n`;
}

/** A script that returns the same result always. */
export function returns(result: JsonValue): string {
  return script(`return ${JSON.stringify(result)};`);
}
