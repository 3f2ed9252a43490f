import { platforms } from '../../sdk/platforms.ts';
import {
  type AttachedFunction,
  type HookRecorder,
  type RecordingSource,
  SourceError,
} from '../../sdk/recording-source.ts';
import type { Arguments, Command } from '../arguments.ts';
import { HooksmithError } from '../errors.ts';
import { findProject } from '../project/load.ts';
import { record } from '../recording/record.ts';
import { writeText } from '../recording/write-text.ts';
import { chooseAssumptions } from '../replay/assumptions.ts';
import { getContract } from '../replay/find-contract.ts';
import { formatRecorded } from '../report/recorded.ts';
import { findNearest, suggest } from '../suggest.ts';
import { makeStyle } from '../terminal/style.ts';
import { parseAssumptions } from './run-flags.ts';

const everyPlatform = Object.values(platforms);
const sources = everyPlatform.flatMap((platform) => platform.sources.map((source) => ({ platform, source })));
const recorders = everyPlatform.flatMap((platform) => platform.recorders.map((recorder) => ({ platform, recorder })));

/** `hooksmith record`: makes a recording of a platform's file, or writes the hook that records where no file can be had. */
export const recordCommand: Command = {
  name: 'record',
  takes: '<source> [FILE]',
  says: "Makes a recording of a platform's own file: a trace, an input, a log.",
  flags: {
    out: { type: 'string', value: 'FILE', says: 'Where to write it; default: the name of FILE with .rec.jsonl, here.' },
    kind: {
      type: 'string',
      value: 'HOOK',
      says: 'Hook (or step: import, export) to record; default: told by the file.',
    },
    hook: { type: 'string', value: 'HOOK', says: 'The same as --kind.' },
    step: { type: 'string', value: 'ID|NAME', says: 'Step of the flow, where FILE has several.' },
    assume: { type: 'string', value: 'NAME=VALUE', multiple: true, says: 'Sets an assumption by its name.' },
    force: { type: 'boolean', says: 'Replace a recording that is there.' },
    json: { type: 'boolean', says: 'Print what was written, what was not, and why, as JSON.' },
  },
  examples: listExamples(),
  async run(given) {
    const [name, ...files] = given.positionals;
    const recorder = recorders.find((one) => one.recorder.name === name);
    if (recorder !== undefined) return writeHook(recorder.recorder, recorder.platform.name, files, given);
    const found = sources.find((one) => one.source.name === name);
    if (found === undefined) throw wrongSource(name);
    const { platform, source } = found;
    const [path] = files;
    if (path === undefined || files.length > 1) {
      throw new HooksmithError('ERR_USAGE', `record ${source.name} takes one file, got ${files.length}`, {
        next: [`hooksmith record ${source.name} FILE, where FILE is: ${source.says}.`],
      });
    }
    const out = given.text('out');
    const outcome = await record({
      platform: platform.name,
      source,
      path,
      ...(out === undefined ? {} : { out }),
      kind: readKind(given, platform.name, source) ?? null,
      step: readStep(given, source),
      assumptions: chooseAssumptions(source.name, source.assumptions, parseAssumptions(given.texts('assume'))),
      functions: attachedFunctions(platform.name),
      overwrite: given.has('force'),
    });
    if (given.has('json')) {
      const report = { schema: 1, source: source.name, file: path, ...outcome };
      process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    } else {
      process.stderr.write(formatRecorded(outcome, makeStyle(process.stderr)));
    }
    return 0;
  },
};

function listExamples(): readonly string[] {
  const rows = [
    ...sources.map(({ source }) => [`hooksmith record ${source.name} FILE`, source.says] as const),
    ...recorders.map(({ recorder }) => [`hooksmith record ${recorder.name}`, recorder.says] as const),
  ];
  const width = Math.max(...rows.map(([call]) => call.length));
  return rows.map(([call, says]) => `${call.padEnd(width)}   ${says}`);
}

