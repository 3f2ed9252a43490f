import { isJsonObject, nameJson, ownField } from '../../json-object.ts';
import {
  type RecordingSource,
  SourceError,
  type SourceFile,
  type SourceNote,
  type SourceRecording,
} from '../../recording-source.ts';
import { countRecords } from './input-kinds.ts';
import { recorderHook } from './recorder.ts';
import { joinCalls, type RecordedCall } from './recorder-calls.ts';
import { type RecorderLine, readRecorderLine, recorderMark } from './recorder-lines.ts';

/**
 * The lines of the recorder hook out of a log of the script (C-550, C-621): entries (C-329) as a JSON array, as
 * `{logs, nextPageURL}` or one a line, or plain lines of text. Order, interleaving and repetitions of lines do not
 * matter. A call with a missing chunk is named and left out.
 */
export const scriptLog: RecordingSource = {
  name: 'celigo-log',
  says: 'script log with the lines of the recorder hook, as JSON, JSON Lines or text',
  rule: 'C-505',
  kinds: recorderHook.kinds,
  hasSteps: false,
  assumptions: {},
  read(file, { kind: wanted }) {
    const { messages, notes } = readMessages(file);
    const lines = messages.flatMap((message) => message.split('\n').flatMap(readLines));
    const failed = lines.flatMap((line) => (line.kind === 'failed' ? [line.message] : []));
    const { calls, notes: broken } = joinCalls(lines.flatMap((line) => (line.kind === 'failed' ? [] : [line])));
    const allNotes = [...broken, ...failed.map(noteFailed), ...notes];
    const chosen = calls.filter(({ hook }) => wanted === null || hook === wanted);
    if (chosen.length === 0) throw nothingFound({ calls, wanted, notes: allNotes, messages: messages.length });
    const hooks = [...new Set(chosen.map(({ hook }) => hook))];
    return {
      recordings: hooks.map((hook) =>
        toRecording(
          hook,
          chosen.filter((call) => call.hook === hook),
        ),
      ),
      notes: [...allNotes, ...hooks.flatMap((hook) => noteRuns(hook, chosen))],
      leanedOn: [],
    };
  },
};

/** What the recorder wrote of a hook that it can be written for: at most one thing a line. */
function readLines(line: string): readonly RecorderLine[] {
  const found = readRecorderLine(line);
  if (found === null || (found.kind !== 'failed' && !recorderHook.kinds.includes(found.chunk.hook))) return [];
  return [found];
}

function toRecording(hook: string, calls: readonly RecordedCall[]): SourceRecording {
  const [first] = calls;
  return {
    hook,
    step: null,
    ...(first?.startedAt === undefined || first.startedAt === null ? {} : { createdAt: first.startedAt }),
    pages: calls.map(({ options, run, page }) => ({
      options,
      origin: { run, page },
      records: countRecords(hook, options),
    })),
  };
}

/** Module variables live per job (C-332): a replay of several jobs in one recording keeps them too long. */
function noteRuns(hook: string, calls: readonly RecordedCall[]): readonly SourceNote[] {
  const runs = new Set(calls.filter((call) => call.hook === hook).map(({ run }) => run));
  if (runs.size < 2) return [];
  const message = `the calls of ${hook} come from ${runs.size} runs of the script, one after the other in one recording: module variables live for one run only`;
  return [{ rule: 'C-332', path: '', message }];
}

function noteFailed(message: string): SourceNote {
  return { rule: 'C-550', path: '', message: `the recorder could not log a call of ${message}` };
}

interface LogMessages {
  readonly messages: readonly string[];
  readonly notes: readonly SourceNote[];
}

/** Messages of the log's entries, in whatever form it was saved. */
function readMessages(file: SourceFile): LogMessages {
  if (tryParse(file.text) === undefined) {
    const looksLikeJson = /^\s*(?:\[\s*[{"]|\{)/.test(file.text);
    const first = tryParse(file.text.trimStart().split('\n', 1)[0] ?? '');
    if (looksLikeJson && !isJsonObject(first)) file.parseJson();
    return { messages: file.text.split('\n').map(readLine), notes: [] };
  }
  const value = file.parseJson();
  if (Array.isArray(value)) return { messages: value.map(messageOf), notes: [] };
  const logs = ownField(value, 'logs');
  if (Array.isArray(logs)) return { messages: logs.map(messageOf), notes: noteNextPage(value) };
  if (isJsonObject(value) && Object.hasOwn(value, 'message')) return { messages: [messageOf(value)], notes: [] };
  throw new SourceError(
    `is ${nameJson(value)} without log entries; expected an array of them, or {"logs": […]} (C-329, C-621)`,
    { next: ['Save what `celigo scripts logs` prints, or the lines of the log as text.'] },
  );
}

/** A line of JSON Lines, or of text. */
function readLine(line: string): string {
  const value = line.trimStart().startsWith('{') ? tryParse(line) : undefined;
  return value === undefined ? line : messageOf(value);
}

function messageOf(entry: unknown): string {
  const message = typeof entry === 'string' ? entry : ownField(entry, 'message');
  return typeof message === 'string' ? message : '';
}

function noteNextPage(value: unknown): readonly SourceNote[] {
  const next = ownField(value, 'nextPageURL');
  if (typeof next !== 'string' || next === '') return [];
  const message = 'the log goes on at its nextPageURL: fetch the rest as well if chunks are missing';
  return [{ rule: 'C-621', path: '/nextPageURL', message }];
}

function tryParse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

const mostShown = 8;

function nothingFound({
  calls,
  wanted,
  notes,
  messages,
}: {
  readonly calls: readonly RecordedCall[];
  readonly wanted: string | null;
  readonly notes: readonly SourceNote[];
  readonly messages: number;
}): SourceError {
  const problems = notes.map(({ message }) => message).slice(0, mostShown);
  if (calls.length > 0) {
    const found = [...new Set(calls.map(({ hook }) => hook))].join(', ');
    return new SourceError(`has no call of ${wanted}; it has calls of ${found}`, { next: problems });
  }
  if (problems.length > 0) {
    return new SourceError('has no call that is whole (C-550)', { next: problems });
  }
  return new SourceError(`has no line of the recorder in ${messages} entries or lines (C-550)`, {
    next: [
      `Such a line holds "${recorderMark}".`,
      'hooksmith record celigo-recorder writes the hook; its lines are kept only while debug is on for the script (C-328).',
    ],
  });
}
