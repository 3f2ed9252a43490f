import { readFileSync } from 'node:fs';
import type { GuestScript } from '../../../emulator/sandbox/script/guest-script.ts';

/** What a child is told when it starts; each uses what it needs. */
export interface ChildConfig {
  /** Files of bare options by the number of records a page. */
  readonly pages: Readonly<Record<string, string>>;
  /** Files of the author's hooks by their names. */
  readonly hooks: Readonly<Record<string, string>>;
  /** The same hooks, ready for a runner. */
  readonly guests: Readonly<Record<string, GuestScript>>;
  /** Recordings by name. */
  readonly recordings: Readonly<Record<string, string>>;
  /** URL of `hooksmith/emulator`. */
  readonly emulator: string;
  /** Folder in which other sandboxes are installed. */
  readonly peers: string;
}

/** Parent to child. */
export interface ChildOrder {
  readonly task: string;
  readonly repeats: number;
}

/** Child to parent: what all repetitions took together. */
export interface ChildAnswer {
  readonly ms: number;
}

/** What a child can be asked for: does it `repeats` times and gives the time, in ms. */
export type Task = (repeats: number) => number | Promise<number>;

/** Reads the configuration that the parent has written. */
export function readConfig(): ChildConfig {
  return JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));
}

/** One task for each size of page and one for the hook that reads globals; `call` takes a page from text to text. */
export function makePageTasks(
  config: ChildConfig,
  call: (hook: string) => (text: string) => string | undefined,
): Readonly<Record<string, Task>> {
  const nameOrders = call('name-orders');
  const sizes = Object.entries(config.pages).map(
    ([size, path]) => [size, repeatPages(readPages(path), nameOrders)] as const,
  );
  const [smallest] = Object.values(config.pages);
  const few = smallest === undefined ? [] : readPages(smallest).slice(0, 1);
  return { ...Object.fromEntries(sizes), globals: repeatPages(few, call('read-globals')) };
}

/** The pages of a file of bare options, each a text of its own as a decoder would give it. */
export function readPages(path: string): readonly string[] {
  const bytes = readFileSync(path);
  const pages: string[] = [];
  for (let start = 0, end = bytes.indexOf(10); end !== -1; start = end + 1, end = bytes.indexOf(10, start)) {
    pages.push(bytes.toString('latin1', start, end));
  }
  return pages;
}

/** Answers the parent's orders until it kills this process. */
export function serveTasks(tasks: Readonly<Record<string, Task>>): void {
  process.on('message', async ({ task, repeats }: ChildOrder) => {
    const run = tasks[task];
    if (run === undefined) throw new Error(`there is no task ${task}`);
    process.send?.({ ms: await run(repeats) } satisfies ChildAnswer);
  });
  process.send?.({ ms: 0 } satisfies ChildAnswer);
}

function repeatPages(pages: readonly string[], call: (text: string) => string | undefined): Task {
  let chars = 0;
  return (repeats) => {
    const start = performance.now();
    for (let n = 0; n < repeats; n += 1) chars += call(pages[n % pages.length] ?? '')?.length ?? 0;
    const ms = performance.now() - start;
    // Reading the sum keeps the work from being dropped as useless.
    if (chars === 0) throw new Error('no page gave a result');
    return ms;
  };
}
