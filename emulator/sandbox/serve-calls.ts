import { isAscii } from 'node:buffer';
import type { AcceptedCall, StackError } from '../../sdk/stack-protocol.ts';
import { getStackProtocol } from '../find-stack.ts';
import { answerGuest } from './answer-guest.ts';
import type { Channel } from './channel.ts';
import type { ConsoleLog } from './console-log.ts';
import { cut } from './cut.ts';
import type { PagePowers } from './endowments/endowment.ts';
import { NotModelledError } from './endowments/require.ts';
import { loadFunctions } from './load-functions.ts';
import type { CallAnswer, PageIssue, ServeJob, ToRunner } from './protocol.ts';
import { makeRandom } from './random.ts';
import { secretsOf } from './secrets-of.ts';
import { type FoundFunction, sortFunctions } from './served-functions.ts';

/** The functions of a stack inside a runner: answers one call after another, as they come. */
export interface Serving {
  answer(call: Extract<ToRunner, { kind: 'call' }>, bytes: Buffer): Promise<void>;
}

/** What the runner lends. */
export interface ServingPowers {
  readonly channel: Channel;
  readonly log: ConsoleLog;
  takeLateErrors(): readonly string[];
}

const maxNameChars = 100;
const maxIssues = 20;
const maxPathChars = 1_000;
const maxMessageChars = 2_000;

/**
 * Loads the scripts of a stack and tells the parent how that went; then calls can come. Module variables live as long as the
 * runner, as those of a stack live as long as its process.
 */
export function startServing(job: ServeJob, { channel, log, takeLateErrors }: ServingPowers): Serving {
  const protocol = getStackProtocol(job.platform);
  const present = { nowMs: Date.now(), random: makeRandom(`${job.seed}:module`) };
  const powers: PagePowers = {
    now: () => present.nowMs,
    random: () => present.random(),
    log: log.add,
    call: (name) => {
      throw new NotModelledError(`${name} is for scripts: a stack has no integrator-api, it calls the REST API itself`);
    },
  };
  const loaded = loadFunctions(job, powers);
  const problem = loaded.status === 'failed' ? loaded.problem : null;
  channel.send({ kind: 'serving', problem, console: log.take() });
  const find = sortFunctions(job, { loaded: loaded.status === 'loaded' ? loaded.functions : [], protocol });
  const known = { diy: true, connectorIds: job.connectorIds };
  const { refusedStatus, thrownStatus } = protocol.readBehaviour(job.assumptions);
  const settings = {
    protocol,
    thrownStatus,
    maxResultBytes: job.maxResultBytes,
    takeLateErrors,
  };
  let calls = 0;

  /** Checks the call and finds its function, or answers it with what is wrong. */
  function accept(id: number, bytes: Buffer): { readonly call: AcceptedCall; readonly found: FoundFunction } | null {
    const body = parseBody(bytes);
    if (body === undefined) {
      refuse(id, 400, { errors: [{ code: 'invalid_json', message: 'The body is no JSON object.' }], called: null });
      return null;
    }
    const checked = protocol.checkCall(body, known);
    if (checked.status === 'refused') {
      refuse(id, refusedStatus, { errors: checked.errors, called: null });
      return null;
    }
    const found = find(checked.call);
    if (!('error' in found)) return { call: checked.call, found };
    refuse(id, refusedStatus, { errors: [found.error], called: nameCall(checked.call) });
    return null;
  }

  function refuse(
    id: number,
    status: number,
    { errors, called }: { readonly errors: readonly StackError[]; readonly called: CallAnswer['called'] },
  ): void {
    const answer: CallAnswer = { kind: 'answer', id, status, called, index: null, issues: [], console: null };
    channel.sendWithText(answer, JSON.stringify({ errors }));
  }

  return {
    async answer({ id, nowMs }, bytes) {
      const accepted = accept(id, bytes);
      if (accepted === null) return;
      const { call, found } = accepted;
      const { index } = found;
      channel.send({ kind: 'began', id, index });
      calls += 1;
      present.nowMs = nowMs;
      present.random = makeRandom(`${job.seed}:${calls}`);
      log.hide(secretsOf(call.options));
      takeLateErrors();
      const { status, text, issues } = await answerGuest(found, call, settings);
      const printed = log.take();
      channel.sendWithText(
        {
          kind: 'answer',
          id,
          status,
          called: nameCall(call),
          index,
          issues: issues.slice(0, maxIssues).map((issue) => shorten(issue, log)),
          console: printed.lines.length === 0 && printed.omitted === 0 ? null : printed,
        },
        text,
      );
    },
  };
}

/** An empty body is an empty call, as the platform's own server takes it; undefined for what is no object. */
function parseBody(bytes: Buffer): object | undefined {
  if (bytes.length === 0) return {};
  try {
    const body: unknown = JSON.parse(isAscii(bytes) ? bytes.toString('latin1') : bytes.toString('utf8'));
    return typeof body === 'object' && body !== null ? body : undefined;
  } catch {
    return undefined;
  }
}

function nameCall({ type, functionName }: AcceptedCall): CallAnswer['called'] {
  return { type, name: cut(functionName, maxNameChars) };
}

/** Guest text stands in paths and messages: without a bound one call could fill the parent's log (S-207). */
function shorten(issue: PageIssue, log: ConsoleLog): PageIssue {
  return {
    ...issue,
    path: cut(issue.path, maxPathChars),
    message: cut(log.conceal(issue.message), maxMessageChars),
  };
}
