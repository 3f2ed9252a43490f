import type { RemoteState, Wanted } from '../../sdk/publisher.ts';
import {
  type DrivenPlatform,
  type Fault,
  type Ledger,
  newLedger,
  openRemote,
  publishOnce,
  type RemoteWorld,
  type RunEnd,
} from './drive-publisher.ts';

/** A publication that is cut off at every request, each time from the same beginning. */
export interface CutOff<Remote extends RemoteState = RemoteState> {
  readonly platform: DrivenPlatform<Remote>;
  readonly wanted: Wanted;
  readonly force?: boolean;
  /** Puts the platform and the ledger where the publication begins. */
  prepare?(world: RemoteWorld, ledger: Ledger): void;
  /** What a person does where the next run refuses and says what to do; gives whether it is worth another run. */
  mend?(end: RunEnd, world: RemoteWorld, ledger: Ledger): boolean;
  /** What the platform holds in the end, in a form that can be compared. */
  inspect(world: RemoteWorld): unknown;
}

/** One row of the table: a boundary, and what became of it. */
export interface CutOffRow {
  /** Such as `2. POST /api/v1/scripts`. */
  readonly request: string;
  readonly boundary: Fault['what'];
  /** How the run with the fault ended. */
  readonly first: RunEnd['status'];
  /** How each run after it ended. */
  readonly later: readonly RunEnd['status'][];
  /** Whether the platform holds what it holds without a fault, and a further run changes nothing. */
  readonly isRight: boolean;
  readonly holds: unknown;
}

const boundaries: readonly Fault['what'][] = [
  'killed before the request is sent',
  'killed after the platform acted, before the answer is kept',
  'the request is lost',
  'the answer is lost',
];
const mostRuns = 5;

/** Cuts a publication off at every boundary of every request, and lets the next runs finish it. */
export function cutOffEverywhere<Remote extends RemoteState>(cut: CutOff<Remote>): readonly CutOffRow[] {
  const whole = begin(cut);
  const end = publishOnce(cut.platform, whole.world, cut.wanted, whole.ledger, forced(cut));
  if (end.status !== 'done') throw new Error(`without a fault the publication ends as ${JSON.stringify(end)}`);
  const requests = whole.world.log.slice(whole.before);
  const right = JSON.stringify(cut.inspect(whole.world));
  return requests.flatMap((request, index) =>
    boundaries
      // A read that is lost is made again by whoever sends it, so nothing can come of it here.
      .filter((what) => what.startsWith('killed') || !request.startsWith('GET'))
      .map((what) => cutOnce(cut, { request: index + 1, what }, request, right)),
  );
}

/** The table for people: one row a request, one column a boundary. */
export function printTable(rows: readonly CutOffRow[]): string {
  const requests = [...new Set(rows.map(({ request }) => request))];
  const head = ['request', ...boundaries];
  const body = requests.map((request) => [
    request,
    ...boundaries.map((boundary) => {
      const row = rows.find((each) => each.request === request && each.boundary === boundary);
      return row === undefined ? '' : `${row.isRight ? 'right' : 'WRONG'} (${[row.first, ...row.later].join(', ')})`;
    }),
  ]);
  return [head, head.map(() => '---'), ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function cutOnce<Remote extends RemoteState>(
  cut: CutOff<Remote>,
  fault: Fault,
  request: string,
  right: string,
): CutOffRow {
  const { world, ledger } = begin(cut);
  const first = publishOnce(cut.platform, world, cut.wanted, ledger, { ...forced(cut), fault });
  const later: RunEnd[] = [];
  let last = first;
  while (last.status !== 'done' && later.length < mostRuns) {
    if (last.status === 'refused' && cut.mend?.(last, world, ledger) !== true) break;
    last = publishOnce(cut.platform, world, cut.wanted, ledger, forced(cut));
    later.push(last);
  }
  const holds = cut.inspect(world);
  const again = publishOnce(cut.platform, world, cut.wanted, ledger);
  const isIdle = again.status === 'done' && again.steps.length === 0;
  return {
    request: `${fault.request}. ${request}`,
    boundary: fault.what,
    first: first.status,
    later: later.map(({ status }) => status),
    isRight: last.status === 'done' && isIdle && JSON.stringify(holds) === right,
    holds,
  };
}

function begin<Remote extends RemoteState>({
  platform,
  prepare,
}: CutOff<Remote>): { readonly world: RemoteWorld; readonly ledger: Ledger; readonly before: number } {
  const world = openRemote(platform);
  const ledger = newLedger();
  prepare?.(world, ledger);
  return { world, ledger, before: world.log.length };
}

function forced({ force }: Pick<CutOff, 'force'>): { readonly force: boolean } {
  return { force: force ?? false };
}
