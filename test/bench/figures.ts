/** What a figure has to reach; `better` tells in which direction. */
export interface Wanted {
  readonly better: 'higher' | 'lower';
  /** The promise. */
  readonly least: number;
  readonly aim: number;
}

/** One line of the result. */
export interface Figure {
  readonly what: string;
  /** `x`: a ratio. */
  readonly unit: 'x' | 'ms' | 'MB/s' | 'MiB' | '/s';
  /** One value for each round. */
  readonly values: readonly number[];
  /** Null for a figure that only informs. */
  readonly wanted: Wanted | null;
}

/** Figures that were measured together. */
export interface FigureGroup {
  readonly title: string;
  readonly figures: readonly Figure[];
  /** What a reader must know of how it was measured, one sentence each. */
  readonly notes: readonly string[];
}

/** How a figure stands. */
export type Mark = 'aim met' | 'least met' | 'missed';

/** The ratio of two series of one run, round by round: neighbours in time share what else the machine does. */
export function divide(above: readonly number[], below: readonly number[]): readonly number[] {
  return above.map((value, round) => value / (below[round] ?? Number.NaN));
}

/** The middle value; the mean of the middle two when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)] ?? Number.NaN;
  return Number.isInteger(middle) ? ((sorted[middle - 1] ?? Number.NaN) + upper) / 2 : upper;
}

/** Compares the median with what is wanted. */
export function markFigure({ values, wanted }: Figure): Mark | null {
  if (wanted === null) return null;
  const reached = median(values);
  const meets = (bound: number): boolean => (wanted.better === 'higher' ? reached >= bound : reached <= bound);
  if (meets(wanted.aim)) return 'aim met';
  return meets(wanted.least) ? 'least met' : 'missed';
}

/** What tasks took, by their names: one value for each round, none for a name that was not run. */
export type Times<Name extends string> = (name: Name) => readonly number[];

/**
 * Runs every task once in each pass of each round, each time beginning with another one, so that none is always the one
 * after the slowest. The value of a round is the fastest of its passes: what else the machine does only adds time.
 */
export async function interleave<Name extends string>(
  { rounds, passes = 1 }: { readonly rounds: number; readonly passes?: number },
  tasks: Readonly<Partial<Record<Name, () => Promise<number>>>>,
): Promise<Times<Name>> {
  const entries = Object.entries<(() => Promise<number>) | undefined>(tasks);
  const values = new Map(entries.map(([name]) => [name, new Array<number>(rounds).fill(Number.POSITIVE_INFINITY)]));
  for (let turn = 0; turn < rounds * passes; turn += 1) {
    const first = turn % entries.length;
    const round = Math.floor(turn / passes);
    for (const [name, task] of [...entries.slice(first), ...entries.slice(0, first)]) {
      const row = values.get(name);
      if (task !== undefined && row !== undefined) row[round] = Math.min(row[round] ?? Number.NaN, await task());
    }
  }
  return (name) => values.get(name) ?? [];
}
