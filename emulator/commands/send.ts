import { isIPv6 } from 'node:net';
import type { JsonValue } from '../../sdk/contract.ts';
import type { ExchangeOutcome } from '../../sdk/http/exchange.ts';
import type { AnyHttpStep } from '../../sdk/http/http-step.ts';
import type { Arguments, Command } from '../arguments.ts';
import type { NetworkProfile } from '../delivery/address-guard.ts';
import { recordStep } from '../delivery/record-step.ts';
import { refuseSecrets } from '../delivery/refuse-secrets.ts';
import { openSecrets } from '../delivery/secrets.ts';
import { checkExchange } from '../delivery/send.ts';
import { type SendStepOptions, type SentStep, sendStep } from '../delivery/send-step.ts';
import { wireText } from '../delivery/wire-text.ts';
import { HooksmithError } from '../errors.ts';
import { findProject } from '../project/load.ts';
import { placeJsonError } from '../recording/json-error.ts';
import { getHttpStep } from '../replay/find-step.ts';
import type { HttpStepTarget } from '../replay/replay-options.ts';
import { formatRun } from '../report/terminal-send.ts';
import { safeText } from '../terminal/safe-text.ts';
import { readSourceLine } from '../terminal/source-line.ts';
import { makeStyle } from '../terminal/style.ts';
import { readInput } from './read-input.ts';
import { readRunFlags, runFlags } from './run-flags.ts';

const { 'timeout-ms': timeoutFlag, 'memory-mb': memoryFlag, seed, assume } = runFlags;

/** `hooksmith send`: carries out a step of the project over the network and tells each attempt. */
export const sendCommand: Command = {
  name: 'send',
  takes: '<step>',
  says: 'Carries out a step that sends HTTP requests, and tells what the platform would have made of it.',
  flags: {
    input: {
      type: 'string',
      short: 'i',
      value: 'JSON|@FILE|@-',
      says: 'What the step gets; default: "input" of the step in hooksmith.json.',
    },
    secrets: {
      type: 'string',
      value: 'FILE',
      says: 'JSON file of secrets by name; else HOOKSMITH_SECRET_<NAME> in the environment.',
    },
    'allow-host': {
      type: 'string',
      value: 'HOST',
      multiple: true,
      says: 'A host other than this machine that may be called, with or without a port.',
    },
    network: {
      type: 'string',
      choices: ['local', 'platform'],
      says: "local: this machine and --allow-host; platform: public addresses only, as the platform's servers. Default: local.",
    },
    'dry-run': { type: 'boolean', says: 'Print the bytes that would be sent, secrets hidden; send nothing.' },
    record: { type: 'string', value: 'FILE', says: 'Write input, exchanges and outcome as a recording.' },
    'real-time': { type: 'boolean', says: 'Wait between attempts; else the clock jumps over waits.' },
    'deadline-ms': {
      type: 'integer',
      minimum: 1,
      says: "How long an answer may really take before the platform's time counts as over. Default: its time.",
    },
    now: { type: 'string', value: 'TIME', says: 'What the clock shows at first, ISO 8601; default: now.' },
    ...(seed === undefined ? {} : { seed: { ...seed, says: 'Seed of delays and UUIDs; default: random.' } }),
    ...(timeoutFlag === undefined
      ? {}
      : { 'timeout-ms': { ...timeoutFlag, says: 'Longest time for one call of a script, in ms. Default: 10000.' } }),
    ...(memoryFlag === undefined ? {} : { 'memory-mb': memoryFlag }),
    ...(assume === undefined ? {} : { assume }),
    json: { type: 'boolean', says: 'Print the outcome as JSON.' },
    quiet: { type: 'boolean', says: 'Print the verdict and the findings only.' },
  },
  examples: [
    'hooksmith send tell-slack                                    a step of hooksmith.json, to this machine',
    'hooksmith send order-paid -i @order.json --dry-run           the bytes, without sending them',
    'hooksmith send order-paid -i @order.json --record paid.rec.jsonl',
  ],
  async run(given) {
    const { name, target } = chooseStep(given);
    const step = await getHttpStep(target.httpStep);
    const input = chooseInput(given, target);
    const network = readNetwork(given);
    const setup: JsonValue = target.setup ?? {};
    const flags = readRunFlags(given);
    const deadlineMs = given.integer('deadline-ms');
    const options: SendStepOptions = {
      step,
      setup,
      input,
      assumptions: { ...target.assumptions, ...flags.assumptions },
      secrets: openSecrets(given.text('secrets'), process.env),
      network,
      clock: given.has('real-time') ? 'real' : 'virtual',
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
      ...(flags.now === undefined ? {} : { now: flags.now }),
      ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      scripts: target.scripts,
      settings: { ...target, ...flags },
      owner: name,
    };
    const sent = await sendStep(given.has('dry-run') ? { ...options, answer: dryAnswer(network) } : options);
    const recording = given.text('record');
    if (recording !== undefined && !given.has('dry-run')) {
      await recordStep(recording, { step, setup: target.setup ?? {}, input, sent });
    }
    process.stdout.write(given.has('dry-run') ? formatDryRun(sent) : print(given, { name, step, sent, recording }));
    return exitCodeOf(sent);
  },
};

