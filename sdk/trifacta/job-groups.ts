import type { Assumption, Assumptions, JsonValue } from '../contract.ts';
import { ownField } from '../json-object.ts';

/** What no source documents about the answer to a job that was accepted (T-262). */
export const jobGroupAssumptions = {
  jobGroupsSuccess: { rule: 'T-262', default: { status: 201, members: ['id', 'jobGraph', 'jobs'] } },
} as const satisfies Readonly<Record<string, Assumption>>;

/** Requests that a user may make in one minute (T-258). */
export const userLimit = 30;
const minuteMs = 60_000;
const firstId = 901;

/** What the stand-in for `POST /v4/jobGroups` remembers. */
export interface JobGroupsState {
  /** The id of the next job. */
  readonly nextId: number;
  /** The running minute of each user: when it began, and the requests in it. */
  readonly minutes: ReadonlyMap<string, { readonly startMs: number; readonly count: number }>;
}

/** A request that carries a token. */
export interface JobGroupsRequest {
  /** Whose token it carries; never shown. */
  readonly user: string;
  /** As it came. */
  readonly body: string;
  readonly nowMs: number;
}

/** An answer of the API; `x-trifacta-request-id` is for the server to add (T-260). */
export interface JobGroupsAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
}

/** The state before the first request. */
export function openJobGroups(): JobGroupsState {
  return { nextId: firstId, minutes: new Map() };
}

/**
 * Answers one request, as the API does (T-257 to T-262): 429 above 30 a minute, 400 for a body that names no recipe, else the
 * job. Jobs are accepted and never run. A minute begins with a user's first request; a workspace has the numbers of its one user.
 */
export function answerJobGroup(
  state: JobGroupsState,
  { user, body, nowMs }: JobGroupsRequest,
  assumptions: Assumptions,
): { readonly state: JobGroupsState; readonly answer: JobGroupsAnswer } {
  const before = state.minutes.get(user);
  const isOver = before === undefined || nowMs - before.startMs >= minuteMs;
  const minute = isOver ? { startMs: nowMs, count: 1 } : { ...before, count: before.count + 1 };
  const next = { ...state, minutes: new Map(state.minutes).set(user, minute) };
  const seconds = Math.max(Math.ceil((minute.startMs + minuteMs - nowMs) / 1000), 1);
  const headers = rateHeaders(Math.max(userLimit - minute.count, 0), seconds);
  if (minute.count > userLimit) {
    const answer = {
      status: 429,
      headers: { ...headers, 'x-retry-after': String(seconds) },
      body: describeException('TooManyRequestsException', `Too many requests: at most ${userLimit} a minute.`, {
        retryAfterSeconds: seconds,
      }),
    };
    return { state: next, answer };
  }
  const recipe = ownField(ownField(parse(body), 'wrangledDataset'), 'id');
  if (typeof recipe !== 'number' || !Number.isSafeInteger(recipe) || recipe < 1) {
    const says = 'The body must be {"wrangledDataset":{"id":4}}, with the id of a recipe as a number.';
    return { state: next, answer: { status: 400, headers, body: describeException('BadRequestException', says, {}) } };
  }
  const { status, members } = readSuccess(assumptions);
  const job: Readonly<Record<string, JsonValue>> = { id: state.nextId, jobGraph: {}, jobs: {} };
  const answered = Object.fromEntries(
    members.map((name) => [name, (ownField(job, name) as JsonValue | undefined) ?? null]),
  );
  return { state: { ...next, nextId: state.nextId + 1 }, answer: { status, headers, body: answered } };
}

/** The body of an error (T-259). */
export function describeException(name: string, message: string, details: JsonValue): JsonValue {
  return { exception: { name, message, details } };
}

function rateHeaders(remaining: number, seconds: number): Readonly<Record<string, string>> {
  return Object.fromEntries(
    ['user', 'workspace'].flatMap((whose) => [
      [`x-rate-limit-${whose}-limit`, String(userLimit)],
      [`x-rate-limit-${whose}-remaining`, String(remaining)],
      [`x-rate-limit-${whose}-reset`, String(seconds)],
    ]),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readSuccess(assumptions: Assumptions): { readonly status: number; readonly members: readonly string[] } {
  const preset = jobGroupAssumptions.jobGroupsSuccess.default;
  const chosen = assumptions['jobGroupsSuccess'];
  const status = ownField(chosen, 'status');
  const members = ownField(chosen, 'members');
  return {
    status: typeof status === 'number' && status >= 200 && status <= 299 ? status : preset.status,
    members: Array.isArray(members) ? members.filter((name) => typeof name === 'string') : preset.members,
  };
}
