import { parseArgs } from 'node:util';

/** Parts of the benchmark, in the order in which they run. */
export const partNames = [
  'core',
  'files',
  'start',
  'deadlines',
  'pipeline',
  'stack',
  'send',
  'watch',
  'memory',
] as const;

/** A name of `partNames`. */
export type PartName = (typeof partNames)[number];

/** What the command line asks for. */
export interface BenchOptions {
  /** Interleaved rounds. @default 9 */
  readonly rounds: number;
  readonly parts: readonly PartName[];
  /** Whether other sandboxes are installed and measured too. */
  readonly peers: boolean;
  /** Whether recordings with letters beyond ASCII are measured too. */
  readonly accents: boolean;
  /** Folder that keeps the installed peers; null: a temporary one. */
  readonly peersFolder: string | null;
}

const fewestRounds = 7; // the least that a figure may rest on

/** How the command is used. */
export const usage = `npm run bench -- [--rounds N] [--only NAME] [--peers] [--peers-folder DIR] [--memory] [--all]
  --rounds N          interleaved rounds, at least ${fewestRounds}; default: 9
  --only NAME         one part: ${partNames.join(', ')}
  --peers             installs isolated-vm and quickjs-emscripten into a temporary folder and measures them too
  --peers-folder DIR  the same, but keeps them there for the next time
  --memory            replays a recording of 1 GB as well
  --all               everything, recordings with letters beyond ASCII included`;

/**
 * Reads the command line.
 *
 * @throws Error that says what is wrong and how the command is used.
 */
export function readOptions(words: readonly string[]): BenchOptions {
  const { values } = parseArgs({
    args: [...words],
    options: {
      rounds: { type: 'string', default: '9' },
      only: { type: 'string' },
      peers: { type: 'boolean', default: false },
      'peers-folder': { type: 'string' },
      memory: { type: 'boolean', default: false },
      all: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < fewestRounds) {
    throw new Error(`--rounds is ${values.rounds}; expected a whole number from ${fewestRounds}\n${usage}`);
  }
  const withMemory = values.memory || values.all;
  const parts = partNames.filter((name) =>
    values.only === undefined ? name !== 'memory' || withMemory : name === values.only,
  );
  if (parts.length === 0)
    throw new Error(`--only is ${values.only}; expected one of ${partNames.join(', ')}\n${usage}`);
  const peersFolder = values['peers-folder'] ?? null;
  return { rounds, parts, peers: values.peers || values.all || peersFolder !== null, accents: values.all, peersFolder };
}
