import { basename } from 'node:path';
import type { Finding } from '../../sdk/contract.ts';
import type { Arguments, Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { findProject, type Project } from '../project/load.ts';
import { listTargets, type NamedTarget } from '../project/targets.ts';
import { replayInto } from '../replay/replay.ts';
import type { ReplayOptions } from '../replay/replay-options.ts';
import { openResultUpdates } from '../replay/update-results.ts';
import { formatJson } from '../report/json.ts';
import { exitCodeOf, type Report } from '../report/report.ts';
import { formatTerminal, type TerminalOptions } from '../report/terminal.ts';
import { makeProgressBar } from '../terminal/progress-bar.ts';
import { quoteWord } from '../terminal/quote-word.ts';
import { readSourceLine } from '../terminal/source-line.ts';
import { makeStyle } from '../terminal/style.ts';
import { acceptResults, checkAsking, updateFlags } from './accept-results.ts';
import { checkWatching } from './check-watching.ts';
import { inspectFlags, readInspect } from './inspect-flags.ts';
import { readRunFlags, runFlags, splitScript } from './run-flags.ts';

/** `hooksmith replay`: parses flags, calls `replay`, prints, gives the exit code. */
export const replayCommand: Command = {
  name: 'replay',
  takes: '[hook or step] [recording...]',
  says: 'Replays recordings through a hook, or a step with all its hooks, and judges every page.',
  flags: {
    ...runFlags,
    ...inspectFlags,
    page: { type: 'integer', says: 'Replay this page only (its seq).' },
    bail: { type: 'boolean', says: 'Stop after the first page with an error.' },
    workers: { type: 'integer', minimum: 1, says: 'Runner processes; default: one per core.' },
    'allow-truncated': { type: 'boolean', says: 'Use the good part of a recording that was cut off.' },
    'save-calls': {
      type: 'string',
      value: 'FILE',
      says: 'Write a copy of the recording in which each page holds its calls of the platform and their answers.',
    },
    ...updateFlags,
    watch: {
      type: 'boolean',
      says: 'Stay and replay again what each save touches, showing what is different. Never in CI.',
    },
    'max-findings': { type: 'integer', says: 'Findings to keep; the rest is counted. Default: 1000.' },
    json: { type: 'boolean', says: 'Print the report as JSON.' },
    quiet: { type: 'boolean', says: 'Print the verdict and the findings only; no bar, console or notes.' },
  },
  examples: [
    'hooksmith replay                                          replays the whole project',
    'hooksmith replay order-ids --page 7                       one hook or step of hooksmith.json, one page',
    'hooksmith replay hooks/ids.js#postSubmit day.rec.jsonl    a script and a recording',
    'hooksmith replay --watch                                  replays again what each save touches',
    'hooksmith replay order-ids --inspect-brk --page 7         waits for a debugger, stops where the hook begins',
    'hooksmith replay order-ids --update                       accepts the present results into the recordings',
  ],
  async run(given) {
    const inspect = readInspect(given);
    checkWatching(given);
    checkAsking(given);
    const find = (): Chosen => chooseTargets(given.positionals, given.text('contract'));
    if (given.has('watch')) return watch(given, find);
    const { targets, label } = find();
    const updates = given.has('update') ? openResultUpdates() : null;
    const bar = makeProgressBar(process.stderr, {
      quiet: given.has('quiet') || given.has('json') || inspect !== undefined,
    });
    try {
      const options = {
        ...readOptions(given),
        ...(inspect === undefined ? {} : { inspect }),
        onProgress: bar.update,
      };
      const report = await replayInto(
        targets.map(({ target }) => target),
        options,
        updates,
      ).finally(bar.clear);
      print(report, given, label);
      return updates === null ? exitCodeOf(report) : await acceptResults(updates, report, { yes: given.has('yes') });
    } finally {
      await updates?.discard();
    }
  },
};

async function watch(given: Arguments, find: () => Chosen): Promise<number> {
  // Loaded when it is needed: a replay that ends does not pay for it.
  const { watchReplay } = await import('./watch-replay.ts');
  let label: Chosen['label'] = new Map();
  return watchReplay({
    given,
    options: readOptions(given),
    find() {
      const chosen = find();
      label = chosen.label;
      const { targets, project } = chosen;
      return { targets, config: project?.file ?? null, folders: project?.recordingFolders() ?? [] };
    },
    terminal: terminalOptions(given, () => label),
  });
}

function print(report: Report, given: Arguments, label: ReadonlyMap<string, string>): void {
  const text = given.has('json')
    ? formatJson(report)
    : formatTerminal(
        report,
        terminalOptions(given, () => label),
      );
  process.stdout.write(text);
}

function terminalOptions(given: Arguments, label: () => ReadonlyMap<string, string>): TerminalOptions {
  return {
    style: makeStyle(process.stdout),
    quiet: given.has('quiet'),
    sourceLine: readSourceLine,
    reproduce: (finding) => reproduce(finding, label()),
  };
}

function readOptions(given: Arguments): ReplayOptions {
  const page = given.integer('page');
  const workers = given.integer('workers');
  const maxFindings = given.integer('max-findings');
  const saveCalls = given.text('save-calls');
  return {
    ...readRunFlags(given),
    ...(page === undefined ? {} : { page }),
    ...(workers === undefined ? {} : { workers }),
    ...(maxFindings === undefined ? {} : { maxFindings }),
    ...(saveCalls === undefined ? {} : { saveCalls }),
    bail: given.has('bail'),
    allowTruncated: given.has('allow-truncated'),
  };
}

/** What a command line asks to replay. */
interface Chosen {
  readonly targets: readonly NamedTarget[];
  /** How the user calls the target of a recording. */
  readonly label: ReadonlyMap<string, string>;
  /** The project that says so; undefined when a script and recordings were named. */
  readonly project: Project | undefined;
}

/** The first argument is a hook of the project or a script; without arguments the whole project is meant. */
function chooseTargets([hook, ...recordings]: readonly string[], contract: string | undefined): Chosen {
  const project = hook === undefined || !looksLikePath(hook) ? findProject(process.cwd()) : undefined;
  if (hook === undefined) {
    if (project === undefined) {
      throw new HooksmithError('ERR_USAGE', 'there is no hooksmith.json here, so nothing says what to replay', {
        next: ['Name a script and a recording: hooksmith replay hooks/order-ids.ts recordings/orders.rec.jsonl'],
      });
    }
    const targets = listTargets(project);
    return {
      targets,
      label: new Map(targets.flatMap(({ name, target }) => target.recordings.map((path) => [path, name]))),
      project,
    };
  }
  if (project?.names.includes(hook)) {
    const target = project.target(hook, recordings.length > 0 ? recordings : undefined);
    if (target.recordings.length === 0) throw noRecording(hook);
    return {
      targets: [{ name: hook, target }],
      label: new Map(target.recordings.map((path) => [path, hook])),
      project,
    };
  }
  if (recordingName.test(hook)) throw recordingFirst(hook, recordings, project?.names ?? []);
  const script = splitScript(hook, project?.names ?? []);
  if (recordings.length === 0) throw noRecording(hook);
  return {
    targets: [{ name: hook, target: { ...script, recordings, ...(contract === undefined ? {} : { contract }) } }],
    label: new Map(recordings.map((path) => [path, hook])),
    project: undefined,
  };
}

const recordingName = /\.jsonl?(\.gz)?$/;

function recordingFirst(recording: string, others: readonly string[], hookNames: readonly string[]): HooksmithError {
  const [hook = hookNames[0] ?? 'hooks/order-ids.ts'] = others.filter((other) => !recordingName.test(other));
  return new HooksmithError('ERR_USAGE', `${recording} is a recording; the hook comes first`, {
    next: [`hooksmith replay ${quoteWord(hook)} ${quoteWord(recording)}`],
  });
}

function noRecording(hook: string): HooksmithError {
  return new HooksmithError('ERR_USAGE', `no recording to replay through ${hook}`, {
    next: [`hooksmith replay ${quoteWord(hook)} recordings/orders.rec.jsonl`],
  });
}

function looksLikePath(hook: string): boolean {
  return hook.includes('/') || hook.includes('#') || /\.[cm]?[jt]sx?$/.test(basename(hook));
}

function reproduce({ recording, page }: Finding, label: ReadonlyMap<string, string>): string {
  const hook = label.get(recording ?? '') ?? '';
  return `hooksmith replay ${quoteWord(hook)} ${quoteWord(recording ?? '')} --page ${page}`;
}