function chooseStep(given: Arguments): { readonly name: string; readonly target: HttpStepTarget } {
  const [name, ...more] = given.positionals;
  const project = findProject(process.cwd());
  if (project === undefined) {
    throw new HooksmithError('ERR_CONFIG', 'there is no hooksmith.json here, so nothing says what to send', {
      next: [
        'Write one: { "steps": { "tell-slack": { "platform": "trifacta", "step": "http-task", "setup": { "name": "Tell Slack", "method": "POST", "url": "http://127.0.0.1:7070/", "body": "{}" } } } }',
      ],
    });
  }
  if (name === undefined || more.length > 0) {
    throw new HooksmithError('ERR_USAGE', `send takes one step, got ${given.positionals.length} arguments`, {
      next: [`The names of ${project.file}: ${project.names.join(', ')}.`],
    });
  }
  return { name, target: project.httpStep(name) };
}

function chooseInput(given: Arguments, target: HttpStepTarget): JsonValue {
  const text = given.text('input');
  const input = text === undefined ? (target.input ?? {}) : parse(readInput(text));
  refuseSecrets(input, text === undefined ? '"input"' : '--input');
  return input;
}

function parse({ input, inputName }: ReturnType<typeof readInput>): JsonValue {
  try {
    return JSON.parse(input);
  } catch {
    // The error of JSON.parse holds a part of the text, so it is not handed on.
    const { line, column, what } = placeJsonError(input);
    throw new HooksmithError('ERR_USAGE', `${inputName}:${line}:${column}: not JSON: ${what}`, {
      place: { file: inputName, line, column },
      next: ['Give the data as JSON; in a shell, put it into single quotes.'],
    });
  }
}

function readNetwork(given: Arguments): NetworkProfile {
  const profile = given.text('network') === 'platform' ? 'platform' : 'local';
  const allowHosts = given.texts('allow-host');
  const wrong = allowHosts.find((entry) => !isHostEntry(entry));
  if (wrong !== undefined) {
    const host = /^[a-z][a-z0-9+.-]*:\/\//i.test(wrong) && URL.canParse(wrong) ? new URL(wrong).hostname : '';
    throw new HooksmithError('ERR_USAGE', '--allow-host takes a host with or without a port, and this is none', {
      next: [`Such as --allow-host ${host === '' ? 'api.northbeam.example' : host}; each host has a flag of its own.`],
    });
  }
  return { profile, allowHosts };
}

/** A name or an address, as it can stand in a URL. */
function isHostEntry(entry: string): boolean {
  return /^[^\s/@*,?#\\]+$/.test(entry) && (isIPv6(entry) || URL.canParse(`http://${entry}/`));
}

/** Sends nothing: each request is answered by an empty 200, so that those after it can be shown too. */
function dryAnswer(network: NetworkProfile): NonNullable<SendStepOptions['answer']> {
  return async (exchange) => {
    const checked = checkExchange(exchange, network);
    if ('kind' in checked) return checked;
    const response = { status: 200, statusText: 'OK', headers: [], body: '', bodyBytes: 0 };
    return { kind: 'response', response, ms: 0 };
  };
}

/** The bytes of each request; what follows a first one stands as if an empty 200 had come. */
function formatDryRun({ exchanges, findings }: SentStep): string {
  const blocks = exchanges
    .filter(({ outcome }) => outcome.kind === 'response')
    .map(({ request, bodyBytes }, index) => {
      const { head, body } = wireText(request, bodyBytes);
      return `${index === 0 ? '' : '\n--- then, if an empty 200 came ---\n'}${head}${safeText(body)}\n`;
    });
  const wrong = findings
    .filter(({ code }) => code === 'step-refused' || code === 'wrong-setup')
    .map(({ code, rule, path, message }) => `${code} ${rule}${path === '' ? '' : ` ${path}`}: ${safeText(message)}\n`);
  return [...blocks, ...wrong].join('');
}

function print(
  given: Arguments,
  {
    name,
    step,
    sent,
    recording,
  }: {
    readonly name: string;
    readonly step: AnyHttpStep;
    readonly sent: SentStep;
    readonly recording: string | undefined;
  },
): string {
  if (given.has('json')) {
    const { exchanges: _, ...rest } = sent;
    const told = { schema: 1, name, platform: step.platform, step: step.step, ...rest };
    return `${JSON.stringify(told, null, 2)}\n`;
  }
  const style = makeStyle(process.stdout);
  return formatRun(sent, {
    name: `${name} (${step.platform} ${step.step})`,
    style,
    quiet: given.has('quiet'),
    sourceLine: readSourceLine,
    ...(recording === undefined ? {} : { recording }),
  });
}

/** 2 where nothing could be sent, 4 where nobody ever answered, 1 where the platform fails the step, or a script its contract. */
function exitCodeOf({ status, series, findings, exchanges }: SentStep): number {
  if (status === 'refused' || series.some((one) => one.status === 'refused')) return 2;
  const failed = status === 'failed' || status === 'partial';
  if (failed && exchanges.length > 0 && !exchanges.some(({ outcome }) => isAnswer(outcome))) return 4;
  return failed || findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Whether somebody answered, be it with what is too large or no HTTP. */
function isAnswer(outcome: ExchangeOutcome): boolean {
  if (outcome.kind !== 'failure') return outcome.kind === 'response';
  return outcome.failure.type === 'max-size' || outcome.failure.type === 'malformed';
}
