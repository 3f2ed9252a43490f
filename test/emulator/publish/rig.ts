import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Command, parseArguments } from '../../../emulator/arguments.ts';
import { diffCommand } from '../../../emulator/commands/diff.ts';
import { publishCommand } from '../../../emulator/commands/publish.ts';
import { pullCommand } from '../../../emulator/commands/pull.ts';
import { rollbackCommand } from '../../../emulator/commands/rollback.ts';
import { versionsCommand } from '../../../emulator/commands/versions.ts';
import { makeRealClock, type RunClock } from '../../../emulator/delivery/run-clock.ts';
import { describeFailure } from '../../../emulator/failure.ts';
import { findProject } from '../../../emulator/project/load.ts';
import { compare } from '../../../emulator/publish/compare.ts';
import { type Desk, openDesk } from '../../../emulator/publish/desk.ts';
import { openJournal } from '../../../emulator/publish/journal.ts';
import { prepareAll } from '../../../emulator/publish/prepare.ts';
import { type Published, publish } from '../../../emulator/publish/publish.ts';
import { makeFaultQueue, parseFaults } from '../../../emulator/server/faults.ts';
import { openServer } from '../../../emulator/server/listen.ts';
import { makeStandInPart, type StandInRecord } from '../../../emulator/server/stand-in-part.ts';
import { makeSteppedStore } from '../../../emulator/server/stand-in-store.ts';
import { celigoStandIn } from '../../../sdk/celigo/stand-in/stand-in.ts';
import type { Assumptions } from '../../../sdk/contract.ts';
import { patchworksStandIn } from '../../../sdk/patchworks/stand-in/stand-in.ts';
import type { StandInDocument } from '../../../sdk/stand-in.ts';
import type { CliResult } from '../commands/run-cli.ts';

/** The credential of every account in these tests; nothing but the wire may ever hold it. */
export const canary = 'canary/Tok3n+of.the-account~42';

/** A platform that listens in this process. */
export interface Remote {
  readonly platform: string;
  readonly url: string;
  /** Every request that was answered. */
  readonly records: StandInRecord[];
  /** Sets the faults that are to come. */
  fail(faults: string): void;
  /** Puts documents up without a request. */
  seed(collection: string, documents: readonly (StandInDocument & { readonly _id: string })[]): Promise<void>;
  /** Sends JSON and gives the body of the answer. */
  ask<Body>(method: string, path: string, body?: unknown): Promise<Body>;
  close(): Promise<void>;
}

const standIns = { celigo: celigoStandIn, patchworks: patchworksStandIn };

/** Opens the stand-in of a platform over a real socket; its clock may be one that jumps. */
export async function openRemote(
  platform: keyof typeof standIns,
  { clock = makeRealClock(), assumptions = {} }: { readonly clock?: RunClock; readonly assumptions?: Assumptions } = {},
): Promise<Remote> {
  const standIn = standIns[platform];
  const faults = makeFaultQueue([]);
  const records: StandInRecord[] = [];
  const fail = (error: unknown): void => {
    throw error;
  };
  const { part, change } = makeStandInPart({
    path: `/${platform}`,
    standIn,
    token: canary,
    assumptions: {
      ...Object.fromEntries(Object.entries(standIn.assumptions).map(([name, { default: preset }]) => [name, preset])),
      ...assumptions,
    },
    faults,
    store: makeSteppedStore([]),
    write: async () => undefined,
    checkScript: () => null,
    now: clock.now,
    random: Math.random,
    onAnswered: (record) => records.push(record),
    onLost: fail,
  });
  const server = await openServer({ parts: [part], port: 0, onFault: fail });
  const url = `${server.url}/${platform}`;
  return {
    platform,
    url,
    records,
    seed: (collection, documents) =>
      change((store) => {
        for (const document of documents) store.put(collection, document._id, document);
      }),
    fail: (text) => faults.set(parseFaults(text)),
    async ask(method, path, body) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          authorization: platform === 'patchworks' ? canary : `Bearer ${canary}`,
          'content-type': 'application/json',
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    close: () => server.close(),
  };
}

/** What a server of a test answers. */
export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** An object goes out as JSON. */
  readonly body?: unknown;
}

/** A server that answers as it is told and counts. */
export interface Scripted {
  readonly url: string;
  readonly asked: string[];
  close(): Promise<void>;
}