function wrongSource(name: string | undefined): HooksmithError {
  const known = [...sources.map(({ source }) => source.name), ...recorders.map(({ recorder }) => recorder.name)];
  return name === undefined
    ? new HooksmithError('ERR_USAGE', 'record needs the name of a source', {
        next: [`Known are: ${known.join(', ')}.`],
      })
    : new HooksmithError('ERR_USAGE', `there is no source ${JSON.stringify(name)}`, { next: [suggest(name, known)] });
}

/** The hook that was named, also as `celigo/preMap`. */
function readKind(
  given: Arguments,
  platform: string,
  { kinds, name }: Pick<RecordingSource | HookRecorder, 'kinds' | 'name'>,
): string | undefined {
  const named = [given.text('kind'), given.text('hook')].flatMap((text) => text?.replace(`${platform}/`, '') ?? []);
  const [kind] = named;
  if (kind === undefined) return undefined;
  if (named.some((other) => other !== kind)) {
    throw new HooksmithError(
      'ERR_USAGE',
      `--kind is ${JSON.stringify(kind)} and --hook is ${JSON.stringify(named[1])}`,
      {
        next: ['They mean the same; give one.'],
      },
    );
  }
  if (kinds.includes(kind)) return kind;
  const near = findNearest(kind, kinds);
  throw new HooksmithError('ERR_USAGE', `${name} can make no recording of ${JSON.stringify(kind)}`, {
    next: [...(near === undefined ? [] : [`Did you mean "${near}"?`]), `It can of: ${kinds.join(', ')}.`],
  });
}

function readStep(given: Arguments, { hasSteps, name }: RecordingSource): string | null {
  const step = given.text('step');
  if (step === undefined || hasSteps) return step ?? null;
  throw new HooksmithError('ERR_USAGE', `${name} has no steps to choose from with --step`, {
    next: ['Leave --step out.'],
  });
}

/** Functions of the project's hooks, under the names by which a trace may call their stages. */
function attachedFunctions(platform: string): readonly AttachedFunction[] {
  const project = findProject(process.cwd());
  return (project?.hookNames ?? []).flatMap((name) => {
    const target = project?.target(name, []);
    if (target === undefined || !('contract' in target) || target.contract === undefined) return [];
    const contract = getContract(target.contract);
    if (contract.platform !== platform) return [];
    const names = target.functionName === undefined ? contract.calls.defaultNames : [target.functionName];
    return names.map((functionName) => ({ functionName, hook: contract.hook }));
  });
}

async function writeHook(
  recorder: HookRecorder,
  platform: string,
  files: readonly string[],
  given: Arguments,
): Promise<number> {
  if (files.length > 0) {
    throw new HooksmithError('ERR_USAGE', `record ${recorder.name} reads no file, got ${JSON.stringify(files[0])}`, {
      next: [`hooksmith record ${recorder.reader} ${files[0]} reads a log.`],
    });
  }
  const kind = readKind(given, platform, recorder) ?? recorder.defaultKind;
  const script = writeScript(recorder, kind, given);
  const out = given.text('out');
  if (out !== undefined) await writeText(out, script, { overwrite: given.has('force') });
  if (given.has('json')) {
    const report = { schema: 1, source: recorder.name, hook: kind, path: out ?? null, script };
    process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  } else if (out === undefined) {
    process.stdout.write(script);
  } else {
    process.stderr.write(
      `wrote ${out}: a recorder for ${kind}; its log is read with hooksmith record ${recorder.reader}\n`,
    );
  }
  return 0;
}

function writeScript(recorder: HookRecorder, kind: string, given: Arguments): string {
  const assumptions = chooseAssumptions(recorder.name, recorder.assumptions, parseAssumptions(given.texts('assume')));
  try {
    return recorder.write(kind, assumptions);
  } catch (cause) {
    if (!(cause instanceof SourceError)) throw cause;
    throw new HooksmithError('ERR_USAGE', cause.message, { next: cause.next, cause });
  }
}
