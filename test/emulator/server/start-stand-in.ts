import { type FaultQueue, makeFaultQueue, parseFaults } from '../../../emulator/server/faults.ts';
import { type OpenServer, openServer } from '../../../emulator/server/listen.ts';
import { makeStandInPart, type StandInRecord } from '../../../emulator/server/stand-in-part.ts';
import { makeSteppedStore, type StoreChange } from '../../../emulator/server/stand-in-store.ts';
import { celigoStandIn } from '../../../sdk/celigo/stand-in/stand-in.ts';
import type { PlatformStandIn } from '../../../sdk/stand-in.ts';

/** A stand-in that listens. */
export interface StartedStandIn {
  readonly server: OpenServer;
  /** Its own address. */
  readonly url: string;
  readonly token: string;
  readonly faults: FaultQueue;
  /** Sets the faults that are to come. */
  fail(text: string): void;
  /** What the log heard. */
  readonly records: StandInRecord[];
  /** What went wrong in the server itself. */
  readonly bugs: unknown[];
  /** Sends JSON with the token. */
  send(method: string, path: string, body?: unknown): Promise<Response>;
}

/** Starts a stand-in of a platform, that of Celigo unless another is given, whose documents are kept by `write`. */
export async function startStandIn({
  standIn = celigoStandIn,
  write = async () => undefined,
  now = Date.now,
}: {
  readonly standIn?: PlatformStandIn;
  now?(): number;
  write?(changes: readonly StoreChange[]): Promise<void>;
} = {}): Promise<StartedStandIn> {
  const token = 'a-token-of-the-stand-in';
  const faults = makeFaultQueue([]);
  const records: StandInRecord[] = [];
  const bugs: unknown[] = [];
  const assumptions = Object.fromEntries(
    Object.entries(standIn.assumptions).map(([name, { default: preset }]) => [name, preset]),
  );
  const { part } = makeStandInPart({
    path: '/celigo',
    standIn,
    token,
    assumptions,
    faults,
    store: makeSteppedStore([]),
    write,
    checkScript: () => null,
    now,
    random: Math.random,
    onAnswered: (record) => records.push(record),
    onLost: (error) => bugs.push(error),
  });
  const server = await openServer({ parts: [part], port: 0, onFault: (error) => bugs.push(error) });
  const url = `${server.url}/celigo`;
  return {
    server,
    url,
    token,
    faults,
    fail: (text) => faults.set(parseFaults(text)),
    records,
    bugs,
    send: (method, path, body) =>
      fetch(`${url}${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}

/** The JSON of an answer, to be looked at by the test that asked. */
export async function readJson(response: Response) {
  return JSON.parse(await response.text());
}