/** Opens a server that is no platform. */
export async function openScripted(answer: (request: IncomingMessage, url: string) => Answer): Promise<Scripted> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    request.resume();
    asked.push(`${request.method} ${request.url}`);
    const { status = 200, headers = {}, body } = answer(request, url);
    response.writeHead(status, { 'content-type': 'application/json', ...headers });
    response.end(typeof body === 'string' || body instanceof Uint8Array ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A project in a folder of its own. */
export interface TestProject {
  readonly path: string;
  /** Variables that lead to its account. */
  readonly account: Readonly<Record<string, string>>;
  write(file: string, content: string): void;
  read(file: string): string;
  /** Replaces `hooksmith.json`. */
  hooks(hooks: Readonly<Record<string, object>>): void;
  /** Runs a command of hooksmith in this process, as the command line does. */
  run(words: readonly string[], environment?: Readonly<Record<string, string>>): Promise<CliResult>;
  /** sha256 over all files and their names, `.hooksmith` apart: what the user would miss. */
  hash(): string;
  /** Path and text of every file. */
  all(): readonly (readonly [file: string, text: string])[];
}

const commands: Readonly<Record<string, Command>> = {
  publish: publishCommand,
  pull: pullCommand,
  diff: diffCommand,
  versions: versionsCommand,
  rollback: rollbackCommand,
};

/** Makes folders that are gone after the tests of the `describe` that asks for them. */
export function useProjects(): { make(remote?: { readonly platform: string; readonly url: string }): TestProject } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'hooksmith-desk-')));
  after(() => rmSync(root, { recursive: true, force: true }));
  let count = 0;
  return {
    make(remote) {
      count += 1;
      const path = join(root, `project-${count}`);
      mkdirSync(path);
      const all = (): readonly (readonly [string, string])[] =>
        (readdirSync(path, { recursive: true, withFileTypes: true }) ?? [])
          .filter((entry) => entry.isFile())
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
          .map((file) => [file.slice(path.length + 1), readFileSync(file, 'utf8')] as const);
      return {
        path,
        account: remote === undefined ? {} : accountAt(remote),
        all,
        write(file, content) {
          mkdirSync(dirname(join(path, file)), { recursive: true });
          writeFileSync(join(path, file), content);
        },
        read: (file) => readFileSync(join(path, file), 'utf8'),
        hooks: (hooks) => writeFileSync(join(path, 'hooksmith.json'), JSON.stringify({ hooks }, null, 2)),
        run: (words, environment = {}) =>
          runHere(path, words, { ...(remote === undefined ? {} : accountAt(remote)), ...environment }),
        hash: () =>
          createHash('sha256')
            .update(JSON.stringify(all().filter(([file]) => !file.startsWith('.hooksmith'))))
            .digest('hex'),
      };
    },
  };
}

/** Variables that lead to an account. */
export function accountAt(remote: {
  readonly platform: string;
  readonly url: string;
}): Readonly<Record<string, string>> {
  const name = remote.platform.toUpperCase();
  return {
    [`HOOKSMITH_${name}_TOKEN`]: canary,
    [`HOOKSMITH_${name}_URL`]: remote.url,
    XDG_CONFIG_HOME: '/nonexistent',
  };
}

async function runHere(
  folder: string,
  [name = '', ...words]: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<CliResult> {
  const command = commands[name];
  if (command === undefined) throw new Error(`no command ${name}`);
  const before = {
    folder: process.cwd(),
    environment: { ...process.env },
    out: process.stdout.write,
    err: process.stderr.write,
  };
  const printed = { stdout: '', stderr: '' };
  const keep =
    (stream: 'stdout' | 'stderr') =>
    (chunk: string | Uint8Array): boolean => {
      printed[stream] += chunk;
      return true;
    };
  process.chdir(folder);
  const own = Object.keys(process.env).filter((variable) => variable.startsWith('HOOKSMITH_'));
  for (const variable of ['NO_COLOR', 'FORCE_COLOR', 'CI', ...own]) delete process.env[variable];
  Object.assign(process.env, { NO_COLOR: '1' }, environment);
  process.stdout.write = keep('stdout') as typeof process.stdout.write;
  process.stderr.write = keep('stderr') as typeof process.stderr.write;
  let exitCode: number;
  try {
    exitCode = await command.run(parseArguments(command, words));
  } catch (error) {
    const failure = describeFailure(error);
    printed.stderr += failure.text;
    exitCode = failure.exitCode;
  } finally {
    process.stdout.write = before.out;
    process.stderr.write = before.err;
    process.chdir(before.folder);
    for (const variable of Object.keys(process.env))
      if (!(variable in before.environment)) delete process.env[variable];
    Object.assign(process.env, before.environment);
  }
  return { ...printed, exitCode };
}

/** Opens the desk of a project on a clock that jumps over waits. */
export function openDeskOf(
  project: TestProject,
  remote: { readonly platform: string; readonly url: string },
  clock: RunClock,
  assumptions: Assumptions = {},
): Desk {
  const found = findProject(project.path);
  if (found === undefined) throw new Error('there is no hooksmith.json');
  return openDesk({
    project: found,
    profile: 'default',
    assumptions,
    places: { environment: accountAt(remote) },
    findSecret: () => undefined,
    clock,
  });
}

/** Publishes all hooks of a project as the command does, without replay and question. */
export async function publishHere(desk: Desk, { force = false } = {}): Promise<readonly Published[]> {
  const prepared = await prepareAll(desk.project, desk.project.names, desk);
  const journal = openJournal(desk.project.folder);
  try {
    const results: Published[] = [];
    for (const one of prepared) {
      const { known } = await compare(one, desk, journal.lines, { force });
      const { name, platform, wanted } = one;
      const publication = { name, platform, wanted, known, verdict: null, message: null, rolledBackTo: null };
      results.push(await publish(publication, desk, journal));
    }
    return results;
  } finally {
    journal.close();
  }
}

/** An entry of `hooksmith.json` for a postSubmit hook. */
export function postSubmitEntry(publishAs: object = {}, more: object = {}): object {
  return { platform: 'celigo', hook: 'postSubmit', script: 'hook.js', publish: publishAs, ...more };
}

/** A hook that says which version it is. */
export function hookOf(version: string, name = 'postSubmit'): string {
  return `// ${version}\nfunction ${name}(options) {\n  return options.responseData;\n}\n`;
}
