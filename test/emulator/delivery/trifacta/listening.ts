import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { type SendStepOptions, type SentStep, sendStep } from '../../../../emulator/delivery/send-step.ts';
import type { JsonValue } from '../../../../sdk/contract.ts';
import { flowWebhook } from '../../../../sdk/trifacta/flow-webhook.ts';
import { httpTask } from '../../../../sdk/trifacta/http-task.ts';
import { plan } from '../../../../sdk/trifacta/plan.ts';

/** What a listening server answers: a status, a whole answer, or none. */
export type ScriptedAnswer =
  | number
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | 'silent'
  /** Headers, and then nothing. */
  | 'stall'
  | 'reset';

/** A request as it came. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** A server on this machine that answers a list, the last one again and again. */
export interface Listening {
  readonly url: string;
  readonly port: number;
  readonly seen: readonly Seen[];
  /** Connections that were made, with or without a request. */
  connections(): number;
  close(): Promise<void>;
}

/** Starts a server; with `tls` under a certificate that nobody has signed, or that has expired. */
export async function listen(
  answers: readonly ScriptedAnswer[],
  { tls }: { readonly tls?: 'self-signed' | 'expired' } = {},
): Promise<Listening> {
  const seen: Seen[] = [];
  let connections = 0;
  const answerOne: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, path: url, headers, body: Buffer.concat(chunks) });
      give(response, answers[Math.min(seen.length, answers.length) - 1] ?? 200);
    });
  };
  const server: Server =
    tls === undefined ? createServer(answerOne) : createTlsServer(await makeCertificate(tls), answerOne);
  server.on('connection', () => {
    connections += 1;
  });
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });
  return {
    url: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}`,
    port,
    seen,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function give(response: ServerResponse, answer: ScriptedAnswer): void {
  if (answer === 'silent') return;
  if (answer === 'reset') {
    response.socket?.resetAndDestroy();
    return;
  }
  if (answer === 'stall') {
    response.writeHead(200, { 'content-length': '100' });
    response.write('begun');
    return;
  }
  const { status, headers = {}, body = '' } = typeof answer === 'number' ? { status: answer } : answer;
  response.writeHead(status, headers);
  response.end(status === 204 ? undefined : body);
}

async function makeCertificate(kind: 'self-signed' | 'expired'): Promise<{ key: string; cert: string }> {
  const day = 86_400_000;
  const from = Date.now() - 10 * day;
  const made = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    algorithm: 'sha256',
    notBeforeDate: new Date(from),
    notAfterDate: new Date(kind === 'expired' ? from + day : from + 100 * day),
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key: made.private, cert: made.cert };
}

type More = Omit<SendStepOptions, 'step' | 'setup'>;

/** The fields that every task needs; the rest is what a test is about. */
export function sendTask(setup: Readonly<Record<string, JsonValue>>, more: More = {}): Promise<SentStep> {
  return sendStep({
    step: httpTask,
    setup: { name: 'Tell the warehouse', method: 'POST', body: '{}', ...setup },
    ...more,
  });
}

/** Sends a webhook of a flow. */
export function sendWebhook(setup: Readonly<Record<string, JsonValue>>, more: More = {}): Promise<SentStep> {
  return sendStep({ step: flowWebhook, setup: { name: 'Stock ready', method: 'POST', body: '{}', ...setup }, ...more });
}

/** Runs a plan. */
export function sendPlan(
  tasks: readonly JsonValue[],
  more: More & { readonly platform?: JsonValue } = {},
): Promise<SentStep> {
  const { platform, ...rest } = more;
  return sendStep({
    step: plan,
    setup: { name: 'Nightly', tasks, ...(platform === undefined ? {} : { platform }) },
    ...rest,
  });
}

/** An HTTP task of a plan. */
export function task(code: string, url: string, more: Readonly<Record<string, JsonValue>> = {}): JsonValue {
  return { kind: 'http-task', code, name: `Task ${code}`, method: 'POST', url, body: '{}', ...more };
}
