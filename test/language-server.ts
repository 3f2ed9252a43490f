import { type ChildProcess, spawn } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { root } from './emulator/commands/run-cli.ts';

/** Where something is in a document; both count from zero. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** What an editor offers to go on with. */
export interface Offered {
  readonly label: string;
  /** What it shows beside it. */
  readonly says: string;
}

/** An editor's side of the language server that comes with TypeScript, for one folder. */
export interface Editor {
  /** Opens a document of that text; it need not be on disk. */
  open(path: string, languageId: 'typescript' | 'javascript', text: string): void;
  /** All that may follow at a place, each with its documentation. */
  complete(path: string, position: Position): Promise<readonly Offered[]>;
  /** What is shown over a place. */
  hover(path: string, position: Position): Promise<string>;
  stop(): void;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** Starts `tsc --lsp`, as editors do. */
export async function startEditor(folder: string): Promise<Editor> {
  const args = [`${root}/node_modules/typescript/bin/tsc`, '--lsp', '--stdio'];
  const child = spawn(process.execPath, args, { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  const pending = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  let last = 0;
  readMessages(child, (message) => {
    if (message.id === undefined) return;
    if (message.method !== undefined) return send(child, { id: message.id, result: null });
    const asked = pending.get(message.id);
    pending.delete(message.id);
    if (message.error === undefined) asked?.resolve(message.result);
    else asked?.reject(new Error(message.error.message));
  });
  child.on('exit', (code) => {
    for (const { reject } of pending.values()) reject(new Error(`the language server ended with ${code}`));
  });
  const ask = (method: string, params: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      last += 1;
      pending.set(last, { resolve, reject });
      send(child, { id: last, method, params });
    });
  const at = (path: string, position: Position): object => ({
    textDocument: { uri: pathToFileURL(path).href },
    position,
  });
  const documentationFormat = ['plaintext'];
  const completion = { completionItem: { documentationFormat } };
  const textDocument = { completion, hover: { contentFormat: documentationFormat } };
  await ask('initialize', { processId: null, rootUri: pathToFileURL(folder).href, capabilities: { textDocument } });
  send(child, { method: 'initialized', params: {} });

  return {
    open(path, languageId, text) {
      const document = { uri: pathToFileURL(path).href, languageId, version: 1, text };
      send(child, { method: 'textDocument/didOpen', params: { textDocument: document } });
    },
    async complete(path, position) {
      const items = itemsOf(await ask('textDocument/completion', at(path, position)));
      return Promise.all(
        items.map(async (item) => ({
          label: String(propertyOf(item, 'label')),
          says: textOf(propertyOf(await ask('completionItem/resolve', item), 'documentation')),
        })),
      );
    },
    hover: async (path, position) =>
      textOf(propertyOf(await ask('textDocument/hover', at(path, position)), 'contents')),
    stop: () => {
      child.kill();
    },
  };
}

function send(child: ChildProcess, message: object): void {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function readMessages(child: ChildProcess, take: (message: Message) => void): void {
  let rest = Buffer.alloc(0);
  child.stdout?.on('data', (chunk: Buffer) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(rest.toString('latin1', 0, Math.max(end, 0)))?.[1] ?? 'none');
      if (end < 0 || !(rest.length >= end + 4 + length)) return;
      const body = rest.toString('utf8', end + 4, end + 4 + length);
      rest = rest.subarray(end + 4 + length);
      take(JSON.parse(body));
    }
  });
}

function itemsOf(answer: unknown): readonly unknown[] {
  const items = Array.isArray(answer) ? answer : propertyOf(answer, 'items');
  return Array.isArray(items) ? items : [];
}

/** A text, or what holds one as `value`. */
function textOf(value: unknown): string {
  return typeof value === 'string' ? value : String(propertyOf(value, 'value') ?? '');
}

function propertyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}
